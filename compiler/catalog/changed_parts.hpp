// Which parts of the schema an operation changed.
#pragma once

#include <string>
#include <vector>

#include "galley/operation.hpp"

namespace galley {

/// What the operation was written for, as finely as the schema has parts: a column, a constraint, an index, an enumeration,
/// an object, or a table where it concerns the whole of it. What changes along (users of an enumeration) is not listed.
[[nodiscard]] std::vector<ObjectKey> changed_parts(const Operation& operation);

/// Parts in which two versions of a table differ. The order of columns is none.
[[nodiscard]] std::vector<ObjectKey> differing_parts(const Table& before, const Table& after);

/// "column orders.total", "table orders"; the default schema is left out.
[[nodiscard]] std::string described(const ObjectKey& part, std::string_view default_schema);

}  // namespace galley
