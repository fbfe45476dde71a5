#include <fmt/format.h>

#include "postgresql/expressions.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/statements.hpp"

namespace galley::postgresql {
namespace {

std::string identity_text(const Identity& identity) {
  std::string options;
  if (identity.start) options += "START WITH " + *identity.start;
  if (identity.increment) options += (options.empty() ? "INCREMENT BY " : " INCREMENT BY ") + *identity.increment;
  return fmt::format(" GENERATED {} AS IDENTITY{}", identity.always ? "ALWAYS" : "BY DEFAULT", options.empty() ? "" : " (" + options + ")");
}

}  // namespace

std::string column_definition(const Column& column, const Printing& printing) {
  std::string out = fmt::format("{} {}", identifier(column.name), type_text(column.type, printing));
  if (column.collation) out += " COLLATE " + collation_text(*column.collation);
  if (column.not_null) out += " NOT NULL";
  if (column.default_value) out += " DEFAULT " + restricted_expression_text(*column.default_value, printing);
  if (column.identity) out += identity_text(*column.identity);
  if (column.generated) {
    out += fmt::format(" GENERATED ALWAYS AS ({}) {}", expression_text(column.generated->value, printing),
                       column.generated->stored ? "STORED" : "VIRTUAL");
  }
  return out;
}

std::string add_column(const AddColumn& change, const Printing& printing) {
  std::string action =
      fmt::format("ADD COLUMN {}{}", change.if_not_exists ? "IF NOT EXISTS " : "", column_definition(change.column, printing));
  for (const Constraint& constraint : change.constraints) action += "\n        " + column_constraint(constraint, printing);
  return alter_table(change.table, {action});
}

std::string drop_column(const DropColumn& change) {
  return alter_table(change.table, {fmt::format("DROP COLUMN {}{}{}", change.if_exists ? "IF EXISTS " : "", identifier(change.column),
                                                change.cascade ? " CASCADE" : "")});
}

std::string rename_column(const RenameColumn& change) {
  return alter_table(change.table, {fmt::format("RENAME COLUMN {} TO {}", identifier(change.from), identifier(change.to))});
}

std::string alter_column_type(const AlterColumnType& change, const Expression* restored_default, const Printing& printing) {
  const std::string column = identifier(change.column);
  std::string action = fmt::format("ALTER COLUMN {} TYPE {}", column, type_text(change.type, printing));
  if (change.collation) action += " COLLATE " + collation_text(*change.collation);
  if (change.using_) action += " USING " + expression_text(*change.using_, printing);
  if (restored_default == nullptr) return alter_table(change.table, {action});
  return alter_table(change.table, {fmt::format("ALTER COLUMN {} DROP DEFAULT", column), action,
                                    fmt::format("ALTER COLUMN {} SET DEFAULT {}", column, expression_text(*restored_default, printing))});
}

std::string set_column_default(const SetColumnDefault& change, const Printing& printing) {
  const std::string what = change.value ? "SET DEFAULT " + expression_text(*change.value, printing) : "DROP DEFAULT";
  return alter_table(change.table, {fmt::format("ALTER COLUMN {} {}", identifier(change.column), what)});
}

std::string set_column_not_null(const SetColumnNotNull& change) {
  return alter_table(change.table,
                     {fmt::format("ALTER COLUMN {} {} NOT NULL", identifier(change.column), change.not_null ? "SET" : "DROP")});
}

}  // namespace galley::postgresql
