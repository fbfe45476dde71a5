// Which names are taken, in the form under which the dialect tells them apart.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "galley/catalog.hpp"

namespace galley {

class Dialect;

enum class RelationKind { table, index, constraint };
[[nodiscard]] std::string_view relation_kind_name(RelationKind kind);

/// Something that takes a name among tables and indexes of a schema.
struct Relation {
  RelationKind kind = RelationKind::table;
  ObjectName table;  // the table itself, or the one it belongs to
  std::string name;
  Span span;
};

class NameIndex {
 public:
  explicit NameIndex(const Dialect& dialect) : dialect_(dialect) {}

  [[nodiscard]] const Relation* find_relation(const ObjectName& name) const;
  /// The enumeration's own spelling, or nullptr.
  [[nodiscard]] const ObjectName* find_enum(const ObjectName& name) const;

  void add(const Table& table);
  void remove(const Table& table);
  void add(const EnumType& enumeration);
  void remove(const EnumType& enumeration);

 private:
  [[nodiscard]] ObjectName identity(const ObjectName& name) const;

  const Dialect& dialect_;
  std::map<ObjectName, Relation> relations_;
  std::map<ObjectName, ObjectName> enums_;
};

/// Whether a constraint of this kind is backed by an index of its own.
[[nodiscard]] bool makes_index(const Constraint& constraint);

}  // namespace galley
