#include <fmt/format.h>

#include "catalog/apply.hpp"
#include "catalog/object_edits.hpp"
#include "catalog/object_needs.hpp"
#include "catalog/resolve.hpp"
#include "catalog/types.hpp"
#include "diag/catalogue/objects.hpp"

namespace galley {
namespace {

bool is_routine(ObjectKind kind) { return kind == ObjectKind::function || kind == ObjectKind::procedure; }

/// The signature as written, or that of the only routine of the name.
std::optional<ObjectKey> resolve_routine(const ast::ObjectReference& written, Workspace& workspace) {
  ObjectKey key = workspace.object_key(written.kind, written.name);
  if (written.parameters) {
    std::vector<Type> types;
    for (const TypeName& type : *written.parameters) types.push_back(resolve_type(type, workspace));
    for (const Type& type : types)
      if (type.kind == TypeKind::unknown) return std::nullopt;
    key.part = signature_of(types);
    return key;
  }
  std::vector<ObjectPointer> routines = workspace.catalog().find_routines(key.name);
  std::erase_if(routines, [&](const ObjectPointer& routine) { return routine->key.kind != written.kind; });
  if (routines.size() == 1) return routines.front()->key;
  if (routines.empty()) return key;
  auto builder = workspace.report(written.span, diag::several_routines, object_kind_name(written.kind), workspace.shown(key.name));
  for (const ObjectPointer& routine : routines)
    builder.note(routine->span, "{} \"{}\"", object_kind_name(written.kind), workspace.shown(routine->key));
  builder.help("write the types of its parameters: {}", workspace.shown(routines.front()->key));
  return std::nullopt;
}

}  // namespace

std::optional<ObjectKey> resolve_reference(const ast::ObjectReference& written, Workspace& workspace) {
  if (is_routine(written.kind)) return resolve_routine(written, workspace);
  if (!written.table) return workspace.object_key(written.kind, written.name);
  const QualifiedName& owner = *written.table;
  const bool has_relation = workspace.peek_relation(workspace.object_name(owner)) != nullptr;
  if (!has_relation && !workspace.find_table(workspace.object_name(owner), owner.span())) return std::nullopt;
  return ObjectKey{written.kind, workspace.object_name(owner), written.name.name.text};
}

SchemaObject new_object(ObjectKey key, Span span) {
  SchemaObject object;
  object.key = std::move(key);
  object.span = span;
  return object;
}

bool skip_existing(const ObjectKey& key, Span span, Workspace& workspace) {
  const ObjectPointer existing = workspace.peek_object(key);
  if (!existing) return false;
  workspace.report(span, diag::exists_already, object_kind_name(key.kind), workspace.shown(existing->key))
      .note(existing->span, "{} \"{}\" is created here", object_kind_name(key.kind), workspace.shown(existing->key));
  return true;
}

void create_object(SchemaObject object, bool if_not_exists, bool ok, Span statement, Workspace& workspace) {
  const ObjectKey key = object.key;
  const Span place = object.span;
  std::vector<ObjectKey> needs = ok ? needs_of(object) : std::vector<ObjectKey>();
  object.needs.insert(object.needs.end(), needs.begin(), needs.end());
  sort_needs(object);
  auto made = std::make_shared<const SchemaObject>(std::move(object));
  if (!ok || !apply(CreateObject{std::move(made), if_not_exists, false}, {statement, place, place}, workspace)) workspace.poison(key);
}

std::optional<SequenceOptions> resolve_sequence_options(const SequenceOptions& written, Span span, Workspace& workspace) {
  SequenceOptions options = written;
  if (!check_sequence_options(written, span, workspace)) return std::nullopt;
  if (!written.type) return options;
  const Type type = resolve_type(*written.type, workspace);
  if (type.kind == TypeKind::unknown) return std::nullopt;
  if (!is_integer(type)) {
    workspace.report(written.type->span, diag::sequence_type, type_text(type)).help("write: as smallint, as int or as bigint");
    return std::nullopt;
  }
  options.type->name = type_text(type);  // one spelling for all synonyms
  options.type->span = {};
  return options;
}

std::optional<OwnedBy> resolve_owner(const ast::ColumnOf& written, Workspace& workspace) {
  const TablePointer table = workspace.find_table(workspace.object_name(written.table), written.table.span());
  const Column* column = table ? workspace.find_column(*table, written.column.text, written.column.span) : nullptr;
  if (!column) return std::nullopt;
  return OwnedBy{table->name, column->name};
}

}  // namespace galley
