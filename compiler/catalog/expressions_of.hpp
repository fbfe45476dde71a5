// Every expression that a table keeps: defaults, generated columns, checks, exclusions, index keys and predicates, and the
// keys by which it is partitioned.
#pragma once

#include <concepts>
#include <utility>

#include "galley/catalog.hpp"

namespace galley {

template <class T, class Visit>
requires std::same_as<std::remove_const_t<T>, Column>
void for_each_expression_of(T& column, const Visit& visit) {
  if (column.default_value) visit(*column.default_value);
  if (column.generated) visit(column.generated->value);
}

template <class T, class Visit>
requires std::same_as<std::remove_const_t<T>, Constraint>
void for_each_expression_of(T& constraint, const Visit& visit) {
  if (auto* check = std::get_if<Check>(&constraint.what)) visit(check->condition);
  if (auto* exclude = std::get_if<Exclude>(&constraint.what)) {
    for (auto& element : exclude->elements) visit(element.key.key);
    if (exclude->where) visit(*exclude->where);
  }
}

template <class T, class Visit>
requires std::same_as<std::remove_const_t<T>, Index>
void for_each_expression_of(T& index, const Visit& visit) {
  for (auto& key : index.keys) visit(key.key);
  if (index.where) visit(*index.where);
}

/// Calls `visit` with each expression of the table, whole. One template serves const and mutable tables.
template <class T, class Visit>
requires std::same_as<std::remove_const_t<T>, Table>
void for_each_expression_of(T& table, const Visit& visit) {
  for (auto& column : table.columns) for_each_expression_of(column, visit);
  for (auto& constraint : table.constraints) for_each_expression_of(constraint, visit);
  for (auto& index : table.indexes) for_each_expression_of(index, visit);
  if (table.partition_by)
    for (auto& key : table.partition_by->keys) visit(key.key);
}

/// Calls `edit` for each expression of the table for which `wanted` holds. Columns, constraints and indexes without one stay
/// shared with other values of the table.
template <class Wanted, class Edit>
void edit_expressions_of(Table& table, const Wanted& wanted, const Edit& edit) {
  const auto has = [&](const auto& part) {
    bool found = false;
    for_each_expression_of(part, [&](const Expression& root) { found = found || wanted(root); });
    return found;
  };
  const auto edit_part = [&](auto& part) {
    for_each_expression_of(part, [&](Expression& root) {
      if (wanted(std::as_const(root))) edit(root);
    });
  };
  edit_where(table.columns, has, edit_part);
  edit_where(table.constraints, has, edit_part);
  edit_where(table.indexes, has, edit_part);
  if (!table.partition_by) return;
  for (std::size_t i = 0; i < std::as_const(table).partition_by->keys.size(); ++i)
    if (wanted(std::as_const(table).partition_by->keys[i].key)) edit(table.partition_by->keys[i].key);
}

}  // namespace galley
