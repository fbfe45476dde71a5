#include <fmt/format.h>

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

std::string create_table(const CreateTable& change, const Printing& printing) {
  std::vector<std::string> lines;
  for (const Column& column : change.table.columns) lines.push_back("    " + column_definition(column, printing));
  for (const Constraint& constraint : change.table.constraints) lines.push_back("    " + table_constraint(constraint, printing));
  return fmt::format("CREATE TABLE {}{} ({}{}{});", change.if_not_exists ? "IF NOT EXISTS " : "", qualified(change.table.name),
                     lines.empty() ? "" : "\n", fmt::join(lines, ",\n"), lines.empty() ? "" : "\n");
}

std::string drop_table(const DropTable& change) {
  return fmt::format("DROP TABLE {}{}{};", change.if_exists ? "IF EXISTS " : "", qualified(change.table), change.cascade ? " CASCADE" : "");
}

std::string rename_table(const RenameTable& change) {
  return fmt::format("ALTER TABLE {} RENAME TO {};", qualified(change.from), identifier(change.to.name));
}

std::string alter_table(const ObjectName& table, const std::vector<std::string>& actions) {
  if (actions.size() == 1) {
    std::string line = fmt::format("ALTER TABLE {} {};", qualified(table), actions.front());
    if (line.size() <= line_length && line.find('\n') == std::string::npos) return line;
  }
  return fmt::format("ALTER TABLE {}\n    {};", qualified(table), fmt::join(actions, ",\n    "));
}

}  // namespace galley::postgresql
