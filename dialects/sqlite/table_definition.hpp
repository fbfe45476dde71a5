// CREATE TABLE and CREATE INDEX from what the catalog knows. The same text serves a new table and the rebuild of an old one.
#pragma once

#include <string>
#include <string_view>

#include "sqlite/context.hpp"

namespace galley::sqlite {

/// How `CREATE TABLE` is headed; the definition itself always has the table's own name where it refers to itself.
struct TableHead {
  std::string name;  // quoted
  bool if_not_exists = false;
};
[[nodiscard]] std::string create_table(const TableHead& head, const Table& table, const Context& context);
[[nodiscard]] std::string create_index(const Table& table, const Index& index, bool if_not_exists, const Context& context);

/// A column as it stands in CREATE TABLE and after ADD COLUMN, with those of the table's constraints that belong to it.
[[nodiscard]] std::string column_definition(const Table& table, const Column& column, const Context& context);
/// "CONSTRAINT ck CHECK (a > 0)", as it stands in a list of table constraints.
[[nodiscard]] std::string table_constraint(const Constraint& constraint, const Context& context);

/// Written at its column, so that dropping the column takes it along. A key is only where it makes the rowid (below).
[[nodiscard]] bool stands_at_column(const Constraint& constraint, std::string_view column);
/// The column that is the table's rowid (INTEGER PRIMARY KEY), or nullptr.
[[nodiscard]] const Column* rowid_column(const Table& table);
/// Whether SQLite keeps a counter for the table in sqlite_sequence.
[[nodiscard]] bool has_counter(const Table& table);
/// The number before the identity's first: what the counter says when nothing was given out. "0" is SQLite's own.
[[nodiscard]] std::string last_before(const Identity& identity);
/// The counter's first state where the identity says `start with`: one less. Empty: SQLite's own, nothing to write.
[[nodiscard]] std::string first_counter(const Table& table);

}  // namespace galley::sqlite
