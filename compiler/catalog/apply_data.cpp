// Rows, raw SQL and settings: nothing of these changes the catalog.
#include "catalog/apply.hpp"

namespace galley {
namespace {

template <class C>
bool apply_to_rows(C change, const Places& at, Workspace& workspace, bool deletes) {
  const TablePointer table = workspace.find_table(change.table, at.object);
  if (!table) return false;
  change.table = table->name;
  Operation operation = make_operation(std::move(change), {{table, table}}, at);
  // Rows that a derived downgrade deletes are those that the upgrade inserted.
  if (deletes && !workspace.is_undoing()) operation.loss = "rows of " + workspace.shown(table->name);
  workspace.commit(std::move(operation));
  return true;
}

}  // namespace

bool apply(const InsertRows& change, const Places& at, Workspace& workspace) { return apply_to_rows(change, at, workspace, false); }
bool apply(const UpdateRows& change, const Places& at, Workspace& workspace) { return apply_to_rows(change, at, workspace, false); }
bool apply(const DeleteRows& change, const Places& at, Workspace& workspace) { return apply_to_rows(change, at, workspace, true); }

bool apply(const RawSql& change, const Places& at, Workspace& workspace) {
  workspace.commit(make_operation(change, {}, at));
  return true;
}

bool apply(const SetTimeout& change, const Places& at, Workspace& workspace) {
  workspace.commit(make_operation(change, {}, at));
  return true;
}

}  // namespace galley
