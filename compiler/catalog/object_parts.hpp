// What objects are made of: their expressions, the types they name, what owns them.
#pragma once

#include <functional>
#include <string>

#include "catalog/table_edits.hpp"
#include "galley/catalog.hpp"

namespace galley {

/// Every expression that an object keeps: defaults and checks of domains, conditions of triggers and policies, keys of
/// statistics, defaults of parameters.
void for_each_expression_of(SchemaObject& object, const std::function<void(Expression&)>& visit);
/// Every type of the history that its definition names.
void for_each_named_type(SchemaObject& object, const VisitType& visit);

void rename_sequence(Expression& expression, const ObjectName& from, const ObjectName& to);
void rename_call(Expression& expression, const ObjectName& from, const ObjectName& to);

[[nodiscard]] std::vector<ObjectPointer> triggers_of(const ObjectName& table, const Catalog& catalog);
/// Whether the object is a sequence that a column of the table owns; of any column where none is named.
[[nodiscard]] bool is_owned_by(const SchemaObject& object, const ObjectName& table, std::string_view column = {});
/// Whether the object is dropped with the table, or with one of its columns, as a part of it.
[[nodiscard]] bool goes_with_table(const SchemaObject& object, const ObjectName& table);
[[nodiscard]] bool goes_with_column(const SchemaObject& object, const ObjectName& table, std::string_view column);

}  // namespace galley
