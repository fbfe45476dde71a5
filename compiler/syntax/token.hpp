// What the lexer makes of a source: tokens with their places. Blanks and comments are left out.
#pragma once

#include <cstdint>
#include <vector>

#include "syntax/keywords.hpp"

namespace galley::syntax {

enum class TokenKind : std::uint8_t {
  end,         // of the file; the last token, always there
  word,        // a name without quotes or a keyword
  quoted,      // "name"
  digit_word,  // 27c6a30d7c24: only as the id of a revision
  number,
  string,  // 'text', E'text\n', U&'text'; several pieces on several lines are one
  bits,    // b'101', x'1F'
  raw,     // $$text$$, $tag$text$tag$
  op,      // + <> ->> @> *
  comma,
  semicolon,
  dot,
  left_paren,
  right_paren,
  left_brace,
  right_brace,
  left_bracket,
  right_bracket,
  colon,
  cast,   // ::
  broken  // an error was reported here
};

/// Bytes [begin, end) of the source, with quotes and dollar signs.
struct Token {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  Kw keyword = Kw::none;
  TokenKind kind = TokenKind::end;
  bool first_on_line = false;
};

using Iterator = const Token*;

struct Tokens {
  std::vector<Token> list;
  /// From this byte on a mistake of the parser's may be the consequence of an unclosed quote and is not reported.
  std::uint32_t quiet_from = UINT32_MAX;
};

}  // namespace galley::syntax
