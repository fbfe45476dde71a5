// What servers demand of partitioned tables and their partitions.
#pragma once

#include "catalog/column_edits.hpp"

namespace galley {

/// Primary keys, unique constraints and unique indexes must contain the columns by which the table, and each partition that
/// is divided further, is partitioned. Asked of the table as it is to be.
bool check_keys_of_partitions(const Table& table, Workspace& workspace);
/// Reports a partition, which cannot `do_this`.
bool check_is_no_partition(const Table& table, std::string_view do_this, Span span, Workspace& workspace);
/// Reports a key, check or index that matches one of the tables above: it belongs to that one now.
bool check_not_attached(const Table& table, const Constraint& constraint, Span span, Workspace& workspace);
bool check_not_attached(const Table& table, const Index& index, Span span, Workspace& workspace);
bool check_not_partition_key(const FoundColumn& found, const Places& at, Workspace& workspace);
bool check_is_partitioned(const Table& table, Span span, Workspace& workspace);

/// Whether the bound is one of the parent's kind and takes no rows that another partition takes.
bool check_bound(const Table& parent, const ast::PartitionBound& bound, Span span, Workspace& workspace);
/// Whether the table has the columns, NOT NULLs and checks of the partitioned one.
bool check_can_be_partition(const Table& table, const Table& parent, const Places& at, Workspace& workspace);

}  // namespace galley
