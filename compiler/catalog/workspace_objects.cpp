// Names among relations, types and the other objects: who has one, and whether it is free.
#include <fmt/format.h>

#include "base/edit_distance.hpp"
#include "catalog/foreign_functions.hpp"
#include "catalog/workspace.hpp"
#include "diag/catalogue/objects.hpp"
#include "diag/catalogue/views.hpp"
#include "galley/dialect.hpp"

namespace galley {
namespace {

bool belongs_to_table(ObjectKind kind) {
  using enum ObjectKind;
  return kind == trigger || kind == policy || kind == constraint;
}
bool is_routine(ObjectKind kind) { return kind == ObjectKind::function || kind == ObjectKind::procedure; }

/// The nearest name among objects of one kind, in the same schema or on the same table.
std::optional<std::string> nearest_of_kind(const ObjectKey& wanted, const Catalog& catalog) {
  std::vector<std::string_view> names;
  const auto& objects = catalog.objects();
  const bool by_part = belongs_to_table(wanted.kind);
  const ObjectKey first{wanted.kind, {wanted.name.schema, by_part ? wanted.name.name : std::string()}, {}};
  for (auto at = objects.lower_bound(first); at != objects.end() && at->first.kind == wanted.kind; ++at) {
    if (at->first.name.schema != wanted.name.schema || (by_part && at->first.name.name != wanted.name.name)) break;
    names.push_back(by_part ? at->first.part : at->first.name.name);
  }
  return nearest(by_part ? wanted.part : wanted.name.name, names);
}

}  // namespace

ObjectKey Workspace::object_key(ObjectKind kind, const QualifiedName& name) const {
  const bool is_in_no_schema = kind == ObjectKind::schema || kind == ObjectKind::extension || kind == ObjectKind::publication;
  if (is_in_no_schema) return {kind, {{}, name.name.text}, {}};
  return {kind, object_name(name), {}};
}

std::string Workspace::shown(const ObjectKey& key) const {
  if (key.name.schema.empty()) return key.name.name;
  if (belongs_to_table(key.kind)) return fmt::format("{} on {}", key.part, shown(key.name));
  if (key.kind == ObjectKind::column) return fmt::format("{}.{}", shown(key.name), key.part);
  if (key.kind == ObjectKind::index) return key.part;
  return is_routine(key.kind) ? shown(key.name) + key.part : shown(key.name);
}

ObjectPointer Workspace::peek_object(const ObjectKey& key) const {
  const ObjectKey* own = names_.find_object(key);
  return own ? catalog_.find_object(*own) : nullptr;
}

void Workspace::point_at_other(Diagnostics::Builder& builder, ObjectKind kind, std::string_view name, Span span, ObjectKind wanted) {
  builder.note(span, "{} \"{}\" has this name", object_kind_name(kind), name);
  if (kind == ObjectKind::constraint || kind == ObjectKind::index || wanted == ObjectKind::index) return;
  builder.help("write \"{} {}\" where the statement says \"{} {}\"", object_kind_name(kind), name, object_kind_name(wanted), name);
}

ObjectPointer Workspace::find_object(const ObjectKey& key, Span span) {
  if (ObjectPointer object = peek_object(key)) return object;
  if (is_poisoned(key)) return nullptr;
  auto builder = report(span, diag::unknown_object, object_kind_name(key.kind), shown(key)).suggest(nearest_of_kind(key, catalog_));
  if (const Relation* other = is_relation(key.kind) ? names_.find_relation(key.name) : nullptr) {
    point_at_other(builder, other->kind, other->name, other->span, key.kind);
  } else if (const NamedType* type = is_type(key.kind) ? names_.find_type(key.name) : nullptr) {
    point_at_other(builder, type->kind, shown(type->name), type->span, key.kind);
  }
  return nullptr;
}

bool Workspace::check_relation_free(const ObjectName& name, Span span) {
  const Relation* relation = names_.find_relation(name);
  if (!relation) return true;
  auto builder = report(span, diag::name_taken, object_kind_name(relation->kind), relation->name);
  builder.note(relation->span, "{} \"{}\" is created here", object_kind_name(relation->kind), relation->name);
  if (relation->name != name.name) builder.help("{} does not tell \"{}\" and \"{}\" apart", dialect_.name(), relation->name, name.name);
  return false;
}

bool Workspace::check_type_free(ObjectKind kind, const ObjectName& name, Span span) {
  if (const NamedType* type = names_.find_type(name)) {
    report(span, diag::name_taken, object_kind_name(type->kind), shown(type->name))
        .note(type->span, "{} \"{}\" is created here", object_kind_name(type->kind), shown(type->name));
    return false;
  }
  const Relation* relation = names_.find_relation(name);
  return is_relation(kind) || !relation || !has_row_type(relation->kind) || check_relation_free(name, span);
}

// The rows of a table or view are a type of its name.
bool Workspace::check_name_free(ObjectKind kind, const ObjectName& name, Span span) {
  check_schema_known(name, span);
  if (is_relation(kind) && !check_relation_free(name, span)) return false;
  return (!is_type(kind) && !has_row_type(kind)) || check_type_free(kind, name, span);
}

bool Workspace::check_object_free(const ObjectKey& key, Span span) {
  if (is_relation(key.kind) || is_type(key.kind)) return check_name_free(key.kind, key.name, span);
  ObjectPointer other = peek_object(key);
  const ObjectKey* trigger = key.kind == ObjectKind::trigger ? names_.find_trigger_with_body(key.part) : nullptr;
  if (!other && trigger != nullptr) other = catalog_.find_object(*trigger);
  if (!other) return true;
  report(span, diag::name_taken, object_kind_name(key.kind), shown(other->key))
      .note(other->span, "{} \"{}\" is created here", object_kind_name(key.kind), shown(other->key));
  return false;
}

void Workspace::warn_of_function(const QualifiedName& function) {
  const std::map<ObjectKey, ObjectPointer>& objects = catalog_.objects();
  const auto extension = objects.lower_bound({ObjectKind::extension, {}, {}});
  const bool has_extensions = extension != objects.end() && extension->first.kind == ObjectKind::extension;
  const ObjectName name = object_name(function);
  if (has_extensions || is_undoing() || is_poisoned(ObjectKey{ObjectKind::function, name, {}})) return;
  if (!strange_functions_.insert(name).second) return;
  auto warning = report(function.span(), diag::unknown_function, shown(name));
  if (const std::string_view meant = function.has_schema() ? std::string_view() : counterpart_of(function.name.text); !meant.empty())
    warning.help("write: {}", meant);
  else
    warning.help("create it before; or, where something else makes it: declare function {}(...)", function.name.text);
}

void Workspace::warn_of_type(const std::string& type, Span span) {
  const std::string extension(dialect_.extension_of_type(type));
  if (extension.empty() || is_undoing()) return;
  const std::map<ObjectKey, ObjectPointer>& objects = catalog_.objects();
  for (auto at = objects.lower_bound({ObjectKind::extension, {}, {}}); at != objects.end() && at->first.kind == ObjectKind::extension; ++at)
    if (at->first.name.name == extension || std::get<ExtensionDefinition>(at->second->definition).cascade) return;
  if (is_poisoned(ObjectKey{ObjectKind::extension, {{}, extension}, {}}) || !strange_types_.insert(type).second) return;
  report(span, diag::type_of_extension, type, extension)
      .help("write before: create extension if not exists {0}; or, where something else makes it: declare extension {0}", extension);
}

void Workspace::check_schema_known(const ObjectName& name, Span span) {
  const bool is_known = name.schema.empty() || same(name.schema, options_.default_schema) || name.schema.starts_with("pg_") ||
                        peek_object({ObjectKind::schema, {{}, name.schema}, {}}) ||
                        is_poisoned(ObjectKey{ObjectKind::schema, {{}, name.schema}, {}});
  if (is_known || is_undoing() || !strange_schemas_.insert(name.schema).second) return;
  report(span, diag::strange_schema, name.schema)
      .help("write before: create schema {}; or, where something else makes it: declare schema {}", name.schema, name.schema);
}

}  // namespace galley
