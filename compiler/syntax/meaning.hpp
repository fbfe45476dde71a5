// The digest of what a revision says, whatever its layout, comments and letter case of keywords.
#pragma once

#include <string>
#include <string_view>

#include "syntax/token.hpp"

namespace galley::syntax {

/// Over the tokens [first, last): 64 hex digits.
[[nodiscard]] std::string meaning(std::string_view source, const Token* first, const Token* last);

}  // namespace galley::syntax
