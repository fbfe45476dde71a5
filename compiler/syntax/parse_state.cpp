#include "syntax/parse_state.hpp"

#include <vector>

#include "base/edit_distance.hpp"
#include "diag/catalogue/syntax.hpp"

namespace galley::syntax {
namespace {

constexpr std::string_view semicolon = "\";\"";

/// What a person would not call a mistake in this token but something left out before it.
bool begins_something_new(const Token& token) {
  return token.first_on_line || token.kind == TokenKind::end || token.kind == TokenKind::right_brace;
}

std::string_view cut(std::string_view text) {
  constexpr std::size_t limit = 40;
  if (text.size() <= limit) return text;
  std::size_t size = limit;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
  return text.substr(0, size);
}

}  // namespace

std::string found_text(const ParseState& state, const Token& token) {
  switch (token.kind) {
    case TokenKind::end:
      return "the end of the file";
    case TokenKind::string:
      return "a string";
    case TokenKind::raw:
      return "raw text";
    case TokenKind::quoted:
      return fmt::format("the name {}", cut(state.text(token)));
    case TokenKind::word:
    case TokenKind::digit_word:
    case TokenKind::number:
    case TokenKind::op:
    case TokenKind::comma:
    case TokenKind::semicolon:
    case TokenKind::dot:
    case TokenKind::left_paren:
    case TokenKind::right_paren:
    case TokenKind::left_brace:
    case TokenKind::right_brace:
    case TokenKind::left_bracket:
    case TokenKind::right_bracket:
    case TokenKind::colon:
    case TokenKind::cast:
    case TokenKind::broken:
      break;
  }
  return fmt::format("\"{}\"", cut(state.text(token)));
}

bool ParseState::is_consequence(Iterator at) const {
  if (at->begin >= quiet_from_) return true;
  // A broken token further on in the line is the better message.
  constexpr int reach = 100;
  for (Iterator token = at; token < at + reach && token->kind != TokenKind::end; ++token) {
    if (token != at && token->first_on_line) return false;
    if (token->kind == TokenKind::broken) return true;
  }
  return false;
}

bool ParseState::may_report() {
  if (has_given_up()) return false;
  ++reported_;
  return true;
}

bool ParseState::may_report(Iterator at) { return !is_consequence(at) && may_report(); }

std::optional<std::string> ParseState::nearest_keyword(Iterator at) const {
  if (at != missed_at_ || at->kind != TokenKind::word) return std::nullopt;
  std::vector<std::string_view> candidates;
  for (std::size_t i = 1; i < keyword_count; ++i) {
    if (missed_keywords_.test(i)) candidates.push_back(spelling(static_cast<Kw>(i)));
  }
  return nearest(text(*at), candidates);
}

void ParseState::report_expected(Iterator at, std::string_view expected) {
  if (!may_report(at)) return;
  const auto suggestion = nearest_keyword(at);
  const std::string found = found_text(*this, *at);
  if (expected == semicolon && !suggestion && begins_something_new(*at)) {
    const std::uint32_t end = (at - 1)->end;
    diagnostics_.report({source_, end, end}, diag::unexpected, expected, found);
    return;
  }
  auto error = diagnostics_.report(span(*at), diag::unexpected, expected, found);
  error.suggest(suggestion);
  if (at == missed_at_ && missed_name_ && is_reserved(at->keyword)) {
    error.help("\"{}\" is a reserved word; as a name it stands in double quotes: \"{}\"", spelling(at->keyword), spelling(at->keyword));
  }
}

void ParseState::report_unclosed_block(Iterator opening, Iterator at) {
  unclosed_block_end_ = at;
  if (!may_report(at)) return;
  diagnostics_.report(span(*opening), diag::unclosed_block, found_text(*this, *at)).help("close it with \"}}\"");
  if (at->kind == TokenKind::end) quiet_from_ = at->begin;  // the blocks around it end here as well
}

void ParseState::fail_too_deep(Iterator at, std::string_view what, int limit) {
  if (may_report(at)) diagnostics_.report(span(*at), diag::too_deep, what, limit);
  fail_reported(at);
}

}  // namespace galley::syntax
