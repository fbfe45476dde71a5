#include "catalog/name_index.hpp"

#include "galley/dialect.hpp"

namespace galley {

bool is_relation(ObjectKind kind) {
  using enum ObjectKind;
  return kind == table || kind == index || kind == sequence || kind == composite_type || kind == view || kind == materialized_view;
}

bool is_type(ObjectKind kind) {
  return kind == ObjectKind::enumeration || kind == ObjectKind::domain || kind == ObjectKind::composite_type;
}

bool has_row_type(ObjectKind kind) {
  return kind == ObjectKind::table || kind == ObjectKind::view || kind == ObjectKind::materialized_view;
}

bool makes_index(const Constraint& constraint) {
  return !std::holds_alternative<ForeignKey>(constraint.what) && !std::holds_alternative<Check>(constraint.what);
}

std::string NameIndex::identity(const std::string& schema, const std::string& name) const {
  std::string text = dialect_.identity_of(schema);
  text += '\0';
  text += dialect_.identity_of(name);
  return text;
}

const Relation* NameIndex::find_relation(const ObjectName& name) const {
  const auto found = relations_.find(identity(name));
  return found == relations_.end() ? nullptr : &found->second;
}

ObjectKey NameIndex::identity(const ObjectKey& key) const {
  return {key.kind, {dialect_.identity_of(key.name.schema), dialect_.identity_of(key.name.name)}, dialect_.identity_of(key.part)};
}

const NamedType* NameIndex::find_type(const ObjectName& name) const {
  const auto found = types_.find(identity(name));
  return found == types_.end() ? nullptr : &found->second;
}

const ObjectKey* NameIndex::find_object(const ObjectKey& key) const {
  const auto found = objects_.find(identity(key));
  return found == objects_.end() ? nullptr : &found->second;
}

void NameIndex::add(const Table& table) {
  const auto take = [&](ObjectKind kind, const std::string& name, Span span) {
    relations_.insert_or_assign(identity(table.name.schema, name), Relation{kind, table.name, name, span});
  };
  take(ObjectKind::table, table.name.name, table.span);
  for (const Index& index : table.indexes) take(ObjectKind::index, index.name, index.span);
  if (!dialect_.key_constraints_are_relations()) return;
  for (const Constraint& constraint : table.constraints)
    if (makes_index(constraint)) take(ObjectKind::constraint, constraint.name, constraint.span);
}

void NameIndex::remove(const Table& table) {
  const auto release = [&](const std::string& name) { relations_.erase(identity(table.name.schema, name)); };
  release(table.name.name);
  for (const Index& index : table.indexes) release(index.name);
  if (!dialect_.key_constraints_are_relations()) return;
  for (const Constraint& constraint : table.constraints)
    if (makes_index(constraint)) release(constraint.name);
}

void NameIndex::add(const EnumType& enumeration) {
  types_.insert_or_assign(identity(enumeration.name), NamedType{ObjectKind::enumeration, enumeration.name, enumeration.span});
}
void NameIndex::remove(const EnumType& enumeration) { types_.erase(identity(enumeration.name)); }

void NameIndex::add(const SchemaObject& object) {
  const ObjectKey& key = object.key;
  objects_.insert_or_assign(identity(key), key);
  if (is_relation(key.kind)) relations_.insert_or_assign(identity(key.name), Relation{key.kind, key.name, key.name.name, object.span});
  if (is_type(key.kind)) types_.insert_or_assign(identity(key.name), NamedType{key.kind, key.name, object.span});
  if (const auto* view = std::get_if<ViewDefinition>(&object.definition))
    for (const Index& index : view->indexes)
      relations_.insert_or_assign(identity(ObjectName{key.name.schema, index.name}),
                                  Relation{ObjectKind::index, key.name, index.name, index.span});
}

void NameIndex::remove(const SchemaObject& object) {
  const ObjectKey& key = object.key;
  objects_.erase(identity(key));
  if (is_relation(key.kind)) relations_.erase(identity(key.name));
  if (is_type(key.kind)) types_.erase(identity(key.name));
  if (const auto* view = std::get_if<ViewDefinition>(&object.definition))
    for (const Index& index : view->indexes) relations_.erase(identity(ObjectName{key.name.schema, index.name}));
}

}  // namespace galley
