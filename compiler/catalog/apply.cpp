#include "catalog/apply.hpp"

#include "catalog/table_edits.hpp"

namespace galley {

bool apply_change(const Change& change, const Places& at, Workspace& workspace) {
  return std::visit([&](const auto& what) { return apply(what, at, workspace); }, change);
}

Operation make_operation(Change change, std::vector<TableChange> tables, const Places& at) {
  return {.change = std::move(change),
          .tables = std::move(tables),
          .enum_before = nullptr,
          .enum_after = nullptr,
          .span = at.statement,
          .loss = {},
          .notes = {},
          .reversibility = Reversibility::lossless};
}

bool refresh_enums(Table& table, Span span, Workspace& workspace) {
  bool ok = true;
  for_each_enum_type(table, [&](Type& type, TypeName*) {
    type.enumeration = workspace.find_enum(type.name, span);
    ok = type.enumeration != nullptr && ok;
  });
  return ok;
}

}  // namespace galley
