// What changes of one column's properties have in common.
#pragma once

#include <map>
#include <string>

#include "catalog/apply.hpp"
#include "catalog/companions.hpp"
#include "catalog/family.hpp"
#include "catalog/table_edits.hpp"

namespace galley {

/// The table and column that a change names, or nothing after a report.
struct FoundColumn {
  TablePointer table;
  const Column* column = nullptr;
  explicit operator bool() const { return column != nullptr; }
};
[[nodiscard]] FoundColumn find_column(const ObjectName& table, const std::string& column, const Places& at, Workspace& workspace);

/// Reports a column that a partition, or a table that inherits, has from its parent: it is changed there.
bool check_not_inherited(const FoundColumn& found, const Places& at, Workspace& workspace);

struct PropertyChange {
  std::string loss = {};
  bool reaches_children = true;  // partitions and inheriting tables follow
  std::vector<TablePointer> companions = {};
  std::map<ObjectKind, std::vector<Grant>> given_by_default = {};
};

/// Commits a change of one column's properties.
template <class C, class Edit>
void commit_property(C change, const FoundColumn& found, const Places& at, Workspace& workspace, const Edit& edit,
                     const PropertyChange& how = {}) {
  TableEdits edits;
  const auto edit_in = [&](Table& table) {
    edit_where(
        table.columns, [&](const Column& column) { return column.name == found.column->name; }, edit);
  };
  Table& after = edits.edit(found.table);
  edit_in(after);
  if (const TablePointer parent = after.partition_of ? workspace.catalog().find_table(after.partition_of->parent) : nullptr)
    mark_inherited(after, *parent);
  if (how.reaches_children)
    for (const TablePointer& child : descendants_of(found.table->name, workspace.catalog())) edit_in(edits.edit(child));
  change.table = found.table->name;
  change.column = found.column->name;
  std::vector<TableChange> tables = edits.take();
  add_companions(tables, how.companions);
  Operation operation = make_operation(std::move(change), std::move(tables), at);
  operation.loss = how.loss;
  operation.given_by_default = how.given_by_default;
  workspace.commit(std::move(operation));
}

}  // namespace galley
