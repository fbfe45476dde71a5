// The value behind the spelling of a name or a string.
#pragma once

#include <string>
#include <string_view>

#include "base/letter_case.hpp"
#include "syntax/token.hpp"

namespace galley::syntax {

/// A string or a quoted name without its quotes, and with the escapes inside resolved.
[[nodiscard]] std::string unquoted(std::string_view text);
/// What a word or a quoted name means: folded, or unquoted and as written.
[[nodiscard]] std::string folded(std::string_view text, TokenKind kind);

}  // namespace galley::syntax
