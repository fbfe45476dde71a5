// Which names are taken, in the form under which the dialect tells them apart.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "galley/catalog.hpp"

namespace galley {

class Dialect;

/// Something that takes a name among the relations of a schema: tables, indexes, keys, sequences, views, composite types.
struct Relation {
  ObjectKind kind = ObjectKind::table;
  ObjectName table;  // of an index or constraint: what it belongs to, else the relation itself
  std::string name;
  Span span;
};
/// An enumeration, a domain or a composite type.
struct NamedType {
  ObjectKind kind = ObjectKind::enumeration;
  ObjectName name;
  Span span;
};

class NameIndex {
 public:
  explicit NameIndex(const Dialect& dialect) : dialect_(dialect) {}

  [[nodiscard]] const Relation* find_relation(const ObjectName& name) const;
  [[nodiscard]] const NamedType* find_type(const ObjectName& name) const;
  /// The key under which the catalog has the object, or nullptr.
  [[nodiscard]] const ObjectKey* find_object(const ObjectKey& key) const;

  void add(const Table& table);
  void remove(const Table& table);
  void add(const EnumType& enumeration);
  void remove(const EnumType& enumeration);
  void add(const SchemaObject& object);
  void remove(const SchemaObject& object);

 private:
  /// Schema and name, as the dialect tells them apart, in one text.
  [[nodiscard]] std::string identity(const std::string& schema, const std::string& name) const;
  [[nodiscard]] std::string identity(const ObjectName& name) const { return identity(name.schema, name.name); }
  [[nodiscard]] ObjectKey identity(const ObjectKey& key) const;

  const Dialect& dialect_;
  std::unordered_map<std::string, Relation> relations_;
  std::unordered_map<std::string, NamedType> types_;
  std::map<ObjectKey, ObjectKey> objects_;
};

/// Whether an object of this kind takes a name among relations, and among types.
[[nodiscard]] bool is_relation(ObjectKind kind);
[[nodiscard]] bool is_type(ObjectKind kind);
/// Whether there is a type of the relation's name: that of its rows.
[[nodiscard]] bool has_row_type(ObjectKind kind);
/// Whether a constraint of this kind is backed by an index of its own.
[[nodiscard]] bool makes_index(const Constraint& constraint);

}  // namespace galley
