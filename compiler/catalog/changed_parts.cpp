#include "catalog/changed_parts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace galley {
namespace {

/// Adds every name that only one side has, or whose objects differ.
template <class List, class Find>
void compare(ObjectKind kind, const ObjectName& table, const List& before, const List& after, const Find& find,
             std::vector<ObjectKey>& out) {
  for (const auto& part : before) {
    const auto* other = find(after, part.name);
    if (other == nullptr || !(*other == part)) out.push_back({kind, table, part.name});
  }
  for (const auto& part : after)
    if (find(before, part.name) == nullptr) out.push_back({kind, table, part.name});
}

template <class T>
const T* by_name(const SharedList<T>& list, const std::string& name) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const T& part) { return part.name == name; });
  return found == list.end() ? nullptr : &*found;
}

/// Of others the objects change along with a table: its triggers go with it, publications lose it.
bool is_about_object(const Change& change) {
  if (const auto* owner = std::get_if<SetObjectOwner>(&change)) return owner->object.kind != ObjectKind::table;
  return std::holds_alternative<CreateObject>(change) || std::holds_alternative<DropObject>(change) ||
         std::holds_alternative<RenameObject>(change) || std::holds_alternative<SetObjectComment>(change) ||
         std::holds_alternative<AlterObject>(change) || std::holds_alternative<ChangePrivileges>(change);
}

std::optional<ObjectKey> changed_object(const Operation& operation) {
  if (operation.objects.empty()) return std::nullopt;
  const ObjectChange& main = operation.objects.front();
  if (main.before == main.after) return std::nullopt;
  return main.before ? main.before->key : main.after->key;
}

Table without_parts(const Table& table) {
  Table bare = table;
  bare.columns.clear();
  bare.constraints.clear();
  bare.indexes.clear();
  return bare;
}

/// "default privileges on tables in schema app of role x"
std::string default_privileges_text(const ObjectKey& defaults) {
  std::string text = "default privileges on " + defaults.part;
  if (!defaults.name.schema.empty()) text += " in schema " + defaults.name.schema;
  if (!defaults.name.name.empty()) text += " of role " + defaults.name.name;
  return text;
}

}  // namespace

std::vector<ObjectKey> differing_parts(const Table& before, const Table& after) {
  std::vector<ObjectKey> parts;
  if (!(without_parts(before) == without_parts(after))) parts.push_back({ObjectKind::table, before.name, {}});
  const auto find = [](const auto& list, const std::string& name) { return by_name(list, name); };
  compare(ObjectKind::column, before.name, before.columns, after.columns, find, parts);
  compare(ObjectKind::constraint, before.name, before.constraints, after.constraints, find, parts);
  compare(ObjectKind::index, before.name, before.indexes, after.indexes, find, parts);
  return parts;
}

std::vector<ObjectKey> changed_parts(const Operation& operation) {
  if (operation.enum_before != operation.enum_after) {
    const EnumType& known = operation.enum_before ? *operation.enum_before : *operation.enum_after;
    return {{ObjectKind::enumeration, known.name, {}}};
  }
  if (std::holds_alternative<ChangeDefaultPrivileges>(operation.change)) {
    std::vector<ObjectKey> keys;
    for (const ObjectChange& change : operation.objects) keys.push_back(change.before ? change.before->key : change.after->key);
    return keys;
  }
  const std::optional<ObjectKey> object = changed_object(operation);
  const bool has_table = !operation.tables.empty() && operation.tables.front().before != operation.tables.front().after;
  if (object && (!has_table || is_about_object(operation.change))) return {*object};
  if (!has_table) return {};
  const TableChange& main = operation.tables.front();
  if (!main.before || !main.after) return {{ObjectKind::table, (main.before ? main.before : main.after)->name, {}}};
  return differing_parts(*main.before, *main.after);
}

std::string described(const ObjectKey& part, std::string_view default_schema) {
  const std::string name = part.name.schema.empty() || part.name.schema == default_schema
                               ? part.name.name
                               : fmt::format("{}.{}", part.name.schema, part.name.name);
  switch (part.kind) {
    case ObjectKind::column:
      return fmt::format("column {}.{}", name, part.part);
    case ObjectKind::constraint:
      return fmt::format("constraint {} of {}", part.part, name);
    case ObjectKind::index:
      return fmt::format("index {} of {}", part.part, name);
    case ObjectKind::trigger:
      return fmt::format("trigger {} of {}", part.part, name);
    case ObjectKind::policy:
      return fmt::format("policy {} of {}", part.part, name);
    case ObjectKind::function:
      return fmt::format("function {}{}", name, part.part);
    case ObjectKind::procedure:
      return fmt::format("procedure {}{}", name, part.part);
    case ObjectKind::schema:
      return "schema " + name;
    case ObjectKind::extension:
      return "extension " + name;
    case ObjectKind::sequence:
      return "sequence " + name;
    case ObjectKind::domain:
      return "domain " + name;
    case ObjectKind::composite_type:
      return "type " + name;
    case ObjectKind::view:
      return "view " + name;
    case ObjectKind::materialized_view:
      return "materialized view " + name;
    case ObjectKind::statistics:
      return "statistics " + name;
    case ObjectKind::publication:
      return "publication " + name;
    case ObjectKind::default_privileges:
      return default_privileges_text(part);
    case ObjectKind::table:
      return "table " + name;
    case ObjectKind::enumeration:
      return "enum " + name;
  }
  return name;
}

}  // namespace galley
