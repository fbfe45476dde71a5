#include <fmt/format.h>

#include "sqlite/quoting.hpp"
#include "sqlite/statements.hpp"
#include "sqlite/table_definition.hpp"

namespace galley::sqlite {
namespace {

std::string drop(const ObjectName& table, const std::string& index, bool if_exists) {
  const bool is_temporary = table.schema == temporary_schema;
  return fmt::format("DROP INDEX {}{}{};", if_exists ? "IF EXISTS " : "", is_temporary ? "temp." : "", identifier(index));
}

}  // namespace

Statements write(const CreateIndex& change, const Operation& operation, const Context& context) {
  check_name(change.index.name, operation.span, context);
  return {create_index(*operation.tables.front().after, change.index, change.if_not_exists, context)};
}

Statements write(const DropIndex& change, const Operation&, const Context&) { return {drop(change.table, change.index, change.if_exists)}; }

Statements write(const RenameIndex& change, const Operation& operation, const Context& context) {
  check_name(change.to, operation.span, context);
  const Table& after = *operation.tables.front().after;
  context.note("SQLite renames no index: it is built again");
  return {drop(change.table, change.from, false), create_index(after, *after.find_index(change.to), false, context)};
}

Statements write(const Reindex& change, const Operation& operation, const Context& context) {
  if (change.concurrently) context.note("SQLite has no concurrent way: the script holds the file's one lock in any case");
  return {fmt::format("REINDEX {};", change.index.empty() ? context.name(change.table, operation.span) : identifier(change.index))};
}

}  // namespace galley::sqlite
