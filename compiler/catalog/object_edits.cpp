#include "catalog/object_edits.hpp"

#include <algorithm>

#include "catalog/expressions_of.hpp"
#include "catalog/object_parts.hpp"
#include "catalog/publications.hpp"
#include "catalog/sequence_calls.hpp"
#include "catalog/types.hpp"

namespace galley {
namespace {

void replace_name(std::vector<std::string>& names, const std::string& from, const std::string& to) {
  std::replace(names.begin(), names.end(), from, to);
}

/// Conditions of its other tables may name columns alike.
void follow_table(PublicationDefinition& publication, const ObjectName& from, const ObjectName& to) {
  for (PublicationDefinition::Table& published : publication.tables) {
    if (published.table != from) continue;
    published.table = to;
    if (published.where) rename_qualifier(*published.where, from.name, to.name);
  }
  sort_published(publication);
}

void follow_column(PublicationDefinition& publication, const ObjectName& table, const std::string& from, const std::string& to) {
  for (PublicationDefinition::Table& published : publication.tables) {
    if (published.table != table) continue;
    replace_name(published.columns, from, to);
    if (published.where) rename_column(*published.where, table.name, from, to);
  }
}

/// The table has another name: whatever the definition says of it.
void follow_table(SchemaObject& object, const ObjectName& from, const ObjectName& to) {
  if (auto* publication = std::get_if<PublicationDefinition>(&object.definition)) return follow_table(*publication, from, to);
  const bool lives_on_it = object.key.kind == ObjectKind::trigger || object.key.kind == ObjectKind::policy;
  if (lives_on_it && object.key.name == from) object.key.name = to;
  for_each_expression_of(object, [&](Expression& root) { rename_qualifier(root, from.name, to.name); });
  if (auto* sequence = std::get_if<SequenceDefinition>(&object.definition))
    if (sequence->owned_by && sequence->owned_by->table == from) sequence->owned_by->table = to;
  if (auto* statistics = std::get_if<StatisticsDefinition>(&object.definition))
    if (statistics->table == from) statistics->table = to;
}

void follow_column(SchemaObject& object, const ObjectName& table, const std::string& from, const std::string& to) {
  if (auto* publication = std::get_if<PublicationDefinition>(&object.definition)) return follow_column(*publication, table, from, to);
  for_each_expression_of(object, [&](Expression& root) { rename_column(root, table.name, from, to); });
  if (auto* sequence = std::get_if<SequenceDefinition>(&object.definition))
    if (sequence->owned_by && sequence->owned_by->table == table && sequence->owned_by->column == from) sequence->owned_by->column = to;
  if (auto* trigger = std::get_if<TriggerDefinition>(&object.definition); trigger && object.key.name == table) {
    replace_name(trigger->update_columns, from, to);
    if (trigger->when)
      for (const std::string_view row : {"old", "new"}) rename_column(*trigger->when, row, from, to);
  }
}

void follow_routine(SchemaObject& object, const ObjectName& from, const ObjectName& to) {
  for_each_expression_of(object, [&](Expression& root) { rename_call(root, from, to); });
  if (auto* trigger = std::get_if<TriggerDefinition>(&object.definition))
    if (trigger->function == from) trigger->function = to;
}

ObjectKey type_key(const Type& type) {
  const ObjectKind kind = type.kind == TypeKind::domain      ? ObjectKind::domain
                          : type.kind == TypeKind::composite ? ObjectKind::composite_type
                                                             : ObjectKind::enumeration;
  return {kind, type.name, {}};
}

Type type_of(const EnumPointer& enumeration) { return {TypeKind::enumeration, enumeration->name, {}, 0, enumeration, nullptr}; }
Type type_of(const ObjectPointer& object) {
  const bool is_domain = object->key.kind == ObjectKind::domain;
  return {is_domain ? TypeKind::domain : TypeKind::composite, object->key.name, {}, 0, nullptr, object};
}

}  // namespace

ObjectEdits::Edited& ObjectEdits::find(const ObjectPointer& before) {
  for (Edited& edited : edited_)
    if (edited.before->key == before->key) return edited;
  return edited_.emplace_back(Edited{before, std::make_shared<SchemaObject>(*before)});
}

std::shared_ptr<SchemaObject> ObjectEdits::edit(const ObjectPointer& before) { return find(before).after; }
void ObjectEdits::remove(const ObjectPointer& before) { find(before).after = nullptr; }

std::vector<ObjectChange> ObjectEdits::take() const {
  std::vector<ObjectChange> changes;
  for (const Edited& edited : edited_) changes.push_back({edited.before, edited.after});
  return changes;
}

void sort_needs(SchemaObject& object) {
  std::sort(object.needs.begin(), object.needs.end());
  object.needs.erase(std::unique(object.needs.begin(), object.needs.end()), object.needs.end());
}

void follow_rename(SchemaObject& object, const ObjectKey& from, const ObjectKey& to) {
  using enum ObjectKind;
  const bool has_parts = from.kind == table || from.kind == view || from.kind == materialized_view;
  for (ObjectKey& needed : object.needs) {
    if (needed == from) needed = to;
    if (has_parts && needed.kind == column && needed.name == from.name) needed.name = to.name;
  }
  sort_needs(object);
  if (has_parts) follow_table(object, from.name, to.name);
  if (auto* extension = std::get_if<ExtensionDefinition>(&object.definition); extension && from.kind == schema)
    if (extension->schema == from.name.name) extension->schema = to.name.name;
  if (auto* publication = std::get_if<PublicationDefinition>(&object.definition); publication && from.kind == schema) {
    replace_name(publication->schemas, from.name.name, to.name.name);
    sort_published(*publication);
  }
  if (from.kind == column) follow_column(object, from.name, from.part, to.part);
  if (from.kind == function || from.kind == procedure) follow_routine(object, from.name, to.name);
}

void Edits::follow_key(const ObjectKey& from, const ObjectKey& to) {
  for (const ObjectPointer& user : catalog_.objects_needing(from)) follow_rename(*objects.edit(user), from, to);
}

void Edits::rename(const TablePointer& table, const ObjectName& to) {
  const ObjectName from = table->name;
  rename_table(tables.edit(table), to);
  for (const TablePointer& user : catalog_.referencing_tables(from)) rename_referenced_table(tables.edit(user), from, to);
  for (const TablePointer& child : catalog_.children_of(from)) rename_parent(tables.edit(child), from, to);
  follow_key({ObjectKind::table, from, {}}, {ObjectKind::table, to, {}});
  if (from.schema != to.schema) move_owned_sequences(from, to.schema);
}

void Edits::move_owned_sequences(const ObjectName& table, const std::string& schema) {
  for (const ObjectPointer& user : catalog_.objects_needing({ObjectKind::table, table, {}}))
    if (is_owned_by(*user, table)) rename(user, {ObjectKind::sequence, {schema, user->key.name.name}, {}});
}

void Edits::rename_column(const TablePointer& table, const std::string& from, const std::string& to) {
  galley::rename_column(tables.edit(table), from, to);
  for (const TablePointer& user : catalog_.referencing_tables(table->name))
    if (user != table) rename_referenced_column(tables.edit(user), table->name, from, to);
  follow_key({ObjectKind::column, table->name, from}, {ObjectKind::column, table->name, to});
}

void Edits::follow_view_column(const ObjectName& view, const std::string& from, const std::string& to) {
  follow_key({ObjectKind::column, view, from}, {ObjectKind::column, view, to});
}

void Edits::rename(const ObjectPointer& object, const ObjectKey& to) {
  const ObjectKey from = object->key;
  const auto after = objects.edit(object);
  after->key = to;
  if (from.kind == ObjectKind::domain || from.kind == ObjectKind::composite_type) return follow_type(from, type_of(after));
  follow_key(from, to);
  if (from.kind == ObjectKind::sequence)
    for (const TablePointer& user : catalog_.tables_counting_with(from.name))
      for_each_expression_of(tables.edit(user), [&](Expression& root) { rename_sequence(root, from.name, to.name); });
  // A call among several of one name may mean another one.
  if (from.kind == ObjectKind::function && catalog_.find_routines(from.name).size() == 1)
    for (const TablePointer& user : catalog_.tables_calling(from.name))
      for_each_expression_of(tables.edit(user), [&](Expression& root) { rename_call(root, from.name, to.name); });
}

void Edits::rename(const EnumPointer& enumeration, const ObjectName& to) {
  auto after = std::make_shared<EnumType>(*enumeration);
  after->name = to;
  replace(enumeration, std::move(after));
}

void Edits::replace(const EnumPointer& before, std::shared_ptr<EnumType> after) {
  enums_.push_back({before, after});
  follow_type({ObjectKind::enumeration, before->name, {}}, type_of(after));
}

void Edits::follow_type(const ObjectPointer& before) { follow_type(before->key, type_of(objects.edit(before))); }

// A new value is edited in place, so whoever has been shown it sees what becomes of it later.
void Edits::follow_type(const ObjectKey& from, const Type& to) {
  const auto show = [&](Type& type, TypeName* written) {
    if (type.name != from.name || !is_named(type)) return;
    type.name = to.name;
    type.enumeration = to.enumeration;
    type.definition = to.definition;
    if (!written) return;
    written->schema = to.name.schema;
    written->name = to.name.name;
  };
  for (const TablePointer& user : catalog_.tables_using(from.name)) for_each_named_type(tables.edit(user), show);
  for (const ObjectPointer& user : catalog_.objects_needing(from)) {
    const auto after = objects.edit(user);
    for_each_named_type(*after, show);
    follow_rename(*after, from, type_key(to));
    if (const auto* routine = std::get_if<RoutineDefinition>(&after->definition)) after->key.part = signature_of(*routine);
    if (after->key != user->key) follow_key(user->key, after->key);
    if (user->key.kind == ObjectKind::domain || user->key.kind == ObjectKind::composite_type) follow_type(user->key, type_of(after));
  }
}

void Edits::store_in(Operation& operation) const {
  for (const TableChange& change : tables.take()) operation.tables.push_back(change);
  for (const ObjectChange& change : objects.take()) operation.objects.push_back(change);
  operation.enums.insert(operation.enums.end(), enums_.begin(), enums_.end());
}

void Edits::store_enum_in(Operation& operation) const {
  store_in(operation);
  operation.enum_before = operation.enums.front().before;
  operation.enum_after = operation.enums.front().after;
  operation.enums.erase(operation.enums.begin());
}

}  // namespace galley
