#include "catalog/resolve_query.hpp"

#include <algorithm>

#include "catalog/resolve_body.hpp"

namespace galley {
namespace {

std::string quoted(std::string_view name) {
  std::string out = "\"";
  for (const char c : name) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

std::string quoted(const ObjectName& name, const Workspace& workspace) {
  return name.schema == workspace.options().default_schema ? quoted(name.name) : quoted(name.schema) + "." + quoted(name.name);
}

/// A table of a statement, or a query with columns of the same names, as an item of FROM.
std::string from_item(const ScopeSource& source, const Workspace& workspace) {
  if (source.table) return quoted(source.table->name, workspace) + " as " + quoted(source.name);
  std::string columns;
  for (const std::string& column : source.columns) columns += (columns.empty() ? "null as " : ", null as ") + quoted(column);
  return "(select " + (columns.empty() ? "null" : columns) + ") as " + quoted(source.name);
}

/// Where a sub-select stands, up to its parenthesis: with what its names may mean.
std::string around(const ExpressionScope& scope, const Workspace& workspace) {
  std::string from;
  for (const ScopeSource& source : scope.sources) from += (from.empty() ? " from " : ", ") + from_item(source, workspace);
  if (scope.sources.empty() && scope.table) from = " from " + quoted(scope.table->name, workspace);
  return "select 1" + from + " where exists (";
}

/// What was read of the text from `begin` on, of this size.
void cut(QueryReading& reading, std::size_t begin, std::size_t size) {
  std::erase_if(reading.references, [&](const RawReference& reference) { return reference.offset < begin; });
  for (RawReference& reference : reading.references) reference.offset -= begin;
  if (!reading.error) return;
  reading.error->offset = std::min(std::max(reading.error->offset, begin) - begin, size);
}

}  // namespace

std::optional<std::string> resolve_query(const ast::RawText& written, Workspace& workspace) {
  const std::size_t end = written.text.find_last_not_of(" \t\r\n;");
  std::string query = end == std::string::npos ? std::string() : written.text.substr(0, end + 1);
  if (!resolve_body(workspace.dialect().read_query(query, workspace.catalog()), written.span, workspace)) return std::nullopt;
  return query;
}

std::optional<std::vector<std::string>> resolve_query_source(const ast::TableReference& reference, Workspace& workspace) {
  QueryReading reading = workspace.dialect().read_query(reference.query, workspace.catalog());
  if (!resolve_body(reading, reference.query_span, workspace)) return std::nullopt;
  return std::move(reading.output);
}

std::optional<std::vector<ObjectKey>> resolve_subquery(const Subquery& query, const ExpressionScope& scope, Workspace& workspace) {
  const std::string before = around(scope, workspace);
  QueryReading reading = workspace.dialect().read_query(before + query.text + ")", workspace.catalog());
  cut(reading, before.size(), query.text.size());
  return resolve_body(reading, query.span, workspace);
}

}  // namespace galley
