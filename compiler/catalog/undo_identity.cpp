#include <fmt/format.h>

#include "catalog/keys.hpp"
#include "catalog/undo.hpp"

namespace galley {

void undo(const SetColumnIdentity& change, const UndoSource& source, Undo& out) {
  const Column& before = *source.before().find_column(change.column);
  if (before.identity != change.identity)
    out.changes.emplace_back(SetColumnIdentity{change.table, change.column, before.identity, false, {}});
  if (change.restarts)
    out.not_restored.push_back(fmt::format("the number at which identity {}.{} stood before revision {} restarted it",
                                           source.workspace.shown(change.table), change.column, source.workspace.revision()));
}

void undo(const SetColumnExpression& change, const UndoSource& source, Undo& out) {
  const Column& before = *source.before().find_column(change.column);
  if (change.value) {
    out.changes.emplace_back(SetColumnExpression{change.table, change.column, before.generated});
    return;
  }
  // A plain column cannot become a generated one, so it goes and comes back; what uses it would have to as well.
  if (!users_of_column(source.before(), change.column, source.workspace.catalog()).empty()) {
    out.impossible = true;
    out.help = fmt::format(
        "column \"{}\" is used by keys, indexes or checks: write a downgrade that drops them, adds the column again and makes them anew",
        change.column);
    return;
  }
  out.changes.emplace_back(DropColumn{change.table, change.column, false, false});
  out.changes.emplace_back(AddColumn{change.table, before, {}, false});
  for (const Constraint& constraint : source.before().constraints)
    if (goes_with_column(constraint, change.column)) restore(change.table, constraint, out);
  out.destroys = true;
}

}  // namespace galley
