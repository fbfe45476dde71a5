// The counter of AUTOINCREMENT, a row of sqlite_sequence.
#include <fmt/format.h>

#include "sqlite/quoting.hpp"
#include "sqlite/statements.hpp"
#include "sqlite/table_definition.hpp"

namespace galley::sqlite {

// Called where the table stays as it is: the counter alone may move.
Statements write(const SetColumnIdentity& change, const Operation& operation, const Context& context) {
  if (!change.restarts) {
    context.note("nothing changes on SQLite");
    return {};
  }
  Identity begin = *change.identity;
  if (change.restart) begin.options.start = change.restart;
  const std::string last = last_before(begin);
  const std::string table = string_literal(operation.tables.front().after->name.name);
  Statements statements{fmt::format("DELETE FROM sqlite_sequence WHERE name = {};", table)};
  if (last != "0") statements.push_back(fmt::format("INSERT INTO sqlite_sequence (name, seq) VALUES ({}, {});", table, last));
  context.note("SQLite goes on behind the highest value there is, whatever the counter says");
  return statements;
}

}  // namespace galley::sqlite
