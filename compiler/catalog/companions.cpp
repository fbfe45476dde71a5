#include "catalog/companions.hpp"

#include <algorithm>

namespace galley {

void add_companions(std::vector<TableChange>& tables, const std::vector<TablePointer>& others) {
  for (const TablePointer& other : others) {
    const auto is_it = [&](const TableChange& change) {
      return (change.before && change.before->name == other->name) || (change.after && change.after->name == other->name);
    };
    if (std::none_of(tables.begin(), tables.end(), is_it)) tables.push_back({other, other});
  }
}

std::vector<TableChange> with_descendants(std::vector<TableChange> tables, const ObjectName& table, const Workspace& workspace) {
  add_companions(tables, descendants_of(table, workspace.catalog()));
  return tables;
}

std::vector<TablePointer> ancestors_of(const Table& table, const Catalog& catalog) {
  std::vector<TablePointer> found;
  std::vector<ObjectName> names = parents_of(table);
  for (std::size_t i = 0; i < names.size(); ++i) {
    TablePointer parent = catalog.find_table(names[i]);
    if (!parent || std::find(found.begin(), found.end(), parent) != found.end()) continue;
    const std::vector<ObjectName> further = parents_of(*parent);
    names.insert(names.end(), further.begin(), further.end());
    found.push_back(std::move(parent));
  }
  return found;
}

std::vector<TablePointer> referencing_tables_of(const std::vector<TablePointer>& partitioned, const Catalog& catalog) {
  std::vector<TablePointer> found;
  for (const TablePointer& table : partitioned) {
    if (!table->partition_by) continue;
    for (TablePointer& other : catalog.referencing_tables(table->name))
      if (std::find(found.begin(), found.end(), other) == found.end()) found.push_back(std::move(other));
  }
  return found;
}

std::vector<TablePointer> default_partitions_of(const Table& table, const Catalog& catalog) {
  std::vector<TablePointer> found = catalog.children_of(table.name);
  std::erase_if(found, [](const TablePointer& child) {
    return !child->partition_of || !std::holds_alternative<ast::DefaultBound>(child->partition_of->bound.what);
  });
  return found;
}

}  // namespace galley
