#include "catalog/keys.hpp"

#include <algorithm>

namespace galley {
namespace {

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool same_columns(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return a.size() == b.size() && std::all_of(a.begin(), a.end(), [&](const std::string& name) { return contains(b, name); });
}

bool is_key(const Constraint& constraint, const std::vector<std::string>& columns) {
  if (constraint.deferral != Deferral::not_deferrable) return false;
  if (const auto* primary = std::get_if<PrimaryKey>(&constraint.what)) return same_columns(primary->columns, columns);
  const auto* unique = std::get_if<Unique>(&constraint.what);
  return unique && same_columns(unique->columns, columns);
}

bool is_key(const Index& index, const std::vector<std::string>& columns) {
  if (!index.unique || index.where) return false;
  std::vector<std::string> keys;
  for (const IndexKey& key : index.keys) {
    if (!key.column()) return false;
    keys.push_back(*key.column());
  }
  return same_columns(keys, columns);
}

}  // namespace

Key key_on(const Table& table, const std::vector<std::string>& columns) {
  for (const Constraint& constraint : table.constraints)
    if (is_key(constraint, columns)) return {.constraint = &constraint, .index = nullptr};
  for (const Index& index : table.indexes)
    if (is_key(index, columns)) return {.constraint = nullptr, .index = &index};
  return {};
}

std::vector<ForeignKeyOf> foreign_keys_to(const ObjectName& table, const Catalog& catalog) {
  std::vector<ForeignKeyOf> keys;
  for (const TablePointer& user : catalog.referencing_tables(table))
    for (const Constraint& constraint : user->constraints)
      if (const auto* key = std::get_if<ForeignKey>(&constraint.what); key && key->table == table) keys.push_back({user, &constraint});
  return keys;
}

std::vector<ForeignKeyOf> foreign_keys_relying_on(const Table& table, std::string_view key, const Catalog& catalog) {
  std::vector<ForeignKeyOf> keys = foreign_keys_to(table.name, catalog);
  std::erase_if(keys, [&](const ForeignKeyOf& user) {
    const Key chosen = key_on(table, std::get<ForeignKey>(user.constraint->what).referenced_columns);
    return !(chosen.constraint && chosen.constraint->name == key) && !(chosen.index && chosen.index->name == key);
  });
  return keys;
}

bool goes_with_column(const Constraint& constraint, std::string_view column) {
  const std::vector<std::string> columns = columns_of(constraint);
  return constraint.column == column && columns.size() == 1 && columns.front() == column;
}

ColumnUsers users_of_column(const Table& table, std::string_view column, const Catalog& catalog) {
  ColumnUsers users;
  for (const Constraint& constraint : table.constraints)
    if (contains(columns_of(constraint), column) && !goes_with_column(constraint, column)) users.constraints.push_back(&constraint);
  for (const Index& index : table.indexes)
    if (contains(columns_of(index), column)) users.indexes.push_back(&index);
  for (const Column& other : table.columns)
    if (other.name != column && other.generated && contains(columns_of(other.generated->value), column)) users.generated.push_back(&other);
  for (const ForeignKeyOf& key : foreign_keys_to(table.name, catalog)) {
    const bool goes_anyway = key.table->name == table.name && goes_with_column(*key.constraint, column);
    if (contains(std::get<ForeignKey>(key.constraint->what).referenced_columns, column) && !goes_anyway) users.foreign_keys.push_back(key);
  }
  return users;
}

}  // namespace galley
