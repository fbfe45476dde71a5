#include "catalog/family.hpp"

#include <algorithm>

#include "catalog/column_settings.hpp"

namespace galley {

std::vector<ObjectName> parents_of(const Table& table) {
  std::vector<ObjectName> parents = table.inherits;
  if (table.partition_of) parents.push_back(table.partition_of->parent);
  return parents;
}

std::vector<TablePointer> descendants_of(const ObjectName& table, const Catalog& catalog) {
  std::vector<TablePointer> found = catalog.children_of(table);
  for (std::size_t i = 0; i < found.size(); ++i) {
    for (TablePointer& below : catalog.children_of(found[i]->name)) {
      const auto known = std::find(found.begin(), found.end(), below);
      if (known != found.end()) found.erase(known);  // reached by two ways: behind both
      found.push_back(std::move(below));
    }
  }
  return found;
}

Column inherited_column(const Column& parents) {
  Column column = parents;
  column.identity.reset();  // numbers are given out by the parent
  column.comment.reset();
  for (const auto own : {ast::ColumnSetting::statistics, ast::ColumnSetting::n_distinct, ast::ColumnSetting::n_distinct_inherited})
    put_setting(column, own, std::nullopt);
  column.inherited = true;
  return column;
}

void mark_inherited(Table& child, const Table& parent) {
  for (Column& column : child.columns) {
    const Column* other = parent.find_column(column.name);
    column.inherited = other != nullptr && other->default_value == column.default_value && other->not_null == column.not_null;
  }
}

}  // namespace galley
