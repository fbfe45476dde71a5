// UTF-8: validity, code points, and how wide a terminal shows them.
#pragma once

#include <cstdint>
#include <string_view>

namespace galley {

/// Offset of the first byte that is not part of valid UTF-8 (no overlong forms, no surrogates); npos when all is valid.
[[nodiscard]] std::size_t first_invalid_utf8(std::string_view text);

struct CodePoint {
  char32_t value = 0;
  std::size_t size = 0;  // in bytes; 0 when the text does not begin with a valid sequence
};
[[nodiscard]] CodePoint first_code_point(std::string_view text);

/// Columns of a terminal: 0 for combining marks and other invisible ones, 2 for East Asian wide ones and emoji, else 1.
[[nodiscard]] int display_width(char32_t code_point);

/// C0 and C1 controls, line and paragraph separators, bidirectional marks and other invisible formatting: never to be
/// shown raw, as they can make a line read differently from what it is.
[[nodiscard]] bool is_deceptive(char32_t code_point);

}  // namespace galley
