// Keys, checks and indexes that a partition has because its parents have them. While it is a partition the catalog does not
// list them; a table that is detached keeps them, under the names that the server has given.
#pragma once

#include "catalog/workspace.hpp"

namespace galley {

/// Whether a partition's own key, check or index is taken for the one of the table above it, and goes when that goes.
[[nodiscard]] bool is_alike(const Constraint& above, const Constraint& own);
[[nodiscard]] bool is_alike(Index above, const Index& own);

struct InheritedParts {
  std::vector<Constraint> constraints;
  std::vector<Index> indexes;
};
/// The tables above a partition, nearest first, as they are at the time in question.
using TablesAbove = std::vector<TablePointer>;
/// Those that the child does not have of its own, under any name.
[[nodiscard]] InheritedParts inherited_parts(const Table& child, const TablesAbove& above, const Workspace& workspace);
/// "events_2024_kind_idx", as PostgreSQL cuts it: the longer of the first two parts gives way.
[[nodiscard]] std::string server_name(const std::string& table, const std::string& columns, const std::string& label);
/// What the server calls the sequence of an identity.
[[nodiscard]] std::string identity_sequence_name(const std::string& table, const std::string& column);
/// Puts into the table what it keeps as a table of its own.
void keep_inherited_parts(Table& child, const TablesAbove& above, const Workspace& workspace);
/// Takes out of the table what is the same, with the same name, as what it has from its parents.
void drop_inherited_parts(Table& child, const TablesAbove& above, const Workspace& workspace);

}  // namespace galley
