#include <algorithm>

#include "catalog/apply.hpp"
#include "catalog/resolve.hpp"
#include "catalog/resolve_body.hpp"
#include "catalog/statements.hpp"
#include "diag/catalogue/catalog.hpp"
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

ViewDefinition definition_of(const ast::CreateView& statement, std::vector<std::string> output) {
  ViewDefinition view;
  for (const Name& column : statement.columns) view.columns.push_back(column.text);
  view.query = statement.query.text;
  view.query_span = statement.query.span;
  view.options = statement.options;
  if (statement.tablespace) view.tablespace = statement.tablespace->text;
  view.check_option = statement.check_option;
  view.with_data = statement.with_data;
  view.output = output.empty() && view.query.empty() ? view.columns : std::move(output);  // of a declared one those that are listed
  for (std::size_t i = 0; i < std::min(view.columns.size(), view.output.size()); ++i) view.output[i] = view.columns[i];
  return view;
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
  object->definition = definition_of(statement, std::move(reading.output));
  ok = check_output(std::get<ViewDefinition>(object->definition), statement.query.span, workspace) && ok;
  const Places at{span, object->span, object->span};
  const ObjectKey key = object->key;
  if (!ok || !apply(CreateObject{std::move(object), statement.if_not_exists, statement.or_replace}, at, workspace)) workspace.poison(key);
}

void run(const ast::RefreshView& statement, Span span, Workspace& workspace) {
  const Places at{span, statement.name.span(), statement.name.span()};
  apply(RefreshView{workspace.object_name(statement.name), statement.concurrently, statement.with_data}, at, workspace);
}

}  // namespace galley
