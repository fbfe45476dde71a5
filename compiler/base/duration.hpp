// PostgreSQL's spelling of a duration.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace galley {

/// "5s": digits and a unit; milliseconds without one.
[[nodiscard]] inline bool is_duration(std::string_view text) {
  constexpr std::array<std::string_view, 7> units{"", "us", "ms", "s", "min", "h", "d"};
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  std::string_view unit = text.substr(digits);
  while (unit.starts_with(' ')) unit.remove_prefix(1);
  return digits > 0 && digits < 10 && std::find(units.begin(), units.end(), unit) != units.end();
}

}  // namespace galley
