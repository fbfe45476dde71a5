// The lexical surface of raw SQL: enough to know what stands in quotes and comments and what is code. Nothing is
// understood beyond that.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace galley {

/// What a dialect's lexer knows.
struct RawRules {
  bool dollar_quotes = false;        // $$ ... $$, $tag$ ... $tag$
  bool nested_comments = false;      // /* /* */ */
  bool escape_strings = false;       // E'\''
  bool bracket_identifiers = false;  // [a b]
  bool backtick_identifiers = false;
  bool trigger_bodies = false;  // SQLite: CREATE TRIGGER ... BEGIN ...; END is one statement
  bool routine_bodies = false;  // PostgreSQL: CREATE FUNCTION ... BEGIN ATOMIC ...; END is one statement
};

enum class RawTokenKind { word, number, string, quoted_name, comment, semicolon, open, close, other };
struct RawToken {
  RawTokenKind kind = RawTokenKind::other;  // `other` is a single character
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Something that is opened and never closed: it would swallow what follows.
struct RawFault {
  std::string_view what;  // "string", "quoted name", "comment", "parenthesis"
  std::size_t offset = 0;
};

struct RawTokens {
  std::vector<RawToken> tokens;  // blanks left out
  std::optional<RawFault> fault;
};

[[nodiscard]] RawTokens scan_raw(std::string_view text, const RawRules& rules);
/// How far the token at this offset goes; 0 behind the last one.
[[nodiscard]] std::size_t token_size_at(std::string_view text, std::size_t offset, const RawRules& rules);

}  // namespace galley
