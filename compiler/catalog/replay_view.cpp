#include <algorithm>

#include "catalog/apply.hpp"
#include "catalog/resolve.hpp"
#include "catalog/resolve_body.hpp"
#include "catalog/statements.hpp"
#include "catalog/table_options.hpp"
#include "catalog/view_shape.hpp"
#include "diag/catalogue/catalog.hpp"
#include "diag/catalogue/syntax.hpp"
#include "galley/dialect.hpp"

namespace galley {
namespace {

bool check_columns(const std::vector<Name>& columns, Workspace& workspace) {
  bool ok = true;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    ok = workspace.check_length(columns[i]) && ok;
    for (std::size_t j = 0; j < i; ++j) {
      if (!workspace.same(columns[i].text, columns[j].text)) continue;
      workspace.report(columns[i].span, diag::repeated_column, columns[i].text).note(columns[j].span, "it is named here before");
      ok = false;
      break;
    }
  }
  return ok;
}

/// SQLite gives the second column of a name another one.
bool check_output(const ViewDefinition& view, Span query, Workspace& workspace) {
  if (!workspace.dialect().users_hold_column_types()) return true;
  std::vector<std::string> names = view.output;
  std::sort(names.begin(), names.end());
  const auto twice = std::adjacent_find(names.begin(), names.end());
  if (twice == names.end()) return true;
  workspace.report(query, diag::repeated_column, *twice).help("name each column of the view once: EXPRESSION as NAME");
  return false;
}

ViewDefinition definition_of(const ast::CreateView& statement, QueryReading reading) {
  ViewDefinition view;
  for (const Name& column : statement.columns) view.columns.push_back(column.text);
  view.query = statement.query.text;
  view.written_out = std::move(reading.written_out);
  view.query_span = statement.query.span;
  if (statement.tablespace) view.tablespace = statement.tablespace->text;
  view.check_option = statement.check_option;
  view.with_data = statement.with_data;
  const bool is_declared = reading.output.empty() && view.query.empty();
  view.output = is_declared ? view.columns : std::move(reading.output);
  for (std::size_t i = 0; i < std::min(view.columns.size(), view.output.size()); ++i) view.output[i] = view.columns[i];
  return view;
}

/// Options, and "with check option" where it is written as one of them; false when something is given twice.
bool resolve_options(const std::vector<StorageOption>& written, SchemaObject& object, Workspace& workspace) {
  auto& view = std::get<ViewDefinition>(object.definition);
  bool ok = set_options(view.options, written, workspace);
  for (const StorageOption& option : written) {
    const std::optional<ast::CheckOption> check_option = check_option_of(object, option);
    if (!check_option) continue;
    if (view.check_option != ast::CheckOption::none && ok) {
      workspace.report(option.name.span, diag::given_twice, "\"check option\"");
      ok = false;
    }
    view.check_option = *check_option;
    erase_option(view.options, option.name.text);
  }
  return ok;
}

/// The column as the view has it, whose names may differ in case from those that a statement says.
std::string column_of(const SchemaObject& view, const Name& written, const Workspace& workspace) {
  const Table shape = shape_of(view, std::get<ViewDefinition>(view.definition).columns);
  const Column* column = workspace.peek_column(shape, written.text);
  return column ? column->name : written.text;
}

}  // namespace

void run(const ast::CreateView& statement, Span span, Workspace& workspace) {
  auto object = std::make_shared<SchemaObject>();
  object->key = workspace.object_key(statement.materialized ? ObjectKind::materialized_view : ObjectKind::view, statement.name);
  object->span = statement.name.span();
  const ObjectPointer existing = statement.if_not_exists ? workspace.peek_object(object->key) : nullptr;
  if (existing) {
    workspace.report(statement.name.span(), diag::exists_already, object_kind_name(object->key.kind), workspace.shown(existing->key))
        .note(existing->span, "it is created here");
    return;
  }
  bool ok = workspace.check_length(statement.name.name);
  ok = check_columns(statement.columns, workspace) && ok;
  QueryReading reading;
  if (!statement.query.text.empty() || !workspace.is_declaring()) {
    reading = workspace.dialect().read_query(statement.query.text, workspace.catalog());
    std::optional<std::vector<ObjectKey>> needs = resolve_body(reading, statement.query.span, workspace);
    if (needs) object->needs = std::move(*needs);
    ok = needs.has_value() && ok;
  }
  object->definition = definition_of(statement, std::move(reading));
  ok = resolve_options(statement.options, *object, workspace) && ok;
  ok = check_output(std::get<ViewDefinition>(object->definition), statement.query.span, workspace) && ok;
  const Places at{span, object->span, object->span};
  const ObjectKey key = object->key;
  if (!ok || !apply(CreateObject{std::move(object), statement.if_not_exists, statement.or_replace}, at, workspace)) workspace.poison(key);
}

void run(const ast::AlterView& statement, Span span, Workspace& workspace) {
  const std::optional<ObjectKey> key = resolve_reference(statement.view, workspace);
  const ObjectPointer view = key ? workspace.find_object(*key, statement.view.span) : nullptr;
  if (!view) return;
  const auto alter = [&](decltype(AlterObject::what) what, Span part) {
    return apply(AlterObject{view->key, std::move(what), false}, {span, statement.view.span, part}, workspace);
  };
  match(
      statement.what,
      [&](const ast::SetTableOptions& set) {
        ChangeViewOptions change;
        if (set_options(change.set, set.options, workspace)) alter(std::move(change), statement.view.span);
      },
      [&](const ast::ResetTableOptions& reset) {
        ChangeViewOptions change;
        for (const Name& option : reset.options) change.reset.push_back(option.text);
        alter(std::move(change), statement.view.span);
      },
      [&](const ast::RenameColumn& rename) {
        const std::string from = column_of(*view, rename.from, workspace);
        if (!workspace.check_length(rename.to) || !alter(RenameViewColumn{from, rename.to.text}, rename.from.span))
          workspace.poison(view->key.name, rename.to.text);
      });
}

void run(const ast::RefreshView& statement, Span span, Workspace& workspace) {
  const Places at{span, statement.name.span(), statement.name.span()};
  apply(RefreshView{workspace.object_name(statement.name), statement.concurrently, statement.with_data}, at, workspace);
}

}  // namespace galley
