#include "catalog/table_edits.hpp"

#include <algorithm>

#include "catalog/expressions_of.hpp"
#include "catalog/inherited_parts.hpp"

namespace galley {
namespace {

void rename_in(std::vector<std::string>& names, std::string_view from, const std::string& to) {
  std::replace_if(
      names.begin(), names.end(), [&](const std::string& name) { return name == from; }, to);
}

template <class Wanted>
bool has_part(const Expression& root, const Wanted& wanted) {
  bool found = false;
  for_each_expression(root, [&](const Expression& part) { found = found || wanted(part); });
  return found;
}

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// As the last part of a reference, or before it.
bool mentions_column(const Expression& root, std::string_view column) {
  return has_part(root, [&](const Expression& part) {
    const auto* reference = std::get_if<ColumnReference>(&part.node);
    return reference && reference->parts.back().text == column;
  });
}
bool has_qualifier(const Expression& root, std::string_view qualifier) {
  return has_part(root, [&](const Expression& part) {
    const auto* reference = std::get_if<ColumnReference>(&part.node);
    return reference && reference->parts.size() > 1 && reference->parts[reference->parts.size() - 2].text == qualifier;
  });
}

bool refers_to(const Constraint& constraint, const ObjectName& table) {
  const auto* key = std::get_if<ForeignKey>(&constraint.what);
  return key && key->table == table;
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

/// The sequence of an identity keeps its name when the table or the column get another one.
void keep_sequence_name(Column& column, const std::string& table_before, const std::string& column_before, const std::string& table_after) {
  std::string& name = column.identity->sequence;
  if (name.empty()) name = identity_sequence_name(table_before, column_before);
  if (name == identity_sequence_name(table_after, column.name)) name.clear();
}

bool is_identity(const Column& column) { return column.identity.has_value(); }

}  // namespace

Table& TableEdits::edit(const TablePointer& before) {
  for (const Edited& edited : edited_)
    if (edited.before->name == before->name) return *edited.after;
  return *edited_.emplace_back(Edited{before, std::make_shared<Table>(*before)}).after;
}

std::vector<TableChange> TableEdits::take() const {
  std::vector<TableChange> changes;
  for (const Edited& edited : edited_) changes.push_back({edited.before, edited.after});
  return changes;
}

void erase_constraint(Table& table, std::string_view name) {
  table.constraints.remove_if([&](const Constraint& constraint) { return constraint.name == name; });
}

void erase_index(Table& table, std::string_view name) {
  table.indexes.remove_if([&](const Index& index) { return index.name == name; });
}

void erase_grants(Table& table, std::string_view column) {
  std::erase_if(table.grants, [&](const Grant& grant) { return grant.column == column; });
}

void insert_index(Table& table, Index index) {
  const auto place =
      std::lower_bound(table.indexes.cbegin(), table.indexes.cend(), index, [](const Index& a, const Index& b) { return a.name < b.name; });
  table.indexes.insert(place, std::move(index));
}

void mark_key_columns(Table& table) {
  const Constraint* constraint = std::as_const(table).primary_key();
  if (!constraint) return;
  const auto& key = std::get<PrimaryKey>(constraint->what);
  const auto may_be_null = [&](const Column& column) {
    return !column.not_null && std::find(key.columns.begin(), key.columns.end(), column.name) != key.columns.end();
  };
  edit_where(table.columns, may_be_null, [](Column& column) { column.not_null = true; });
}

void for_each_enum_type(const Table& table, const std::function<void(const Type&, const TypeName* written)>& visit) {
  for (const Column& column : table.columns)
    if (column.type.kind == TypeKind::enumeration) visit(column.type, nullptr);
  for_each_expression_of(table, [&](const Expression& root) {
    for_each_expression(root, [&](const Expression& part) {
      const auto* cast = std::get_if<Cast>(&part.node);
      if (cast && cast->type && cast->type->kind == TypeKind::enumeration) visit(*cast->type, &cast->type_name);
    });
  });
}

bool is_named(const Type& type) {
  return type.kind == TypeKind::enumeration || type.kind == TypeKind::domain || type.kind == TypeKind::composite;
}

void for_each_named_type(Expression& expression, const VisitType& visit) {
  for_each_expression(expression, [&](Expression& part) {
    auto* cast = std::get_if<Cast>(&part.node);
    if (cast && cast->type && is_named(*cast->type)) visit(*cast->type, &cast->type_name);
  });
}

void for_each_named_type(Table& table, const VisitType& visit) {
  edit_named_types(
      table, [](const Type&) { return true; }, visit);
}

void edit_named_types(Table& table, const std::function<bool(const Type&)>& wanted, const VisitType& edit) {
  edit_where(
      table.columns, [&](const Column& column) { return is_named(column.type) && wanted(column.type); },
      [&](Column& column) { edit(column.type, nullptr); });
  const auto casts_to_one = [&](const Expression& root) {
    return has_part(root, [&](const Expression& part) {
      const auto* cast = std::get_if<Cast>(&part.node);
      return cast && cast->type && is_named(*cast->type) && wanted(*cast->type);
    });
  };
  edit_expressions_of(table, casts_to_one, [&](Expression& root) {
    for_each_named_type(root, [&](Type& type, TypeName* written) {
      if (wanted(type)) edit(type, written);
    });
  });
}

void rename_column(Expression& expression, std::string_view table, std::string_view from, const std::string& to) {
  for_each_expression(expression, [&](Expression& part) {
    auto* reference = std::get_if<ColumnReference>(&part.node);
    if (!reference || reference->parts.back().text != from) return;
    const bool own = reference->parts.size() == 1 || reference->parts[reference->parts.size() - 2].text == table;
    if (own) reference->parts.back().text = to;
  });
}

void rename_qualifier(Expression& expression, std::string_view from, const std::string& to) {
  for_each_expression(expression, [&](Expression& part) {
    auto* reference = std::get_if<ColumnReference>(&part.node);
    if (!reference || reference->parts.size() < 2) return;
    Name& qualifier = reference->parts[reference->parts.size() - 2];
    if (qualifier.text == from) qualifier.text = to;
  });
}

void rename_column(Table& table, std::string_view from, const std::string& to) {
  edit_where(
      table.columns, [&](const Column& column) { return column.name == from; },
      [&](Column& column) {
        column.name = to;
        if (is_identity(column)) keep_sequence_name(column, table.name.name, std::string(from), table.name.name);
      });
  for (Grant& grant : table.grants)
    if (grant.column == from) grant.column = to;
  std::sort(table.grants.begin(), table.grants.end());
  edit_where(
      table.constraints, [&](const Constraint& constraint) { return constraint.column == from || contains(columns_of(constraint), from); },
      [&](Constraint& constraint) { rename_in(constraint, from, to); });
  edit_where(
      table.indexes, [&](const Index& index) { return contains(index.include, from); },
      [&](Index& index) { rename_in(index.include, from, to); });
  edit_expressions_of(
      table, [&](const Expression& root) { return mentions_column(root, from); },
      [&](Expression& root) { rename_column(root, table.name.name, from, to); });
  rename_referenced_column(table, table.name, from, to);
}

void rename_referenced_column(Table& user, const ObjectName& referenced, std::string_view from, const std::string& to) {
  edit_where(
      user.constraints, [&](const Constraint& constraint) { return refers_to(constraint, referenced); },
      [&](Constraint& constraint) { rename_in(std::get<ForeignKey>(constraint.what).referenced_columns, from, to); });
}

void rename_table(Table& table, const ObjectName& to) {
  edit_expressions_of(
      table, [&](const Expression& root) { return has_qualifier(root, table.name.name); },
      [&](Expression& root) { rename_qualifier(root, table.name.name, to.name); });
  rename_referenced_table(table, table.name, to);
  edit_where(table.columns, is_identity, [&](Column& column) { keep_sequence_name(column, table.name.name, column.name, to.name); });
  table.name = to;
}

void rename_referenced_table(Table& user, const ObjectName& from, const ObjectName& to) {
  edit_where(
      user.constraints, [&](const Constraint& constraint) { return refers_to(constraint, from); },
      [&](Constraint& constraint) { std::get<ForeignKey>(constraint.what).table = to; });
}

void rename_parent(Table& child, const ObjectName& from, const ObjectName& to) {
  if (child.partition_of && child.partition_of->parent == from) child.partition_of->parent = to;
  std::replace(child.inherits.begin(), child.inherits.end(), from, to);
}

}  // namespace galley
