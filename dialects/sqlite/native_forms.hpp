// What ALTER TABLE can do at the target version; the rest is a rebuild of the table.
#pragma once

#include <vector>

#include "sqlite/context.hpp"

namespace galley::sqlite {

/// The tables of the operation that have to be rebuilt for it, as places in Operation::tables.
[[nodiscard]] std::vector<std::size_t> tables_to_rebuild(const Operation& operation, const Context& context);

/// Whether the operation concerns the definition of its one table, so that a rebuild of that table can take it along.
[[nodiscard]] bool can_join_rebuild(const Change& change);

}  // namespace galley::sqlite
