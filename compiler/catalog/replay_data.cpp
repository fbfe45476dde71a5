#include <algorithm>

#include "catalog/apply.hpp"
#include "catalog/resolve.hpp"
#include "catalog/statements.hpp"
#include "diag/catalogue/catalog.hpp"

namespace galley {
namespace {

bool is_keyword_default(const Expression& value) {
  const auto* keyword = std::get_if<KeywordValue>(&value.node);
  return keyword && keyword->keyword == "default";
}
bool is_null(const Expression& value) {
  const auto* literal = std::get_if<Literal>(&value.node);
  return literal && literal->kind == LiteralKind::null;
}

bool check_value(const Column& column, const Expression& value, Workspace& workspace) {
  if (is_keyword_default(value)) return true;
  if (column.generated || (column.identity && column.identity->always)) {
    workspace.report(value.span, diag::value_not_taken, column.name, column.generated ? "generated" : "generated always as identity")
        .note(column.span, "column \"{}\" is defined here", column.name)
        .help("leave the column out, or write default");
    return false;
  }
  if (column.not_null && is_null(value)) {
    workspace.report(value.span, diag::null_not_taken, column.name).note(column.span, "column \"{}\" is defined here", column.name);
    return false;
  }
  return check_enum_literal(column.type, value, workspace);
}

std::optional<Expression> resolve_value(const Column& column, const Expression& value, const Table* names, Workspace& workspace) {
  std::optional<Expression> resolved = resolve_expression(value, {.table = names, .keeper = {}}, workspace);
  if (!resolved || !check_value(column, *resolved, workspace)) return std::nullopt;
  return resolved;
}

bool check_missing_columns(const ast::Insert& statement, const InsertRows& change, const Table& table, Workspace& workspace) {
  bool ok = true;
  for (const Column& column : table.columns) {
    const bool has_value = column.default_value || column.identity || column.generated || !column.not_null;
    if (has_value || std::find(change.columns.begin(), change.columns.end(), column.name) != change.columns.end()) continue;
    workspace.report(statement.table.span(), diag::value_missing, column.name)
        .note(column.span, "column \"{}\" is defined here", column.name);
    ok = false;
  }
  return ok;
}

bool resolve_row(const std::vector<Expression>& written, const Table& table, InsertRows& change, Span span, Workspace& workspace) {
  if (written.size() != change.columns.size()) {
    const Span place = written.empty() ? span : join(written.front().span, written.back().span);
    workspace.report(place, diag::value_count, written.size(), change.columns.size());
    return false;
  }
  std::vector<Expression> row;
  for (std::size_t i = 0; i < written.size(); ++i) {
    std::optional<Expression> value = resolve_value(*table.find_column(change.columns[i]), written[i], nullptr, workspace);
    if (value) row.push_back(std::move(*value));
  }
  const bool ok = row.size() == written.size();
  change.rows.push_back(std::move(row));
  return ok;
}

}  // namespace

void run(const ast::Insert& statement, Span span, Workspace& workspace) {
  const TablePointer table = workspace.find_table(workspace.object_name(statement.table), statement.table.span());
  if (!table) return;
  std::optional<std::vector<std::string>> columns = resolve_columns(statement.columns, *table, workspace);
  if (!columns) return;
  InsertRows change{table->name, std::move(*columns), {}};
  bool ok = check_missing_columns(statement, change, *table, workspace);
  for (const std::vector<Expression>& row : statement.rows) ok = resolve_row(row, *table, change, statement.table.span(), workspace) && ok;
  if (ok) apply(change, {span, statement.table.span(), statement.table.span()}, workspace);
}

void run(const ast::Update& statement, Span span, Workspace& workspace) {
  const TablePointer table = workspace.find_table(workspace.object_name(statement.table), statement.table.span());
  if (!table) return;
  UpdateRows change{table->name, {}, std::nullopt};
  std::vector<Name> names;
  for (const ast::Assignment& assignment : statement.assignments) names.push_back(assignment.column);
  const std::optional<std::vector<std::string>> columns = resolve_columns(names, *table, workspace);
  bool ok = columns.has_value();
  for (std::size_t i = 0; ok && i < columns->size(); ++i) {
    std::optional<Expression> value =
        resolve_value(*table->find_column((*columns)[i]), statement.assignments[i].value, table.get(), workspace);
    ok = value.has_value();
    if (value) change.assignments.push_back({(*columns)[i], std::move(*value)});
  }
  if (statement.where) {
    change.where = resolve_expression(*statement.where, {.table = table.get(), .keeper = {}}, workspace);
    ok = change.where.has_value() && ok;
  }
  if (ok) apply(change, {span, statement.table.span(), statement.table.span()}, workspace);
}

void run(const ast::Delete& statement, Span span, Workspace& workspace) {
  const TablePointer table = workspace.find_table(workspace.object_name(statement.table), statement.table.span());
  if (!table) return;
  DeleteRows change{table->name, std::nullopt};
  if (statement.where) {
    change.where = resolve_expression(*statement.where, {.table = table.get(), .keeper = {}}, workspace);
    if (!change.where) return;
  }
  apply(change, {span, statement.table.span(), statement.table.span()}, workspace);
}

}  // namespace galley
