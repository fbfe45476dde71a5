// Partition keys and bounds, from what was written to what the catalog keeps.
#pragma once

#include "catalog/resolve.hpp"

namespace galley {

[[nodiscard]] std::optional<PartitionBy> resolve_partition_by(const ast::PartitionBy& written, const Table& table, Workspace& workspace);
/// Its values name no columns; literals of an enumeration are checked against the parent's key.
[[nodiscard]] std::optional<ast::PartitionBound> resolve_bound(const ast::PartitionBound& written, const Table& parent,
                                                               Workspace& workspace);

}  // namespace galley
