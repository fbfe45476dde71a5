#include <fmt/format.h>

#include "catalog/undo.hpp"

namespace galley {

void restore(const ObjectName& table, Constraint constraint, Undo& out) {
  const std::optional<std::string> comment = std::exchange(constraint.comment, std::nullopt);
  const std::string name = constraint.name;
  out.changes.emplace_back(AddConstraint{table, std::move(constraint)});
  if (comment) out.changes.emplace_back(SetConstraintComment{table, name, comment});
}

void restore_in_other_tables(const UndoSource& source, Undo& out) {
  const std::vector<TableChange>& tables = source.record.operation.tables;
  for (std::size_t i = 1; i < tables.size(); ++i)
    for (const Constraint& constraint : tables[i].before->constraints)
      if (!tables[i].after->find_constraint(constraint.name)) restore(tables[i].before->name, constraint, out);
}

void undo(const CreateTable& change, const UndoSource&, Undo& out) {
  out.changes.emplace_back(DropTable{change.table.name, false, false});
  out.destroys = true;
}

void undo(const DropTable&, const UndoSource& source, Undo& out) {
  const Table& before = source.before();
  Table table = before;
  table.indexes.clear();
  for (Constraint& constraint : table.constraints) constraint.comment.reset();
  out.changes.emplace_back(CreateTable{std::move(table), false});
  for (const Constraint& constraint : before.constraints)
    if (constraint.comment) out.changes.emplace_back(SetConstraintComment{before.name, constraint.name, constraint.comment});
  for (const Index& index : before.indexes) out.changes.emplace_back(CreateIndex{before.name, index, false, false});
  restore_in_other_tables(source, out);
  out.not_restored.push_back(
      fmt::format("rows of table {}, dropped by revision {}", source.workspace.shown(before.name), source.workspace.revision()));
}

void undo(const RenameTable& change, const UndoSource&, Undo& out) { out.changes.emplace_back(RenameTable{change.to, change.from}); }

void undo(const SetTableComment& change, const UndoSource& source, Undo& out) {
  out.changes.emplace_back(SetTableComment{change.table, source.before().comment});
}

}  // namespace galley
