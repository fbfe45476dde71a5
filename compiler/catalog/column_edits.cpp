#include "catalog/column_edits.hpp"

#include "diag/catalogue/catalog.hpp"

namespace galley {

FoundColumn find_column(const ObjectName& table, const std::string& column, const Places& at, Workspace& workspace) {
  FoundColumn found;
  found.table = workspace.find_table(table, at.object);
  if (found.table) found.column = workspace.find_column(*found.table, column, at.part);
  return found;
}

bool check_not_inherited(const FoundColumn& found, const Places& at, Workspace& workspace) {
  for (const ObjectName& name : parents_of(*found.table)) {
    const TablePointer parent = workspace.catalog().find_table(name);
    const Column* column = parent ? parent->find_column(found.column->name) : nullptr;
    if (column == nullptr) continue;
    workspace.report(at.part, diag::inherited_column, column->name, workspace.shown(found.table->name), workspace.shown(name))
        .note(column->span, "it is defined here")
        .help("change it there, and it changes in all tables below: alter table {} ...", workspace.shown(name));
    return false;
  }
  return true;
}

}  // namespace galley
