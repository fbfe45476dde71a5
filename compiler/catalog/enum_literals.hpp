// String literals that stand for values of an enumeration: 'a'::e, status = 'a', status in ('a', 'b'), default 'a', '{a,b}'::e[].
#pragma once

#include <functional>

#include "galley/catalog.hpp"

namespace galley {

/// The literal alone where `value` is one of a column of this type, perhaps under a cast to it; else nullptr.
[[nodiscard]] Literal* enum_literal(const Type& type, Expression& value);

using VisitEnumLiteral = std::function<void(const Type& enumeration, Literal& literal, Span span)>;
/// Those inside an expression over the columns of a table (nullptr: none). Casts must be resolved.
void for_each_enum_literal(Expression& root, const Table* table, const VisitEnumLiteral& visit);
/// Those of everything that a table keeps, defaults included.
void for_each_enum_literal(Table& table, const VisitEnumLiteral& visit);
/// Those of the expressions that an object keeps; `table` is the one that a trigger or policy is on.
void for_each_enum_literal(SchemaObject& object, const Table* table, const VisitEnumLiteral& visit);

}  // namespace galley
