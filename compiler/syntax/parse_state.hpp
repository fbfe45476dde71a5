// What the parsers of one file share: the source, the sink, and what was looked for in vain at the furthest place.
#pragma once

#include <bitset>
#include <optional>
#include <string>
#include <string_view>

#include "galley/diagnostics.hpp"
#include "syntax/token.hpp"

namespace galley::syntax {

/// How deep parentheses, calls, `case` and blocks may stand inside one another. Keeps the parser's stack small.
inline constexpr int nesting_limit = 200;
/// How deep the tree of one expression may be, chains of operators included. Later passes recurse over it.
inline constexpr int expression_depth_limit = 1000;
/// How many operands and operators one expression may have in a row: a list of conditions may be long, as it is not deep.
inline constexpr int row_limit = 500'000;

class ParseState {
 public:
  /// `offset`: where the text begins in its source. Tokens have the places of the source.
  ParseState(std::string_view text, SourceId source, Diagnostics& diagnostics, std::uint32_t quiet_from, std::uint32_t offset = 0)
      : text_(text), source_(source), diagnostics_(diagnostics), quiet_from_(quiet_from), offset_(offset) {}

  [[nodiscard]] std::string_view text(const Token& token) const { return text(token.begin, token.end); }
  [[nodiscard]] std::string_view text(std::uint32_t begin, std::uint32_t end) const { return text_.substr(begin - offset_, end - begin); }
  [[nodiscard]] Span span(const Token& token) const { return {source_, token.begin, token.end}; }
  /// Of the tokens [first, last); an empty range has the place of `first`.
  [[nodiscard]] Span span(Iterator first, Iterator last) const {
    return {source_, first->begin, first == last ? first->begin : (last - 1)->end};
  }

  [[nodiscard]] Diagnostics& diagnostics() { return diagnostics_; }

  /// A keyword or a name was looked for here and not found. Remembered for the furthest place only.
  void missed(Iterator at, Kw keyword) {
    if (at < missed_at_) return;
    move_to(at);
    missed_keywords_.set(static_cast<std::size_t>(keyword));
  }
  void missed_name(Iterator at) {
    if (at < missed_at_) return;
    move_to(at);
    missed_name_ = true;
  }

  /// "expected X, found Y" at a token, with the nearest word that would have fitted.
  void report_expected(Iterator at, std::string_view expected);
  /// A block that begins at `opening` has no end before `at`.
  void report_unclosed_block(Iterator opening, Iterator at);
  /// A block was taken to end before this token, though its brace is missing.
  [[nodiscard]] bool is_unclosed_block_end(Iterator at) const { return at == unclosed_block_end_; }
  [[noreturn]] void fail_too_deep(Iterator at, std::string_view what, int limit);
  /// Asked before each report: false where the error would be the consequence of one that the lexer reported, and when the
  /// parser has given up.
  [[nodiscard]] bool may_report(Iterator at);
  [[nodiscard]] bool may_report();
  /// After so many errors that the file is no text of the language at all. Nothing more of it is read.
  [[nodiscard]] bool has_given_up() const { return reported_ == report_limit; }

  /// The first token of the source; nullptr where nobody is told of mistakes.
  Iterator first_token = nullptr;
  /// The word `declare` of the statement at hand, which stands for `create` there; else nullptr.
  Iterator declared = nullptr;
  int nesting = 0;
  /// The deepest expression finished since somebody last set this to zero.
  int deepest = 0;
  /// Operands and operators of the expression being read.
  int row_length = 0;

 private:
  static constexpr int report_limit = 1000;

  void move_to(Iterator at) {
    if (at == missed_at_) return;
    missed_at_ = at;
    missed_keywords_.reset();
    missed_name_ = false;
  }
  [[nodiscard]] bool is_consequence(Iterator at) const;
  [[nodiscard]] std::optional<std::string> nearest_keyword(Iterator at) const;
  void report_unknown_object(Iterator at);
  [[nodiscard]] std::optional<std::string> slip_beyond(Iterator at) const;
  [[nodiscard]] std::optional<std::string> slip_before(Iterator at) const;

  std::string_view text_;
  SourceId source_;
  Diagnostics& diagnostics_;
  std::uint32_t quiet_from_;
  std::uint32_t offset_;
  int reported_ = 0;
  Iterator unclosed_block_end_ = nullptr;
  Iterator missed_at_ = nullptr;
  std::bitset<keyword_count> missed_keywords_;
  bool missed_name_ = false;
};

/// A token in human words, for "found Y".
[[nodiscard]] std::string found_text(const ParseState& state, const Token& token);

/// Leaves the present statement. `expected` is what the message says; empty when the error is already reported.
[[noreturn]] void fail_expecting(Iterator at, std::string expected);
[[noreturn]] void fail_reported(Iterator at);

}  // namespace galley::syntax
