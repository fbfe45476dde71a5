// A whole catalog as the changes that make it from nothing, in an order in which a server accepts them.
#pragma once

#include <vector>

#include "galley/operation.hpp"

namespace galley {

/// Objects that others need come first; where the order is free, by kind and name. Foreign keys whose table comes later
/// follow as changes of their own, unless `keys_may_dangle` (SQLite: a table may refer to one that is made later).
/// What was only declared is left out.
[[nodiscard]] std::vector<Operation> recreate(const Catalog& catalog, std::string_view default_schema, bool keys_may_dangle);

/// The changes that make one object, as recreate() has them: for showing it alone.
[[nodiscard]] std::vector<Operation> recreate_one(const Catalog& catalog, const ObjectKey& key);

}  // namespace galley
