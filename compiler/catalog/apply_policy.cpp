#include <algorithm>

#include "catalog/alter_object.hpp"
#include "catalog/object_needs.hpp"
#include "catalog/resolve_query.hpp"

namespace galley {
namespace {

/// What the sub-selects of a condition need. Whoever wrote them was told before what is wrong with them.
void add_needs(const std::optional<Expression>& condition, const Table& table, Workspace& workspace, std::vector<ObjectKey>& needs) {
  if (!condition) return;
  Diagnostics unheard;
  Diagnostics& outer = workspace.exchange_diagnostics(unheard);
  for_each_expression(*condition, [&](const Expression& part) {
    const auto* query = std::get_if<Subquery>(&part.node);
    if (!query) return;
    if (const auto found = resolve_subquery(*query, {.table = &table, .keeper = {}}, workspace))
      needs.insert(needs.end(), found->begin(), found->end());
  });
  workspace.exchange_diagnostics(outer);
}

}  // namespace

bool alter(const ChangePolicy& change, AlteredObject& altered) {
  auto& policy = std::get<PolicyDefinition>(altered.after.definition);
  if (change.roles) policy.roles = *change.roles;
  if (change.using_) policy.using_ = change.using_;
  if (change.check) policy.check = change.check;
  const TablePointer table = altered.workspace.peek_table(altered.after.key.name);
  if (!table || (!change.using_ && !change.check)) return true;
  std::vector<ObjectKey> needs;
  add_needs(policy.using_, *table, altered.workspace, needs);
  add_needs(policy.check, *table, altered.workspace, needs);
  std::erase_if(needs, [&](const ObjectKey& needed) { return needed.name == table->name; });  // it goes with its table
  altered.after.needs = needs_of(altered.after);
  altered.after.needs.insert(altered.after.needs.end(), needs.begin(), needs.end());
  return true;
}

}  // namespace galley
