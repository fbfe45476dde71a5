#include "catalog/name_index.hpp"

#include "base/assert.hpp"
#include "galley/dialect.hpp"

namespace galley {

std::string_view relation_kind_name(RelationKind kind) {
  switch (kind) {
    case RelationKind::table:
      return "table";
    case RelationKind::index:
      return "index";
    case RelationKind::constraint:
      return "constraint";
  }
  GALLEY_ASSERT(false);
}

bool makes_index(const Constraint& constraint) {
  return !std::holds_alternative<ForeignKey>(constraint.what) && !std::holds_alternative<Check>(constraint.what);
}

ObjectName NameIndex::identity(const ObjectName& name) const {
  return {dialect_.identity_of(name.schema), dialect_.identity_of(name.name)};
}

const Relation* NameIndex::find_relation(const ObjectName& name) const {
  const auto found = relations_.find(identity(name));
  return found == relations_.end() ? nullptr : &found->second;
}

const ObjectName* NameIndex::find_enum(const ObjectName& name) const {
  const auto found = enums_.find(identity(name));
  return found == enums_.end() ? nullptr : &found->second;
}

void NameIndex::add(const Table& table) {
  const auto take = [&](RelationKind kind, const std::string& name, Span span) {
    relations_.insert_or_assign(identity({table.name.schema, name}), Relation{kind, table.name, name, span});
  };
  take(RelationKind::table, table.name.name, table.span);
  for (const Index& index : table.indexes) take(RelationKind::index, index.name, index.span);
  if (!dialect_.key_constraints_are_relations()) return;
  for (const Constraint& constraint : table.constraints)
    if (makes_index(constraint)) take(RelationKind::constraint, constraint.name, constraint.span);
}

void NameIndex::remove(const Table& table) {
  const auto release = [&](const std::string& name) { relations_.erase(identity({table.name.schema, name})); };
  release(table.name.name);
  for (const Index& index : table.indexes) release(index.name);
  if (!dialect_.key_constraints_are_relations()) return;
  for (const Constraint& constraint : table.constraints)
    if (makes_index(constraint)) release(constraint.name);
}

void NameIndex::add(const EnumType& enumeration) { enums_.insert_or_assign(identity(enumeration.name), enumeration.name); }
void NameIndex::remove(const EnumType& enumeration) { enums_.erase(identity(enumeration.name)); }

}  // namespace galley
