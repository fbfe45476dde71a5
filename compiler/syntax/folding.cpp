#include "syntax/folding.hpp"

#include "base/letter_case.hpp"
#include "syntax/string_text.hpp"

namespace galley::syntax {

std::string unquoted(std::string_view text) { return string_value(text).text; }

std::string folded(std::string_view text, TokenKind kind) { return kind == TokenKind::quoted ? unquoted(text) : lower_case(text); }

}  // namespace galley::syntax
