#include "catalog/resolve_partition.hpp"

namespace galley {

std::optional<PartitionBy> resolve_partition_by(const ast::PartitionBy& written, const Table& table, Workspace& workspace) {
  PartitionBy by{written.strategy, {}};
  bool ok = true;
  for (const ast::IndexKey& key : written.keys) {
    auto resolved = resolve_index_key(key, table, workspace);
    ok = resolved.has_value() && ok;
    if (resolved) by.keys.push_back(std::move(*resolved));
  }
  if (!ok) return std::nullopt;
  return by;
}

std::optional<ast::PartitionBound> resolve_bound(const ast::PartitionBound& written, const Table& parent, Workspace& workspace) {
  ast::PartitionBound bound = written;
  bool ok = true;
  const auto resolve = [&](std::vector<Expression>& values, bool one_key) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      auto value = resolve_expression(values[i], {.table = nullptr, .keeper = "a partition bound"}, workspace);
      ok = value.has_value() && ok;
      if (!value) continue;
      values[i] = std::move(*value);
      const std::size_t place = one_key ? 0 : i;
      const std::string* key = place < parent.partition_by->keys.size() ? parent.partition_by->keys[place].column() : nullptr;
      const Column* column = key ? parent.find_column(*key) : nullptr;
      ok = (!column || check_enum_literal(column->type, values[i], workspace)) && ok;
    }
  };
  if (auto* range = std::get_if<ast::RangeBound>(&bound.what)) {
    resolve(range->from, false);
    resolve(range->to, false);
  }
  if (auto* list = std::get_if<ast::ListBound>(&bound.what)) resolve(list->values, true);
  if (!ok) return std::nullopt;
  return bound;
}

}  // namespace galley
