#include "catalog/name_index.hpp"

#include "catalog/list_difference.hpp"
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

namespace {

bool has_body(const SchemaObject& object) {
  const auto* trigger = std::get_if<TriggerDefinition>(&object.definition);
  return trigger != nullptr && !trigger->body.empty();
}

}  // namespace

NameIndex::NameIndex(const Dialect& dialect) : dialect_(dialect), keeps_case_(dialect.identity_of("Aa") == "Aa") {}

bool NameIndex::same(std::string_view a, std::string_view b) const {
  return a == b || (!keeps_case_ && dialect_.identity_of(a) == dialect_.identity_of(b));
}

void NameIndex::append_identity(std::string_view name) const {
  if (keeps_case_)
    identity_ += name;
  else
    identity_ += dialect_.identity_of(name);
}

std::string_view NameIndex::identity(std::string_view schema, std::string_view name) const {
  identity_.clear();
  append_identity(schema);
  identity_ += '\0';
  append_identity(name);
  return identity_;
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

const ObjectKey* NameIndex::find_trigger_with_body(std::string_view name) const {
  const auto found = triggers_.find(identity({}, name));
  return found == triggers_.end() ? nullptr : &found->second;
}

void NameIndex::take_relation(const ObjectName& name, Relation relation) {
  relations_.insert_or_assign(std::string(identity(name)), std::move(relation));
}

void NameIndex::release(const std::string& schema, const std::string& name) {
  if (const auto found = relations_.find(identity(schema, name)); found != relations_.end()) relations_.erase(found);
}

void NameIndex::take(const Table& table, ObjectKind kind, const std::string& name, Span span) {
  take_relation({table.name.schema, name}, Relation{kind, table.name, name, span});
}

void NameIndex::add(const Table& table) {
  take(table, ObjectKind::table, table.name.name, table.span);
  for (const Index& index : table.indexes) take(table, ObjectKind::index, index.name, index.span);
  if (!dialect_.key_constraints_are_relations()) return;
  for (const Constraint& constraint : table.constraints)
    if (makes_index(constraint)) take(table, ObjectKind::constraint, constraint.name, constraint.span);
}

void NameIndex::remove(const Table& table) {
  release(table.name.schema, table.name.name);
  for (const Index& index : table.indexes) release(table.name.schema, index.name);
  if (!dialect_.key_constraints_are_relations()) return;
  for (const Constraint& constraint : table.constraints)
    if (makes_index(constraint)) release(table.name.schema, constraint.name);
}

void NameIndex::remove_missing(const Table& before, const Table& after) {
  for_each_missing(before.indexes, after.indexes, [&](const Index& index) { release(before.name.schema, index.name); });
  if (!dialect_.key_constraints_are_relations()) return;
  for_each_missing(before.constraints, after.constraints, [&](const Constraint& constraint) {
    if (makes_index(constraint)) release(before.name.schema, constraint.name);
  });
}

void NameIndex::add_new(const Table& before, const Table& after) {
  for_each_missing(after.indexes, before.indexes, [&](const Index& index) { take(after, ObjectKind::index, index.name, index.span); });
  if (!dialect_.key_constraints_are_relations()) return;
  for_each_missing(after.constraints, before.constraints, [&](const Constraint& constraint) {
    if (makes_index(constraint)) take(after, ObjectKind::constraint, constraint.name, constraint.span);
  });
}

void NameIndex::add(const EnumType& enumeration) {
  types_.insert_or_assign(std::string(identity(enumeration.name)), NamedType{ObjectKind::enumeration, enumeration.name, enumeration.span});
}
void NameIndex::remove(const EnumType& enumeration) { types_.erase(std::string(identity(enumeration.name))); }

void NameIndex::add(const SchemaObject& object) {
  const ObjectKey& key = object.key;
  objects_.insert_or_assign(identity(key), key);
  if (has_body(object)) triggers_.insert_or_assign(std::string(identity({}, key.part)), key);
  if (is_relation(key.kind)) take_relation(key.name, Relation{key.kind, key.name, key.name.name, object.span});
  if (is_type(key.kind)) types_.insert_or_assign(std::string(identity(key.name)), NamedType{key.kind, key.name, object.span});
  if (const auto* view = std::get_if<ViewDefinition>(&object.definition))
    for (const Index& index : view->indexes)
      take_relation({key.name.schema, index.name}, Relation{ObjectKind::index, key.name, index.name, index.span});
}

void NameIndex::remove(const SchemaObject& object) {
  const ObjectKey& key = object.key;
  objects_.erase(identity(key));
  if (has_body(object)) triggers_.erase(std::string(identity({}, key.part)));
  if (is_relation(key.kind)) release(key.name.schema, key.name.name);
  if (is_type(key.kind)) types_.erase(std::string(identity(key.name)));
  if (const auto* view = std::get_if<ViewDefinition>(&object.definition))
    for (const Index& index : view->indexes) release(key.name.schema, index.name);
}

}  // namespace galley
