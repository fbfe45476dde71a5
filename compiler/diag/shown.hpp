// Text as a terminal may show it: tabs widened, what would deceive made visible, bytes that are no UTF-8 escaped.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace galley {

struct Shown {
  std::string text;
  std::size_t width = 0;  // columns of a terminal
};
[[nodiscard]] Shown show(std::string_view text);

/// As much of the beginning, or of the end, as goes into so many columns. Characters stay whole.
[[nodiscard]] std::string_view beginning_within(std::string_view text, std::size_t width);
[[nodiscard]] std::string_view end_within(std::string_view text, std::size_t width);

}  // namespace galley
