// What cannot stay when an object, a table or a column goes, and taking it along.
#pragma once

#include <string>
#include <vector>

#include "catalog/workspace.hpp"

namespace galley {

struct Dependants {
  std::vector<ObjectPointer> objects;
  std::vector<TablePointer> tables;
  std::vector<EnumPointer> enums;  // in a schema
  [[nodiscard]] bool empty() const { return objects.empty() && tables.empty() && enums.empty(); }
};

/// Of an object that is neither a table nor a column. Without the table that a sequence goes with.
[[nodiscard]] Dependants dependants_of(const SchemaObject& object, const Catalog& catalog);
/// Objects alone; what goes with the table or column as a part of it is not among them.
[[nodiscard]] Dependants dependants_of_table(const ObjectName& table, const Catalog& catalog);
[[nodiscard]] Dependants dependants_of_column(const ObjectName& table, const std::string& column, const Catalog& catalog);
/// Objects that go with the table, or with the column, as a part of it.
[[nodiscard]] std::vector<ObjectPointer> parts_of_table(const ObjectName& table, const Catalog& catalog);
[[nodiscard]] std::vector<ObjectPointer> parts_of_column(const ObjectName& table, const std::string& column, const Catalog& catalog);

/// Notes that name each.
void list(const Dependants& dependants, Diagnostics::Builder& builder, const Workspace& workspace);
/// Drops them one by one, and what needs them before, each as an operation with a note that says whom it goes along with.
/// `object` is what they depend on: a table keeps all of itself that does not name it.
bool take_along(const Dependants& dependants, const ObjectKey& object, const Places& at, Workspace& workspace);

}  // namespace galley
