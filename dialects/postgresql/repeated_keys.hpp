// Keys that a server takes for one.
#pragma once

#include <vector>

#include "galley/catalog.hpp"

namespace galley::postgresql {

/// Of the keys and exclusions in one CREATE TABLE or ADD COLUMN that are alike, the servers (12 to 18) make only the first, a primary key
/// before any other, and forget the names of the rest. Takes those out of `constraints`, to be added by statements of their own.
[[nodiscard]] std::vector<Constraint> take_repeated_keys(SharedList<Constraint>& constraints);
[[nodiscard]] std::vector<Constraint> take_repeated_keys(std::vector<Constraint>& constraints);

}  // namespace galley::postgresql
