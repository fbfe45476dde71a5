#include "syntax/parse_state.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/edit_distance.hpp"
#include "diag/catalogue/syntax.hpp"
#include "syntax/remedies.hpp"
#include "syntax/slips.hpp"

namespace galley::syntax {
namespace {

constexpr std::string_view semicolon = "\";\"";
constexpr std::string_view kind_of_object = "a kind of object";

/// What a person would not call a mistake in this token but something left out before it.
bool begins_something_new(const Token& token) {
  return token.first_on_line || token.kind == TokenKind::end || token.kind == TokenKind::right_brace;
}

/// Behind these words no keyword stands that could have been meant.
bool is_followed_by_name(Kw keyword) {
  constexpr std::array words{Kw::into_, Kw::update_, Kw::from_,     Kw::on_,     Kw::references_, Kw::set_,
                             Kw::to_,   Kw::using_,  Kw::table_,    Kw::column_, Kw::view_,       Kw::enum_,
                             Kw::type_, Kw::domain_, Kw::sequence_, Kw::schema_, Kw::constraint_};
  return std::find(words.begin(), words.end(), keyword) != words.end();
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
    case TokenKind::bits:
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

/// Where reading came to a word that nearly fits, beyond the place where it was given up: `if not exist` is given up at "if".
std::optional<std::string> ParseState::slip_beyond(Iterator at) const {
  return missed_at_ > at && !missed_name_ ? nearest_keyword(missed_at_) : std::nullopt;
}

/// A word that was taken for a name, though it is nearly a keyword: `create index concurently ix on t (a)`.
std::optional<std::string> ParseState::slip_before(Iterator at) const {
  constexpr std::size_t shortest = 5;
  const Token& before = *(at - 1);
  if (before.kind != TokenKind::word || before.keyword != Kw::none || text(before).size() < shortest) return std::nullopt;
  if (first_token && at - first_token >= 2 && is_followed_by_name(at[-2].keyword)) return std::nullopt;
  std::vector<std::string_view> all;
  for (std::size_t i = 1; i < keyword_count; ++i) all.push_back(spelling(static_cast<Kw>(i)));
  return nearest(text(before), all);
}

/// What may follow `create`, `drop` and the like is a long list: told only where no word of it is near.
void ParseState::report_unknown_object(Iterator at) {
  const Iterator place = std::max(at, missed_at_);
  const auto suggestion = nearest_keyword(place);
  auto error = diagnostics_.report(span(*place), diag::unexpected, kind_of_object, found_text(*this, *place));
  if (const auto slip = slip_advice(*this, place, kind_of_object); slip && (slip->is_exact || !suggestion)) {
    error.help("{}", slip->help);
    return;
  }
  error.suggest(suggestion);
  if (suggestion || place != missed_at_) return;
  std::vector<std::string_view> words;
  for (std::size_t i = 1; i < keyword_count; ++i) {
    if (missed_keywords_.test(i)) words.push_back(spelling(static_cast<Kw>(i)));
  }
  error.help("\"{}\" is followed by {}", text(*(place - 1)), fmt::join(words, ", "));
}

void ParseState::report_expected(Iterator at, std::string_view expected) {
  if (!may_report(at)) return;
  if (expected == kind_of_object) return report_unknown_object(at);
  if (const auto slip = slip_beyond(at)) {
    diagnostics_.report(span(*missed_at_), diag::unexpected, fmt::format("\"{}\"", *slip), found_text(*this, *missed_at_)).suggest(slip);
    return;
  }
  const auto suggestion = nearest_keyword(at);
  const std::string found = found_text(*this, *at);
  const bool is_separator = expected == semicolon || expected == "\",\" or \")\"";
  if (is_separator && !suggestion && begins_something_new(*at)) {
    const std::uint32_t end = (at - 1)->end;
    diagnostics_.report({source_, end, end}, diag::unexpected, expected, found);
    return;
  }
  auto error = diagnostics_.report(span(*at), diag::unexpected, expected, found);
  if (const auto slip = slip_advice(*this, at, expected); slip && (slip->is_exact || (!suggestion && !slip_before(at)))) {
    error.help("{}", slip->help);
    return;
  }
  const auto remedy = remedy_for(text(*at));
  if (!remedy) error.suggest(suggestion);
  if (!suggestion && at->kind == TokenKind::word && !at->first_on_line) {
    if (const auto slip = slip_before(at)) error.note(span(*(at - 1)), "did you mean \"{}\"?", *slip);
  }
  if (const auto advice = first_token ? advice_for(first_token, at, expected) : std::nullopt) {
    error.help("{}", *advice);
    return;
  }
  if (remedy) error.help("{}", *remedy);
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
