#include "unit/sqlite/support.hpp"

#include <catch2/catch.hpp>

#include "sqlite/dialect.hpp"

namespace galley::test {

Type enumeration(const std::string& name, const std::vector<std::string>& values) {
  auto type = std::make_shared<EnumType>();
  type->name = {"public", name};
  for (const std::string& value : values) type->values.push_back({value, {}});
  return {.kind = TypeKind::enumeration, .name = {"public", name}, .arguments = {}, .array_dimensions = 0, .enumeration = type};
}

Expression call(const std::string& function, std::vector<Expression> arguments) {
  return {Call{.function = {{}, {function, {}}}, .distinct = false, .star = false, .arguments = std::move(arguments)}, {}};
}
Expression binary(const std::string& op, Expression left, Expression right) { return {Binary{op, std::move(left), std::move(right)}, {}}; }

Column column(const std::string& name, Type type, bool not_null) {
  Column column;
  column.name = name;
  column.type = std::move(type);
  column.not_null = not_null;
  return column;
}

Constraint primary_key(const std::string& name, std::vector<std::string> columns) {
  Constraint constraint;
  constraint.name = name;
  constraint.what = PrimaryKey{std::move(columns), {}};
  return constraint;
}

Constraint check(const std::string& name, Expression condition, const std::string& column) {
  Constraint constraint;
  constraint.name = name;
  constraint.what = Check{std::move(condition)};
  constraint.column = column;
  return constraint;
}

Constraint foreign_key(const std::string& name, const std::string& column, const std::string& table, ReferentialAction on_delete) {
  ForeignKey key;
  key.columns = {column};
  key.table = {"public", table};
  key.referenced_columns = {"id"};
  key.on_delete = on_delete;
  Constraint constraint;
  constraint.name = name;
  constraint.what = std::move(key);
  constraint.column = column;
  return constraint;
}

Index index(const std::string& name, const std::vector<std::string>& columns) {
  Index index;
  index.name = name;
  for (const std::string& column : columns) index.keys.push_back({.key = test::name(column), .collation = {}, .operator_class = {}});
  return index;
}

Table plain_orders() {
  Table made = table("orders", {column("id", type(TypeKind::integer)), column("status", type(TypeKind::text))});
  made.name.schema = "public";
  return made;
}

Table table(const std::string& name, std::vector<Column> columns, std::vector<Constraint> constraints) {
  Table table;
  table.name = {"public", name};
  table.columns = std::move(columns);
  table.constraints = std::move(constraints);
  return table;
}

Operation operation(Change change, const Table* before, const Table* after) {
  const auto pointer = [](const Table* table) { return table == nullptr ? TablePointer() : std::make_shared<const Table>(*table); };
  Operation operation;
  operation.change = std::move(change);
  if (before != nullptr || after != nullptr) operation.tables.push_back({pointer(before), pointer(after)});
  return operation;
}

std::vector<Step> steps(std::vector<Operation> operations, Diagnostics& diagnostics, const std::string& target) {
  DialectOptions options;
  options.target = target;
  std::string error;
  const std::unique_ptr<Dialect> dialect = make_sqlite(options, error);
  REQUIRE(dialect);
  ReplayedRevision revision;
  revision.operations = std::move(operations);
  return dialect->lower(revision, {}, diagnostics);
}

std::vector<std::string> lowered(std::vector<Operation> operations, Diagnostics& diagnostics, const std::string& target) {
  std::vector<std::string> statements;
  for (const Step& step : steps(std::move(operations), diagnostics, target)) {
    if (!step.sql.empty()) statements.push_back(step.sql);
  }
  return statements;
}

std::vector<std::string> lowered(std::vector<Operation> operations, const std::string& target) {
  Diagnostics diagnostics;
  std::vector<std::string> statements = lowered(std::move(operations), diagnostics, target);
  for (const Diagnostic& diagnostic : diagnostics.all()) FAIL(diagnostic.text);
  return statements;
}

std::string Database::run(const std::string& sql) {
  char* message = nullptr;
  sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, &message);
  const std::string error = message == nullptr ? "" : message;
  sqlite3_free(message);
  return error;
}

void Database::apply(const std::vector<std::string>& statements) {
  for (const std::string& sql : statements) {
    INFO(sql);
    REQUIRE(run(sql).empty());
  }
}

std::string Database::query(const std::string& sql) {
  std::string rows;
  sqlite3_stmt* statement = nullptr;
  INFO(sql);
  REQUIRE(sqlite3_prepare_v2(handle_, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK);
  while (sqlite3_step(statement) == SQLITE_ROW) {
    if (!rows.empty()) rows += '\n';
    for (int i = 0; i < sqlite3_column_count(statement); ++i) {
      const unsigned char* value = sqlite3_column_text(statement, i);
      rows += i == 0 ? "" : "|";
      rows += value == nullptr ? "NULL" : std::string(reinterpret_cast<const char*>(value));
    }
  }
  sqlite3_finalize(statement);
  return rows;
}

}  // namespace galley::test
