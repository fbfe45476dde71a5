#include "catalog/undo.hpp"

namespace galley {

void undo(const AddConstraint& change, const UndoSource& source, Undo& out) {
  out.changes.emplace_back(DropConstraint{change.table, change.constraint.name, false, false});
  // A primary key has made its columns NOT NULL, and they stay so without it.
  for (const Column& column : source.after().columns)
    if (column.not_null && !source.before().find_column(column.name)->not_null)
      out.changes.emplace_back(SetColumnNotNull{change.table, column.name, false});
}

void undo(const DropConstraint& change, const UndoSource& source, Undo& out) {
  restore(change.table, *source.before().find_constraint(change.constraint), out);
  restore_in_other_tables(source, out);
}

void undo(const RenameConstraint& change, const UndoSource&, Undo& out) {
  out.changes.emplace_back(RenameConstraint{change.table, change.to, change.from});
}

// A validated constraint may stay so: every row fulfils it.
void undo(const ValidateConstraint&, const UndoSource&, Undo&) {}

void undo(const SetConstraintComment& change, const UndoSource& source, Undo& out) {
  out.changes.emplace_back(
      SetConstraintComment{change.table, change.constraint, source.before().find_constraint(change.constraint)->comment});
}

void undo(const CreateIndex& change, const UndoSource&, Undo& out) {
  out.changes.emplace_back(DropIndex{change.table, change.index.name, change.concurrently, false, false});
}

void undo(const DropIndex& change, const UndoSource& source, Undo& out) {
  out.changes.emplace_back(CreateIndex{change.table, *source.before().find_index(change.index), change.concurrently, false});
  restore_in_other_tables(source, out);
}

void undo(const RenameIndex& change, const UndoSource&, Undo& out) {
  out.changes.emplace_back(RenameIndex{change.table, change.to, change.from});
}

void undo(const SetIndexComment& change, const UndoSource& source, Undo& out) {
  out.changes.emplace_back(SetIndexComment{change.table, change.index, source.before().find_index(change.index)->comment});
}

}  // namespace galley
