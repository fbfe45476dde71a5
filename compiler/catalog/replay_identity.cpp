// Identities and generated columns, once the column exists.
#include "catalog/apply.hpp"
#include "catalog/resolve.hpp"
#include "catalog/statements.hpp"
#include "diag/catalogue/catalog.hpp"

namespace galley {
namespace {

/// Options written later replace those of the same kind.
void merge(SequenceOptions& options, const SequenceOptions& more) {
  const auto take = [](auto& member, const auto& other) {
    if (other) member = other;
  };
  take(options.type, more.type);
  take(options.start, more.start);
  take(options.increment, more.increment);
  take(options.cache, more.cache);
  take(options.cycle, more.cycle);
  if (more.minimum || more.no_minimum) {
    options.minimum = more.minimum;
    options.no_minimum = more.no_minimum;
  }
  if (more.maximum || more.no_maximum) {
    options.maximum = more.maximum;
    options.no_maximum = more.no_maximum;
  }
}

/// The column, when it is (or is not) there as `if exists` allows; reports otherwise.
const Column* find_with(const std::string& property, bool has_it, const Column* column, const Name& name, bool if_exists,
                        Workspace& workspace) {
  if (column == nullptr || has_it) return column;
  if (if_exists) {
    workspace.report(name.span, diag::missing_already, property, column->name);
  } else {
    workspace.report(name.span, diag::property_missing, column->name, property)
        .note(column->span, "column \"{}\" is defined here", column->name);
  }
  return nullptr;
}

}  // namespace

void run(const ast::AddIdentity& action, const AlteredTable& altered, Workspace& workspace) {
  if (!check_sequence_options(action.identity.options, altered.action, workspace)) return;
  const Column* counting = workspace.peek_column(*altered.table, action.column.text);
  if (counting && !check_counting_type(action.identity.options, *counting, altered.action, workspace)) return;
  apply(SetColumnIdentity{altered.table->name, action.column.text, Identity{action.identity.always, action.identity.options}, false, {}},
        altered.places(action.column.span), workspace);
}

void run(const ast::SetIdentity& action, const AlteredTable& altered, Workspace& workspace) {
  const Column* column = workspace.find_column(*altered.table, action.column.text, action.column.span);
  column = find_with("identity", column && column->identity, column, action.column, false, workspace);
  if (!column || !check_sequence_options(action.options, altered.action, workspace)) return;
  if (!check_counting_type(action.options, *column, altered.action, workspace)) return;
  Identity identity = *column->identity;
  if (action.always) identity.always = *action.always;
  merge(identity.options, action.options);
  apply(SetColumnIdentity{altered.table->name, column->name, std::move(identity), action.restarts, action.restart},
        altered.places(action.column.span), workspace);
}

void run(const ast::DropIdentity& action, const AlteredTable& altered, Workspace& workspace) {
  const Column* column = workspace.find_column(*altered.table, action.column.text, action.column.span);
  column = find_with("identity", column && column->identity, column, action.column, action.if_exists, workspace);
  if (column)
    apply(SetColumnIdentity{altered.table->name, column->name, std::nullopt, false, {}}, altered.places(action.column.span), workspace);
}

void run(const ast::SetExpression& action, const AlteredTable& altered, Workspace& workspace) {
  const Column* column = workspace.find_column(*altered.table, action.column.text, action.column.span);
  column = find_with("generation expression", column && column->generated, column, action.column, false, workspace);
  if (!column) return;
  auto value = resolve_expression(action.value, {.table = altered.table.get(), .keeper = "a generated column"}, workspace);
  if (!value) return;
  apply(SetColumnExpression{altered.table->name, column->name, Generated{std::move(*value), column->generated->stored}},
        altered.places(action.column.span), workspace);
}

void run(const ast::DropExpression& action, const AlteredTable& altered, Workspace& workspace) {
  const Column* column = workspace.find_column(*altered.table, action.column.text, action.column.span);
  column = find_with("generation expression", column && column->generated, column, action.column, action.if_exists, workspace);
  if (column) apply(SetColumnExpression{altered.table->name, column->name, std::nullopt}, altered.places(action.column.span), workspace);
}

}  // namespace galley
