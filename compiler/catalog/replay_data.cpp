#include <fmt/format.h>

#include <algorithm>

#include "catalog/apply.hpp"
#include "catalog/resolve_query.hpp"
#include "catalog/rows.hpp"
#include "catalog/statements.hpp"
#include "diag/catalogue/catalog.hpp"

namespace galley {
namespace {

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

bool resolve_row(const std::vector<Expression>& written, const Table& table, InsertRows& change, Workspace& workspace) {
  if (written.size() != change.columns.size()) {
    const Span place = written.empty() ? Span() : join(written.front().span, written.back().span);
    workspace.report(place, diag::value_count, written.size(), written.size() == 1 ? "" : "s", change.columns.size());
    return false;
  }
  std::vector<Expression> row;
  for (std::size_t i = 0; i < written.size(); ++i) {
    std::optional<Expression> value = resolve_value(*table.find_column(change.columns[i]), written[i], {}, change.overriding, workspace);
    if (value) row.push_back(std::move(*value));
  }
  const bool ok = row.size() == written.size();
  change.rows.push_back(std::move(row));
  return ok;
}

/// Without a conflict every row that is written is inserted.
bool check_count(const ast::Insert& statement, const InsertRows& change, Workspace& workspace) {
  if (!change.expect || change.query || change.on_conflict) return true;
  const std::size_t count = change.rows.size();
  if (count >= change.expect->minimum && count <= change.expect->maximum) return true;
  workspace.report(statement.expect->span, diag::unexpected_row_count, count,
                   statement.expect->maximum == statement.expect->minimum
                       ? statement.expect->minimum
                       : fmt::format("{} to {}", statement.expect->minimum, statement.expect->maximum));
  return false;
}

/// Resolves what is there with `resolve`, into the member of the change; false when something was wrong.
template <class Written, class Resolved, class Resolve>
bool resolve_clause(const std::optional<Written>& written, std::optional<Resolved>& resolved, const Resolve& resolve) {
  if (!written) return true;
  resolved = resolve(*written);
  return resolved.has_value();
}

bool resolve_where(const std::optional<Expression>& written, std::optional<Expression>& resolved, const ExpressionScope& scope,
                   Workspace& workspace) {
  return resolve_clause(written, resolved, [&](const Expression& where) { return resolve_expression(where, scope, workspace); });
}

bool resolve_expect(const std::optional<ast::ExpectRows>& written, std::optional<ExpectRows>& resolved, Workspace& workspace) {
  return resolve_clause(written, resolved, [&](const ast::ExpectRows& expect) { return resolve_expectation(expect, workspace); });
}

std::optional<std::string> alias_of(const ast::TableReference& reference) {
  return reference.alias ? std::optional(reference.alias->text) : std::nullopt;
}

}  // namespace

void run(const ast::Insert& statement, Span span, Workspace& workspace) {
  const TablePointer table = workspace.find_table(workspace.object_name(statement.table), statement.table.span());
  if (!table) return;
  std::optional<std::vector<std::string>> columns = resolve_columns(statement.columns, *table, workspace);
  if (!columns) return;
  InsertRows change{.table = table->name, .columns = std::move(*columns), .overriding = statement.overriding};
  bool ok = check_missing_columns(statement, change, *table, workspace);
  for (const std::vector<Expression>& row : statement.rows) ok = resolve_row(row, *table, change, workspace) && ok;
  ok = resolve_clause(statement.query, change.query, [&](const ast::RawText& query) { return resolve_query(query, workspace); }) && ok;
  ok = resolve_clause(statement.on_conflict, change.on_conflict,
                      [&](const ast::OnConflict& conflict) { return resolve_on_conflict(conflict, *table, workspace); }) &&
       ok;
  ok = resolve_expect(statement.expect, change.expect, workspace) && check_count(statement, change, workspace) && ok;
  if (ok) apply(change, {span, statement.table.span(), statement.table.span()}, workspace);
}

void run(const ast::Update& statement, Span span, Workspace& workspace) {
  const TablePointer table = workspace.find_table(workspace.object_name(statement.table.name), statement.table.name.span());
  if (!table) return;
  std::optional<ResolvedSources> sources = resolve_sources(statement.table, table, statement.from, workspace);
  if (!sources) return;
  std::optional<std::vector<Assignment>> assignments = resolve_assignments(statement.assignments, *table, sources->scope, workspace);
  UpdateRows change{.table = table->name, .alias = alias_of(statement.table), .from = std::move(sources->sources)};
  bool ok = assignments.has_value();
  if (assignments) change.assignments = std::move(*assignments);
  ok = resolve_where(statement.where, change.where, sources->scope, workspace) && ok;
  ok = resolve_expect(statement.expect, change.expect, workspace) && ok;
  ok = resolve_clause(statement.batches, change.batch_size,
                      [&](const ast::Batches& batches) {
                        return resolve_batches(batches, *table, change.assignments, statement.expect.has_value(), workspace);
                      }) &&
       ok;
  if (ok) apply(change, {span, statement.table.name.span(), statement.table.name.span()}, workspace);
}

void run(const ast::Delete& statement, Span span, Workspace& workspace) {
  const TablePointer table = workspace.find_table(workspace.object_name(statement.table.name), statement.table.name.span());
  if (!table) return;
  std::optional<ResolvedSources> sources = resolve_sources(statement.table, table, statement.using_, workspace);
  if (!sources) return;
  DeleteRows change{.table = table->name, .alias = alias_of(statement.table), .using_ = std::move(sources->sources)};
  bool ok = resolve_where(statement.where, change.where, sources->scope, workspace);
  ok = resolve_expect(statement.expect, change.expect, workspace) && ok;
  ok = resolve_clause(
           statement.batches, change.batch_size,
           [&](const ast::Batches& batches) { return resolve_batches(batches, *table, {}, statement.expect.has_value(), workspace); }) &&
       ok;
  if (ok) apply(change, {span, statement.table.name.span(), statement.table.name.span()}, workspace);
}

void run(const ast::Truncate& statement, Span span, Workspace& workspace) {
  TruncateTables change{.tables = {}, .restart_identity = statement.restart_identity, .cascade = statement.cascade};
  bool ok = true;
  for (const QualifiedName& name : statement.tables) {
    const TablePointer table = workspace.find_table(workspace.object_name(name), name.span());
    ok = ok && table;
    if (table && std::ranges::find(change.tables, table->name) == change.tables.end()) change.tables.push_back(table->name);
  }
  const Span names = join(statement.tables.front().span(), statement.tables.back().span());
  if (ok) apply(change, {span, names, names}, workspace);
}

void run(const ast::Require& statement, Span span, Workspace& workspace) {
  std::optional<std::string> query = resolve_query(statement.query, workspace);
  if (!query) return;
  std::string message = statement.message ? statement.message->value
                                          : std::string(statement.no_rows ? "rows were found that must not be there"
                                                                          : "rows that must be there were not found");
  apply(Require{.no_rows = statement.no_rows, .query = std::move(*query), .message = std::move(message), .span = statement.query.span},
        {span, statement.query.span, statement.query.span}, workspace);
}

}  // namespace galley
