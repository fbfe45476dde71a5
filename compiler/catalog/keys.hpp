// Keys and what needs them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "galley/catalog.hpp"

namespace galley {

/// What a foreign key to these columns relies on: the first primary key, unique constraint, then unique index on exactly
/// them (in any order), as servers choose it. Both are nullptr where there is none.
struct Key {
  const Constraint* constraint = nullptr;
  const Index* index = nullptr;
  [[nodiscard]] bool exists() const { return constraint || index; }
};
[[nodiscard]] Key key_on(const Table& table, const std::vector<std::string>& columns);

/// A foreign key with the table it belongs to.
struct ForeignKeyOf {
  TablePointer table;
  const Constraint* constraint;
};
/// All to this table, its own among them, by name of table.
[[nodiscard]] std::vector<ForeignKeyOf> foreign_keys_to(const ObjectName& table, const Catalog& catalog);
/// Those that rely on this constraint or index of the table.
[[nodiscard]] std::vector<ForeignKeyOf> foreign_keys_relying_on(const Table& table, std::string_view key, const Catalog& catalog);

/// Whatever cannot stay when a column goes.
struct ColumnUsers {
  std::vector<const Constraint*> constraints;
  std::vector<const Index*> indexes;
  std::vector<const Column*> generated;
  std::vector<ForeignKeyOf> foreign_keys;
  [[nodiscard]] bool empty() const { return constraints.empty() && indexes.empty() && generated.empty() && foreign_keys.empty(); }
};
/// Constraints that are attributes of the column and concern it alone go with it: they are no users, except keys that
/// foreign keys rely on (which are listed as such).
[[nodiscard]] ColumnUsers users_of_column(const Table& table, std::string_view column, const Catalog& catalog);
[[nodiscard]] bool goes_with_column(const Constraint& constraint, std::string_view column);

}  // namespace galley
