#include <fmt/format.h>

#include <algorithm>

#include "catalog/apply.hpp"
#include "catalog/column_edits.hpp"
#include "catalog/column_settings.hpp"
#include "catalog/default_privileges.hpp"
#include "catalog/dependants.hpp"
#include "catalog/keys.hpp"
#include "catalog/object_edits.hpp"
#include "catalog/object_parts.hpp"
#include "catalog/partition_rules.hpp"
#include "catalog/publications.hpp"
#include "catalog/resolve.hpp"
#include "catalog/types.hpp"
#include "diag/catalogue/catalog.hpp"
#include "galley/dialect.hpp"

namespace galley {
namespace {

std::string shown(const Table& table, const Column& column, const Workspace& workspace) {
  return fmt::format("{}.{}", workspace.shown(table.name), column.name);
}

bool check_added_constraints(const AddColumn& change, const Table& before, const Table& after, const Places& at, Workspace& workspace) {
  bool ok = true;
  for (const Constraint& constraint : change.constraints) {
    ok = workspace.check_constraint_free(before, constraint, constraint.span) && ok;
    if (std::holds_alternative<PrimaryKey>(constraint.what) && before.primary_key()) {
      workspace.report(constraint.span, diag::second_primary_key, workspace.shown(before.name))
          .note(before.primary_key()->span, "the first primary key stands here");
      ok = false;
    }
    const auto* key = std::get_if<ForeignKey>(&constraint.what);
    if (key && workspace.is_undoing()) ok = check_foreign_key(*key, after, {at.statement, at.statement, at.statement}, workspace) && ok;
  }
  return ok;
}

void report_users(const FoundColumn& found, const ColumnUsers& users, const Dependants& dependants, const Places& at,
                  Workspace& workspace) {
  auto builder = workspace.report(at.part, diag::column_in_use, found.column->name, workspace.shown(found.table->name));
  for (const Index* index : users.indexes) builder.note(index->span, "index \"{}\" uses it", index->name);
  for (const Constraint* constraint : users.constraints) builder.note(constraint->span, "constraint \"{}\" uses it", constraint->name);
  for (const Column* column : users.generated) builder.note(column->span, "generated column \"{}\" uses it", column->name);
  for (const ForeignKeyOf& key : users.foreign_keys)
    builder.note(key.constraint->span, "foreign key \"{}\" of table \"{}\" refers to it", key.constraint->name,
                 workspace.shown(key.table->name));
  list(dependants, builder, workspace);
  builder.help("drop what uses it first, or write: drop column {} cascade", found.column->name);
}

bool uses(const std::vector<std::string>& columns, const std::string& column) {
  return std::find(columns.begin(), columns.end(), column) != columns.end();
}

void erase_foreign_keys(const std::vector<ForeignKeyOf>& keys, TableEdits& edits) {
  for (const ForeignKeyOf& key : keys) erase_constraint(edits.edit(key.table), key.constraint->name);
}

/// Takes the column out of the table's new value, with everything that cannot be without it.
void erase_column(const TablePointer& table, const std::string& name, TableEdits& edits, const Catalog& catalog) {
  if (!edits.edit(table).find_column(name)) return;
  edits.edit(table).columns.remove_if([&](const Column& column) { return column.name == name; });
  erase_grants(edits.edit(table), name);
  for (const Constraint& constraint : table->constraints) {
    if (!uses(columns_of(constraint), name)) continue;
    erase_constraint(edits.edit(table), constraint.name);
    erase_foreign_keys(foreign_keys_relying_on(*table, constraint.name, catalog), edits);
  }
  for (const Index& index : table->indexes) {
    if (!uses(columns_of(index), name)) continue;
    erase_index(edits.edit(table), index.name);
    erase_foreign_keys(foreign_keys_relying_on(*table, index.name, catalog), edits);
  }
  const ColumnUsers users = users_of_column(*table, name, catalog);
  erase_foreign_keys(users.foreign_keys, edits);
  for (const Column* generated : users.generated) erase_column(table, generated->name, edits, catalog);
}

std::string loss_of_columns(const Table& before, const Table& after, const Workspace& workspace) {
  std::vector<std::string> lost;
  for (const Column& column : before.columns)
    if (!after.find_column(column.name)) lost.push_back(shown(before, column, workspace));
  return lost.size() == 1 ? fmt::format("column {} and its values", lost.front())
                          : fmt::format("columns {} and their values", fmt::join(lost, ", "));
}

/// Foreign keys on either side of the column must still compare what can be compared.
bool check_keys_with_type(const FoundColumn& found, const Type& type, const Places& at, Workspace& workspace) {
  bool ok = true;
  const auto compare = [&](const Column* other, const Constraint& constraint) {
    if (!other || are_comparable(type, other->type)) return;
    workspace.report(at.part, diag::column_in_use, found.column->name, workspace.shown(found.table->name))
        .note(constraint.span, "foreign key \"{}\" compares it with a column of type {}", constraint.name, type_text(other->type))
        .help("drop the foreign key first and add it again when both columns have their new type");
    ok = false;
  };
  for (const Constraint& constraint : found.table->constraints) {
    const auto* key = std::get_if<ForeignKey>(&constraint.what);
    const TablePointer referenced = key ? workspace.catalog().find_table(key->table) : nullptr;
    if (!referenced) continue;
    for (std::size_t i = 0; i < key->columns.size(); ++i)
      if (key->columns[i] == found.column->name) compare(referenced->find_column(key->referenced_columns[i]), constraint);
  }
  for (const ForeignKeyOf& user : foreign_keys_to(found.table->name, workspace.catalog())) {
    const auto& key = std::get<ForeignKey>(user.constraint->what);
    for (std::size_t i = 0; i < key.columns.size(); ++i)
      if (key.referenced_columns[i] == found.column->name) compare(user.table->find_column(key.columns[i]), *user.constraint);
  }
  return ok;
}

bool check_new_type(const FoundColumn& found, const AlterColumnType& change, const Places& at, Workspace& workspace) {
  if (found.column->identity && !is_integer(change.type) && change.type.kind != TypeKind::unknown) {
    workspace.report(at.part, diag::identity_type, found.column->name, type_text(change.type))
        .note(found.column->span, "column \"{}\" is defined here", found.column->name);
    return false;
  }
  ColumnUsers users = users_of_column(*found.table, found.column->name, workspace.catalog());
  if (!users.generated.empty()) {
    auto builder = workspace.report(at.part, diag::column_in_use, found.column->name, workspace.shown(found.table->name));
    for (const Column* column : users.generated) builder.note(column->span, "generated column \"{}\" uses it", column->name);
    builder.help("drop the generated column first and add it again afterwards");
    return false;
  }
  // Its statistics and sequences go on with the new type, and so do publications that send it.
  Dependants dependants = dependants_of_column(found.table->name, found.column->name, workspace.catalog());
  std::erase_if(dependants.objects, [&](const ObjectPointer& user) {
    return user->key.kind == ObjectKind::publication && !filters_by(*user, found.table->name, found.column->name);
  });
  if (!dependants.objects.empty() && workspace.dialect().users_hold_column_types()) {
    auto builder = workspace.report(at.part, diag::column_in_use, found.column->name, workspace.shown(found.table->name));
    dependants.tables.clear();
    list(dependants, builder, workspace);
    builder.help("drop {} before, and create it again after", dependants.objects.size() == 1 ? "it" : "these");
    return false;
  }
  if (found.column->default_value && !check_enum_literal(change.type, *found.column->default_value, workspace)) return false;
  return check_keys_with_type(found, change.type, at, workspace);
}

}  // namespace

bool apply(const AddColumn& change, const Places& at, Workspace& workspace) {
  const TablePointer table = workspace.find_table(change.table, at.object);
  if (!table || !workspace.check_column_free(*table, change.column.name, at.part)) return false;
  if (!check_is_no_partition(*table, "have a column of its own", at.part, workspace)) return false;
  TableEdits edits;
  Table& after = edits.edit(table);
  AccessOfNew access(table->name.schema, table->owner, workspace);  // who owns the table owns the sequence of an identity
  after.columns.push_back(change.column);
  access.give(after.columns.back());
  after.constraints.insert(after.constraints.end(), change.constraints.begin(), change.constraints.end());
  mark_key_columns(after);
  if (!check_added_constraints(change, *table, after, at, workspace) || !check_keys_of_partitions(after, workspace) ||
      !refresh_types(after, at.statement, workspace))
    return false;
  AddColumn done = change;
  done.table = table->name;
  done.column = after.columns.back();
  for (const TablePointer& child : descendants_of(table->name, workspace.catalog()))
    if (!workspace.peek_column(*child, done.column.name)) edits.edit(child).columns.push_back(inherited_column(done.column));
  Operation operation = make_operation(std::move(done), edits.take(), at);
  access.store_in(operation);
  workspace.commit(std::move(operation));
  return true;
}

bool apply(const DropColumn& change, const Places& at, Workspace& workspace) {
  const FoundColumn found = find_column(change.table, change.column, at, workspace);
  if (!found || !check_not_inherited(found, at, workspace) || !check_not_partition_key(found, at, workspace)) return false;
  const ColumnUsers users = users_of_column(*found.table, found.column->name, workspace.catalog());
  const ObjectKey key{ObjectKind::column, found.table->name, found.column->name};
  const Dependants dependants = dependants_of_column(key.name, key.part, workspace.catalog());
  if ((!users.empty() || !dependants.empty()) && !change.cascade) {
    report_users(found, users, dependants, at, workspace);
    return false;
  }
  if (!take_along(dependants, key, at, workspace)) return false;
  const TablePointer table = workspace.catalog().find_table(key.name);
  TableEdits edits;
  const Table& after = edits.edit(table);
  erase_column(table, key.part, edits, workspace.catalog());
  for (const TablePointer& child : descendants_of(key.name, workspace.catalog())) {
    const Column* column = child->find_column(key.part);
    if (column && (child->partition_of || column->inherited)) erase_column(child, column->name, edits, workspace.catalog());
  }
  DropColumn done = change;
  done.table = key.name;
  done.column = key.part;
  Operation operation = make_operation(std::move(done), edits.take(), at);
  for (const ObjectPointer& part : parts_of_column(key.name, key.part, workspace.catalog())) operation.objects.push_back({part, nullptr});
  operation.loss = loss_of_columns(*table, after, workspace);
  workspace.commit(std::move(operation));
  return true;
}

bool apply(const RenameColumn& change, const Places& at, Workspace& workspace) {
  const TablePointer table = workspace.find_table(change.table, at.object);
  const Column* column = table ? workspace.find_column(*table, change.from, at.part) : nullptr;
  if (!column || !check_not_inherited({table, column}, at, workspace)) return false;
  if (!workspace.same(change.from, change.to) && !workspace.check_column_free(*table, change.to, at.part)) return false;
  std::vector<TablePointer> renamed = descendants_of(table->name, workspace.catalog());
  renamed.insert(renamed.begin(), table);
  for (const TablePointer& each : renamed)
    if (!check_not_in_raw_text({ObjectKind::column, each->name, column->name}, at, workspace)) return false;
  Edits edits(workspace.catalog());
  Operation operation = make_operation(RenameColumn{table->name, column->name, change.to}, {}, at);
  for (const TablePointer& each : renamed) edits.rename_column(each, column->name, change.to);
  edits.store_in(operation);
  workspace.commit(std::move(operation));
  return true;
}

bool apply(const AlterColumnType& change, const Places& at, Workspace& workspace) {
  const FoundColumn found = find_column(change.table, change.column, at, workspace);
  if (!found || !check_not_inherited(found, at, workspace) || !check_not_partition_key(found, at, workspace) ||
      !check_new_type(found, change, at, workspace))
    return false;
  AlterColumnType done = change;
  if (!refresh_type(done.type, at.statement, workspace)) return false;
  std::string loss;
  if (!keeps_values(found.column->type, done.type))
    loss = fmt::format("values of {} that {} cannot hold", shown(*found.table, *found.column, workspace), type_text(done.type));
  const auto edit = [&](Column& column) {
    column.type = done.type;
    column.collation = done.collation;
    reset_storage(column);
  };
  std::vector<TablePointer> companions;  // their keys are made anew
  for (const ForeignKeyOf& user : foreign_keys_to(found.table->name, workspace.catalog())) companions.push_back(user.table);
  commit_property(done, found, at, workspace, edit, {.loss = std::move(loss), .companions = std::move(companions)});
  return true;
}

bool apply(const SetColumnDefault& change, const Places& at, Workspace& workspace) {
  const FoundColumn found = find_column(change.table, change.column, at, workspace);
  if (!found) return false;
  if (change.value && (found.column->identity || found.column->generated)) {
    workspace
        .report(at.part, diag::conflicting_properties, found.column->name, "a default",
                found.column->identity ? "an identity" : "a generation expression")
        .note(found.column->span, "column \"{}\" is defined here", found.column->name);
    return false;
  }
  commit_property(change, found, at, workspace, [&](Column& column) { column.default_value = change.value; });
  return true;
}

bool apply(const SetColumnNotNull& change, const Places& at, Workspace& workspace) {
  const FoundColumn found = find_column(change.table, change.column, at, workspace);
  if (!found) return false;
  const Constraint* key = found.table->primary_key();
  const bool in_key = key && uses(std::get<PrimaryKey>(key->what).columns, found.column->name);
  if (!change.not_null && found.column->inherited && !check_not_inherited(found, at, workspace)) return false;
  if (!change.not_null && (in_key || found.column->identity)) {
    workspace.report(at.part, diag::not_null_needed, found.column->name, in_key ? "part of the primary key" : "an identity")
        .note(in_key ? key->span : found.column->span, "{} here", in_key ? "the primary key is defined" : "the column is defined");
    return false;
  }
  commit_property(change, found, at, workspace, [&](Column& column) { column.not_null = change.not_null; });
  return true;
}

bool apply(const SetColumnComment& change, const Places& at, Workspace& workspace) {
  const FoundColumn found = find_column(change.table, change.column, at, workspace);
  if (!found) return false;
  commit_property(change, found, at, workspace, [&](Column& column) { column.comment = change.text; }, {.reaches_children = false});
  return true;
}

}  // namespace galley
