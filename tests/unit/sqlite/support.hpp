// Catalog values made by hand, and a real SQLite to run statements on.
#pragma once

#include <sqlite3.h>

#include <string>
#include <vector>

#include "galley/dialect.hpp"
#include "sqlite/context.hpp"

namespace galley::test {

inline Type type(TypeKind kind, std::vector<std::string> arguments = {}) {
  return {.kind = kind, .name = {}, .arguments = std::move(arguments), .array_dimensions = 0, .enumeration = nullptr};
}
Type enumeration(const std::string& name, const std::vector<std::string>& values);

inline Expression text(const std::string& value) { return {Literal{LiteralKind::string, value}, {}}; }
inline Expression number(const std::string& value) { return {Literal{LiteralKind::number, value}, {}}; }
inline Expression name(const std::string& column) { return {ColumnReference{{{column, {}}}}, {}}; }
Expression call(const std::string& function, std::vector<Expression> arguments = {});
Expression binary(const std::string& op, Expression left, Expression right);

Column column(const std::string& name, Type type, bool not_null = false);
Constraint primary_key(const std::string& name, std::vector<std::string> columns);
Constraint check(const std::string& name, Expression condition, const std::string& column = {});
Constraint foreign_key(const std::string& name, const std::string& column, const std::string& table,
                       ReferentialAction on_delete = ReferentialAction::no_action);
Index index(const std::string& name, const std::vector<std::string>& columns);
Table table(const std::string& name, std::vector<Column> columns, std::vector<Constraint> constraints = {});

/// orders (id integer, status text) in schema public
Table plain_orders();

/// An operation on one table; either side may be left out.
Operation operation(Change change, const Table* before, const Table* after);

/// Everything a function of the dialect asks for.
struct Bench {
  sqlite::Capabilities capabilities = *sqlite::capabilities_of("3.40");
  DialectOptions options;
  Diagnostics diagnostics;
  std::vector<std::string> notes;
  sqlite::Context context{capabilities, options, diagnostics, notes};
};

/// One revision's operations, lowered.
std::vector<Step> steps(std::vector<Operation> operations, Diagnostics& diagnostics, const std::string& target = "3.40");
/// The SQL of them.
std::vector<std::string> lowered(std::vector<Operation> operations, Diagnostics& diagnostics, const std::string& target = "3.40");
/// The same, for operations that must not fail.
std::vector<std::string> lowered(std::vector<Operation> operations, const std::string& target = "3.40");

/// A database in memory.
class Database {
 public:
  Database() { sqlite3_open(":memory:", &handle_); }
  ~Database() { sqlite3_close(handle_); }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  /// The error, or nothing.
  std::string run(const std::string& sql);
  void apply(const std::vector<std::string>& statements);  // each must work
  /// Rows as "a|b", joined by line ends.
  std::string query(const std::string& sql);

 private:
  sqlite3* handle_ = nullptr;
};

}  // namespace galley::test
