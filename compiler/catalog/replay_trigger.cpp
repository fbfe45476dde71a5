#include "catalog/apply.hpp"
#include "catalog/object_edits.hpp"
#include "catalog/object_needs.hpp"
#include "catalog/resolve.hpp"
#include "catalog/resolve_body.hpp"
#include "catalog/statements.hpp"
#include "catalog/types.hpp"
#include "catalog/view_shape.hpp"
#include "diag/catalogue/views.hpp"

namespace galley {
namespace {

class TriggerResolver {
 public:
  TriggerResolver(const ast::CreateTrigger& statement, Workspace& workspace) : statement_(statement), workspace_(workspace) {}

  /// Nothing when something was wrong.
  std::shared_ptr<SchemaObject> run() {
    if (!find_relation()) return nullptr;
    auto object = std::make_shared<SchemaObject>();
    object->key = {ObjectKind::trigger, shape_.name, statement_.name.text};
    object->span = statement_.name.span;
    ok_ = workspace_.check_length(statement_.name);
    check_form();
    describe();
    columns();
    condition();
    if (!statement_.body) function();
    object->definition = trigger_;
    object->needs = needs_of(*object);
    if (!view_.name.name.empty()) needs_view(*object);
    object->needs.insert(object->needs.end(), function_.begin(), function_.end());
    if (ok_ && statement_.body) body(*object);
    sort_needs(*object);
    return ok_ ? object : nullptr;
  }

 private:
  bool find_relation() {
    const ObjectName name = workspace_.object_name(statement_.table);
    const ObjectPointer view = workspace_.peek_object({ObjectKind::view, name, {}});
    if (view) {
      view_ = view->key;
      shape_ = shape_of(*view, {});
      return true;
    }
    const TablePointer table = workspace_.find_table(name, statement_.table.span());
    if (table) shape_ = *table;
    return table != nullptr;
  }

  void refuse(std::string_view what, std::string_view property, Span span) {
    workspace_.report(span, diag::trigger_conflict, what, property);
    ok_ = false;
  }

  /// What every server refuses.
  void check_form() {
    const bool on_view = !view_.name.name.empty();
    const bool instead = statement_.timing == ast::TriggerTiming::instead_of;
    const bool by_row = statement_.for_each_row || statement_.body.has_value();
    const Span span = statement_.name.span;
    if (instead && !on_view) refuse("a trigger on a table", "instead of", span);
    if (instead && !by_row) refuse("a trigger for each statement", "instead of", span);
    if (statement_.for_each_statement && statement_.body) refuse("a trigger with a body of its own", "for each statement", span);
    if (on_view && !instead && by_row) refuse("a trigger for each row of a view", "before or after", span);
    if (statement_.events.truncate && by_row) refuse("a trigger for each row", "on truncate", span);
    if (statement_.is_constraint && (statement_.timing != ast::TriggerTiming::after || !by_row))
      refuse("a constraint trigger", "anything but after, for each row", span);
    if (!statement_.is_constraint && statement_.deferral != Deferral::not_deferrable)
      refuse("a trigger that is not a constraint trigger", "deferrable", span);
    if ((statement_.old_table || statement_.new_table) && statement_.timing != ast::TriggerTiming::after)
      refuse("a trigger with transition tables", "anything but after", span);
  }

  void describe() {
    const ast::TriggerEvents& events = statement_.events;
    trigger_.is_constraint = statement_.is_constraint;
    trigger_.timing = statement_.timing;
    trigger_.on_insert = events.insert;
    trigger_.on_update = events.update;
    trigger_.on_delete = events.delete_;
    trigger_.on_truncate = events.truncate;
    trigger_.deferral = statement_.deferral;
    if (statement_.old_table) trigger_.old_table = statement_.old_table->text;
    if (statement_.new_table) trigger_.new_table = statement_.new_table->text;
    trigger_.for_each_row = statement_.for_each_row || statement_.body.has_value();
    for (const ast::StringLiteral& argument : statement_.arguments) trigger_.arguments.push_back(argument.value);
    if (!statement_.body) return;
    trigger_.body = statement_.body->text;
    trigger_.body_span = statement_.body->span;
  }

  /// A view of which not all columns are known may have any.
  [[nodiscard]] bool knows_columns() const { return view_.name.name.empty() || !shape_.columns.empty(); }

