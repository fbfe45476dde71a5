// alter table t enable row level security, and back.
#include "catalog/apply.hpp"
#include "catalog/table_edits.hpp"
#include "catalog/undo.hpp"

namespace galley {
namespace {

bool is_on(ast::RowSecurity what) { return what == ast::RowSecurity::enable || what == ast::RowSecurity::force; }
bool concerns_owner(ast::RowSecurity what) { return what == ast::RowSecurity::force || what == ast::RowSecurity::no_force; }

}  // namespace

bool apply(const SetRowSecurity& change, const Places& at, Workspace& workspace) {
  const TablePointer table = workspace.find_table(change.table, at.object);
  if (!table) return false;
  TableEdits edits;
  Table& after = edits.edit(table);
  (concerns_owner(change.what) ? after.force_row_security : after.row_security) = is_on(change.what);
  workspace.commit(make_operation(SetRowSecurity{table->name, change.what}, edits.take(), at));
  return true;
}

void undo(const SetRowSecurity& change, const UndoSource& source, Undo& out) {
  using enum ast::RowSecurity;
  const Table& before = source.before();
  if (concerns_owner(change.what))
    out.changes.emplace_back(SetRowSecurity{change.table, before.force_row_security ? force : no_force});
  else
    out.changes.emplace_back(SetRowSecurity{change.table, before.row_security ? enable : disable});
}

}  // namespace galley
