#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "catalog/resolve_query.hpp"
#include "catalog/rows.hpp"
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

bool check_value(const Column& column, const Expression& value, ast::Overriding overriding, Workspace& workspace) {
  if (is_keyword_default(value)) return true;
  const bool is_counted = column.identity && column.identity->always && overriding == ast::Overriding::none;
  if (column.generated || is_counted) {
    auto report =
        workspace.report(value.span, diag::value_not_taken, column.name, column.generated ? "generated" : "generated always as identity");
    report.note(column.span, "column \"{}\" is defined here", column.name);
    report.help("leave the column out, or write default");
    if (is_counted) report.help("\"overriding system value\" before \"values\" takes it all the same");
    return false;
  }
  if (column.not_null && is_null(value)) {
    workspace.report(value.span, diag::null_not_taken, column.name).note(column.span, "column \"{}\" is defined here", column.name);
    return false;
  }
  return check_enum_literal(column.type, value, workspace);
}

std::optional<std::uint64_t> read_count(const std::string& text, std::uint64_t least, Span span, Workspace& workspace) {
  std::uint64_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error == std::errc() && end == text.data() + text.size() && count >= least) return count;
  workspace.report(span, diag::number_out_of_range, text, fmt::format("{}", least));
  return std::nullopt;
}

std::string name_in_scope(const ast::TableReference& reference, const Table* table) {
  return reference.alias ? reference.alias->text : table->name.name;
}

}  // namespace

std::optional<Expression> resolve_value(const Column& column, const Expression& value, const ExpressionScope& scope,
                                        ast::Overriding overriding, Workspace& workspace) {
  std::optional<Expression> resolved = resolve_expression(value, scope, workspace);
  if (!resolved || !check_value(column, *resolved, overriding, workspace)) return std::nullopt;
  return resolved;
}

std::optional<std::vector<Assignment>> resolve_assignments(const std::vector<ast::Assignment>& written, const Table& table,
                                                           const ExpressionScope& scope, Workspace& workspace) {
  std::vector<Name> names;
  for (const ast::Assignment& assignment : written) names.push_back(assignment.column);
  const std::optional<std::vector<std::string>> columns = resolve_columns(names, table, workspace);
  if (!columns) return std::nullopt;
  std::vector<Assignment> assignments;
  for (std::size_t i = 0; i < columns->size(); ++i) {
    const Column& column = *table.find_column((*columns)[i]);
    std::optional<Expression> value = resolve_value(column, written[i].value, scope, ast::Overriding::none, workspace);
    if (value) assignments.push_back({column.name, std::move(*value)});
  }
  if (assignments.size() != written.size()) return std::nullopt;
  return assignments;
}

std::optional<ResolvedSources> resolve_sources(const ast::TableReference& target, const TablePointer& table,
                                               const std::vector<ast::TableReference>& written, Workspace& workspace) {
  ResolvedSources resolved;
  resolved.scope.table = table.get();
  resolved.scope.sources.push_back({.name = name_in_scope(target, table.get()), .table = table.get()});
  bool ok = true;
  for (const ast::TableReference& reference : written) {
    Source source{.table = {}, .query = reference.query, .alias = std::nullopt, .columns = {}, .span = reference.span};
    if (reference.alias) source.alias = reference.alias->text;
    for (const Name& column : reference.columns) source.columns.push_back(column.text);
    TablePointer known;
    std::vector<std::string> columns = source.columns;
    if (!reference.query.empty()) {
      const std::optional<std::vector<std::string>> output = resolve_query_source(reference, workspace);
      ok = ok && output;
      if (!output) continue;
      if (columns.size() < output->size())
        columns.insert(columns.end(), output->begin() + static_cast<std::ptrdiff_t>(columns.size()), output->end());
    } else {
      known = workspace.find_table(workspace.object_name(reference.name), reference.name.span());
      ok = ok && known;
      if (!known) continue;
      source.table = known->name;
    }
    resolved.scope.sources.push_back({.name = name_in_scope(reference, known.get()), .table = known.get(), .columns = std::move(columns)});
    resolved.tables.push_back(std::move(known));
    resolved.sources.push_back(std::move(source));
  }
  if (!ok) return std::nullopt;
  return resolved;
}

std::optional<ExpectRows> resolve_expectation(const ast::ExpectRows& written, Workspace& workspace) {
  const std::optional<std::uint64_t> minimum = read_count(written.minimum, 0, written.span, workspace);
  if (!minimum) return std::nullopt;
  const std::optional<std::uint64_t> maximum = read_count(written.maximum, *minimum, written.span, workspace);
  if (!maximum) return std::nullopt;
  return ExpectRows{*minimum, *maximum};
}

std::optional<std::uint64_t> resolve_batches(const ast::Batches& written, const Table& table, const std::vector<Assignment>& assigned,
                                             bool has_expectation, Workspace& workspace) {
  const std::optional<std::uint64_t> size = read_count(written.size, 1, written.span, workspace);
  if (!size) return std::nullopt;
  const Constraint* key = table.primary_key();
  if (!key) {
    workspace.report(written.span, diag::no_key_for_batches, workspace.shown(table.name))
        .note(table.span, "table \"{}\" is created here", workspace.shown(table.name))
        .help("give it a primary key, or leave out \"in batches of\"");
    return std::nullopt;
  }
  const std::vector<std::string>& columns = std::get<PrimaryKey>(key->what).columns;
  for (const Assignment& assignment : assigned) {
    if (std::find(columns.begin(), columns.end(), assignment.column) == columns.end()) continue;
    workspace.report(written.span, diag::not_in_batches, fmt::format("a change of \"{}\"", assignment.column))
        .note(key->span, "batches walk along this primary key");
    return std::nullopt;
  }
  if (has_expectation) {
    workspace.report(written.span, diag::not_in_batches, "\"expect rows\"")
        .help("each batch is committed by itself: check with \"require\" afterwards");
    return std::nullopt;
  }
  return size;
}

}  // namespace galley
