// Every expression that a table keeps: defaults, generated columns, checks, exclusions, index keys and predicates, and the
// keys by which it is partitioned.
#pragma once

#include <concepts>

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

}  // namespace galley
