#include "catalog/object_needs.hpp"

#include "catalog/object_edits.hpp"
#include "catalog/object_parts.hpp"

namespace galley {
namespace {

void add_columns(const ObjectName& table, const std::vector<std::string>& columns, std::vector<ObjectKey>& needs) {
  for (const std::string& column : columns) needs.push_back({ObjectKind::column, table, column});
}

}  // namespace

std::optional<ObjectKey> key_of(const Type& type) {
  if (type.kind == TypeKind::enumeration) return ObjectKey{ObjectKind::enumeration, type.name, {}};
  if (type.kind == TypeKind::domain) return ObjectKey{ObjectKind::domain, type.name, {}};
  if (type.kind == TypeKind::composite) return ObjectKey{ObjectKind::composite_type, type.name, {}};
  return std::nullopt;
}

std::vector<ObjectKey> needs_of(const SchemaObject& object) {
  SchemaObject copy = object;
  copy.needs.clear();
  for_each_named_type(copy, [&](Type& type, TypeName*) { copy.needs.push_back(*key_of(type)); });
  if (const auto* sequence = std::get_if<SequenceDefinition>(&object.definition); sequence && sequence->owned_by)
    add_columns(sequence->owned_by->table, {sequence->owned_by->column}, copy.needs);
  if (object.key.kind == ObjectKind::trigger || object.key.kind == ObjectKind::policy)
    copy.needs.push_back({ObjectKind::table, object.key.name, {}});
  if (const auto* trigger = std::get_if<TriggerDefinition>(&object.definition)) {
    add_columns(object.key.name, trigger->update_columns, copy.needs);
    if (trigger->when) add_columns(object.key.name, columns_of(*trigger->when), copy.needs);
    if (!trigger->function.name.empty()) copy.needs.push_back({ObjectKind::function, trigger->function, "()"});
  }
  if (const auto* policy = std::get_if<PolicyDefinition>(&object.definition)) {
    if (policy->using_) add_columns(object.key.name, columns_of(*policy->using_), copy.needs);
    if (policy->check) add_columns(object.key.name, columns_of(*policy->check), copy.needs);
  }
  if (const auto* statistics = std::get_if<StatisticsDefinition>(&object.definition)) {
    copy.needs.push_back({ObjectKind::table, statistics->table, {}});
    for (const Expression& key : statistics->keys) add_columns(statistics->table, columns_of(key), copy.needs);
  }
  if (const auto* publication = std::get_if<PublicationDefinition>(&object.definition)) {
    for (const PublicationDefinition::Table& published : publication->tables) {
      copy.needs.push_back({ObjectKind::table, published.table, {}});
      add_columns(published.table, published.columns, copy.needs);
      if (published.where) add_columns(published.table, columns_of(*published.where), copy.needs);
    }
    for (const std::string& schema : publication->schemas) copy.needs.push_back({ObjectKind::schema, {{}, schema}, {}});
  }
  sort_needs(copy);
  return std::move(copy.needs);
}

}  // namespace galley
