#include "catalog/apply.hpp"

#include "catalog/object_parts.hpp"

namespace galley {
namespace {

ObjectKind kind_of(const Type& type) { return type.kind == TypeKind::domain ? ObjectKind::domain : ObjectKind::composite_type; }

/// Whether the type is shown as the catalog has it.
bool is_present(const Type& type, const Workspace& workspace) {
  if (type.kind == TypeKind::enumeration) return type.enumeration && type.enumeration == workspace.catalog().find_enum(type.name);
  return type.definition && type.definition == workspace.catalog().find_object({kind_of(type), type.name, {}});
}

}  // namespace

bool apply_change(const Change& change, const Places& at, Workspace& workspace) {
  return std::visit([&](const auto& what) { return apply(what, at, workspace); }, change);
}

Operation make_operation(Change change, std::vector<TableChange> tables, const Places& at) {
  return {std::move(change), std::move(tables), at.statement};
}

bool refresh_type(Type& type, Span span, Workspace& workspace) {
  if (type.kind == TypeKind::enumeration) {
    type.enumeration = workspace.find_enum(type.name, span);
    return type.enumeration != nullptr;
  }
  if (!is_named(type)) return true;
  type.definition = workspace.find_object({kind_of(type), type.name, {}}, span);
  return type.definition != nullptr;
}

bool refresh_types(Table& table, Span span, Workspace& workspace) {
  bool ok = true;
  edit_named_types(
      table, [&](const Type& type) { return !is_present(type, workspace); },
      [&](Type& type, TypeName*) { ok = refresh_type(type, span, workspace) && ok; });
  return ok;
}

bool refresh_types(SchemaObject& object, Span span, Workspace& workspace) {
  bool ok = true;
  for_each_named_type(object, [&](Type& type, TypeName*) { ok = refresh_type(type, span, workspace) && ok; });
  return ok;
}

}  // namespace galley