  void columns() {
    if (!knows_columns()) {
      for (const Name& column : statement_.events.update_columns) trigger_.update_columns.push_back(column.text);
      return;
    }
    auto columns = resolve_columns(statement_.events.update_columns, shape_, workspace_);
    if (columns) trigger_.update_columns = std::move(*columns);
    ok_ = columns.has_value() && ok_;
  }

  void condition() {
    if (!statement_.when) return;
    if (!knows_columns()) {
      trigger_.when = statement_.when;
      return;
    }
    if (!names_rows(*statement_.when)) return;
    if (statement_.body && has_query(*statement_.when)) {  // only where a trigger has a body of its own may its condition ask the tables
      trigger_.when = statement_.when;
      return;
    }
    const auto row = [&](std::string name) { return ScopeSource{.name = std::move(name), .table = &shape_, .qualified_only = true}; };
    const ExpressionScope scope{.table = &shape_, .keeper = "the condition of a trigger", .sources = {row("old"), row("new")}};
    trigger_.when = resolve_expression(*statement_.when, scope, workspace_);
    ok_ = trigger_.when.has_value() && ok_;
  }

  static bool has_query(const Expression& when) {
    bool found = false;
    for_each_expression(when, [&](const Expression& part) { found = found || std::holds_alternative<Subquery>(part.node); });
    return found;
  }

  bool names_rows(const Expression& when) {
    bool all = true;
    for_each_expression(when, [&](const Expression& part) {
      const auto* column = std::get_if<ColumnReference>(&part.node);
      if (!column || column->parts.size() > 1) return;
      workspace_.report(part.span, diag::row_not_named, column->parts.front().text)
          .help("write new.{} or old.{}", column->parts.front().text, column->parts.front().text);
      all = false;
    });
    ok_ = all && ok_;
    return all;
  }

  void function() {
    trigger_.function = workspace_.object_name(statement_.function);
    const ObjectKey key{ObjectKind::function, trigger_.function, "()"};
    const ObjectPointer known = workspace_.peek_object(key);
    if (!known) {
      const std::string& name = statement_.function.name.text;
      const bool is_builtin = !statement_.function.has_schema() && workspace_.dialect().knows_function(name);
      if (is_builtin) trigger_.function.schema = "pg_catalog";
      if (!is_builtin && !workspace_.is_poisoned(ObjectKey{ObjectKind::function, trigger_.function, {}})) {
        static_cast<void>(workspace_.find_object(key, statement_.function.span()));
        ok_ = false;
      }
      return;
    }
    function_.push_back(known->key);
    const std::optional<Type>& returns = std::get<RoutineDefinition>(known->definition).returns;
    if (!returns || type_text(*returns) == "trigger" || type_text(*returns) == "event_trigger") return;
    workspace_.report(statement_.function.span(), diag::not_a_trigger_function, workspace_.shown(known->key), type_text(*returns))
        .note(known->span, "function \"{}\" is created here", workspace_.shown(known->key));
    ok_ = false;
  }

  void body(SchemaObject& object) {
    const QueryReading reading = workspace_.dialect().read_body(object, workspace_.catalog());
    const auto needs = resolve_body(reading, statement_.body->span, workspace_);
    ok_ = needs.has_value();
    if (!needs) return;
    object.needs.insert(object.needs.end(), needs->begin(), needs->end());
    if (!view_.name.name.empty()) return;
    for (const std::string& column : reading.columns)  // of new and old
      if (shape_.find_column(column)) object.needs.push_back({ObjectKind::column, shape_.name, column});
  }

  void needs_view(SchemaObject& object) const {
    for (ObjectKey& needed : object.needs)
      if (needed.kind == ObjectKind::table && needed.name == view_.name) needed.kind = ObjectKind::view;
  }

  const ast::CreateTrigger& statement_;
  Workspace& workspace_;
  Table shape_;     // of the table or view
  ObjectKey view_;  // without a name: it is a table
  TriggerDefinition trigger_;
  std::vector<ObjectKey> function_;
  bool ok_ = true;
};

}  // namespace

void run(const ast::CreateTrigger& statement, Span span, Workspace& workspace) {
  std::shared_ptr<SchemaObject> object = TriggerResolver(statement, workspace).run();
  const Places at{span, statement.name.span, statement.name.span};
  if (!object || !apply(CreateObject{std::move(object), false, statement.or_replace}, at, workspace))
    workspace.poison(ObjectKey{ObjectKind::trigger, workspace.object_name(statement.table), statement.name.text});
}

}  // namespace galley
