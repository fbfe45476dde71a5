// New values of the objects that one operation changes, and of all that a new name or another type is followed into.
#pragma once

#include <memory>
#include <vector>

#include "catalog/table_edits.hpp"
#include "galley/operation.hpp"

namespace galley {

class ObjectEdits {
 public:
  /// The new value of an object, a copy of the old one when it is asked for the first time. The main object comes first.
  std::shared_ptr<SchemaObject> edit(const ObjectPointer& before);
  void remove(const ObjectPointer& before);
  [[nodiscard]] std::vector<ObjectChange> take() const;

 private:
  struct Edited {
    ObjectPointer before;
    std::shared_ptr<SchemaObject> after;
  };
  Edited& find(const ObjectPointer& before);
  std::vector<Edited> edited_;
};

/// Replaces a key among what the object needs, and wherever its definition names what the key stands for.
void follow_rename(SchemaObject& object, const ObjectKey& from, const ObjectKey& to);
/// Keeps the needs in order, each once.
void sort_needs(SchemaObject& object);

/// The changes of one operation to the catalog, with everything that follows them.
class Edits {
 public:
  explicit Edits(const Catalog& catalog) : catalog_(catalog) {}

  TableEdits tables;
  ObjectEdits objects;

  /// To another name or another schema; owned sequences go to the other schema with their table.
  void rename(const TablePointer& table, const ObjectName& to);
  void rename(const ObjectPointer& object, const ObjectKey& to);
  void rename(const EnumPointer& enumeration, const ObjectName& to);
  void rename_column(const TablePointer& table, const std::string& from, const std::string& to);
  /// Of a view: in what names it. The view itself has it already.
  void follow_view_column(const ObjectName& view, const std::string& from, const std::string& to);
  /// The new value of an enumeration, in everything that is of the type, or made of it.
  void replace(const EnumPointer& before, std::shared_ptr<EnumType> after);
  /// Shows the new value of a domain or composite type, edited in `objects`, to everything that is of the type.
  void follow_type(const ObjectPointer& before);

  /// Into the operation, behind what it has.
  void store_in(Operation& operation) const;
  /// The same where the first enumeration is what the operation is about.
  void store_enum_in(Operation& operation) const;

 private:
  void follow_key(const ObjectKey& from, const ObjectKey& to);
  void follow_type(const ObjectKey& from, const Type& to);
  void move_owned_sequences(const ObjectName& table, const std::string& schema);

  const Catalog& catalog_;
  std::vector<EnumChange> enums_;
};

}  // namespace galley
