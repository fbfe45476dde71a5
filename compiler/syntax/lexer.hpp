// From bytes to tokens. Input: one source; output: its tokens, ended by one of kind `end`. Everything that is no token is
// reported and becomes a `broken` one, which the parser steps over without a word.
#pragma once

#include "galley/diagnostics.hpp"
#include "syntax/token.hpp"

namespace galley::syntax {

[[nodiscard]] Tokens lex(std::string_view text, SourceId source, Diagnostics& diagnostics);
/// Only as far as the first semicolon, behind which the `end` stands; the rest is not looked at.
[[nodiscard]] Tokens lex_statement(std::string_view text, SourceId source, Diagnostics& diagnostics);

}  // namespace galley::syntax
