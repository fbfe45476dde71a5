// Every expression that a table keeps: defaults, generated columns, checks, exclusions, index keys and predicates.
#pragma once

#include <concepts>

#include "galley/catalog.hpp"

namespace galley {

/// Calls `visit` with each expression of the table, whole. One template serves const and mutable tables.
template <class T, class Visit>
requires std::same_as<std::remove_const_t<T>, Table>
void for_each_expression_of(T& table, const Visit& visit) {
  for (auto& column : table.columns) {
    if (column.default_value) visit(*column.default_value);
    if (column.generated) visit(column.generated->value);
  }
  for (auto& constraint : table.constraints) {
    if (auto* check = std::get_if<Check>(&constraint.what)) visit(check->condition);
    if (auto* exclude = std::get_if<Exclude>(&constraint.what)) {
      for (auto& element : exclude->elements) visit(element.key.key);
      if (exclude->where) visit(*exclude->where);
    }
  }
  for (auto& index : table.indexes) {
    for (auto& key : index.keys) visit(key.key);
    if (index.where) visit(*index.where);
  }
}

}  // namespace galley
