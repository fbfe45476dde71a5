#include "catalog/table_edits.hpp"

#include <algorithm>

#include "catalog/expressions_of.hpp"

namespace galley {
namespace {

void rename_in(std::vector<std::string>& names, std::string_view from, const std::string& to) {
  std::replace_if(
      names.begin(), names.end(), [&](const std::string& name) { return name == from; }, to);
}

void rename_in(Constraint& constraint, std::string_view from, const std::string& to) {
  if (constraint.column == from) constraint.column = to;
  if (auto* key = std::get_if<PrimaryKey>(&constraint.what)) {
    rename_in(key->columns, from, to);
    rename_in(key->include, from, to);
  }
  if (auto* key = std::get_if<Unique>(&constraint.what)) {
    rename_in(key->columns, from, to);
    rename_in(key->include, from, to);
  }
  if (auto* key = std::get_if<ForeignKey>(&constraint.what)) {
    rename_in(key->columns, from, to);
    rename_in(key->on_delete_columns, from, to);
  }
}

}  // namespace

Table& TableEdits::edit(const TablePointer& before) {
  for (const Edited& edited : edited_)
    if (edited.before->name == before->name) return *edited.after;
  edited_.push_back({before, std::make_shared<Table>(*before)});
  return *edited_.back().after;
}

std::vector<TableChange> TableEdits::take() const {
  std::vector<TableChange> changes;
  for (const Edited& edited : edited_) changes.push_back({edited.before, edited.after});
  return changes;
}

void erase_constraint(Table& table, std::string_view name) {
  std::erase_if(table.constraints, [&](const Constraint& constraint) { return constraint.name == name; });
}

void erase_index(Table& table, std::string_view name) {
  std::erase_if(table.indexes, [&](const Index& index) { return index.name == name; });
}

void insert_index(Table& table, Index index) {
  const auto place =
      std::lower_bound(table.indexes.begin(), table.indexes.end(), index, [](const Index& a, const Index& b) { return a.name < b.name; });
  table.indexes.insert(place, std::move(index));
}

void mark_key_columns(Table& table) {
  const Constraint* constraint = table.primary_key();
  if (!constraint) return;
  const auto& key = std::get<PrimaryKey>(constraint->what);
  for (Column& column : table.columns)
    if (std::find(key.columns.begin(), key.columns.end(), column.name) != key.columns.end()) column.not_null = true;
}

void for_each_enum_type(Table& table, const std::function<void(Type&, TypeName* written)>& visit) {
  for (Column& column : table.columns)
    if (column.type.kind == TypeKind::enumeration) visit(column.type, nullptr);
  for_each_expression_of(table, [&](Expression& root) {
    for_each_expression(root, [&](Expression& part) {
      auto* cast = std::get_if<Cast>(&part.node);
      if (cast && cast->type && cast->type->kind == TypeKind::enumeration) visit(*cast->type, &cast->type_name);
    });
  });
}

void rename_column(Table& table, std::string_view from, const std::string& to) {
  for (Column& column : table.columns)
    if (column.name == from) column.name = to;
  for (Constraint& constraint : table.constraints) rename_in(constraint, from, to);
  for (Index& index : table.indexes) rename_in(index.include, from, to);
  for_each_expression_of(table, [&](Expression& root) {
    for_each_expression(root, [&](Expression& part) {
      auto* reference = std::get_if<ColumnReference>(&part.node);
      if (!reference || reference->parts.back().text != from) return;
      const bool own = reference->parts.size() == 1 || reference->parts[reference->parts.size() - 2].text == table.name.name;
      if (own) reference->parts.back().text = to;
    });
  });
  rename_referenced_column(table, table.name, from, to);
}

void rename_referenced_column(Table& user, const ObjectName& referenced, std::string_view from, const std::string& to) {
  for (Constraint& constraint : user.constraints)
    if (auto* key = std::get_if<ForeignKey>(&constraint.what); key && key->table == referenced)
      rename_in(key->referenced_columns, from, to);
}

void rename_table(Table& table, const ObjectName& to) {
  for_each_expression_of(table, [&](Expression& root) {
    for_each_expression(root, [&](Expression& part) {
      auto* reference = std::get_if<ColumnReference>(&part.node);
      if (!reference || reference->parts.size() < 2) return;
      Name& qualifier = reference->parts[reference->parts.size() - 2];
      if (qualifier.text == table.name.name) qualifier.text = to.name;
    });
  });
  rename_referenced_table(table, table.name, to);
  table.name = to;
}

void rename_referenced_table(Table& user, const ObjectName& from, const ObjectName& to) {
  for (Constraint& constraint : user.constraints)
    if (auto* key = std::get_if<ForeignKey>(&constraint.what); key && key->table == from) key->table = to;
}

}  // namespace galley
