// Identities and generated columns, once the column exists.
#include <algorithm>

#include "catalog/apply.hpp"
#include "catalog/column_edits.hpp"
#include "catalog/default_privileges.hpp"
#include "catalog/keys.hpp"
#include "catalog/types.hpp"
#include "diag/catalogue/catalog.hpp"

namespace galley {
namespace {

/// What stands in the way of an identity, or nothing.
std::string obstacle(const Column& column) {
  if (column.identity) return "it is one already";
  if (column.generated) return "it is generated from others";
  if (column.default_value) return "it has a default";
  if (!column.not_null) return "it takes null";
  if (!is_integer(column.type)) return "it is of type " + type_text(column.type);
  return {};
}

std::string remedy(const Column& column) {
  if (column.default_value) return "drop the default first: alter column " + column.name + " drop default";
  if (!column.not_null) return "require values first: alter column " + column.name + " set not null";
  return "an identity is a smallint, int or bigint that takes no null";
}

bool check_can_count(const FoundColumn& found, const Places& at, Workspace& workspace) {
  const std::string reason = obstacle(*found.column);
  if (reason.empty() || found.column->type.kind == TypeKind::unknown) return reason.empty();
  auto builder = workspace.report(at.part, diag::no_identity_possible, found.column->name, reason);
  builder.note(found.column->span, "column \"{}\" is defined here", found.column->name);
  if (!found.column->identity && !found.column->generated) builder.help("{}", remedy(*found.column));
  return false;
}

}  // namespace

bool apply(const SetColumnIdentity& change, const Places& at, Workspace& workspace) {
  const FoundColumn found = find_column(change.table, change.column, at, workspace);
  if (!found || !check_not_inherited(found, at, workspace)) return false;
  const bool is_new = change.identity && !found.column->identity;
  if (is_new && !check_can_count(found, at, workspace)) return false;
  SetColumnIdentity done = change;
  AccessOfNew access(found.table->name.schema, found.table->owner, workspace);
  if (is_new) access.give(ObjectKind::sequence, done.identity->grants);
  commit_property(done, found, at, workspace, [&](Column& column) { column.identity = done.identity; },
                  {.reaches_children = false, .given_by_default = access.take()});
  return true;
}

bool apply(const SetColumnExpression& change, const Places& at, Workspace& workspace) {
  const FoundColumn found = find_column(change.table, change.column, at, workspace);
  if (!found || !check_not_inherited(found, at, workspace)) return false;
  commit_property(change, found, at, workspace, [&](Column& column) { column.generated = change.value; });
  return true;
}

}  // namespace galley
