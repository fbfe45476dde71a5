#include <fmt/format.h>

#include <algorithm>

#include "catalog/inherited_parts.hpp"
#include "catalog/undo.hpp"

namespace galley {
namespace {

/// A partition's own constraint that went with the one of the main table.
bool is_of_main(const Constraint& constraint, const Table& table, const UndoSource& source) {
  if (!table.partition_of) return false;
  const auto& main = source.before().constraints;
  return std::any_of(main.begin(), main.end(), [&](const Constraint& above) { return is_alike(above, constraint); });
}

}  // namespace

void restore(const ObjectName& table, Constraint constraint, Undo& out) {
  const std::optional<std::string> comment = std::exchange(constraint.comment, std::nullopt);
  const std::string name = constraint.name;
  out.changes.emplace_back(AddConstraint{table, std::move(constraint)});
  if (comment) out.changes.emplace_back(SetConstraintComment{table, name, comment});
}

void restore_in_partitions(const UndoSource& source, Undo& out) {
  const std::vector<TableChange>& tables = source.record.operation.tables;
  for (std::size_t i = 1; i < tables.size(); ++i) {
    if (!tables[i].after) continue;
    for (const Constraint& constraint : tables[i].before->constraints)
      if (!tables[i].after->find_constraint(constraint.name) && is_of_main(constraint, *tables[i].before, source))
        restore(tables[i].before->name, constraint, out);
    for (const Index& index : tables[i].before->indexes)
      if (!tables[i].after->find_index(index.name)) out.changes.emplace_back(CreateIndex{tables[i].before->name, index, false, false});
  }
}

void restore_in_other_tables(const UndoSource& source, Undo& out) {
  const std::vector<TableChange>& tables = source.record.operation.tables;
  for (std::size_t i = 1; i < tables.size(); ++i) {
    if (!tables[i].after) continue;
    for (const Constraint& constraint : tables[i].before->constraints)
      if (!tables[i].after->find_constraint(constraint.name) && !is_of_main(constraint, *tables[i].before, source))
        restore(tables[i].before->name, constraint, out);
  }
}

namespace {

/// Whether a partition has a key or index of its own that stands for one of the tables above it. The server would make
/// both where the partition is created as one, so such a table is made by itself and attached.
bool is_made_apart(const Table& table, const UndoSource& source) {
  if (!table.partition_of) return false;
  for (const TableChange& other : source.record.operation.tables) {
    if (!other.before || !other.before->partition_by || other.before->name == table.name) continue;
    for (const Constraint& above : other.before->constraints)
      for (const Constraint& own : table.constraints)
        if (is_alike(above, own)) return true;
    for (const Index& above : other.before->indexes)
      for (const Index& own : table.indexes)
        if (is_alike(above, own)) return true;
  }
  return false;
}

/// Columns of a partition that have no default where those of its table have one, which the server would give them.
void drop_defaults_of_parent(const Table& table, const UndoSource& source, Undo& out) {
  for (const TableChange& other : source.record.operation.tables) {
    if (!table.partition_of || !other.before || other.before->name != table.partition_of->parent) continue;
    for (const Column& own : table.columns) {
      const Column* above = other.before->find_column(own.name);
      if (above && above->default_value && !own.default_value)
        out.changes.emplace_back(SetColumnDefault{table.name, own.name, std::nullopt});
    }
  }
}

/// Makes a dropped table again, without its rows.
void restore(const Table& before, const UndoSource& source, Undo& out) {
  Table table = before;
  const bool apart = is_made_apart(before, source);
  if (apart) {
    table.partition_of.reset();
    edit_where(
        table.columns, [](const Column& column) { return column.inherited; }, [](Column& column) { column.inherited = false; });
  }
  table.indexes.clear();
  const auto has_comment = [](const Constraint& constraint) { return constraint.comment.has_value(); };
  edit_where(table.constraints, has_comment, [](Constraint& constraint) { constraint.comment.reset(); });
  out.changes.emplace_back(CreateTable{std::move(table), false});
  if (!apart) drop_defaults_of_parent(before, source, out);
  for (const Constraint& constraint : before.constraints)
    if (constraint.comment) out.changes.emplace_back(SetConstraintComment{before.name, constraint.name, constraint.comment});
  for (const Index& index : before.indexes) out.changes.emplace_back(CreateIndex{before.name, index, false, false});
  if (apart) out.changes.emplace_back(AttachPartition{before.partition_of->parent, before.name, before.partition_of->bound});
  out.not_restored.push_back(
      fmt::format("rows of table {}, dropped by revision {}", source.workspace.shown(before.name), source.workspace.revision()));
}

}  // namespace

void undo(const CreateTable& change, const UndoSource&, Undo& out) {
  out.changes.emplace_back(DropTable{change.table.name, false, false});
  out.destroys = true;
}

void undo(const DropTable&, const UndoSource& source, Undo& out) {
  restore_parts_before(source, out);
  for (const TableChange& dropped : source.record.operation.tables)
    if (!dropped.after) restore(*dropped.before, source, out);
  restore_in_other_tables(source, out);
  restore_parts_after(source, out);
}

void undo(const RenameTable& change, const UndoSource&, Undo& out) { out.changes.emplace_back(RenameTable{change.to, change.from}); }

void undo(const SetTableComment& change, const UndoSource& source, Undo& out) {
  out.changes.emplace_back(SetTableComment{change.table, source.before().comment});
}

}  // namespace galley
