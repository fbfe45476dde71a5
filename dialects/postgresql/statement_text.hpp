// The text of one statement beside its tree: PostgreSQL's tree says where an expression begins, seldom where it ends, so
// pieces are cut by their words and parentheses.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "galley/names.hpp"
#include "raw_tokens.hpp"

namespace galley::postgresql {

/// Tokens [first, last) of a statement.
struct Words {
  std::size_t first = 0;
  std::size_t last = 0;
  [[nodiscard]] bool empty() const { return first >= last; }
};

class StatementText {
 public:
  /// `place` is where the text stands in a source.
  StatementText(std::string_view text, Span place);

  [[nodiscard]] Words all() const { return {0, tokens_.size()}; }
  /// From the token at this byte to the end of the statement.
  [[nodiscard]] Words from(std::size_t offset) const;
  /// Behind the first such word that stands outside parentheses; empty when there is none.
  [[nodiscard]] Words after_word(Words words, std::string_view word) const;
  /// Behind the last such word outside parentheses.
  [[nodiscard]] Words after_last_word(Words words, std::string_view word) const;
  /// Before the first such word outside parentheses; all of them when there is none.
  [[nodiscard]] Words before_word(Words words, std::string_view word) const;
  /// What stands in the first parentheses.
  [[nodiscard]] Words in_parentheses(Words words) const;
  /// Up to a comma or a closing parenthesis outside parentheses, or to one of these bytes.
  [[nodiscard]] Words item(Words words, const std::vector<std::size_t>& stops = {}) const;
  /// Between the commas outside parentheses.
  [[nodiscard]] std::vector<Words> items(Words words) const;

  [[nodiscard]] bool is_open(std::size_t token) const { return tokens_[token].kind == RawTokenKind::open; }
  [[nodiscard]] bool is_word(std::size_t token, std::string_view word) const;
  [[nodiscard]] std::string_view text(Words words) const;
  [[nodiscard]] Span span(Words words) const;
  [[nodiscard]] Span whole() const { return place_; }
  /// A name that stands at this byte.
  [[nodiscard]] Name name(std::string name, std::size_t offset) const;
  /// A name that stands somewhere there; without a place of its own the words are its place.
  [[nodiscard]] Name name(std::string name, Words words) const;
  [[nodiscard]] QualifiedName name(const std::string& schema, const std::string& name, Words words) const;

 private:
  /// How parentheses and brackets count at this token.
  [[nodiscard]] int step(std::size_t token) const;
  [[nodiscard]] bool is_name(std::size_t token, std::string_view name) const;
  [[nodiscard]] std::string_view text_of(std::size_t token) const;

  std::string_view text_;
  Span place_;
  std::vector<RawToken> tokens_;  // without comments
};

}  // namespace galley::postgresql
