#include "catalog/apply.hpp"
#include "catalog/naming.hpp"
#include "catalog/resolve.hpp"
#include "catalog/statements.hpp"
#include "diag/catalogue/catalog.hpp"

namespace galley {
namespace {

std::string derived_name(const Index& index, const Table& table, const Workspace& workspace) {
  NameParts parts{.table = table.name.name, .columns = {}, .referenced_table = {}};
  for (const IndexKey& key : index.keys)
    for (std::string& column : columns_of(key.key)) parts.columns.push_back(std::move(column));
  return conventional_name(workspace.options().naming.index, parts, [&](const std::string& name) {
    return workspace.peek_relation({table.name.schema, name}) != nullptr;
  });
}

}  // namespace

void run(const ast::CreateIndex& statement, Span span, Workspace& workspace) {
  const TablePointer table = workspace.find_table(workspace.object_name(statement.table), statement.table.span());
  const std::string schema = workspace.object_name(statement.table).schema;
  const std::optional<ObjectName> name = statement.name ? std::optional(ObjectName{schema, statement.name->text}) : std::nullopt;
  const Relation* existing = name ? workspace.peek_relation(*name) : nullptr;
  if (existing && existing->kind == RelationKind::index && statement.if_not_exists) {
    workspace.report(statement.name->span, diag::exists_already, "index", existing->name)
        .note(existing->span, "index \"{}\" is created here", existing->name);
    return;
  }
  const Span place = statement.name ? statement.name->span : statement.table.span();
  if (name && !workspace.check_relation_free(*name, place)) return;
  std::optional<Index> index = table ? resolve_index(statement, place, *table, workspace) : std::nullopt;
  if (index && !name) index->name = derived_name(*index, *table, workspace);
  const bool done = index && apply(CreateIndex{table->name, std::move(*index), statement.concurrently, statement.if_not_exists},
                                   {span, statement.table.span(), place}, workspace);
  if (!done && name) workspace.poison(*name);
}

void run(const ast::DropIndex& statement, Span span, Workspace& workspace) {
  const ObjectName name = workspace.object_name(statement.name);
  const Span place = statement.name.span();
  if (statement.if_exists && !workspace.peek_relation(name)) {
    if (!workspace.is_poisoned(name)) workspace.report(place, diag::missing_already, "index", workspace.shown(name));
    return;
  }
  const TablePointer table = workspace.find_table_of_index(name, place);
  if (!table) return;
  apply(DropIndex{table->name, name.name, statement.concurrently, statement.if_exists, statement.cascade}, {span, place, place}, workspace);
}

void run(const ast::RenameIndex& statement, Span span, Workspace& workspace) {
  const ObjectName from = workspace.object_name(statement.from);
  const TablePointer table = workspace.find_table_of_index(from, statement.from.span());
  const Places at{span, statement.from.span(), statement.to.span};
  const bool done =
      table && workspace.check_length(statement.to) && apply(RenameIndex{table->name, from.name, statement.to.text}, at, workspace);
  const ObjectName to{from.schema, statement.to.text};
  if (!done && !workspace.peek_relation(to)) workspace.poison(to);
}

}  // namespace galley
