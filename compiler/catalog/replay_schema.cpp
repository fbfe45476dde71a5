// Schemas, extensions and statistics.
#include <algorithm>
#include <array>

#include "base/edit_distance.hpp"
#include "catalog/apply.hpp"
#include "catalog/object_needs.hpp"
#include "catalog/resolve.hpp"
#include "catalog/statements.hpp"
#include "diag/catalogue/objects.hpp"

namespace galley {
namespace {

constexpr std::array<std::string_view, 3> statistics_kinds{"dependencies", "mcv", "ndistinct"};

bool check_kinds(const std::vector<Name>& kinds, Workspace& workspace) {
  bool ok = true;
  for (const Name& kind : kinds) {
    if (std::find(statistics_kinds.begin(), statistics_kinds.end(), kind.text) != statistics_kinds.end()) continue;
    workspace.report(kind.span, diag::unknown_statistics, kind.text)
        .suggest(nearest(kind.text, {statistics_kinds.begin(), statistics_kinds.end()}));
    ok = false;
  }
  return ok;
}

}  // namespace

void run(const ast::CreateSchema& statement, Span span, Workspace& workspace) {
  SchemaObject object = new_object({ObjectKind::schema, {{}, statement.name.text}, {}}, statement.name.span);
  if (statement.if_not_exists && skip_existing(object.key, object.span, workspace)) return;
  if (statement.owner) object.owner = statement.owner->text;
  object.definition = SchemaDefinition{};
  create_object(std::move(object), statement.if_not_exists, workspace.check_length(statement.name), span, workspace);
}

void run(const ast::CreateExtension& statement, Span span, Workspace& workspace) {
  SchemaObject object = new_object({ObjectKind::extension, {{}, statement.name.text}, {}}, statement.name.span);
  if (statement.if_not_exists && skip_existing(object.key, object.span, workspace)) return;
  ExtensionDefinition extension;
  if (statement.schema) extension.schema = statement.schema->text;
  extension.version = text_of(statement.version);
  extension.cascade = statement.cascade;
  if (extension.schema && workspace.peek_object({ObjectKind::schema, {{}, *extension.schema}, {}}))
    object.needs.push_back({ObjectKind::schema, {{}, *extension.schema}, {}});
  object.definition = std::move(extension);
  create_object(std::move(object), statement.if_not_exists, true, span, workspace);
}

void run(const ast::UpdateExtension& statement, Span span, Workspace& workspace) {
  const ObjectKey key{ObjectKind::extension, {{}, statement.name.text}, {}};
  apply(AlterObject{key, UpdateExtension{text_of(statement.version)}, false}, {span, statement.name.span, statement.name.span}, workspace);
}

void run(const ast::CreateStatistics& statement, Span span, Workspace& workspace) {
  SchemaObject object = new_object(workspace.object_key(ObjectKind::statistics, statement.name), statement.name.span());
  if (statement.if_not_exists && skip_existing(object.key, object.span, workspace)) return;
  bool ok = check_kinds(statement.kinds, workspace) && workspace.check_length(statement.name.name);
  const TablePointer table = workspace.find_table(workspace.object_name(statement.table), statement.table.span());
  StatisticsDefinition statistics;
  for (const Name& kind : statement.kinds) statistics.kinds.push_back(kind.text);
  for (const Expression& written : statement.keys) {
    if (!table) break;
    std::optional<Expression> key = resolve_expression(written, {.table = table.get(), .keeper = "statistics"}, workspace);
    ok = key.has_value() && ok;
    if (key) statistics.keys.push_back(std::move(*key));
  }
  if (table) statistics.table = table->name;
  object.definition = std::move(statistics);
  create_object(std::move(object), statement.if_not_exists, ok && table, span, workspace);
}

}  // namespace galley
