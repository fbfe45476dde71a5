#include "catalog/apply.hpp"
#include "catalog/family.hpp"
#include "catalog/like_table.hpp"
#include "catalog/partition_rules.hpp"
#include "catalog/resolve_partition.hpp"
#include "catalog/statements.hpp"
#include "diag/catalogue/catalog.hpp"

namespace galley {
namespace {

Column* find_inherited(Table& table, const std::string& name) {
  for (Column& column : table.columns)
    if (column.name == name && column.inherited) return &column;
  return nullptr;
}

/// Reads the columns into the table, and their constraints and the table's into one list in the order written.
bool define_columns(const ast::CreateTable& statement, Table& table, LikeCopies& copies, std::vector<WrittenConstraint>& constraints,
                    Workspace& workspace) {
  bool ok = true;
  for (const ast::TableElement& element : statement.elements) {
    if (const auto* constraint = std::get_if<ast::TableConstraint>(&element)) {
      constraints.push_back({*constraint, {}});
      continue;
    }
    if (const auto* like = std::get_if<ast::LikeTable>(&element)) {
      ok = copies.copy(*like, constraints) && ok;
      continue;
    }
    const auto& written = std::get<ast::ColumnDefinition>(element);
    ResolvedColumn resolved = resolve_column(written, workspace);
    ok = resolved.column.type.kind != TypeKind::unknown && resolved.ok && ok;
    if (Column* inherited = find_inherited(table, resolved.column.name)) {
      *inherited = std::move(resolved.column);  // written again, it is merged with what the parent has
    } else {
      ok = workspace.check_column_free(table, written.name.text, written.name.span) && ok;
      table.columns.push_back(std::move(resolved.column));
    }
    constraints.insert(constraints.end(), resolved.constraints.begin(), resolved.constraints.end());
  }
  return ok;
}

bool define_values(const ast::CreateTable& statement, Table& table, Workspace& workspace) {
  bool ok = true;
  auto column = table.columns.begin();
  for (const ast::TableElement& element : statement.elements) {
    const auto* written = std::get_if<ast::ColumnDefinition>(&element);
    if (!written) continue;
    if (!table.inherits.empty()) column = table.columns.begin();
    while (column->name != written->name.text || column->inherited) ++column;
    ok = resolve_column_values(*written, table, *column++, workspace) && ok;
  }
  return ok;
}

/// The columns of the partitioned table, and the rows that it gives away.
bool define_partition(const ast::PartitionOf& written, Table& table, Workspace& workspace) {
  const TablePointer parent = workspace.find_table(workspace.object_name(written.parent), written.parent.span());
  if (!parent || !check_is_partitioned(*parent, written.parent.span(), workspace)) return false;
  for (const Column& column : parent->columns) table.columns.push_back(inherited_column(column));
  auto bound = resolve_bound(written.bound, *parent, workspace);
  if (bound) table.partition_of = PartitionOf{parent->name, std::move(*bound)};
  return table.partition_of.has_value();
}

/// The columns of all parents, those of the same name once.
bool define_inherited(const std::vector<QualifiedName>& parents, Table& table, Workspace& workspace) {
  bool ok = true;
  for (const QualifiedName& written : parents) {
    const TablePointer parent = workspace.find_table(workspace.object_name(written), written.span());
    ok = parent != nullptr && ok;
    if (!parent) continue;
    if (parent->partition_by || parent->partition_of) {
      workspace
          .report(written.span(), diag::not_of_partitions, workspace.shown(parent->name), "a table to inherit from: partitions divide it")
          .note(parent->span, "table \"{}\" is created here", workspace.shown(parent->name));
      ok = false;
    }
    table.inherits.push_back(parent->name);
    for (const Column& column : parent->columns)
      if (!workspace.peek_column(table, column.name)) table.columns.push_back(inherited_column(column));
  }
  return ok;
}

/// What follows the columns and constraints.
bool define_options(const ast::CreateTable& statement, Table& table, Workspace& workspace) {
  table.unlogged = statement.unlogged;
  table.temporary = statement.temporary;
  table.strict = statement.strict;
  table.without_rowid = statement.without_rowid;
  if (statement.tablespace) table.tablespace = statement.tablespace->text;
  table.comment = text_of(statement.comment);
  return set_options(table.options, statement.options, workspace);
}

/// Fills in a table that has a name; false when something was wrong.
bool define_table(const ast::CreateTable& statement, Table& table, LikeCopies& copies, Workspace& workspace) {
  table.span = statement.name.span();
  std::vector<WrittenConstraint> constraints;
  bool ok = workspace.check_length(statement.name.name);
  ok = define_options(statement, table, workspace) && ok;
  // Without its columns everything below would fail too.
  if (statement.partition_of && !define_partition(*statement.partition_of, table, workspace)) return false;
  ok = define_inherited(statement.inherits, table, workspace) && ok;
  ok = define_columns(statement, table, copies, constraints, workspace) && ok;
  ok = define_values(statement, table, workspace) && ok;
  if (statement.partition_by) {
    table.partition_by = resolve_partition_by(*statement.partition_by, table, workspace);
    ok = table.partition_by.has_value() && ok;
  }
  auto resolved = resolve_constraints(constraints, table, workspace);
  if (!resolved || !ok) return false;
  table.constraints = std::move(*resolved);
  copies.complete();
  return true;
}

}  // namespace

void run(const ast::CreateTable& statement, Span span, Workspace& workspace) {
  ObjectName name = workspace.object_name(statement.name);
  if (statement.temporary && !statement.name.has_schema()) name.schema = temporary_schema;
  const TablePointer existing = workspace.peek_table(name);
  if (existing && statement.if_not_exists) {
    workspace.report(statement.name.span(), diag::exists_already, "table", workspace.shown(existing->name))
        .note(existing->span, "table \"{}\" is created here", workspace.shown(existing->name));
    return;
  }
  if (!workspace.check_table_free(name, statement.name.span())) return;
  Table table;
  table.name = name;
  LikeCopies copies(table, workspace);
  const Places at{span, statement.name.span(), statement.name.span()};
  if (!define_table(statement, table, copies, workspace) || !apply(CreateTable{table, statement.if_not_exists}, at, workspace))
    return workspace.poison(name);
  copies.copy_statistics(span);
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

void drop_temporary_tables(Workspace& workspace) {
  if (!workspace.has_temporary()) return;
  std::vector<TablePointer> temporary;
  for (const auto& [name, table] : workspace.catalog().tables())
    if (table->temporary) temporary.push_back(table);
  for (const TablePointer& table : temporary)
    apply(DropTable{table->name, false, true}, {table->span, table->span, table->span}, workspace);
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
