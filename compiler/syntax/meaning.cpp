#include "syntax/meaning.hpp"

#include <algorithm>

#include "base/letter_case.hpp"
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
  std::size_t size = 0;
  for (const Token* token = first; token != last; ++token) size += token->end - token->begin + 2;
  std::string text(size, '\0');
  char* out = text.data();
  for (const Token* token = first; token != last; ++token) {
    const char* const begin = source.data() + token->begin;
    const char* const end = source.data() + token->end;
    *out++ = letter(token->kind);
    out =
        token->kind == TokenKind::word ? std::transform(begin, end, out, [](char c) { return lower_case(c); }) : std::copy(begin, end, out);
    *out++ = '\0';
  }
  return sha256_hex(text);
}

}  // namespace galley::syntax
