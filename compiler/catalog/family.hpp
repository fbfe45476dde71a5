// Tables below other tables: partitions, and tables that inherit.
#pragma once

#include <vector>

#include "galley/catalog.hpp"

namespace galley {

/// All partitions of the table and tables that inherit from it, at any depth, each behind its parents.
[[nodiscard]] std::vector<TablePointer> descendants_of(const ObjectName& table, const Catalog& catalog);
[[nodiscard]] std::vector<ObjectName> parents_of(const Table& table);

/// What a column of a child has of its parent's.
[[nodiscard]] Column inherited_column(const Column& parents);
/// Which columns of a child are as the parent's, so that nothing is said of them where the child is made.
void mark_inherited(Table& child, const Table& parent);

}  // namespace galley
