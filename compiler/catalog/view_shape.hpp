// A view as if it were a table, for what is resolved against columns.
#pragma once

#include <string>
#include <vector>

#include "galley/catalog.hpp"

namespace galley {

/// Its name and columns, of no known type. Of a view that says `select *` not all columns are known: then those `assumed`.
[[nodiscard]] Table shape_of(const SchemaObject& view, const std::vector<std::string>& assumed);

}  // namespace galley
