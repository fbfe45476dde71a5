// "+2", "head-1": how many revisions up or down, and from where.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace galley::revisions {

struct Relative {
  std::string_view anchor;  // what the steps are counted from; empty: from where the range starts
  bool is_up = true;
  std::uint32_t steps = 0;
  std::string_view trailing;  // what stands behind the number and should not
};

/// A term that ends with + or - and a number. `trailing` is empty.
[[nodiscard]] std::optional<Relative> split_relative(std::string_view term);
/// The same with other text behind the number: "head-1xyz".
[[nodiscard]] std::optional<Relative> split_trailing(std::string_view term);

}  // namespace galley::revisions
