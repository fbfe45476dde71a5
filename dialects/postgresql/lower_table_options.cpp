// What a table is beyond its columns: where it is kept and how.
#include <fmt/format.h>

#include "postgresql/lowering.hpp"
#include "postgresql/statements.hpp"

namespace galley::postgresql {

void Lowering::operator()(const SetTableOptions& change) {
  add(set_table_options(change), (change.set.empty() ? "reset options of " : "set options of ") + shown(change.table));
}

void Lowering::operator()(const SetTablespace& change) {
  Step& step = add(set_tablespace(change), "move table " + shown(change.table) + " to tablespace " + change.tablespace);
  if (step.rewrites_table) step.notes.emplace_back("the table is copied; its indexes stay where they are");
}

void Lowering::operator()(const SetLogged& change) {
  Step& step = add(set_logged(change), fmt::format("make table {} {}", shown(change.table), change.logged ? "logged" : "unlogged"));
  if (!change.logged) step.notes.emplace_back("an unlogged table is empty after a crash and is not replicated");
}

}  // namespace galley::postgresql
