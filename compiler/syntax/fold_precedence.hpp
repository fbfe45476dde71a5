// From a row of operands and operators to a tree, by PostgreSQL's precedence.
#pragma once

#include "syntax/flat_expression.hpp"

namespace galley::syntax {

/// Reports operators that may not be chained (a < b < c). Leaves the statement, like a parser, where a `between` has no
/// `and` or the tree would become too deep. Adds the depth of the tree to state.deepest.
[[nodiscard]] Expression fold_precedence(FlatExpression flat, ParseState& state);

}  // namespace galley::syntax
