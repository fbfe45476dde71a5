// What the server can tell from a column's definition without looking at the rows: measured on PostgreSQL 12 to 18.
#pragma once

#include "galley/operation.hpp"

namespace galley::postgresql {

/// Whether ADD COLUMN copies the table: a volatile default, an identity, a stored expression or a domain with rules.
[[nodiscard]] bool adding_rewrites(const Column& column);
/// Whether ALTER COLUMN TYPE copies the table.
[[nodiscard]] bool changing_type_rewrites(const Column& column, const AlterColumnType& change);
/// Whether ALTER COLUMN TYPE, though it copies nothing, builds an index anew: one with an expression or a condition over the column, or
/// one that sorts it otherwise.
[[nodiscard]] bool changing_type_builds_index(const Table& table, const Column& column, const AlterColumnType& change);
/// Whether SET NOT NULL needs no scan: a valid CHECK (column IS NOT NULL), perhaps joined to others by AND.
[[nodiscard]] bool is_proved_not_null(const Table& table, const std::string& column);
/// Whether the condition compares a column with values that a key or an index begins with.
[[nodiscard]] bool is_found_by_key(const Table& table, const std::optional<Expression>& where);

}  // namespace galley::postgresql
