#include "syntax/slips.hpp"

#include <algorithm>
#include <array>

#include "base/letter_case.hpp"
#include "syntax/folding.hpp"

namespace galley::syntax {
namespace {

struct Slip {
  std::string_view statement;
  std::string_view before;
  std::string_view found;
  std::string_view expected;
  std::string_view help;
};
constexpr auto slips = std::to_array<Slip>({
#define SLIP(statement, before, found, expected, help) {statement, before, found, expected, help},
#include "syntax/slips.def"
#undef SLIP
});

class Situation {
 public:
  Situation(const ParseState& state, Iterator at, std::string_view expected) : state_(state), at_(at), expected_(expected) {
    while (begin_ != state.first_token && !ends_statement(begin_ - 1)) --begin_;
    in_table_block_ = is_table_block(enclosing_brace());
  }

  [[nodiscard]] bool fits(const Slip& slip) const {
    return expected_.starts_with(slip.expected) && is_found(slip.found) && is_behind(slip.before) && begins_with(slip.statement);
  }
  [[nodiscard]] std::string found() const { return std::string(state_.text(*at_)); }

 private:
  [[nodiscard]] static bool ends_statement(Iterator at) {
    return at->kind == TokenKind::semicolon || at->kind == TokenKind::left_brace || at->kind == TokenKind::right_brace;
  }
  [[nodiscard]] bool is(Iterator at, std::string_view text) const {
    return at >= begin_ && at->kind != TokenKind::end && lower_case(state_.text(*at)) == text;
  }
  [[nodiscard]] bool is_behind(std::string_view words) const {
    Iterator at = at_;
    while (!words.empty()) {
      const std::size_t space = words.rfind(' ');
      if (at == begin_ || !is(--at, words.substr(space == std::string_view::npos ? 0 : space + 1))) return false;
      words = words.substr(0, space == std::string_view::npos ? 0 : space);
    }
    return true;
  }
  [[nodiscard]] bool is_found(std::string_view what) const {
    if (what == "@name") return at_->kind == TokenKind::quoted || (at_->kind == TokenKind::word && !is_reserved(at_->keyword));
    if (what == "@string") return at_->kind == TokenKind::string;
    if (what == "@number") return at_->kind == TokenKind::number || at_->kind == TokenKind::digit_word;
    if (what == "@raw") return at_->kind == TokenKind::raw;
    return what.empty() || (at_->kind != TokenKind::end && lower_case(state_.text(*at_)) == what);
  }
  /// The brace of the block around; nullptr at the top.
  [[nodiscard]] Iterator enclosing_brace() const {
    int depth = 0;
    for (Iterator at = begin_; at != state_.first_token;) {
      --at;
      if (at->kind == TokenKind::right_brace) ++depth;
      if (at->kind == TokenKind::left_brace && depth-- == 0) return at;
    }
    return nullptr;
  }
  /// alter table t {, alter table s.t {
  [[nodiscard]] bool is_table_block(Iterator brace) const {
    if (brace == nullptr || brace - state_.first_token < 4) return false;
    Iterator at = brace - 2;
    if (at->kind == TokenKind::dot) at -= 2;
    return at > state_.first_token && at->keyword == Kw::table_ && (at - 1)->keyword == Kw::alter_;
  }
  [[nodiscard]] bool begins_with(std::string_view words) const {
    if (in_table_block_) return words.empty() || words == "alter table";
    Iterator at = begin_;
    while (!words.empty()) {
      const std::size_t end = std::min(words.find(' '), words.size());
      const std::string_view word = words.substr(0, end);
      // These say nothing of the kind of statement.
      while (at < at_ && !is(at, word) && (is(at, "or") || is(at, "replace") || is(at, "constraint") || is(at, "unlogged"))) ++at;
      if (at > at_ || !is(at, word)) return false;
      ++at;
      words.remove_prefix(std::min(end + 1, words.size()));
    }
    return true;
  }

  const ParseState& state_;
  Iterator at_;
  std::string_view expected_;
  Iterator begin_ = at_;
  bool in_table_block_ = false;
};

std::string filled(std::string_view help, const std::string& found) {
  std::string text(help);
  for (std::size_t place = text.find("{}"); place != std::string::npos; place = text.find("{}", place + found.size()))
    text.replace(place, 2, found);
  return text;
}

}  // namespace

std::optional<SlipAdvice> slip_advice(const ParseState& state, Iterator at, std::string_view expected) {
  if (!state.first_token || at == state.first_token) return std::nullopt;
  const Situation situation(state, at, expected);
  const auto slip = std::find_if(slips.begin(), slips.end(), [&](const Slip& known) { return situation.fits(known); });
  if (slip == slips.end()) return std::nullopt;
  return SlipAdvice{filled(slip->help, situation.found()), !slip->found.empty() && slip->found.front() != '@'};
}

}  // namespace galley::syntax
