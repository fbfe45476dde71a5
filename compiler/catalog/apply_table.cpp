#include <algorithm>

#include "catalog/apply.hpp"
#include "catalog/companions.hpp"
#include "catalog/default_privileges.hpp"
#include "catalog/dependants.hpp"
#include "catalog/inherited_parts.hpp"
#include "catalog/object_edits.hpp"
#include "catalog/partition_rules.hpp"
#include "catalog/publications.hpp"
#include "catalog/resolve.hpp"
#include "diag/catalogue/objects.hpp"
#include "galley/dialect.hpp"

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

/// The server would make a key of the partition's own beside the one that it has from the tables above.
bool check_own_keys(const Table& table, Workspace& workspace) {
  bool ok = true;
  for (const TablePointer& above : ancestors_of(table, workspace.catalog())) {
    for (const Constraint& constraint : above->constraints) {
      if (std::holds_alternative<Check>(constraint.what)) continue;
      for (const Constraint& own : table.constraints) {
        if (!is_alike(constraint, own)) continue;
        workspace.report(own.span, diag::constraint_exists, constraint.name, workspace.shown(above->name))
            .note(constraint.span, "constraint \"{}\" is defined here", constraint.name)
            .help("leave it out: a partition has the keys of its table");
        ok = false;
      }
    }
  }
  return ok;
}

/// A partition made anew has the columns that its parent has by now.
bool check_partition(const Table& table, const Places& at, Workspace& workspace) {
  if (!table.partition_of) return true;
  const TablePointer parent = workspace.find_table(table.partition_of->parent, at.object);
  const Span span = table.partition_of->bound.span;
  if (!parent || !check_is_partitioned(*parent, at.object, workspace)) return false;
  return check_bound(*parent, table.partition_of->bound, span, workspace) && check_own_keys(table, workspace);
}

bool check_new_table(const Table& table, const Places& at, Workspace& workspace) {
  if (!workspace.check_table_free(table.name, at.object) || !check_partition(table, at, workspace)) return false;
  Table empty;
  empty.name = table.name;
  bool ok = check_one_primary_key(table, workspace);
  for (const Constraint& constraint : table.constraints) ok = workspace.check_constraint_free(empty, constraint, constraint.span) && ok;
  ok = check_keys_of_partitions(table, workspace) && ok;
  return ok && (!workspace.is_undoing() || check_derived_foreign_keys(table, at, workspace));
}

bool check_inheriting(const std::vector<TablePointer>& below, const DropTable& change, const Places& at, Workspace& workspace) {
  for (const TablePointer& each : below) {
    if (each->partition_of || change.cascade) continue;
    workspace.report(at.object, diag::table_referenced, workspace.shown(change.table))
        .note(each->span, "table \"{}\" inherits from it", workspace.shown(each->name))
        .help("drop it first, or write: drop table {} cascade", workspace.shown(change.table));
    return false;
  }
  return true;
}

/// Indexes, keys and owned sequences go to the other schema along with the table.
bool check_parts_move(const Table& table, const std::string& schema, const Places& at, Workspace& workspace) {
  bool ok = true;
  const auto check = [&](const std::string& name) { ok = workspace.check_relation_free({schema, name}, at.part) && ok; };
  for (const Index& index : table.indexes) check(index.name);
  for (const Constraint& constraint : table.constraints)
    if (makes_index(constraint) && workspace.dialect().key_constraints_are_relations()) check(constraint.name);
  for (const ObjectPointer& part : parts_of_table(table.name, workspace.catalog()))
    if (part->key.kind == ObjectKind::sequence) check(part->key.name.name);
  return ok;
}

}  // namespace

bool apply(const CreateTable& change, const Places& at, Workspace& workspace) {
  if (!check_new_table(change.table, at, workspace)) return false;
  CreateTable done = change;
  done.table.made_by = workspace.revision();
  mark_key_columns(done.table);
  if (!refresh_types(done.table, at.statement, workspace)) return false;
  AccessOfNew access(done.table.name.schema, std::nullopt, workspace);
  access.give(done.table);
  auto table = std::make_shared<const Table>(done.table);
  std::vector<TableChange> tables{{nullptr, table}};
  add_companions(tables, ancestors_of(*table, workspace.catalog()));
  if (table->partition_of) add_companions(tables, referencing_tables_of(ancestors_of(*table, workspace.catalog()), workspace.catalog()));
  if (table->partition_of)
    if (const TablePointer parent = workspace.catalog().find_table(table->partition_of->parent))
      add_companions(tables, default_partitions_of(*parent, workspace.catalog()));
  Operation operation = make_operation(std::move(done), std::move(tables), at);
  access.store_in(operation);
  workspace.commit(std::move(operation));
  return true;
}

