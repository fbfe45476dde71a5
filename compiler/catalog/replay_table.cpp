#include "catalog/apply.hpp"
#include "catalog/resolve.hpp"
#include "catalog/statements.hpp"
#include "diag/catalogue/catalog.hpp"

namespace galley {
namespace {

/// Reads the columns into the table, and their constraints and the table's into one list in the order written.
bool define_columns(const ast::CreateTable& statement, Table& table, std::vector<WrittenConstraint>& constraints, Workspace& workspace) {
  bool ok = true;
  for (const ast::TableElement& element : statement.elements) {
    if (const auto* constraint = std::get_if<ast::TableConstraint>(&element)) {
      constraints.push_back({*constraint, {}});
      continue;
    }
    const auto& written = std::get<ast::ColumnDefinition>(element);
    ResolvedColumn resolved = resolve_column(written, workspace);
    ok = workspace.check_column_free(table, written.name.text, written.name.span) && resolved.ok && ok;
    ok = resolved.column.type.kind != TypeKind::unknown && ok;
    table.columns.push_back(std::move(resolved.column));
    constraints.insert(constraints.end(), resolved.constraints.begin(), resolved.constraints.end());
  }
  return ok;
}

bool define_values(const ast::CreateTable& statement, Table& table, Workspace& workspace) {
  bool ok = true;
  std::size_t position = 0;
  for (const ast::TableElement& element : statement.elements)
    if (const auto* written = std::get_if<ast::ColumnDefinition>(&element))
      ok = resolve_column_values(*written, table, table.columns[position++], workspace) && ok;
  return ok;
}

std::optional<Table> define_table(const ast::CreateTable& statement, ObjectName name, Workspace& workspace) {
  Table table;
  table.name = std::move(name);
  table.comment = text_of(statement.comment);
  table.span = statement.name.span();
  std::vector<WrittenConstraint> constraints;
  bool ok = workspace.check_length(statement.name.name);
  ok = define_columns(statement, table, constraints, workspace) && ok;
  ok = define_values(statement, table, workspace) && ok;
  auto resolved = resolve_constraints(constraints, table, workspace);
  if (!resolved || !ok) return std::nullopt;
  table.constraints = std::move(*resolved);
  return table;
}

}  // namespace

void run(const ast::CreateTable& statement, Span span, Workspace& workspace) {
  const ObjectName name = workspace.object_name(statement.name);
  const TablePointer existing = workspace.peek_table(name);
  if (existing && statement.if_not_exists) {
    workspace.report(statement.name.span(), diag::exists_already, "table", workspace.shown(existing->name))
        .note(existing->span, "table \"{}\" is created here", workspace.shown(existing->name));
    return;
  }
  if (!workspace.check_table_free(name, statement.name.span())) return;
  std::optional<Table> table = define_table(statement, name, workspace);
  const Places at{span, statement.name.span(), statement.name.span()};
  if (!table || !apply(CreateTable{std::move(*table), statement.if_not_exists}, at, workspace)) workspace.poison(name);
}

void run(const ast::DropTable& statement, Span span, Workspace& workspace) {
  const ObjectName name = workspace.object_name(statement.name);
  if (statement.if_exists && !workspace.peek_relation(name)) {
    if (!workspace.is_poisoned(name))
      workspace.report(statement.name.span(), diag::missing_already, "table", workspace.shown(name))
          .help("a table that was made outside this history is dropped with: sql $$drop table if exists ...$$");
    return;
  }
  const Places at{span, statement.name.span(), statement.name.span()};
  apply(DropTable{name, statement.if_exists, statement.cascade}, at, workspace);
}

void run(const ast::RenameTable& statement, Span span, Workspace& workspace) {
  const ObjectName from = workspace.object_name(statement.from);
  const ObjectName to{from.schema, statement.to.text};
  const Places at{span, statement.from.span(), statement.to.span};
  if (!workspace.check_length(statement.to) || !apply(RenameTable{from, to}, at, workspace)) {
    if (!workspace.peek_relation(to)) workspace.poison(to);
  }
}

void run(const ast::AlterTable& statement, Span, Workspace& workspace) {
  const ObjectName name = workspace.object_name(statement.name);
  for (const ast::AlterAction& action : statement.actions) {
    const AlteredTable altered{workspace.find_table(name, statement.name.span()), statement.name.span(), action.span};
    if (!altered.table) return;
    std::visit([&](const auto& what) { run(what, altered, workspace); }, action.what);
  }
}

}  // namespace galley
