// Comments, for those who want them: the lexer steps over them, so they are looked for between its tokens.
#pragma once

#include <string_view>
#include <vector>

#include "syntax/token.hpp"

namespace galley::syntax {

/// Bytes [begin, end) of the source: "-- ..." without its line end, or "/* ... */".
struct Comment {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// Those between two neighbouring tokens, or before the first one, in order. The text between has nothing but blanks and whole comments.
[[nodiscard]] std::vector<Comment> comments_between(std::string_view text, std::uint32_t begin, std::uint32_t end);

}  // namespace galley::syntax
