#include <fmt/format.h>

#include "postgresql/expressions.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/statements.hpp"

namespace galley::postgresql {
namespace {

std::string row_text(const std::vector<Expression>& row, const Printing& printing) {
  std::string out;
  for (const Expression& value : row) out += (out.empty() ? "" : ", ") + expression_text(value, printing);
  return "(" + out + ")";
}

std::string where_text(const std::optional<Expression>& where, const Printing& printing) {
  return where ? "\nWHERE " + expression_text(*where, printing) : "";
}

}  // namespace

std::string insert_rows(const InsertRows& change, const Printing& printing) {
  std::vector<std::string> rows;
  for (const std::vector<Expression>& row : change.rows) rows.push_back(row_text(row, printing));
  return fmt::format("INSERT INTO {}{} VALUES{}{};", qualified(change.table), change.columns.empty() ? "" : " " + name_list(change.columns),
                     rows.size() == 1 ? " " : "\n    ", fmt::join(rows, ",\n    "));
}

std::string update_rows(const UpdateRows& change, const Printing& printing) {
  std::vector<std::string> assignments;
  for (const Assignment& a : change.assignments) {
    assignments.push_back(fmt::format("{} = {}", identifier(a.column), expression_text(a.value, printing)));
  }
  return fmt::format("UPDATE {}\nSET {}{};", qualified(change.table), fmt::join(assignments, ",\n    "),
                     where_text(change.where, printing));
}

std::string delete_rows(const DeleteRows& change, const Printing& printing) {
  return fmt::format("DELETE FROM {}{};", qualified(change.table), where_text(change.where, printing));
}

}  // namespace galley::postgresql
