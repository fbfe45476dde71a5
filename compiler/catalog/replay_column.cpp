#include <algorithm>

#include "catalog/apply.hpp"
#include "catalog/replay_fill.hpp"
#include "catalog/resolve.hpp"
#include "catalog/statements.hpp"
#include "diag/catalogue/catalog.hpp"

namespace galley {
namespace {

/// The column and its constraints, checked against the table as it will be; nothing when something is wrong.
std::optional<AddColumn> define_column(const ast::AddColumn& action, const Table& table, Table& grown, Workspace& workspace) {
  ResolvedColumn resolved = resolve_column(action.column, workspace);
  grown = table;
  grown.columns.push_back(resolved.column);
  Column& column = grown.columns.back();
  bool ok = resolve_column_values(action.column, grown, column, workspace) && resolved.ok;
  ok = column.type.kind != TypeKind::unknown && ok;
  auto constraints = resolve_constraints(resolved.constraints, grown, workspace);
  if (!constraints || !ok) return std::nullopt;
  return AddColumn{table.name, column, std::move(*constraints), action.if_not_exists};
}

bool has_default(const ast::ColumnDefinition& column) {
  return std::any_of(column.attributes.begin(), column.attributes.end(),
                     [](const ast::ColumnAttribute& attribute) { return std::holds_alternative<ast::DefaultAttribute>(attribute.what); });
}

/// Stands in the table for a column that could not be defined, so that later statements find one.
AddColumn poisoned_column(const ast::AddColumn& action, const Table& table) {
  Column column;
  column.name = action.column.name.text;
  column.span = action.column.span;
  return {table.name, std::move(column), {}, false};
}

}  // namespace

void run(const ast::AddColumn& action, const AlteredTable& altered, Workspace& workspace) {
  const Name& name = action.column.name;
  const Column* existing = workspace.peek_column(*altered.table, name.text);
  if (existing && action.if_not_exists) {
    workspace.report(name.span, diag::exists_already, "column", existing->name)
        .note(existing->span, "column \"{}\" is defined here", existing->name);
    return;
  }
  if (!workspace.check_column_free(*altered.table, name.text, name.span)) return;
  if (action.then_drop_default && !has_default(action.column)) {
    workspace.report(name.span, diag::property_missing, name.text, "default").help("\"then drop default\" stands behind a default");
    return workspace.poison(altered.table->name, name.text);
  }
  Table grown;
  const std::optional<AddColumn> change = define_column(action, *altered.table, grown, workspace);
  const Places at = altered.places(name.span);
  const bool done = change && (action.fill ? add_filled(*change, *action.fill, grown, at, workspace) : apply(*change, at, workspace));
  if (!done && !workspace.peek_column(*workspace.peek_table(altered.table->name), name.text))
    apply(poisoned_column(action, *altered.table), at, workspace);
  if (done && action.then_drop_default) apply(SetColumnDefault{altered.table->name, name.text, std::nullopt}, at, workspace);
}

void run(const ast::DropColumn& action, const AlteredTable& altered, Workspace& workspace) {
  if (action.if_exists && !workspace.peek_column(*altered.table, action.column.text)) {
    workspace.report(action.column.span, diag::missing_already, "column", action.column.text);
    return;
  }
  apply(DropColumn{altered.table->name, action.column.text, action.if_exists, action.cascade}, altered.places(action.column.span),
        workspace);
}

void run(const ast::RenameColumn& action, const AlteredTable& altered, Workspace& workspace) {
  if (!workspace.find_column(*altered.table, action.from.text, action.from.span)) return;
  if (!workspace.check_length(action.to)) return workspace.poison(altered.table->name, action.to.text);
  apply(RenameColumn{altered.table->name, action.from.text, action.to.text}, altered.places(action.to.span), workspace);
}

void run(const ast::AlterColumnType& action, const AlteredTable& altered, Workspace& workspace) {
  AlterColumnType change{.table = altered.table->name,
                         .column = action.column.text,
                         .type = resolve_type(action.type, workspace),
                         .collation = std::nullopt,
                         .using_ = std::nullopt};
  if (change.type.kind == TypeKind::unknown) return;
  if (const TypeMapping* mapping = find_type_mapping(action.type, workspace); mapping && mapping->collation)
    change.collation = dotted(*mapping->collation);
  if (action.collation) change.collation = dotted(*action.collation);
  if (action.using_) {
    change.using_ = resolve_expression(*action.using_, {.table = altered.table.get(), .keeper = "a change of type"}, workspace);
    if (!change.using_) return;
  }
  apply(change, altered.places(action.column.span), workspace);
}

void run(const ast::SetDefault& action, const AlteredTable& altered, Workspace& workspace) {
  const Column* column = workspace.find_column(*altered.table, action.column.text, action.column.span);
  if (!column) return;
  std::optional<Expression> value = resolve_default(action.value, *column, workspace);
  if (value) apply(SetColumnDefault{altered.table->name, column->name, std::move(value)}, altered.places(action.column.span), workspace);
}

void run(const ast::DropDefault& action, const AlteredTable& altered, Workspace& workspace) {
  apply(SetColumnDefault{altered.table->name, action.column.text, std::nullopt}, altered.places(action.column.span), workspace);
}

void run(const ast::SetNotNull& action, const AlteredTable& altered, Workspace& workspace) {
  apply(SetColumnNotNull{altered.table->name, action.column.text, true}, altered.places(action.column.span), workspace);
}

void run(const ast::DropNotNull& action, const AlteredTable& altered, Workspace& workspace) {
  apply(SetColumnNotNull{altered.table->name, action.column.text, false}, altered.places(action.column.span), workspace);
}

void run(const ast::ColumnComment& action, const AlteredTable& altered, Workspace& workspace) {
  apply(SetColumnComment{altered.table->name, action.column.text, text_of(action.text)}, altered.places(action.column.span), workspace);
}

}  // namespace galley
