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
  explicit NameIndex(const Dialect& dialect);

  [[nodiscard]] const Relation* find_relation(const ObjectName& name) const;
  [[nodiscard]] const NamedType* find_type(const ObjectName& name) const;
  /// The key under which the catalog has the object, or nullptr.
  [[nodiscard]] const ObjectKey* find_object(const ObjectKey& key) const;
  /// The trigger of this name, on whatever relation it is: one with a body of its own shares its name with no other.
  [[nodiscard]] const ObjectKey* find_trigger_with_body(std::string_view name) const;
  /// Whether two identifiers are the same to the dialect.
  [[nodiscard]] bool same(std::string_view a, std::string_view b) const;
  /// Whether identifiers that differ in case alone are two.
  [[nodiscard]] bool keeps_case() const { return keeps_case_; }

  void add(const Table& table);
  void remove(const Table& table);
  /// What another value of the same table has no longer, or has besides.
  void remove_missing(const Table& before, const Table& after);
  void add_new(const Table& before, const Table& after);
  void add(const EnumType& enumeration);
  void remove(const EnumType& enumeration);
  void add(const SchemaObject& object);
  void remove(const SchemaObject& object);

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  template <class T>
  using ByIdentity = std::unordered_map<std::string, T, Hash, std::equal_to<>>;

  /// Schema and name, as the dialect tells them apart, in one text, which lasts until the next call.
  [[nodiscard]] std::string_view identity(std::string_view schema, std::string_view name) const;
  [[nodiscard]] std::string_view identity(const ObjectName& name) const { return identity(name.schema, name.name); }
  [[nodiscard]] ObjectKey identity(const ObjectKey& key) const;
  void append_identity(std::string_view name) const;
  void take(const Table& table, ObjectKind kind, const std::string& name, Span span);
  void take_relation(const ObjectName& name, Relation relation);
  void release(const std::string& schema, const std::string& name);

  const Dialect& dialect_;
  bool keeps_case_;  // identifiers are as they are written
  mutable std::string identity_;
  ByIdentity<Relation> relations_;
  ByIdentity<NamedType> types_;
  std::map<ObjectKey, ObjectKey> objects_;
  ByIdentity<ObjectKey> triggers_;  // with a body of their own
};

/// Whether an object of this kind takes a name among relations, and among types.
[[nodiscard]] bool is_relation(ObjectKind kind);
[[nodiscard]] bool is_type(ObjectKind kind);
/// Whether there is a type of the relation's name: that of its rows.
[[nodiscard]] bool has_row_type(ObjectKind kind);
/// Whether a constraint of this kind is backed by an index of its own.
[[nodiscard]] bool makes_index(const Constraint& constraint);

}  // namespace galley
