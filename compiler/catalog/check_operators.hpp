// Operators of other languages, and comparisons with null: both are read, and mean something else than was meant.
#pragma once

#include "catalog/resolve.hpp"

namespace galley {

/// A condition, by its form: a comparison, `and`, `is null`, `in`, true ... A column or a call may be one and is none here.
[[nodiscard]] bool is_condition(const Expression& expression);

/// False after an error.
bool check_operators(const Expression& root, const ExpressionScope& scope, Workspace& workspace);

}  // namespace galley
