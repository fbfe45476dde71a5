// New values of the tables that one operation changes.
#pragma once

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "catalog/keys.hpp"
#include "galley/operation.hpp"

namespace galley {

class TableEdits {
 public:
  /// The new value of a table, a copy of the old one when it is asked for the first time. The main table comes first.
  Table& edit(const TablePointer& before);
  [[nodiscard]] std::vector<TableChange> take() const;

 private:
  struct Edited {
    TablePointer before;
    std::shared_ptr<Table> after;
  };
  std::vector<Edited> edited_;
};

void erase_constraint(Table& table, std::string_view name);
void erase_index(Table& table, std::string_view name);
/// Keeps indexes in order of their names.
void insert_index(Table& table, Index index);
/// Columns of a primary key take no null.
/// Privileges on a column that is gone.
void erase_grants(Table& table, std::string_view column);
void mark_key_columns(Table& table);

/// Every type of the history in the table (enumerations, domains, composite types), of columns and of casts; `written` is
/// the cast's text, nullptr for a column.
using VisitType = std::function<void(Type&, TypeName* written)>;
void for_each_named_type(Table& table, const VisitType& visit);
/// Those for which `wanted` holds; what has none of them stays shared.
void edit_named_types(Table& table, const std::function<bool(const Type&)>& wanted, const VisitType& edit);
/// Those of the casts in one expression.
void for_each_named_type(Expression& expression, const VisitType& visit);
[[nodiscard]] bool is_named(const Type& type);

/// The column's name in an expression over the columns of a table of this name.
void rename_column(Expression& expression, std::string_view table, std::string_view from, const std::string& to);
/// The table's name where it stands before a column.
void rename_qualifier(Expression& expression, std::string_view from, const std::string& to);

/// The column's name wherever the table itself uses it, its own foreign keys' targets in itself included.
void rename_column(Table& table, std::string_view from, const std::string& to);
/// The column's name in foreign keys of `user` to `referenced`.
void rename_referenced_column(Table& user, const ObjectName& referenced, std::string_view from, const std::string& to);
/// The table's own name, in itself.
void rename_table(Table& table, const ObjectName& to);
/// The name in foreign keys of `user`.
void rename_referenced_table(Table& user, const ObjectName& from, const ObjectName& to);
/// The name of a table above this one.
void rename_parent(Table& child, const ObjectName& from, const ObjectName& to);

}  // namespace galley
