#include "catalog/apply.hpp"

#include "catalog/object_parts.hpp"

namespace galley {

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
  const ObjectKind kind = type.kind == TypeKind::domain ? ObjectKind::domain : ObjectKind::composite_type;
  type.definition = workspace.find_object({kind, type.name, {}}, span);
  return type.definition != nullptr;
}

bool refresh_types(Table& table, Span span, Workspace& workspace) {
  bool ok = true;
  for_each_named_type(table, [&](Type& type, TypeName*) { ok = refresh_type(type, span, workspace) && ok; });
  return ok;
}

bool refresh_types(SchemaObject& object, Span span, Workspace& workspace) {
  bool ok = true;
  for_each_named_type(object, [&](Type& type, TypeName*) { ok = refresh_type(type, span, workspace) && ok; });
  return ok;
}

}  // namespace galley
