#include <fmt/format.h>

#include "base/letter_case.hpp"
#include "diag/catalogue/sqlite.hpp"
#include "raw_tokens.hpp"
#include "sqlite/quoting.hpp"
#include "sqlite/rebuild.hpp"
#include "sqlite/statements.hpp"
#include "sqlite/table_definition.hpp"

namespace galley::sqlite {

void check_name(std::string_view name, Span span, const Context& context) {
  const std::string upper = upper_case(name);
  if (upper.starts_with("SQLITE_") || upper.starts_with(upper_case(rebuild_prefix))) {
    context.diagnostics.report(span, diag::sqlite_name_reserved, name)
        .help("names that begin with \"sqlite_\" or \"{}\" are kept", rebuild_prefix);
  }
}

Statements write(const CreateTable& change, const Operation& operation, const Context& context) {
  check_name(change.table.name.name, operation.span, context);
  Statements statements{create_table({.name = context.name(change.table.name, operation.span), .if_not_exists = change.if_not_exists},
                                     change.table, context)};
  for (const Index& index : change.table.indexes) statements.push_back(create_index(change.table, index, change.if_not_exists, context));
  if (const std::string counter = first_counter(change.table); !counter.empty()) {
    statements.push_back(
        fmt::format("INSERT INTO sqlite_sequence (name, seq) VALUES ({}, {});", string_literal(change.table.name.name), counter));
  }
  return statements;
}

Statements write(const DropTable& change, const Operation& operation, const Context& context) {
  return {fmt::format("DROP TABLE {}{};", change.if_exists ? "IF EXISTS " : "", context.name(change.table, operation.span))};
}

Statements write(const RenameTable& change, const Operation& operation, const Context& context) {
  check_name(change.to.name, operation.span, context);
  const auto rename = [](const std::string& from, const std::string& to) { return fmt::format("ALTER TABLE {} RENAME TO {};", from, to); };
  const std::string from = context.name(change.from, operation.span);
  const std::string to = context.name(change.to, operation.span);
  if (upper_case(change.from.name) != upper_case(change.to.name)) return {rename(from, to)};
  const std::string between = identifier(std::string(rebuild_prefix) + change.to.name);  // in another case the name is taken: by itself
  return {rename(from, between), rename(between, to)};
}

Statements write(const AddColumn& change, const Operation& operation, const Context& context) {
  const Table& after = *operation.tables.front().after;
  const Column* column = after.find_column(change.column.name);
  if (change.column.comment) context.note("SQLite keeps no comments");
  if (change.column.not_null && !change.column.default_value && !change.column.generated) {
    context.note("NOT NULL without a default: fails when the table has rows");
  }
  return {
      fmt::format("ALTER TABLE {} ADD COLUMN {};", context.name(change.table, operation.span), column_definition(after, *column, context))};
}

Statements write(const DropColumn& change, const Operation& operation, const Context& context) {
  const TableChange& main = operation.tables.front();
  Statements statements;
  for (const Index& index : main.before->indexes) {
    if (main.after->find_index(index.name) == nullptr) statements.push_back(fmt::format("DROP INDEX {};", identifier(index.name)));
  }
  statements.push_back(
      fmt::format("ALTER TABLE {} DROP COLUMN {};", context.name(change.table, operation.span), identifier(change.column)));
  return statements;
}

Statements write(const RenameColumn& change, const Operation& operation, const Context& context) {
  return {fmt::format("ALTER TABLE {} RENAME COLUMN {} TO {};", context.name(change.table, operation.span), identifier(change.from),
                      identifier(change.to))};
}

Statements write(const SetColumnNotNull& change, const Operation& operation, const Context& context) {
  return {fmt::format("ALTER TABLE {} ALTER COLUMN {} {} NOT NULL;", context.name(change.table, operation.span), identifier(change.column),
                      change.not_null ? "SET" : "DROP")};
}

Statements write(const AddConstraint& change, const Operation& operation, const Context& context) {
  return {fmt::format("ALTER TABLE {} ADD {};", context.name(change.table, operation.span), table_constraint(change.constraint, context))};
}

Statements write(const DropConstraint& change, const Operation& operation, const Context& context) {
  return {fmt::format("ALTER TABLE {} DROP CONSTRAINT {};", context.name(change.table, operation.span), identifier(change.constraint))};
}

}  // namespace galley::sqlite
