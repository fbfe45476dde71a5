// The types of a view's columns, as far as its query shows them.
#pragma once

#include <optional>
#include <vector>

#include "catalog/workspace.hpp"

namespace galley {

/// One for each column of the view's output: that of a column that it passes on, of a cast, of a condition, of a count. Nothing for
/// any other expression, and for every column where the query is more than one SELECT over tables and views.
[[nodiscard]] std::vector<std::optional<Type>> view_column_types(const SchemaObject& view, Workspace& workspace);

/// The first column that both views have in the same place with types that are known and differ.
struct RetypedColumn {
  std::string name;
  Type before;
  Type after;
};
[[nodiscard]] std::optional<RetypedColumn> find_retyped_column(const SchemaObject& before, const SchemaObject& after, Workspace& workspace);

}  // namespace galley
