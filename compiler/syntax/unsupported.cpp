#include "syntax/unsupported.hpp"

#include <algorithm>
#include <array>

#include "diag/catalogue/syntax.hpp"
#include "syntax/folding.hpp"

namespace galley::grammar {
namespace {

/// Of these not all can be altered that SQL alters.
constexpr std::array altered{Kw::schema_, Kw::view_, Kw::materialized_, Kw::function_, Kw::procedure_, Kw::trigger_, Kw::statistics_};

/// These have words between their arguments, whatever they are.
constexpr auto worded = std::to_array<std::string_view>(
    {"treat", "xmlelement", "xmlexists", "xmlforest", "xmlparse", "xmlpi", "xmlroot", "xmlserialize", "xmltable"});
/// These have only where a colon or one of the words says so; otherwise they are calls.
constexpr auto json_constructors =
    std::to_array<std::string_view>({"json", "json_array", "json_arrayagg", "json_exists", "json_object", "json_objectagg", "json_query",
                                     "json_scalar", "json_serialize", "json_table", "json_value"});
constexpr auto json_words = std::to_array<std::string_view>({"absent", "columns", "empty", "error", "format", "keep", "omit", "on",
                                                             "passing", "returning", "unique", "value", "with", "without", "wrapper"});

/// Whether a colon or a word of JSON stands in the parentheses behind a name, where a comma or an operator would.
bool has_json_clause(Iterator at, ParseState& state) {
  int depth = 0;
  for (;; ++at) {
    if (at->kind == TokenKind::left_paren) ++depth;
    if (at->kind == TokenKind::right_paren && --depth == 0) return false;
    if (at->kind == TokenKind::end || at->kind == TokenKind::semicolon) return false;
    if (depth != 1) continue;
    const bool names_argument = at->kind == TokenKind::colon && at[1].kind == TokenKind::op && state.text(at[1]) == "=";
    if (at->kind == TokenKind::colon && !names_argument) return true;
    const bool follows_value = (at - 1)->kind != TokenKind::left_paren && (at - 1)->kind != TokenKind::comma &&
                               (at - 1)->kind != TokenKind::op && (at - 1)->kind != TokenKind::dot;
    if (at->kind == TokenKind::word && follows_value &&
        std::ranges::find(json_words, syntax::folded(state.text(*at), at->kind)) != json_words.end())
      return true;
  }
}

bool has_attributes(Kw kind) { return kind == Kw::view_ || kind == Kw::materialized_ || kind == Kw::function_ || kind == Kw::procedure_; }

/// Behind "app.f(int, text)".
Iterator behind_name(Iterator at) {
  ++at;
  while (at->kind == TokenKind::dot && at[1].kind != TokenKind::end) at += 2;
  if (at->kind != TokenKind::left_paren) return at;
  while (at->kind != TokenKind::right_paren && at->kind != TokenKind::semicolon && at->kind != TokenKind::end) ++at;
  return at->kind == TokenKind::right_paren ? at + 1 : at;
}

/// "alter trigger", "alter view ... alter column"
std::string form_of(Iterator at, ParseState& state) {
  const Kw kind = at[1].keyword;
  const bool is_materialized = kind == Kw::materialized_ && at[2].keyword == Kw::view_;
  std::string form = fmt::format("{} {}{}", spelling(at->keyword), spelling(kind), is_materialized ? " view" : "");
  Iterator name = at + (is_materialized ? 3 : 2);
  if (!has_attributes(kind) || (name->kind != TokenKind::word && name->kind != TokenKind::quoted)) return form;
  std::string_view before = " ... ";
  for (Iterator word = behind_name(name), last = word + 2; word != last && word->kind == TokenKind::word; ++word, before = " ")
    form += fmt::format("{}{}", before, syntax::folded(state.text(*word), word->kind));
  return form;
}

[[noreturn]] void refuse_form(Iterator first, Iterator last, std::string_view form, ParseState& state) {
  if (state.may_report(first))
    state.diagnostics()
        .report(state.span(first, last), diag::unsupported_form, form)
        .help("write the statement as raw SQL: sql $$ ... $$;");
  fail_reported(first);
}

}  // namespace

void refuse_unsupported_form(Iterator at, ParseState& state) {
  if (at->kind != TokenKind::word || at[1].kind != TokenKind::left_paren) return;
  const std::string_view text = state.text(*at);
  if (std::string_view("tTxXjJ").find(text.front()) == std::string_view::npos) return;
  const std::string name = syntax::folded(text, at->kind);
  const bool is_json = std::ranges::find(json_constructors, name) != json_constructors.end() && has_json_clause(at + 1, state);
  if (is_json || std::ranges::find(worded, name) != worded.end()) refuse_form(at, at + 1, name + "(...)", state);
}

bool UnsupportedFields::accepts(Iterator at, ParseState& state) const {
  if (at->kind != TokenKind::dot || at[1].kind != TokenKind::op || state.text(at[1]) != "*") return false;
  refuse_form(at, at + 2, "(...).*", state);
}

bool UnsupportedStatement::accepts(Iterator at, ParseState& state) const {
  if (at->keyword != Kw::alter_ || std::ranges::find(altered, at[1].keyword) == altered.end()) return false;
  if (state.may_report(at))
    state.diagnostics()
        .report(state.span(at, at + 2), diag::unsupported_form, form_of(at, state))
        .help("write it as raw SQL: sql on postgresql $$ ... $$ undo $$ ... $$;");
  fail_reported(at);
}

}  // namespace galley::grammar
