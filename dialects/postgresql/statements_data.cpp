#include <fmt/format.h>

#include "base/append.hpp"
#include "postgresql/expressions.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/raw_sql.hpp"
#include "postgresql/statements.hpp"

namespace galley::postgresql {
namespace {

std::string row_text(const std::vector<Expression>& row, const Printing& printing) {
  std::string out;
  for (const Expression& value : row) out += (out.empty() ? "" : ", ") + expression_text(value, printing);
  return "(" + out + ")";
}

std::string where_text(const std::optional<Expression>& where, std::string_view range, const Printing& printing) {
  if (range.empty()) return where ? "\nWHERE " + expression_text(*where, printing) : "";
  return fmt::format("\nWHERE {}{}", range, where ? concatenated(" AND (", expression_text(*where, printing), ')') : "");
}

std::string assignments_text(const std::vector<Assignment>& list, const Printing& printing) {
  std::vector<std::string> assignments;
  for (const Assignment& a : list) assignments.push_back(concatenated(identifier(a.column), " = ", expression_text(a.value, printing)));
  return fmt::format("{}", fmt::join(assignments, ",\n    "));
}

std::string values_text(const InsertRows& change, const Printing& printing) {
  if (change.query) return "\n" + embedded_raw_text(*change.query);
  std::vector<std::string> rows;
  for (const std::vector<Expression>& row : change.rows) rows.push_back(row_text(row, printing));
  return fmt::format(" VALUES{}{}", rows.size() == 1 ? " " : "\n    ", fmt::join(rows, ",\n    "));
}

std::string conflict_text(const OnConflict& conflict, const Printing& printing) {
  std::string out = "\nON CONFLICT";
  std::string keys;
  for (const IndexKey& key : conflict.keys) keys += (keys.empty() ? "" : ", ") + index_key(key, printing);
  if (!keys.empty()) out += concatenated(" (", keys, ')');
  if (conflict.keys_where) out += " WHERE " + expression_text(*conflict.keys_where, printing);
  if (conflict.constraint) out += " ON CONSTRAINT " + identifier(*conflict.constraint);
  if (conflict.assignments.empty()) return out + " DO NOTHING";
  return out + concatenated(" DO UPDATE\nSET ", assignments_text(conflict.assignments, printing), where_text(conflict.where, {}, printing));
}

std::string_view overriding_text(ast::Overriding overriding) {
  switch (overriding) {
    case ast::Overriding::none:
      break;
    case ast::Overriding::system:
      return " OVERRIDING SYSTEM VALUE";
    case ast::Overriding::user:
      return " OVERRIDING USER VALUE";
  }
  return "";
}

std::string with_alias(std::string table, const std::optional<std::string>& alias) {
  return alias ? concatenated(table, " AS ", identifier(*alias)) : table;
}

std::string clause(std::string_view word, const std::vector<Source>& sources) {
  return sources.empty() ? "" : concatenated('\n', word, ' ', source_list(sources));
}

}  // namespace

std::string source_list(const std::vector<Source>& sources) {
  std::string out;
  for (const Source& source : sources) {
    if (!out.empty()) out += ", ";
    out += with_alias(source.query.empty() ? qualified(source.table) : "(" + embedded_raw_text(source.query) + ")", source.alias);
    if (!source.columns.empty()) out += " " + name_list(source.columns);
  }
  return out;
}

std::string target_text(const ObjectName& table, const std::optional<std::string>& alias) { return with_alias(qualified(table), alias); }

std::string insert_rows(const InsertRows& change, const Printing& printing) {
  return concatenated("INSERT INTO ", qualified(change.table), change.columns.empty() ? "" : " " + name_list(change.columns),
                      overriding_text(change.overriding), values_text(change, printing),
                      change.on_conflict ? conflict_text(*change.on_conflict, printing) : "", ';');
}

std::string update_rows(const UpdateRows& change, const Printing& printing, std::string_view range) {
  return concatenated("UPDATE ", target_text(change.table, change.alias), "\nSET ", assignments_text(change.assignments, printing),
                      clause("FROM", change.from), where_text(change.where, range, printing), ';');
}

std::string delete_rows(const DeleteRows& change, const Printing& printing, std::string_view range) {
  return concatenated("DELETE FROM ", target_text(change.table, change.alias), clause("USING", change.using_),
                      where_text(change.where, range, printing), ';');
}

}  // namespace galley::postgresql
