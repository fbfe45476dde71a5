#include "catalog/apply.hpp"
#include "catalog/resolve.hpp"
#include "catalog/statements.hpp"

namespace galley {

void run(const ast::SetTableOptions& action, const AlteredTable& altered, Workspace& workspace) {
  SetTableOptions change{altered.table->name, {}, {}};
  if (set_options(change.set, action.options, workspace)) apply(change, altered.places(altered.action), workspace);
}

void run(const ast::ResetTableOptions& action, const AlteredTable& altered, Workspace& workspace) {
  SetTableOptions change{altered.table->name, {}, {}};
  for (const Name& name : action.options) change.reset.push_back(name.text);
  apply(change, altered.places(altered.action), workspace);
}

void run(const ast::SetTablespace& action, const AlteredTable& altered, Workspace& workspace) {
  apply(SetTablespace{altered.table->name, action.tablespace.text}, altered.places(action.tablespace.span), workspace);
}

void run(const ast::SetLogged& action, const AlteredTable& altered, Workspace& workspace) {
  apply(SetLogged{altered.table->name, action.logged}, altered.places(altered.action), workspace);
}

}  // namespace galley
