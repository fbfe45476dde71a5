// Views and triggers: SQLite has both, but changes neither.
#include <fmt/format.h>

#include "clause_text.hpp"
#include "sqlite/expressions.hpp"
#include "sqlite/objects.hpp"
#include "sqlite/quoting.hpp"
#include "sqlite/statements.hpp"

namespace galley::sqlite {
namespace {

std::string event_text(const TriggerDefinition& trigger) {
  if (trigger.on_insert) return "INSERT";
  if (trigger.on_delete) return "DELETE";
  return "UPDATE" + (trigger.update_columns.empty() ? std::string() : " OF " + identifier_list(trigger.update_columns));
}

void check_view(const SchemaObject& object, const Operation& operation, const Context& context) {
  const auto& view = std::get<ViewDefinition>(object.definition);
  if (view.check_option != ast::CheckOption::none) context.no_counterpart(operation.span, "\"with check option\"");
  if (!view.options.empty()) context.no_counterpart(operation.span, "an option of a view");
}

void check_options_changed(const SchemaObject& before, const SchemaObject& after, const Operation& operation, const Context& context) {
  const auto& old = std::get<ViewDefinition>(before.definition);
  const auto& view = std::get<ViewDefinition>(after.definition);
  if (old.check_option != view.check_option) context.no_counterpart(operation.span, "\"with check option\"");
  if (old.options != view.options || old.check_option == view.check_option) context.no_counterpart(operation.span, "an option of a view");
}

void check_trigger(const SchemaObject& object, const Operation& operation, const Context& context) {
  const auto& trigger = std::get<TriggerDefinition>(object.definition);
  const Span span = operation.span;
  if (trigger.body.empty()) {
    context.no_counterpart(span, "a trigger that calls a function",
                           "write it for each database: on postgresql { ... } and on sqlite { create trigger ... as $$ ... $$; }");
    return;
  }
  if (trigger.on_insert + trigger.on_update + trigger.on_delete > 1)
    context.no_counterpart(span, "a trigger of several events", "write one trigger for each event");
  if (trigger.on_truncate) context.no_counterpart(span, "a trigger on truncate");
  if (trigger.is_constraint) context.no_counterpart(span, "a constraint trigger");
  if (!trigger.old_table.empty() || !trigger.new_table.empty()) context.no_counterpart(span, "a transition table");
}

std::string drop(const SchemaObject& object, const Context& context, Span span) {
  const bool is_view = object.key.kind == ObjectKind::view;
  return fmt::format("DROP {} {};", is_view ? "VIEW" : "TRIGGER",
                     is_view ? context.name(object.key.name, span) : identifier(object.key.part));
}

/// The view or trigger as it is now, and the triggers that went with the old view.
void make_again(const SchemaObject& object, bool if_not_exists, const Operation& operation, Statements& statements,
                const Context& context) {
  if (object.key.kind == ObjectKind::trigger) {
    statements.push_back(create_trigger(object, operation.span, context));
    return;
  }
  statements.push_back(create_view(object, if_not_exists, operation.span, context));
  for (std::size_t i = 1; i < operation.objects.size(); ++i) {
    const ObjectPointer& other = operation.objects[i].after;
    if (other && other->key.kind == ObjectKind::trigger && other->key.name == object.key.name)
      statements.push_back(create_trigger(*other, operation.span, context));
  }
}

}  // namespace

std::string create_view(const SchemaObject& object, bool if_not_exists, Span span, const Context& context) {
  const auto& view = std::get<ViewDefinition>(object.definition);
  const Statements query = checked_statements({view.query, false, view.query_span}, context);
  return fmt::format("CREATE VIEW {}{}{} AS\n{}", if_not_exists ? "IF NOT EXISTS " : "", context.name(object.key.name, span),
                     view.columns.empty() ? "" : fmt::format(" ({})", identifier_list(view.columns)), fmt::join(query, "\n"));
}

std::string create_trigger(const SchemaObject& object, Span span, const Context& context) {
  const auto& trigger = std::get<TriggerDefinition>(object.definition);
  std::string out = fmt::format("CREATE TRIGGER {}\n    {} {} ON {}\n    FOR EACH ROW", identifier(object.key.part),
                                clause_text(trigger.timing), event_text(trigger), context.name(object.key.name, span));
  if (trigger.when) out += fmt::format(" WHEN ({})", write_expression(*trigger.when, Place::data, context));
  out += "\nBEGIN";
  for (const std::string& statement : checked_statements({trigger.body, false, trigger.body_span}, context)) out += "\n    " + statement;
  return out + "\nEND;";
}

Statements write(const CreateObject& change, const Operation& operation, const Context& context) {
  const SchemaObject& object = *change.object;
  const bool is_view = object.key.kind == ObjectKind::view;
  if (!is_view && object.key.kind != ObjectKind::trigger) return without_counterpart(object.key.kind, operation.span, context);
  check_name(is_view ? object.key.name.name : object.key.part, operation.span, context);
  if (is_view)
    check_view(object, operation, context);
  else
    check_trigger(object, operation, context);
  Statements statements;
  if (const ObjectPointer& before = operation.objects.front().before) statements.push_back(drop(*before, context, operation.span));
  make_again(object, change.if_not_exists, operation, statements, context);
  return statements;
}

Statements write(const DropObject& change, const Operation& operation, const Context& context) {
  const ObjectKind kind = change.object.kind;
  if (kind != ObjectKind::view && kind != ObjectKind::trigger) return without_counterpart(kind, operation.span, context);
  return {drop(*operation.objects.front().before, context, operation.span)};
}

Statements write(const RenameObject& change, const Operation& operation, const Context& context) {
  const ObjectKind kind = change.from.kind;
  if (kind != ObjectKind::view && kind != ObjectKind::trigger) return without_counterpart(kind, operation.span, context);
  const ObjectChange& main = operation.objects.front();
  context.note(fmt::format("SQLite renames no {}: it is made again", object_kind_name(kind)));
  Statements statements{drop(*main.before, context, operation.span)};
  make_again(*main.after, false, operation, statements, context);
  return statements;
}

Statements write(const AlterObject& change, const Operation& operation, const Context& context) {
  const ObjectKind kind = change.object.kind;
  if (kind != ObjectKind::view) return without_counterpart(kind, operation.span, context);
  const ObjectChange& main = operation.objects.front();
  if (!std::holds_alternative<RenameViewColumn>(change.what)) {
    check_options_changed(*main.before, *main.after, operation, context);
    return {};
  }
  context.note("SQLite renames no column of a view: it is made again");
  Statements statements{drop(*main.before, context, operation.span)};
  make_again(*main.after, false, operation, statements, context);
  return statements;
}

}  // namespace galley::sqlite
