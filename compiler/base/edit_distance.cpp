#include "base/edit_distance.hpp"

#include <algorithm>
#include <array>

#include "base/letter_case.hpp"

namespace galley {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  // Three rows of the usual table: the swap of neighbours looks two rows back.
  std::array<std::vector<std::size_t>, 3> rows;
  for (auto& row : rows) row.assign(b.size() + 1, 0);
  for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i + 2) % 3];
    const auto& two_above = rows[(i + 1) % 3];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = lower_case(a[i - 1]) == lower_case(b[j - 1]);
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0 : 1)});
      if (i > 1 && j > 1 && lower_case(a[i - 1]) == lower_case(b[j - 2]) && lower_case(a[i - 2]) == lower_case(b[j - 1])) {
        row[j] = std::min(row[j], two_above[j - 2] + 1);
      }
    }
  }
  return rows[a.size() % 3][b.size()];
}

std::optional<std::string> nearest(std::string_view wanted, const std::vector<std::string_view>& candidates) {
  constexpr std::size_t longest = 200;  // nobody writes longer names by hand, and the work grows with the square
  if (wanted.size() > longest) return std::nullopt;
  std::size_t best = std::max<std::size_t>(1, wanted.size() / 3) + 1;
  std::optional<std::string> found;
  for (const std::string_view candidate : candidates) {
    const std::size_t difference = std::max(candidate.size(), wanted.size()) - std::min(candidate.size(), wanted.size());
    if (candidate == wanted || difference >= best) continue;
    const std::size_t distance = edit_distance(wanted, candidate);
    // A name with nothing in common is no suggestion, however short it is.
    if (distance < best && distance < std::max(wanted.size(), candidate.size())) {
      best = distance;
      found = std::string(candidate);
    }
  }
  return found;
}

}  // namespace galley