bool apply(const DropTable& change, const Places& at, Workspace& workspace) {
  const TablePointer table = workspace.find_table(change.table, at.object);
  if (!table) return false;
  // Partitions go with the table, as on the server; a table that inherits is one of its own.
  const std::vector<TablePointer> below = descendants_of(table->name, workspace.catalog());
  const auto goes = [&](const TablePointer& each) { return each == table || std::find(below.begin(), below.end(), each) != below.end(); };
  if (!check_inheriting(below, change, at, workspace)) return false;
  std::vector<ForeignKeyOf> others = foreign_keys_to(table->name, workspace.catalog());
  for (const TablePointer& each : below) {
    const std::vector<ForeignKeyOf> more = foreign_keys_to(each->name, workspace.catalog());
    others.insert(others.end(), more.begin(), more.end());
  }
  std::erase_if(others, [&](const ForeignKeyOf& key) { return goes(key.table); });
  if (!others.empty() && !change.cascade) {
    auto builder = workspace.report(at.object, diag::table_referenced, workspace.shown(table->name));
    for (const ForeignKeyOf& key : others)
      builder.note(key.constraint->span, "foreign key \"{}\" of table \"{}\"", key.constraint->name, workspace.shown(key.table->name));
    builder.help("drop these foreign keys first, or write: drop table {} cascade", workspace.shown(table->name));
    return false;
  }
  const ObjectKey key{ObjectKind::table, table->name, {}};
  const Dependants dependants = dependants_of_table(table->name, workspace.catalog());
  if (!dependants.empty() && !change.cascade) {
    auto builder = workspace.report(at.object, diag::object_in_use, "table", workspace.shown(table->name));
    list(dependants, builder, workspace);
    builder.help("drop what uses it first, or write: drop table {} cascade", workspace.shown(table->name));
    return false;
  }
  if (!take_along(dependants, key, at, workspace)) return false;
  TableEdits edits;
  for (const ForeignKeyOf& user : others) erase_constraint(edits.edit(user.table), user.constraint->name);
  std::vector<TableChange> tables = edits.take();
  for (std::size_t i = below.size(); i-- > 0;) tables.insert(tables.begin(), TableChange{below[i], nullptr});
  tables.insert(tables.begin(), TableChange{workspace.catalog().find_table(table->name), nullptr});
  const std::vector<TablePointer> above = ancestors_of(*table, workspace.catalog());
  add_companions(tables, above);
  if (table->partition_of) add_companions(tables, referencing_tables_of(above, workspace.catalog()));
  DropTable done = change;
  done.table = table->name;
  Operation operation = make_operation(std::move(done), std::move(tables), at);
  for (const TableChange& dropped : operation.tables) {
    if (dropped.after) continue;
    for (const ObjectPointer& part : parts_of_table(dropped.before->name, workspace.catalog()))
      operation.objects.push_back({part, nullptr});
  }
  for (ObjectChange& publication : without_tables(operation.tables, workspace.catalog()))
    operation.objects.push_back(std::move(publication));
  if (!table->temporary)
    operation.loss = "table " + workspace.shown(table->name) + (below.empty() ? " and its rows" : ", the tables below it, and their rows");
  for (const TablePointer& each : below) operation.notes.push_back("takes along table " + workspace.shown(each->name));
  workspace.commit(std::move(operation));
  return true;
}

bool apply(const RenameTable& change, const Places& at, Workspace& workspace) {
  const TablePointer table = workspace.find_table(change.from, at.object);
  if (!table) return false;
  if (!workspace.same(change.from.name, change.to.name) && !workspace.check_table_free(change.to, at.part)) return false;
  if (!check_not_in_raw_text({ObjectKind::table, table->name, {}}, at, workspace)) return false;
  if (change.from.schema != change.to.schema && !check_parts_move(*table, change.to.schema, at, workspace)) return false;
  Edits edits(workspace.catalog());
  edits.rename(table, change.to);
  Operation operation = make_operation(RenameTable{table->name, change.to}, {}, at);
  edits.store_in(operation);
  workspace.commit(std::move(operation));
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
