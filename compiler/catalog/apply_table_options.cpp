#include "catalog/apply.hpp"
#include "catalog/keys.hpp"
#include "catalog/publications.hpp"
#include "catalog/table_edits.hpp"
#include "catalog/table_options.hpp"
#include "diag/catalogue/objects.hpp"
#include "galley/dialect.hpp"

namespace galley {
namespace {

template <class C, class Edit>
bool change_table(C change, const Places& at, Workspace& workspace, const Edit& edit) {
  const TablePointer table = workspace.find_table(change.table, at.object);
  if (!table) return false;
  TableEdits edits;
  edit(edits.edit(table));
  change.table = table->name;
  workspace.commit(make_operation(std::move(change), edits.take(), at));
  return true;
}

/// No key of a logged table may lead to an unlogged one.
bool check_keys_of_logged(const Table& table, bool logged, const Places& at, Workspace& workspace) {
  if (!workspace.dialect().tells_unlogged() || table.temporary) return true;
  const auto refuse = [&](const Constraint& key, const ObjectName& unlogged) {
    workspace.report(at.part, diag::key_to_unlogged, key.name, workspace.shown(unlogged))
        .note(key.span, "the foreign key stands here")
        .help("change the other table first, or drop the foreign key");
    return false;
  };
  bool ok = true;
  if (logged) {
    for (const Constraint& constraint : table.constraints) {
      const auto* key = std::get_if<ForeignKey>(&constraint.what);
      const TablePointer referenced = key && key->table != table.name ? workspace.catalog().find_table(key->table) : nullptr;
      if (referenced && referenced->unlogged) ok = refuse(constraint, referenced->name);
    }
  } else {
    for (const ForeignKeyOf& user : foreign_keys_to(table.name, workspace.catalog()))
      if (user.table->name != table.name && !user.table->unlogged) ok = refuse(*user.constraint, table.name);
  }
  return ok;
}

/// Nobody is told of the rows of an unlogged table.
bool check_not_published(const Table& table, const Places& at, Workspace& workspace) {
  const std::vector<ObjectPointer> publications = publications_of(table.name, workspace.catalog());
  for (const ObjectPointer& publication : publications)
    workspace
        .report(at.part, diag::publication_refuses, publication->key.name.name,
                "table \"" + workspace.shown(table.name) + "\" would be unlogged")
        .note(publication->span, "the publication is created here")
        .help("write before: alter publication {} drop table {}", publication->key.name.name, workspace.shown(table.name));
  return publications.empty();
}

}  // namespace

bool apply(const SetTableOptions& change, const Places& at, Workspace& workspace) {
  return change_table(change, at, workspace, [&](Table& table) {
    for (const StorageOption& option : change.set) put_option(table.options, option);
    for (const std::string& name : change.reset) erase_option(table.options, name);
  });
}

bool apply(const SetTablespace& change, const Places& at, Workspace& workspace) {
  return change_table(change, at, workspace, [&](Table& table) {
    table.tablespace = change.tablespace;
    if (change.tablespace == default_tablespace) table.tablespace.reset();
  });
}

bool apply(const SetLogged& change, const Places& at, Workspace& workspace) {
  const TablePointer changed = workspace.peek_table(change.table);
  if (changed && !check_keys_of_logged(*changed, change.logged, at, workspace)) return false;
  if (changed && !change.logged && !check_not_published(*changed, at, workspace)) return false;
  return change_table(change, at, workspace, [&](Table& table) { table.unlogged = !change.logged; });
}

}  // namespace galley
