// Expressions in PostgreSQL's spelling, with no more parentheses than its grammar needs.
#pragma once

#include <string>

#include "galley/expression.hpp"
#include "postgresql/types.hpp"

namespace galley::postgresql {

[[nodiscard]] std::string expression_text(const Expression& expression, const Printing& printing);
/// Where the grammar has b_expr (a DEFAULT in a column definition): in parentheses unless it is one.
[[nodiscard]] std::string restricted_expression_text(const Expression& expression, const Printing& printing);
/// A key of an index: a column or a plain call bare, anything else in parentheses.
[[nodiscard]] std::string index_key_text(const Expression& expression, const Printing& printing);

}  // namespace galley::postgresql
