#include "catalog/apply.hpp"
#include "catalog/table_edits.hpp"
#include "catalog/table_options.hpp"

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
  return change_table(change, at, workspace, [&](Table& table) { table.unlogged = !change.logged; });
}

}  // namespace galley
