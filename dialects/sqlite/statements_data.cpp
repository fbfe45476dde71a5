#include <fmt/format.h>

#include "sqlite/expressions.hpp"
#include "sqlite/quoting.hpp"
#include "sqlite/statements.hpp"

namespace galley::sqlite {
namespace {

bool is_default(const Expression& expression) {
  const auto* keyword = std::get_if<KeywordValue>(&expression.node);
  return keyword != nullptr && keyword->keyword == "default";
}

const Type& type_of(const Operation& operation, std::string_view column) {
  static const Type text{.kind = TypeKind::text, .name = {}, .arguments = {}, .enumeration = nullptr};
  const Column* found =
      operation.tables.empty() || !operation.tables.front().after ? nullptr : operation.tables.front().after->find_column(column);
  return found == nullptr ? text : found->type;
}

/// SQLite has no DEFAULT among values: the column is left out instead. Rows are kept together as long as they leave out the same.
class InsertWriter {
 public:
  InsertWriter(const InsertRows& insert, const Operation& operation, const Context& context)
      : insert_(insert), operation_(operation), context_(context), table_(context.name(insert.table, operation.span)) {}

  Statements run() {
    for (const std::vector<Expression>& row : insert_.rows) add(row);
    finish();
    return std::move(statements_);
  }

 private:
  void add(const std::vector<Expression>& row) {
    std::vector<std::string> columns;
    std::string values;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (is_default(row[i])) continue;
      columns.push_back(insert_.columns[i]);
      values += (values.empty() ? "" : ", ") + write_value(row[i], type_of(operation_, insert_.columns[i]), Place::data, context_);
    }
    if (columns != columns_) finish();
    columns_ = std::move(columns);
    if (columns_.empty()) {
      statements_.push_back(fmt::format("INSERT INTO {} DEFAULT VALUES;", table_));
    } else {
      rows_.push_back(fmt::format("({})", values));
    }
  }

  void finish() {
    if (rows_.empty()) return;
    const std::string_view separator = rows_.size() == 1 ? " " : "\n  ";
    statements_.push_back(
        fmt::format("INSERT INTO {} ({}) VALUES{}{};", table_, identifier_list(columns_), separator, fmt::join(rows_, ",\n  ")));
    rows_.clear();
  }

  const InsertRows& insert_;
  const Operation& operation_;
  const Context& context_;
  std::string table_;
  std::vector<std::string> columns_;
  std::vector<std::string> rows_;
  Statements statements_;
};

std::string where_clause(const std::optional<Expression>& where, const Context& context) {
  return where ? "\nWHERE " + write_expression(*where, Place::data, context) : std::string();
}

}  // namespace

Statements write(const InsertRows& change, const Operation& operation, const Context& context) {
  return InsertWriter(change, operation, context).run();
}

Statements write(const UpdateRows& change, const Operation& operation, const Context& context) {
  std::string assignments;
  for (const Assignment& assignment : change.assignments) {
    assignments += fmt::format("{}{} = {}", assignments.empty() ? "" : ", ", identifier(assignment.column),
                               write_value(assignment.value, type_of(operation, assignment.column), Place::data, context));
  }
  return {fmt::format("UPDATE {} SET {}{};", context.name(change.table, operation.span), assignments, where_clause(change.where, context))};
}

Statements write(const DeleteRows& change, const Operation& operation, const Context& context) {
  return {fmt::format("DELETE FROM {}{};", context.name(change.table, operation.span), where_clause(change.where, context))};
}

}  // namespace galley::sqlite
