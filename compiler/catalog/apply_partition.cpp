#include <fmt/format.h>

#include "catalog/apply.hpp"
#include "catalog/companions.hpp"
#include "catalog/inherited_parts.hpp"
#include "catalog/partition_bounds.hpp"
#include "catalog/partition_rules.hpp"
#include "diag/catalogue/catalog.hpp"

namespace galley {

// The partition is the table that changes; the tables above it are locked, and so is a default partition beside it.

bool apply(const AttachPartition& change, const Places& at, Workspace& workspace) {
  const TablePointer parent = workspace.find_table(change.table, at.object);
  const TablePointer table = parent ? workspace.find_table(change.partition, at.part) : nullptr;
  if (!table || !check_is_partitioned(*parent, at.object, workspace)) return false;
  if (!check_can_be_partition(*table, *parent, at, workspace)) return false;
  if (!check_bound(*parent, change.bound, change.bound.span.exists() ? change.bound.span : at.part, workspace)) return false;
  TableEdits edits;
  Table& after = edits.edit(table);
  after.partition_of = PartitionOf{parent->name, change.bound};
  for (Column& column : after.columns) column.identity.reset();
  mark_inherited(after, *parent);
  drop_inherited_parts(after, ancestors_of(after, workspace.catalog()), workspace);
  if (!check_keys_of_partitions(after, workspace)) return false;
  std::vector<TableChange> tables = edits.take();
  const std::vector<TablePointer> above = ancestors_of(after, workspace.catalog());
  add_companions(tables, above);
  add_companions(tables, referencing_tables_of(above, workspace.catalog()));
  add_companions(tables, default_partitions_of(*parent, workspace.catalog()));
  AttachPartition done = change;
  done.table = parent->name;
  done.partition = table->name;
  workspace.commit(make_operation(std::move(done), std::move(tables), at));
  return true;
}

bool apply(const DetachPartition& change, const Places& at, Workspace& workspace) {
  const TablePointer parent = workspace.find_table(change.table, at.object);
  const TablePointer table = parent ? workspace.find_table(change.partition, at.part) : nullptr;
  if (!table) return false;
  if (!table->partition_of || table->partition_of->parent != parent->name) {
    workspace
        .report(at.part, diag::not_of_partitions, workspace.shown(table->name),
                fmt::format("a partition of \"{}\"", workspace.shown(parent->name)))
        .note(table->span, "table \"{}\" is created here", workspace.shown(table->name));
    return false;
  }
  TableEdits edits;
  Table& after = edits.edit(table);
  const bool plain = change.concurrently && workspace.is_made_here(parent->name);
  keep_inherited_parts(after, ancestors_of(after, workspace.catalog()), workspace);
  if (change.concurrently && !plain)
    if (BoundCheck check = check_of_bounds(after, ancestors_of(after, workspace.catalog())); check.made)
      after.constraints.push_back(std::move(*check.made));
  after.partition_of.reset();
  for (Column& column : after.columns) column.inherited = false;
  std::vector<TableChange> tables = edits.take();
  const std::vector<TablePointer> above = ancestors_of(*table, workspace.catalog());
  add_companions(tables, above);
  add_companions(tables, referencing_tables_of(above, workspace.catalog()));
  add_companions(tables, default_partitions_of(*parent, workspace.catalog()));
  DetachPartition done = change;
  done.table = parent->name;
  done.partition = table->name;
  if (plain) done.concurrently = false;
  Operation operation = make_operation(std::move(done), std::move(tables), at);
  if (plain) operation.notes.emplace_back("detached plainly inside the transaction: the table is made in this revision");
  workspace.commit(std::move(operation));
  return true;
}

}  // namespace galley
