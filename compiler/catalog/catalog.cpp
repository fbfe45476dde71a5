#include "galley/catalog.hpp"

#include <algorithm>

#include "catalog/expressions_of.hpp"

namespace galley {
namespace {

template <class Objects>
auto find_named(const Objects& objects, std::string_view name) -> decltype(objects.data()) {
  const auto found = std::find_if(objects.begin(), objects.end(), [&](const auto& object) { return object.name == name; });
  return found == objects.end() ? nullptr : &*found;
}

void add_once(std::vector<std::string>& names, const std::string& name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}
void add_once(std::vector<std::string>& names, const std::vector<std::string>& more) {
  for (const std::string& name : more) add_once(names, name);
}

/// Enumerations that a table's columns have or its expressions cast to.
std::set<ObjectName> enums_of(const Table& table) {
  std::set<ObjectName> enums;
  const auto note = [&](const Type& type) {
    if (type.kind == TypeKind::enumeration) enums.insert(type.name);
  };
  for (const Column& column : table.columns) note(column.type);
  for_each_expression_of(table, [&](const Expression& root) {
    for_each_expression(root, [&](const Expression& part) {
      if (const auto* cast = std::get_if<Cast>(&part.node); cast && cast->type) note(*cast->type);
    });
  });
  return enums;
}

void forget(std::map<ObjectName, std::set<ObjectName>>& users, const ObjectName& used, const ObjectName& user) {
  const auto entry = users.find(used);
  if (entry == users.end()) return;
  entry->second.erase(user);
  if (entry->second.empty()) users.erase(entry);
}

template <class T>
bool same_objects(const std::map<ObjectName, std::shared_ptr<const T>>& a, const std::map<ObjectName, std::shared_ptr<const T>>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const auto& x, const auto& y) { return x.first == y.first && (x.second == y.second || *x.second == *y.second); });
}

}  // namespace

const std::string* IndexKey::column() const {
  const auto* reference = std::get_if<ColumnReference>(&key.node);
  return reference && reference->parts.size() == 1 ? &reference->parts.front().text : nullptr;
}

const Column* Table::find_column(std::string_view column) const { return find_named(columns, column); }
const Constraint* Table::find_constraint(std::string_view constraint) const { return find_named(constraints, constraint); }
const Index* Table::find_index(std::string_view index) const { return find_named(indexes, index); }

const Constraint* Table::primary_key() const {
  for (const Constraint& constraint : constraints)
    if (std::holds_alternative<PrimaryKey>(constraint.what)) return &constraint;
  return nullptr;
}

bool operator==(const Table& a, const Table& b) {
  return a.name == b.name && a.columns == b.columns && a.indexes == b.indexes && a.comment == b.comment &&
         std::is_permutation(a.constraints.begin(), a.constraints.end(), b.constraints.begin(), b.constraints.end());
}

bool EnumType::has_value(std::string_view value) const {
  return std::any_of(values.begin(), values.end(), [&](const EnumValue& known) { return known.text == value; });
}

bool operator==(const Type& a, const Type& b) {
  const bool same_enumeration = a.enumeration == b.enumeration || (a.enumeration && b.enumeration && *a.enumeration == *b.enumeration);
  return a.kind == b.kind && a.name == b.name && a.arguments == b.arguments && a.array_dimensions == b.array_dimensions && same_enumeration;
}

std::vector<std::string> columns_of(const Expression& expression) {
  std::vector<std::string> names;
  for_each_expression(expression, [&](const Expression& part) {
    if (const auto* reference = std::get_if<ColumnReference>(&part.node)) add_once(names, reference->parts.back().text);
  });
  return names;
}

std::vector<std::string> columns_of(const Constraint& constraint) {
  std::vector<std::string> names;
  match(
      constraint.what, [&](const PrimaryKey& key) { add_once(names, key.columns), add_once(names, key.include); },
      [&](const Unique& key) { add_once(names, key.columns), add_once(names, key.include); },
      [&](const ForeignKey& key) { add_once(names, key.columns); }, [&](const Check& check) { names = columns_of(check.condition); },
      [&](const Exclude& exclude) {
        for (const Exclude::Element& element : exclude.elements) add_once(names, columns_of(element.key.key));
        if (exclude.where) add_once(names, columns_of(*exclude.where));
      });
  return names;
}

std::vector<std::string> columns_of(const Index& index) {
  std::vector<std::string> names;
  for (const IndexKey& key : index.keys) add_once(names, columns_of(key.key));
  add_once(names, index.include);
  if (index.where) add_once(names, columns_of(*index.where));
  return names;
}

TablePointer Catalog::find_table(const ObjectName& name) const {
  const auto found = tables_.find(name);
  return found == tables_.end() ? nullptr : found->second;
}

EnumPointer Catalog::find_enum(const ObjectName& name) const {
  const auto found = enums_.find(name);
  return found == enums_.end() ? nullptr : found->second;
}

TablePointer Catalog::table_of_index(const ObjectName& index) const {
  const auto found = index_tables_.find(index);
  return found == index_tables_.end() ? nullptr : find_table(found->second);
}

std::vector<TablePointer> Catalog::referencing_tables(const ObjectName& table) const { return users_in(referencing_, table); }
std::vector<TablePointer> Catalog::tables_using(const ObjectName& enumeration) const { return users_in(enum_users_, enumeration); }

std::vector<TablePointer> Catalog::users_in(const std::map<ObjectName, std::set<ObjectName>>& users, const ObjectName& used) const {
  std::vector<TablePointer> tables;
  const auto entry = users.find(used);
  if (entry == users.end()) return tables;
  for (const ObjectName& user : entry->second) tables.push_back(find_table(user));
  return tables;
}

void Catalog::put(TablePointer table) {
  remove_table(table->name);
  link(*table);
  const ObjectName name = table->name;
  tables_.emplace(name, std::move(table));
}

void Catalog::put(EnumPointer enumeration) { enums_.insert_or_assign(enumeration->name, enumeration); }

void Catalog::remove_table(const ObjectName& name) {
  const auto found = tables_.find(name);
  if (found == tables_.end()) return;
  const TablePointer table = found->second;  // `name` may be its member
  tables_.erase(found);
  unlink(*table);
}

void Catalog::remove_enum(const ObjectName& name) { enums_.erase(name); }

void Catalog::link(const Table& table) {
  for (const Index& index : table.indexes) index_tables_.insert_or_assign({table.name.schema, index.name}, table.name);
  for (const Constraint& constraint : table.constraints)
    if (const auto* key = std::get_if<ForeignKey>(&constraint.what)) referencing_[key->table].insert(table.name);
  for (const ObjectName& enumeration : enums_of(table)) enum_users_[enumeration].insert(table.name);
}

void Catalog::unlink(const Table& table) {
  for (const Index& index : table.indexes) index_tables_.erase({table.name.schema, index.name});
  for (const Constraint& constraint : table.constraints)
    if (const auto* key = std::get_if<ForeignKey>(&constraint.what)) forget(referencing_, key->table, table.name);
  for (const ObjectName& enumeration : enums_of(table)) forget(enum_users_, enumeration, table.name);
}

bool operator==(const Catalog& a, const Catalog& b) { return same_objects(a.tables_, b.tables_) && same_objects(a.enums_, b.enums_); }

}  // namespace galley
