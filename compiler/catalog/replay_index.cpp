#include "catalog/apply.hpp"
#include "catalog/resolve.hpp"
#include "catalog/statements.hpp"
#include "catalog/view_index.hpp"
#include "catalog/view_shape.hpp"
#include "diag/catalogue/catalog.hpp"

namespace galley {
namespace {

/// The table or materialized view that has the index.
std::optional<ObjectName> find_owner(const ObjectName& index, Span span, Workspace& workspace) {
  if (const ObjectPointer view = view_of_index(index, workspace)) return view->key.name;
  const TablePointer table = workspace.find_table_of_index(index, span);
  return table ? std::optional(table->name) : std::nullopt;
}

/// Those that a view, of which not all columns are known, is taken to have.
std::vector<std::string> columns_named(const ast::CreateIndex& statement) {
  std::vector<std::string> names;
  const auto add = [&](const Expression& expression) {
    for (std::string& name : columns_of(expression)) names.push_back(std::move(name));
  };
  for (const ast::IndexKey& key : statement.keys) add(key.key);
  if (statement.where) add(*statement.where);
  for (const Name& name : statement.include) names.push_back(name.text);
  return names;
}

}  // namespace

void run(const ast::CreateIndex& statement, Span span, Workspace& workspace) {
  const ObjectPointer view = indexed_view(workspace.object_name(statement.table), workspace);
  const TablePointer table = view ? std::make_shared<const Table>(shape_of(*view, columns_named(statement)))
                                  : workspace.find_table(workspace.object_name(statement.table), statement.table.span());
  const std::string schema = workspace.object_name(statement.table).schema;
  const std::optional<ObjectName> name = statement.name ? std::optional(ObjectName{schema, statement.name->text}) : std::nullopt;
  const Relation* existing = name ? workspace.peek_relation(*name) : nullptr;
  if (existing && existing->kind == ObjectKind::index && statement.if_not_exists) {
    workspace.report(statement.name->span, diag::exists_already, "index", existing->name)
        .note(existing->span, "index \"{}\" is created here", existing->name);
    return;
  }
  const Span place = statement.name ? statement.name->span : statement.table.span();
  if (name && !workspace.check_relation_free(*name, place)) return;
  std::optional<Index> index = table ? resolve_index(statement, place, *table, workspace) : std::nullopt;
  if (index && !name) index->name = conventional_name_of(*index, *table, workspace);
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
  const std::optional<ObjectName> owner = find_owner(name, place, workspace);
  if (!owner) return;
  apply(DropIndex{*owner, name.name, statement.concurrently, statement.if_exists, statement.cascade}, {span, place, place}, workspace);
}

void run(const ast::RenameIndex& statement, Span span, Workspace& workspace) {
  const ObjectName from = workspace.object_name(statement.from);
  const std::optional<ObjectName> owner = find_owner(from, statement.from.span(), workspace);
  const Places at{span, statement.from.span(), statement.to.span};
  const bool done =
      owner && workspace.check_length(statement.to) && apply(RenameIndex{*owner, from.name, statement.to.text}, at, workspace);
  const ObjectName to{from.schema, statement.to.text};
  if (!done && !workspace.peek_relation(to)) workspace.poison(to);
}

void run(const ast::Reindex& statement, Span span, Workspace& workspace) {
  const ObjectName name = workspace.object_name(statement.name);
  const Places at{span, statement.name.span(), statement.name.span()};
  if (statement.target == ast::ReindexTarget::table) {
    apply(Reindex{statement.target, name, {}, statement.concurrently}, at, workspace);
  } else if (const std::optional<ObjectName> owner = find_owner(name, statement.name.span(), workspace)) {
    apply(Reindex{statement.target, *owner, name.name, statement.concurrently}, at, workspace);
  }
}

}  // namespace galley
