#include "catalog/apply.hpp"
#include "catalog/resolve.hpp"
#include "catalog/statements.hpp"
#include "diag/catalogue/catalog.hpp"

namespace galley {

void run(const ast::AddConstraint& action, const AlteredTable& altered, Workspace& workspace) {
  const std::optional<Name>& name = action.constraint.name;
  auto resolved = resolve_constraints({{action.constraint, {}}}, *altered.table, workspace);
  if (!resolved) return;
  const Span span = name ? name->span : action.constraint.span;
  apply(AddConstraint{altered.table->name, std::move(resolved->front())}, altered.places(span), workspace);
}

void run(const ast::DropConstraint& action, const AlteredTable& altered, Workspace& workspace) {
  if (action.if_exists && !workspace.peek_constraint(*altered.table, action.name.text)) {
    workspace.report(action.name.span, diag::missing_already, "constraint", action.name.text);
    return;
  }
  apply(DropConstraint{altered.table->name, action.name.text, action.if_exists, action.cascade}, altered.places(action.name.span),
        workspace);
}

void run(const ast::RenameConstraint& action, const AlteredTable& altered, Workspace& workspace) {
  if (!workspace.find_constraint(*altered.table, action.from.text, action.from.span)) return;
  if (!workspace.check_length(action.to)) return workspace.poison(altered.table->name, action.to.text);
  apply(RenameConstraint{altered.table->name, action.from.text, action.to.text}, altered.places(action.to.span), workspace);
}

void run(const ast::ValidateConstraint& action, const AlteredTable& altered, Workspace& workspace) {
  apply(ValidateConstraint{altered.table->name, action.name.text}, altered.places(action.name.span), workspace);
}

}  // namespace galley
