#include <fmt/format.h>

#include "base/append.hpp"
#include "postgresql/expressions.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/statements.hpp"

namespace galley::postgresql {
namespace {

constexpr std::size_t line_length = 100;

}  // namespace

std::string name_list(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + identifier(name);
  return "(" + out + ")";
}

namespace {

/// What a partition says of a column: nothing where it is as the parent has it.
std::string partition_column(const Column& column, const Printing& printing) {
  std::string out = "    " + identifier(column.name) + " WITH OPTIONS";
  if (column.not_null) out += " NOT NULL";
  if (column.default_value) out += " DEFAULT " + restricted_expression_text(*column.default_value, printing);
  return out;
}

std::string persistence(const Table& table) { return table.temporary ? "TEMPORARY " : table.unlogged ? "UNLOGGED " : ""; }

/// INHERITS, PARTITION BY, WITH, TABLESPACE, each on a line of its own where there are columns above
std::string table_clauses(const Table& table, const Printing& printing) {
  std::string out;
  if (!table.inherits.empty()) {
    std::string parents;
    for (const ObjectName& parent : table.inherits) parents += (parents.empty() ? "" : ", ") + qualified(parent);
    out += concatenated(" INHERITS (", parents, ')');
  }
  if (table.partition_by) out += " " + partition_by(*table.partition_by, printing);
  if (!table.options.empty()) out += " WITH " + storage_options(table.options);
  if (table.tablespace) out += " TABLESPACE " + identifier(*table.tablespace);
  return out;
}

}  // namespace

std::string create_table(const CreateTable& change, const Printing& printing) {
  const Table& table = change.table;
  std::vector<std::string> lines;
  for (const Column& column : table.columns) {
    if (column.inherited) continue;
    lines.push_back(table.partition_of ? partition_column(column, printing) : "    " + column_definition(column, table.name, printing));
  }
  for (const Constraint& constraint : table.constraints) lines.push_back("    " + table_constraint(constraint, printing));
  std::string out =
      concatenated("CREATE ", persistence(table), "TABLE ", change.if_not_exists ? "IF NOT EXISTS " : "", qualified(table.name));
  if (table.partition_of) out += " PARTITION OF " + qualified(table.partition_of->parent);
  if (!lines.empty() || !table.partition_of)
    out += fmt::format(" ({}{}{})", lines.empty() ? "" : "\n", fmt::join(lines, ",\n"), lines.empty() ? "" : "\n");
  if (table.partition_of) out += (lines.empty() ? "\n    " : "\n") + partition_bound(table.partition_of->bound, printing);
  return out + table_clauses(table, printing) + ";";
}

std::string drop_table(const DropTable& change) {
  return concatenated("DROP TABLE ", change.if_exists ? "IF EXISTS " : "", qualified(change.table), change.cascade ? " CASCADE" : "", ';');
}

std::string rename_table(const RenameTable& change) {
  if (change.from.schema != change.to.schema)
    return concatenated("ALTER TABLE ", qualified(change.from), " SET SCHEMA ", identifier(change.to.schema), ';');
  return concatenated("ALTER TABLE ", qualified(change.from), " RENAME TO ", identifier(change.to.name), ';');
}

std::string set_table_options(const SetTableOptions& change) {
  std::vector<std::string> actions;
  if (!change.set.empty()) actions.push_back("SET " + storage_options(change.set));
  if (!change.reset.empty()) actions.push_back("RESET " + storage_option_names(change.reset));
  return alter_table(change.table, actions);
}

std::string set_tablespace(const SetTablespace& change) {
  return alter_table(change.table, {"SET TABLESPACE " + identifier(change.tablespace)});
}

std::string set_logged(const SetLogged& change) { return alter_table(change.table, {change.logged ? "SET LOGGED" : "SET UNLOGGED"}); }

std::string alter_table(const ObjectName& table, const std::vector<std::string>& actions) {
  if (actions.size() == 1) {
    std::string line = concatenated("ALTER TABLE ", qualified(table), ' ', actions.front(), ';');
    if (line.size() <= line_length && line.find('\n') == std::string::npos) return line;
  }
  return fmt::format("ALTER TABLE {}\n    {};", qualified(table), fmt::join(actions, ",\n    "));
}

}  // namespace galley::postgresql
