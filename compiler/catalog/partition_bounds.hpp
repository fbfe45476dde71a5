// The check in which a server writes down the bounds of a partition that is detached concurrently (measured on PostgreSQL 14 to 18).
#pragma once

#include <optional>
#include <string>

#include "catalog/inherited_parts.hpp"

namespace galley {

struct BoundCheck {
  std::optional<Constraint> made;  // what the server adds
  std::string name;                // what it calls it, or would
  bool is_certain = true;          // otherwise nobody can tell whether it adds one
};
/// `detached`: the table with what it keeps, but still with its bounds. `above`: the tables above it, nearest first.
[[nodiscard]] BoundCheck check_of_bounds(const Table& detached, const TablesAbove& above);

}  // namespace galley
