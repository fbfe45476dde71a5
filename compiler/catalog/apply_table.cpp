#include "catalog/apply.hpp"
#include "catalog/resolve.hpp"
#include "catalog/table_edits.hpp"
#include "diag/catalogue/catalog.hpp"

namespace galley {
namespace {

bool check_one_primary_key(const Table& table, Workspace& workspace) {
  const Constraint* first = table.primary_key();
  for (const Constraint& constraint : table.constraints) {
    if (&constraint == first || !std::holds_alternative<PrimaryKey>(constraint.what)) continue;
    workspace.report(constraint.span, diag::second_primary_key, workspace.shown(table.name))
        .note(first->span, "the first primary key stands here");
    return false;
  }
  return true;
}

/// What the resolver has checked for a written table, a derived one must still fulfil.
bool check_derived_foreign_keys(const Table& table, const Places& at, Workspace& workspace) {
  bool ok = true;
  for (const Constraint& constraint : table.constraints)
    if (const auto* key = std::get_if<ForeignKey>(&constraint.what))
      ok = check_foreign_key(*key, table, {at.statement, at.statement, at.statement}, workspace) && ok;
  return ok;
}

bool check_new_table(const Table& table, const Places& at, Workspace& workspace) {
  if (!workspace.check_table_free(table.name, at.object)) return false;
  Table empty;
  empty.name = table.name;
  bool ok = check_one_primary_key(table, workspace);
  for (const Constraint& constraint : table.constraints) ok = workspace.check_constraint_free(empty, constraint, constraint.span) && ok;
  return ok && (!workspace.is_undoing() || check_derived_foreign_keys(table, at, workspace));
}

}  // namespace

bool apply(const CreateTable& change, const Places& at, Workspace& workspace) {
  if (!check_new_table(change.table, at, workspace)) return false;
  CreateTable done = change;
  done.table.made_by = workspace.revision();
  mark_key_columns(done.table);
  if (!refresh_enums(done.table, at.statement, workspace)) return false;
  auto table = std::make_shared<const Table>(done.table);
  workspace.commit(make_operation(std::move(done), {{nullptr, table}}, at));
  return true;
}

bool apply(const DropTable& change, const Places& at, Workspace& workspace) {
  const TablePointer table = workspace.find_table(change.table, at.object);
  if (!table) return false;
  std::vector<ForeignKeyOf> others = foreign_keys_to(table->name, workspace.catalog());
  std::erase_if(others, [&](const ForeignKeyOf& key) { return key.table == table; });
  if (!others.empty() && !change.cascade) {
    auto builder = workspace.report(at.object, diag::table_referenced, workspace.shown(table->name));
    for (const ForeignKeyOf& key : others)
      builder.note(key.constraint->span, "foreign key \"{}\" of table \"{}\"", key.constraint->name, workspace.shown(key.table->name));
    builder.help("drop these foreign keys first, or write: drop table {} cascade", workspace.shown(table->name));
    return false;
  }
  TableEdits edits;
  for (const ForeignKeyOf& key : others) erase_constraint(edits.edit(key.table), key.constraint->name);
  std::vector<TableChange> tables = edits.take();
  tables.insert(tables.begin(), TableChange{table, nullptr});
  DropTable done = change;
  done.table = table->name;
  Operation operation = make_operation(std::move(done), std::move(tables), at);
  operation.loss = "table " + workspace.shown(table->name) + " and its rows";
  workspace.commit(std::move(operation));
  return true;
}

bool apply(const RenameTable& change, const Places& at, Workspace& workspace) {
  const TablePointer table = workspace.find_table(change.from, at.object);
  if (!table) return false;
  if (!workspace.same(change.from.name, change.to.name) && !workspace.check_table_free(change.to, at.part)) return false;
  TableEdits edits;
  rename_table(edits.edit(table), change.to);
  for (const TablePointer& user : workspace.catalog().referencing_tables(table->name))
    if (user != table) rename_referenced_table(edits.edit(user), table->name, change.to);
  workspace.commit(make_operation(RenameTable{table->name, change.to}, edits.take(), at));
  return true;
}

bool apply(const SetTableComment& change, const Places& at, Workspace& workspace) {
  const TablePointer table = workspace.find_table(change.table, at.object);
  if (!table) return false;
  TableEdits edits;
  edits.edit(table).comment = change.text;
  workspace.commit(make_operation(SetTableComment{table->name, change.text}, edits.take(), at));
  return true;
}

}  // namespace galley
