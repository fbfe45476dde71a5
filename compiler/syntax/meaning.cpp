#include "syntax/meaning.hpp"

#include "base/sha256.hpp"
#include "syntax/folding.hpp"

namespace galley::syntax {
namespace {

/// Stable from version to version, unlike the numbers of the enumerators.
char letter(TokenKind kind) {
  switch (kind) {
    case TokenKind::word:
    case TokenKind::digit_word:
    case TokenKind::number:
      return 'w';
    case TokenKind::quoted:
      return 'q';
    case TokenKind::string:
    case TokenKind::bits:
      return 's';
    case TokenKind::raw:
      return 'r';
    case TokenKind::op:
    case TokenKind::comma:
    case TokenKind::semicolon:
    case TokenKind::dot:
    case TokenKind::left_paren:
    case TokenKind::right_paren:
    case TokenKind::left_brace:
    case TokenKind::right_brace:
    case TokenKind::left_bracket:
    case TokenKind::right_bracket:
    case TokenKind::colon:
    case TokenKind::cast:
      return 'p';
    case TokenKind::broken:
    case TokenKind::end:
      break;
  }
  return '!';
}

}  // namespace

std::string meaning(std::string_view source, const Token* first, const Token* last) {
  std::string text;
  if (first != last) text.reserve((last - 1)->end - first->begin + 2 * static_cast<std::size_t>(last - first));
  for (const Token* token = first; token != last; ++token) {
    text += letter(token->kind);
    const std::size_t begin = text.size();
    text += source.substr(token->begin, token->end - token->begin);
    if (token->kind == TokenKind::word) {
      for (std::size_t i = begin; i < text.size(); ++i) text[i] = lower_case(text[i]);
    }
    text += '\0';
  }
  return sha256_hex(text);
}

}  // namespace galley::syntax
