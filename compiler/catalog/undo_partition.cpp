#include "catalog/inherited_parts.hpp"
#include "catalog/undo.hpp"

namespace galley {
namespace {

/// As they were when the operation ran; they are among its tables.
TablesAbove tables_above(const Table& partition, const std::vector<TableChange>& tables) {
  TablesAbove above;
  std::optional<PartitionOf> of = partition.partition_of;
  for (bool found = true; of && found;) {
    found = false;
    for (const TableChange& change : tables) {
      if (!change.after || change.after->name != of->parent) continue;
      above.push_back(change.after);
      found = true;
      break;
    }
    if (found) of = above.back()->partition_of;
  }
  return above;
}

}  // namespace

void undo(const AttachPartition& change, const UndoSource& source, Undo& out) {
  out.changes.emplace_back(DetachPartition{change.table, change.partition, false});
  // What the server built to match the partitioned table stays with the detached one, unless it was there before.
  const Table& before = source.before();
  Table kept = source.after();
  const TablesAbove above = tables_above(source.after(), source.record.operation.tables);
  keep_inherited_parts(kept, above, source.workspace);
  for (const Constraint& constraint : kept.constraints)
    if (!before.find_constraint(constraint.name)) out.changes.emplace_back(DropConstraint{change.partition, constraint.name, false, false});
  for (const Index& index : kept.indexes)
    if (!before.find_index(index.name)) out.changes.emplace_back(DropIndex{change.partition, index.name, false, false, false});
  for (const Column& column : before.columns)
    if (column.identity) out.changes.emplace_back(SetColumnIdentity{change.partition, column.name, column.identity, false, {}});
}

void undo(const DetachPartition& change, const UndoSource& source, Undo& out) {
  out.changes.emplace_back(AttachPartition{change.table, change.partition, source.before().partition_of->bound});
  if (!change.concurrently) return;
  // The check that a concurrent detach has left spares the attaching its scan, and has done its work then.
  Table kept = source.before();
  keep_inherited_parts(kept, tables_above(source.before(), source.record.operation.tables), source.workspace);
  for (const Constraint& constraint : source.after().constraints)
    if (!kept.find_constraint(constraint.name)) out.changes.emplace_back(DropConstraint{change.partition, constraint.name, false, false});
}

}  // namespace galley
