// Which lines of a text changed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace galley {

[[nodiscard]] std::vector<std::string> lines_of(std::string_view text);

/// Every line of both texts in order, marked "- ", "+ " or "  " where it is in both, with a line end each. Lines that differ
/// in a comma at their end alone are the same: the new one is shown. Empty when nothing else differs.
[[nodiscard]] std::string line_difference(const std::vector<std::string>& before, const std::vector<std::string>& after);

}  // namespace galley
