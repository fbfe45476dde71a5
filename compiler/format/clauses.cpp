#include "format/clauses.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

namespace galley::format {
namespace {

using syntax::TokenKind;
using Words = std::span<const std::string_view>;

struct Form {
  std::array<std::string_view, 2> begins;  // the second one anywhere among the first words
  Manner manner;
  std::vector<std::string_view> clauses;
};

/// Layout only: a word that is missing here costs a good place for a break and nothing else.
const std::vector<Form>& forms() {
  static const std::vector<Form> all{
      {{"create", "index"}, Manner::each, {"on", "include", "with", "tablespace", "where", "comment"}},
      {{"create", "trigger"}, Manner::each, {"before", "after", "instead", "on", "referencing", "for", "when", "execute", "as"}},
      {{"create", "policy"}, Manner::each, {"for", "to", "using", "with"}},
      {{"create", "view"}, Manner::each, {"with", "tablespace", "as"}},
      {{"create", "statistics"}, Manner::each, {"on", "from"}},
      {{"create", "publication"}, Manner::each, {"for", "with"}},
      {{"create", "function"},
       Manner::fill,
       {"returns", "language", "immutable", "stable", "volatile", "strict", "leakproof", "security", "parallel", "cost", "rows", "set",
        "as"}},
      {{"create", "procedure"}, Manner::fill, {"language", "security", "set", "as"}},
      {{"alter", "function"},
       Manner::fill,
       {"immutable", "stable", "volatile", "strict", "called", "returns", "not", "leakproof", "external", "security", "parallel", "cost",
        "rows", "set", "reset"}},
      {{"alter", "procedure"}, Manner::fill, {"external", "security", "set", "reset"}},
      {{"alter", "policy"}, Manner::each, {"to", "using", "with"}},
      {{"alter", "privileges"}, Manner::each, {"grant", "revoke", "on", "to", "from", "with", "cascade"}},
      {{"insert", ""}, Manner::each, {"values", "on", "where", "expect", "$"}},
      {{"update", ""}, Manner::each, {"set", "from", "where", "in", "expect"}},
      {{"delete", ""}, Manner::each, {"using", "where", "in", "expect"}},
      {{"require", ""}, Manner::each, {"$", "else"}},
      {{"sql", ""}, Manner::each, {"undo"}},
      {{"comment", ""}, Manner::each, {"is"}},
      {{"grant", ""}, Manner::each, {"on", "to", "with"}},
      {{"revoke", ""}, Manner::each, {"on", "from", "cascade"}},
  };
  return all;
}
/// Of columns, constraints, actions and whatever has no form of its own.
const Form& other_form() {
  static const Form form{{"", ""}, Manner::fill, {"not",        "null",      "default",  "primary", "unique", "references", "check",
                                                  "constraint", "generated", "collate",  "comment", "on",     "match",      "deferrable",
                                                  "foreign",    "exclude",   "where",    "include", "fill",   "then",       "using",
                                                  "inherits",   "partition", "strict",   "without", "with",   "tablespace", "start",
                                                  "increment",  "minvalue",  "maxvalue", "cache",   "owned",  "to",         "for"}};
  return form;
}

const Form& form_of(const std::vector<Piece>& pieces, Range statement) {
  constexpr std::size_t first_words = 5;  // create or replace constraint trigger
  const auto begin = pieces.begin() + static_cast<std::ptrdiff_t>(statement.first);
  const auto end = begin + static_cast<std::ptrdiff_t>(std::min(statement.size(), first_words));
  for (const Form& form : forms()) {
    if (!begin->is(form.begins[0])) continue;
    if (form.begins[1].empty() || std::any_of(begin, end, [&](const Piece& piece) { return piece.is(form.begins[1]); })) return form;
  }
  return other_form();
}

/// `in batches` but not `a in (1)`, `from` but not `is distinct from`, `null` but not `not null`.
bool goes_on(const Piece& before, const Piece& piece, const Piece& behind) {
  if (piece.is("as")) return behind.kind != TokenKind::raw;
  if (piece.is("grant")) return before.is("with") || before.is("revoke");
  if (piece.is("in")) return !behind.is("batches");
  if (piece.is("from")) return before.is("distinct");
  if (piece.is("null")) return before.is("not") || before.is("set");
  if (piece.is("default")) return before.is("set") || before.is("by") || before.is("drop");
  if (piece.is("deferrable")) return before.is("not");
  if (piece.is("not")) return before.is("nulls") || before.is("set") || before.is("drop") || before.is("is");
  if (piece.is("using")) return before.is("exclude");
  if (piece.is("leakproof")) return before.is("not");
  if (piece.is("security")) return before.is("external");
  if (piece.is("set")) return before.is("delete") || before.is("update");
  if (piece.is("on")) return before.is("comment") || before.is("conflict");
  if (piece.is("to") || piece.is("with"))
    return before.kind != TokenKind::right_paren && before.kind != TokenKind::word && before.kind != TokenKind::quoted;
  if (piece.is("check") && before.is("with")) return true;
  if (piece.is("constraint") || piece.is("unique") || piece.is("primary") || piece.is("foreign") || piece.is("check") ||
      piece.is("exclude"))
    return before.is("add") || before.is("drop") || before.is("rename") || before.is("validate") || before.is("change") || before.is("on");
  return false;
}

}  // namespace

int nesting(const Piece& piece) {
  switch (piece.kind) {
    case TokenKind::left_paren:
    case TokenKind::left_brace:
    case TokenKind::left_bracket:
      return 1;
    case TokenKind::right_paren:
    case TokenKind::right_brace:
    case TokenKind::right_bracket:
      return -1;
    case TokenKind::end:
    case TokenKind::word:
    case TokenKind::quoted:
    case TokenKind::digit_word:
    case TokenKind::number:
    case TokenKind::string:
    case TokenKind::bits:
    case TokenKind::raw:
    case TokenKind::op:
    case TokenKind::comma:
    case TokenKind::semicolon:
    case TokenKind::dot:
    case TokenKind::colon:
    case TokenKind::cast:
    case TokenKind::broken:
      break;
  }
  return 0;
}

Clauses clauses_of_rest(const std::vector<Piece>& pieces, Range statement, std::size_t rest) {
  const Form& form = form_of(pieces, statement);
  const auto begins_clause = [&](std::size_t i) {
    const Piece& piece = pieces[i];
    const std::string_view word = piece.kind == TokenKind::raw ? "$" : piece.word;
    return !word.empty() && std::ranges::find(form.clauses, word) != form.clauses.end() && !goes_on(pieces[i - 1], piece, pieces[i + 1]);
  };
  // The first two pieces are the name of a column and its type, or the words that say what this is.
  const std::size_t first = std::max(statement.first + 2, rest + 1);
  Clauses clauses{.manner = form.manner, .list = {{rest, statement.last}}};
  int depth = 0;
  for (std::size_t i = rest; i < statement.last; ++i) {
    if (depth == 0 && i >= first && begins_clause(i)) {
      clauses.list.back().last = i;
      clauses.list.push_back({i, statement.last});
    }
    depth += nesting(pieces[i]);
  }
  return clauses;
}

Clauses clauses_of(const std::vector<Piece>& pieces, Range statement) { return clauses_of_rest(pieces, statement, statement.first); }

}  // namespace galley::format
