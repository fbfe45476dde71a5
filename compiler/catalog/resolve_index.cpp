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

}  // namespace galley
