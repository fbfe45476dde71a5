// Tables that an operation leaves as they are, but that servers lock along with the one it changes: they stand among its
// tables with the same value before and after.
#pragma once

#include "catalog/family.hpp"
#include "catalog/workspace.hpp"

namespace galley {

/// Those that are not among the tables yet.
void add_companions(std::vector<TableChange>& tables, const std::vector<TablePointer>& others);

/// With the partitions and inheriting tables below `table`.
[[nodiscard]] std::vector<TableChange> with_descendants(std::vector<TableChange> tables, const ObjectName& table,
                                                        const Workspace& workspace);

/// The tables above a partition or an inheriting table, nearest first.
[[nodiscard]] std::vector<TablePointer> ancestors_of(const Table& table, const Catalog& catalog);
/// Tables with foreign keys to one of these, which a server has for each partition as well.
[[nodiscard]] std::vector<TablePointer> referencing_tables_of(const std::vector<TablePointer>& partitioned, const Catalog& catalog);
/// The partition, if there is one, that takes what no other takes.
[[nodiscard]] std::vector<TablePointer> default_partitions_of(const Table& table, const Catalog& catalog);

}  // namespace galley
