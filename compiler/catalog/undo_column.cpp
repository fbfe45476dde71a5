#include <fmt/format.h>

#include <algorithm>

#include "catalog/column_settings.hpp"
#include "catalog/keys.hpp"
#include "catalog/privileges.hpp"
#include "catalog/types.hpp"
#include "catalog/undo.hpp"

namespace galley {
namespace {

/// Columns that are gone, those that others are generated from first.
std::vector<Column> lost_columns(const Table& before, const Table& after) {
  std::vector<Column> lost;
  for (const Column& column : before.columns)
    if (!after.find_column(column.name)) lost.push_back(column);
  std::stable_partition(lost.begin(), lost.end(), [](const Column& column) { return !column.generated; });
  return lost;
}

/// A column without values cannot be NOT NULL while the table has rows.
void relax(Column& column, const Table& table, const UndoSource& source, Undo& out) {
  if (column.generated) return;
  const std::string name = fmt::format("{}.{}", source.workspace.shown(table.name), column.name);
  out.not_restored.push_back(fmt::format("values of column {}, dropped by revision {}", name, source.workspace.revision()));
  if (!column.not_null || column.default_value || column.identity) return;
  column.not_null = false;
  out.not_restored.push_back(fmt::format("NOT NULL of column {}: its values are gone", name));
}

/// What a table below the changed one has otherwise than the column that comes back to it.
void restore_own_values(const Column& column, const UndoSource& source, Undo& out) {
  const std::vector<TableChange>& tables = source.record.operation.tables;
  for (std::size_t i = 1; i < tables.size(); ++i) {
    const Column* own =
        tables[i].after && !tables[i].after->find_column(column.name) ? tables[i].before->find_column(column.name) : nullptr;
    if (!own) continue;
    const ObjectName& table = tables[i].before->name;
    if (own->default_value != column.default_value) out.changes.emplace_back(SetColumnDefault{table, column.name, own->default_value});
    if (own->comment) out.changes.emplace_back(SetColumnComment{table, column.name, own->comment});
  }
}

void restore_grants(const UndoSource& source, Undo& out) {
  for (const TableChange& change : source.record.operation.tables) {
    if (!change.after || change.before->grants == change.after->grants) continue;
    for (ChangePrivileges& back :
         changes_between(change.after->grants, change.before->grants, {ObjectKind::table, change.before->name, {}}))
      out.changes.emplace_back(std::move(back));
  }
}

/// A number that was a truth value before: a cast, which not every database has for it, would say the same.
Expression is_not_zero(const std::string& column) {
  Expression zero{Literal{LiteralKind::number, "0"}, {}};
  return {Binary{"<>", Expression{ColumnReference{{Name{column, {}}}}, {}}, std::move(zero)}, {}};
}

Expression cast_of(const std::string& column, const Type& type) {
  TypeName written;
  written.schema = type.name.schema;
  written.name = !type.name.name.empty() ? type.name.name : std::string(type_name(type.kind));
  written.arguments = type.arguments;
  written.array_dimensions = type.array_dimensions;
  return {Cast{Expression{ColumnReference{{Name{column, {}}}}, {}}, std::move(written), type}, {}};
}

}  // namespace

void undo(const AddColumn& change, const UndoSource&, Undo& out) {
  for (const Constraint& constraint : change.constraints)
    if (!goes_with_column(constraint, change.column.name))
      out.changes.emplace_back(DropConstraint{change.table, constraint.name, false, false});
  out.changes.emplace_back(DropColumn{change.table, change.column.name, false, false});
  out.destroys = !change.column.generated;
}

void undo(const DropColumn&, const UndoSource& source, Undo& out) {
  const Table& before = source.before();
  const Table& after = source.after();
  std::vector<Constraint> lost;
  restore_parts_before(source, out);
  for (const Constraint& constraint : before.constraints)
    if (!after.find_constraint(constraint.name)) lost.push_back(constraint);
  for (Column& column : lost_columns(before, after)) {
    const Column whole = column;
    AddColumn added{before.name, std::move(column), {}, false};
    relax(added.column, before, source, out);
    std::erase_if(lost, [&](const Constraint& constraint) {
      const bool own = goes_with_column(constraint, added.column.name) && !constraint.comment;
      if (own) added.constraints.push_back(constraint);
      return own;
    });
    out.changes.emplace_back(std::move(added));
    restore_own_values(whole, source, out);
  }
  restore_in_partitions(source, out);  // first, so that those of the table take them for theirs
  for (Constraint& constraint : lost) restore(before.name, std::move(constraint), out);
  for (const Index& index : before.indexes)
    if (!after.find_index(index.name)) out.changes.emplace_back(CreateIndex{before.name, index, false, false});
  restore_in_other_tables(source, out);
  restore_parts_after(source, out);
  restore_grants(source, out);
}

void undo(const RenameColumn& change, const UndoSource&, Undo& out) {
  out.changes.emplace_back(RenameColumn{change.table, change.to, change.from});
}

void undo(const AlterColumnType& change, const UndoSource& source, Undo& out) {
  const Column& old = *source.before().find_column(change.column);
  AlterColumnType back{change.table, change.column, old.type, old.collation, std::nullopt};
  const bool is_truth_value = old.type.kind == TypeKind::boolean && is_integer(change.type);
  if (!converts_by_itself(change.type, old.type))
    back.using_ = is_truth_value ? is_not_zero(change.column) : cast_of(change.column, old.type);
  out.changes.emplace_back(std::move(back));
  Column stored = old;  // as it is then
  reset_storage(stored);
  for (SetColumnSetting& setting : settings_between(change.table, stored, old)) out.changes.emplace_back(std::move(setting));
  out.destroys = !keeps_values(change.type, old.type);
  // What an expression computed is not what a cast back gives.
  if (change.using_ || !keeps_values(old.type, change.type))
    out.not_restored.push_back(fmt::format("values of column {}.{} that revision {} changed with its type",
                                           source.workspace.shown(change.table), change.column, source.workspace.revision()));
}

void undo(const SetColumnDefault& change, const UndoSource& source, Undo& out) {
  out.changes.emplace_back(SetColumnDefault{change.table, change.column, source.before().find_column(change.column)->default_value});
}

void undo(const SetColumnNotNull& change, const UndoSource& source, Undo& out) {
  out.changes.emplace_back(SetColumnNotNull{change.table, change.column, source.before().find_column(change.column)->not_null});
}

void undo(const SetColumnComment& change, const UndoSource& source, Undo& out) {
  out.changes.emplace_back(SetColumnComment{change.table, change.column, source.before().find_column(change.column)->comment});
}

}  // namespace galley
