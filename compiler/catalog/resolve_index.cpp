#include <algorithm>

#include "catalog/naming.hpp"
#include "catalog/resolve.hpp"

namespace galley {

std::optional<IndexKey> resolve_index_key(const ast::IndexKey& written, const Table& table, Workspace& workspace) {
  auto key = resolve_expression(written.key, {.table = &table, .keeper = "an index"}, workspace);
  if (!key) return std::nullopt;
  IndexKey result{.key = std::move(*key),
                  .collation = std::nullopt,
                  .operator_class = std::nullopt,
                  .descending = written.descending,
                  .nulls = written.nulls};
  if (written.collation) result.collation = dotted(*written.collation);
  if (written.operator_class) result.operator_class = dotted(*written.operator_class);
  return result;
}

std::optional<Index> resolve_index(const ast::CreateIndex& written, Span span, const Table& table, Workspace& workspace) {
  Index index;
  index.unique = written.unique;
  if (written.method) index.method = written.method->text;
  index.nulls_not_distinct = written.nulls_not_distinct;
  index.comment = text_of(written.comment);
  index.span = span;
  if (written.tablespace) index.tablespace = written.tablespace->text;
  bool ok = set_options(index.options, written.options, workspace);
  for (const ast::IndexKey& key : written.keys) {
    auto resolved = resolve_index_key(key, table, workspace);
    if (resolved) index.keys.push_back(std::move(*resolved));
    ok = resolved.has_value() && ok;
  }
  auto include = resolve_columns(written.include, table, workspace);
  if (include) index.include = std::move(*include);
  ok = include.has_value() && ok;
  if (written.where) {
    index.where = resolve_expression(*written.where, {.table = &table, .keeper = "an index"}, workspace);
    ok = index.where.has_value() && ok;
  }
  if (written.name) {
    ok = workspace.check_length(*written.name) && ok;
    index.name = written.name->text;
  }
  if (!ok) return std::nullopt;
  return index;
}

std::string conventional_name_of(const Index& index, const Table& table, const Workspace& workspace) {
  NameParts parts{.table = table.name.name, .columns = {}, .referenced_table = {}};
  for (const IndexKey& key : index.keys)
    for (std::string& column : columns_of(key.key)) parts.columns.push_back(std::move(column));
  return conventional_name(workspace.options().naming.index, parts, [&](const std::string& name) {
    const auto is_key = [&](const Constraint& constraint) {
      const bool has_index = !std::holds_alternative<Check>(constraint.what) && !std::holds_alternative<ForeignKey>(constraint.what);
      return has_index && workspace.same(constraint.name, name);
    };
    const auto is_index = [&](const Index& other) { return workspace.same(other.name, name); };
    return workspace.peek_relation({table.name.schema, name}) != nullptr ||
           std::any_of(table.constraints.begin(), table.constraints.end(), is_key) ||
           std::any_of(table.indexes.begin(), table.indexes.end(), is_index);
  });
}

}  // namespace galley
