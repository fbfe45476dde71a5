// The value behind the spelling of a name or a string.
#pragma once

#include <string>
#include <string_view>

#include "syntax/token.hpp"

namespace galley::syntax {

/// Letters A to Z in lower case; others stay, as in PostgreSQL.
[[nodiscard]] constexpr char lower_case(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
[[nodiscard]] std::string lower_case(std::string_view text);
/// A string or a quoted name without its quotes, and with the escapes inside resolved.
[[nodiscard]] std::string unquoted(std::string_view text);
/// What a word or a quoted name means: folded, or unquoted and as written.
[[nodiscard]] std::string folded(std::string_view text, TokenKind kind);

}  // namespace galley::syntax
