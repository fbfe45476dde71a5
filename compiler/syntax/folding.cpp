#include "syntax/folding.hpp"

namespace galley::syntax {

std::string lower_case(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

std::string unquoted(std::string_view text) {
  const char mark = text.front();
  const std::string_view inside = text.substr(1, text.size() - 2);
  std::string result;
  result.reserve(inside.size());
  for (std::size_t i = 0; i < inside.size(); ++i) {
    result += inside[i];
    if (inside[i] == mark) ++i;
  }
  return result;
}

std::string folded(std::string_view text, TokenKind kind) { return kind == TokenKind::quoted ? unquoted(text) : lower_case(text); }

}  // namespace galley::syntax
