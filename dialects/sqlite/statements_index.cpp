#include <fmt/format.h>

#include "sqlite/quoting.hpp"
#include "sqlite/statements.hpp"
#include "sqlite/table_definition.hpp"

namespace galley::sqlite {
namespace {

std::string drop(const std::string& index, bool if_exists) {
  return fmt::format("DROP INDEX {}{};", if_exists ? "IF EXISTS " : "", identifier(index));
}

}  // namespace

Statements write(const CreateIndex& change, const Operation& operation, const Context& context) {
  check_name(change.index.name, operation.span, context);
  return {create_index(*operation.tables.front().after, change.index, change.if_not_exists, context)};
}

Statements write(const DropIndex& change, const Operation&, const Context&) { return {drop(change.index, change.if_exists)}; }

Statements write(const RenameIndex& change, const Operation& operation, const Context& context) {
  check_name(change.to, operation.span, context);
  const Table& after = *operation.tables.front().after;
  context.note("SQLite renames no index: it is built again");
  return {drop(change.from, false), create_index(after, *after.find_index(change.to), false, context)};
}

}  // namespace galley::sqlite
