// add column c text not null fill lower(email): the steps it stands for.
//   -> add column c text;  update t set c = lower(email) where c is null;  alter column c set not null
// A default, a primary key and a check of nulls come after the rows have their values.
#include "catalog/replay_fill.hpp"
#include "catalog/apply.hpp"
#include "catalog/resolve.hpp"
#include "diag/catalogue/catalog.hpp"

namespace galley {
namespace {

Expression is_null(const std::string& column) { return {IsTest{Expression{ColumnReference{{Name{column, {}}}}, {}}, false, "null"}, {}}; }

bool waits_for_values(const Constraint& constraint) {
  const auto* unique = std::get_if<Unique>(&constraint.what);
  return std::holds_alternative<PrimaryKey>(constraint.what) || (unique && unique->nulls_not_distinct);
}

bool check_takes_values(const Column& column, Span span, Workspace& workspace) {
  const bool counts = column.identity.has_value();
  if (!counts && !column.generated) return true;
  workspace.report(span, diag::value_not_taken, column.name, counts ? "an identity" : "generated");
  return false;
}

}  // namespace

bool add_filled(AddColumn change, const Expression& fill, const Table& grown, const Places& at, Workspace& workspace) {
  Column& column = change.column;
  if (!check_takes_values(column, fill.span, workspace) || !check_enum_literal(column.type, fill, workspace)) return false;
  auto value = resolve_expression(fill, {.table = &grown, .keeper = {}}, workspace);
  if (!value) return false;
  const bool not_null = std::exchange(column.not_null, false);
  const std::optional<Expression> default_value = std::exchange(column.default_value, std::nullopt);
  std::vector<Constraint> later;
  std::erase_if(change.constraints, [&](const Constraint& constraint) {
    if (waits_for_values(constraint)) later.push_back(constraint);
    return waits_for_values(constraint);
  });
  const ObjectName table = change.table;
  const std::string name = column.name;
  UpdateRows update;
  update.table = table;
  update.assignments.push_back({name, std::move(*value)});
  update.where = is_null(name);
  if (!apply(change, at, workspace) || !apply(update, at, workspace)) return false;
  if (default_value && !apply(SetColumnDefault{table, name, default_value}, at, workspace)) return false;
  if (not_null && !apply(SetColumnNotNull{table, name, true}, at, workspace)) return false;
  for (Constraint& constraint : later)
    if (!apply(AddConstraint{table, std::move(constraint), {}}, at, workspace)) return false;
  return true;
}

}  // namespace galley
