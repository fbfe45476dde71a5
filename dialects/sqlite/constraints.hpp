// Constraints as they stand at a column or in the table's list.
#pragma once

#include <string>

#include "sqlite/context.hpp"

namespace galley::sqlite {

/// "CONSTRAINT fk REFERENCES users (id) ON DELETE CASCADE", for those that stand at their column.
[[nodiscard]] std::string column_constraint(const Constraint& constraint, const Context& context);

}  // namespace galley::sqlite
