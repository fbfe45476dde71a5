#include "catalog/undo.hpp"
#include "catalog/view_index.hpp"

namespace galley {

void undo(const AddConstraint& change, const UndoSource& source, Undo& out) {
  out.changes.emplace_back(DropConstraint{change.table, change.constraint.name, false, false});
  if (change.using_index)
    out.changes.emplace_back(CreateIndex{change.table, *source.before().find_index(*change.using_index), false, false});
  // A primary key has made its columns NOT NULL, and they stay so without it.
  for (const Column& column : source.after().columns)
    if (column.not_null && !source.before().find_column(column.name)->not_null)
      out.changes.emplace_back(SetColumnNotNull{change.table, column.name, false});
}

void undo(const DropConstraint& change, const UndoSource& source, Undo& out) {
  restore_in_partitions(source, out);
  restore(change.table, *source.before().find_constraint(change.constraint), out);
  restore_in_other_tables(source, out);
}

void undo(const SetConstraintDeferral& change, const UndoSource& source, Undo& out) {
  out.changes.emplace_back(
      SetConstraintDeferral{change.table, change.constraint, source.before().find_constraint(change.constraint)->deferral});
}

void undo(const RenameConstraint& change, const UndoSource&, Undo& out) {
  out.changes.emplace_back(RenameConstraint{change.table, change.to, change.from});
}

void undo(const ValidateConstraint& change, const UndoSource&, Undo& out) {
  out.changes.emplace_back(ValidateConstraint{change.table, change.constraint, false});
}

void undo(const SetConstraintComment& change, const UndoSource& source, Undo& out) {
  out.changes.emplace_back(
      SetConstraintComment{change.table, change.constraint, source.before().find_constraint(change.constraint)->comment});
}

namespace {

/// Of the table, or of a materialized view.
const Index& index_before(const std::string& name, const UndoSource& source) {
  const Operation& operation = source.record.operation;
  return operation.tables.empty() ? *index_of_view(*operation.objects.front().before, name) : *source.before().find_index(name);
}

}  // namespace

void undo(const CreateIndex& change, const UndoSource&, Undo& out) {
  out.changes.emplace_back(DropIndex{change.table, change.index.name, change.concurrently, false, false});
}

void undo(const DropIndex& change, const UndoSource& source, Undo& out) {
  if (source.record.operation.tables.empty()) {
    out.changes.emplace_back(CreateIndex{change.table, index_before(change.index, source), change.concurrently, false});
    return;
  }
  restore_in_partitions(source, out);
  out.changes.emplace_back(CreateIndex{change.table, index_before(change.index, source), change.concurrently, false});
  restore_in_other_tables(source, out);
}

void undo(const RenameIndex& change, const UndoSource&, Undo& out) {
  out.changes.emplace_back(RenameIndex{change.table, change.to, change.from});
}

void undo(const SetIndexComment& change, const UndoSource& source, Undo& out) {
  out.changes.emplace_back(SetIndexComment{change.table, change.index, index_before(change.index, source).comment});
}

// An index built anew is the same index.
void undo(const Reindex&, const UndoSource&, Undo&) {}

}  // namespace galley
