#include "catalog/apply.hpp"
#include "catalog/companions.hpp"
#include "catalog/inherited_parts.hpp"
#include "catalog/keys.hpp"
#include "catalog/partition_rules.hpp"
#include "catalog/view_index.hpp"
#include "diag/catalogue/catalog.hpp"

namespace galley {
namespace {

struct Found {
  TablePointer table;
  const Index* index = nullptr;
  explicit operator bool() const { return index != nullptr; }
};
Found find(const ObjectName& table, const std::string& name, const Places& at, Workspace& workspace) {
  Found found;
  found.table = workspace.find_table_of_index({table.schema, name}, at.object);
  if (!found.table) return found;
  for (const Index& index : found.table->indexes)
    if (workspace.same(index.name, name)) found.index = &index;
  return found;
}

}  // namespace

bool apply(const CreateIndex& change, const Places& at, Workspace& workspace) {
  if (const ObjectPointer view = indexed_view(change.table, workspace)) return apply_to_view(change, view, at, workspace);
  const TablePointer table = workspace.find_table(change.table, at.object);
  if (!table || !workspace.check_relation_free({change.table.schema, change.index.name}, at.part)) return false;
  TableEdits edits;
  Table& after = edits.edit(table);
  insert_index(after, change.index);
  if (!check_keys_of_partitions(after, workspace)) return false;
  if (!refresh_types(after, at.statement, workspace)) return false;
  CreateIndex done = change;
  done.table = table->name;
  done.index = *after.find_index(change.index.name);
  const bool plain = change.concurrently && workspace.is_made_here(table->name);
  if (plain) done.concurrently = false;
  Operation operation = make_operation(std::move(done), with_descendants(edits.take(), table->name, workspace), at);
  if (plain) operation.notes.emplace_back("built plainly inside the transaction: the table is made in this revision");
  workspace.commit(std::move(operation));
  return true;
}

bool apply(const DropIndex& change, const Places& at, Workspace& workspace) {
  if (const ObjectPointer view = view_of_index({change.table.schema, change.index}, workspace))
    return apply_to_view(change, view, at, workspace);
  const Found found = find(change.table, change.index, at, workspace);
  if (!found || !check_not_attached(*found.table, *found.index, at.object, workspace)) return false;
  const std::vector<ForeignKeyOf> users = foreign_keys_relying_on(*found.table, found.index->name, workspace.catalog());
  if (!users.empty() && !change.cascade) {
    auto builder = workspace.report(at.object, diag::key_in_use, "index", found.index->name);
    for (const ForeignKeyOf& key : users)
      builder.note(key.constraint->span, "foreign key \"{}\" of table \"{}\" needs it", key.constraint->name,
                   workspace.shown(key.table->name));
    builder.help("drop these foreign keys first, or write: drop index {} cascade", found.index->name);
    return false;
  }
  TableEdits edits;
  erase_index(edits.edit(found.table), found.index->name);
  for (const TablePointer& below : descendants_of(found.table->name, workspace.catalog())) {
    if (!below->partition_of) continue;
    for (const Index& own : below->indexes)
      if (is_alike(*found.index, own)) erase_index(edits.edit(below), own.name);
  }
  for (const ForeignKeyOf& key : users) erase_constraint(edits.edit(key.table), key.constraint->name);
  DropIndex done = change;
  done.table = found.table->name;
  done.index = found.index->name;
  const bool plain = change.concurrently && workspace.is_made_here(found.table->name);
  if (plain) done.concurrently = false;
  Operation operation = make_operation(std::move(done), with_descendants(edits.take(), found.table->name, workspace), at);
  if (plain) operation.notes.emplace_back("dropped plainly inside the transaction: the table is made in this revision");
  workspace.commit(std::move(operation));
  return true;
}

bool apply(const RenameIndex& change, const Places& at, Workspace& workspace) {
  if (const ObjectPointer view = view_of_index({change.table.schema, change.from}, workspace))
    return apply_to_view(change, view, at, workspace);
  const Found found = find(change.table, change.from, at, workspace);
  if (!found) return false;
  if (!workspace.same(change.from, change.to) && !workspace.check_relation_free({found.table->name.schema, change.to}, at.part))
    return false;
  TableEdits edits;
  Table& after = edits.edit(found.table);
  Index renamed = *found.index;
  renamed.name = change.to;
  erase_index(after, found.index->name);
  insert_index(after, std::move(renamed));
  workspace.commit(make_operation(RenameIndex{found.table->name, found.index->name, change.to}, edits.take(), at));
  return true;
}

bool apply(const SetIndexComment& change, const Places& at, Workspace& workspace) {
  if (const ObjectPointer view = view_of_index({change.table.schema, change.index}, workspace))
    return apply_to_view(change, view, at, workspace);
  const Found found = find(change.table, change.index, at, workspace);
  if (!found) return false;
  TableEdits edits;
  edit_where(
      edits.edit(found.table).indexes, [&](const Index& index) { return index.name == found.index->name; },
      [&](Index& index) { index.comment = change.text; });
  workspace.commit(make_operation(SetIndexComment{found.table->name, found.index->name, change.text}, edits.take(), at));
  return true;
}

bool apply(const Reindex& change, const Places& at, Workspace& workspace) {
  const bool is_table = change.target == ast::ReindexTarget::table;
  const ObjectPointer view =
      is_table ? indexed_view(change.table, workspace) : view_of_index({change.table.schema, change.index}, workspace);
  if (view) return apply_to_view(change, view, at, workspace);
  Reindex done = change;
  TablePointer table;
  if (change.target == ast::ReindexTarget::table) {
    table = workspace.find_table(change.table, at.object);
  } else {
    const Found found = find(change.table, change.index, at, workspace);
    table = found.table;
    if (found) done.index = found.index->name;
  }
  if (!table) return false;
  done.table = table->name;
  const bool plain = change.concurrently && workspace.is_made_here(table->name);
  if (plain) done.concurrently = false;
  Operation operation = make_operation(std::move(done), with_descendants({{table, table}}, table->name, workspace), at);
  if (plain) operation.notes.emplace_back("built plainly inside the transaction: the table is made in this revision");
  workspace.commit(std::move(operation));
  return true;
}

}  // namespace galley
