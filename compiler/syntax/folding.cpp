#include "syntax/folding.hpp"

#include "syntax/string_text.hpp"

namespace galley::syntax {

std::string lower_case(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = lower_case(c);
  return result;
}

std::string unquoted(std::string_view text) { return string_value(text).text; }

std::string folded(std::string_view text, TokenKind kind) { return kind == TokenKind::quoted ? unquoted(text) : lower_case(text); }

}  // namespace galley::syntax
