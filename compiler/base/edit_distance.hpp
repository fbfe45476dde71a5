// "did you mean": the nearest of several names.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace galley {

/// Letters to insert, delete, replace or swap with a neighbour (optimal string alignment), by bytes, ignoring ASCII case.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate nearest to `wanted`, if it is near enough to be what was meant (a third of the length, at least one
/// change); the first of equally near ones.
[[nodiscard]] std::optional<std::string> nearest(std::string_view wanted, const std::vector<std::string_view>& candidates);

}  // namespace galley
