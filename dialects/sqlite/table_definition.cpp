#include "sqlite/table_definition.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "diag/catalogue/sqlite.hpp"
#include "sqlite/constraints.hpp"
#include "sqlite/expressions.hpp"
#include "sqlite/quoting.hpp"
#include "sqlite/types.hpp"

namespace galley::sqlite {
namespace {

const std::vector<std::string>* key_columns(const Table& table) {
  const Constraint* constraint = table.primary_key();
  return constraint == nullptr ? nullptr : &std::get<PrimaryKey>(constraint->what).columns;
}

bool is_part_of_key(const Table& table, const Column& column) {
  const std::vector<std::string>* key = key_columns(table);
  return key != nullptr && std::find(key->begin(), key->end(), column.name) != key->end();
}

/// AUTOINCREMENT wants to stand at the column.
bool makes_counter(const Table& table, const Column& column) {
  const Column* rowid = rowid_column(table);
  return column.identity && rowid != nullptr && rowid->name == column.name;
}

void check_identity(const Table& table, const Column& column, const Context& context) {
  if (!makes_counter(table, column)) {
    context.diagnostics.report(column.span, diag::sqlite_identity_not_key, column.name)
        .help("make it the primary key, alone, or fill it in the application");
  }
  const SequenceOptions& options = column.identity->options;
  if (options.increment && *options.increment != "1") context.no_counterpart(column.span, "an identity's increment");
  if (options.start && options.start->starts_with('-')) context.no_counterpart(column.span, "an identity that starts below zero");
  if (options.maximum) context.no_counterpart(column.span, "an identity's maxvalue");
  if (options.cycle.value_or(false)) context.no_counterpart(column.span, "an identity that begins again");
  if (column.identity->always) context.note(fmt::format("{}.{}: SQLite also accepts a value that is given", table.name.name, column.name));
}

std::string generated_clause(const Column& column, const Context& context) {
  if (!context.capabilities.generated_columns) context.diagnostics.report(column.span, diag::sqlite_generated_too_old, column.name);
  return fmt::format(" GENERATED ALWAYS AS ({}) {}", write_expression(column.generated->value, Place::stored, context),
                     column.generated->stored ? "STORED" : "VIRTUAL");
}

/// The name does not depend on the table, so that it stays true when the table is renamed.
std::string enumeration_clause(const Column& column) {
  return fmt::format(" CONSTRAINT {} CHECK ({} IN ({}))", identifier(column.name + "_values"), identifier(column.name),
                     value_list(*column.type.enumeration));
}

std::string index_key(const IndexKey& key, const Context& context) {
  std::string sql = write_expression(key.key, Place::stored, context);
  if (key.collation) sql += " COLLATE " + write_collation(*key.collation, key.key.span, context);
  if (key.operator_class) context.no_counterpart(key.key.span, fmt::format("operator class \"{}\"", *key.operator_class));
  if (key.descending) sql += " DESC";
  const bool nulls_first_here = !key.descending;
  if (key.nulls != NullsOrder::unspecified && (key.nulls == NullsOrder::first) != nulls_first_here) {
    context.note("SQLite keeps NULL below every value in an index: the order asked for is sorted when a query wants it");
  }
  return sql;
}

/// STRICT, WITHOUT ROWID; what has no meaning here is left out, and said.
std::string table_options(const Table& table, const Context& context) {
  if (table.partition_by) context.no_counterpart(table.span, "a partitioned table");
  if (table.partition_of) context.no_counterpart(table.span, "a partition");
  if (!table.inherits.empty()) context.no_counterpart(table.span, "inheritance");
  if (table.unlogged) context.note("SQLite has no unlogged tables");
  if (table.tablespace) context.note("SQLite has no tablespaces");
  if (!table.options.empty()) context.note("SQLite has no storage parameters");
  if (table.strict && !context.capabilities.strict_tables)
    context.diagnostics.report(table.span, diag::sqlite_strict_too_old, table.name.name);
  if (table.without_rowid && table.primary_key() == nullptr) {
    context.diagnostics.report(table.span, diag::sqlite_rowid_needed, table.name.name)
        .help("add a primary key, or leave out \"without rowid\"");
  }
  if (table.strict && table.without_rowid) return " STRICT, WITHOUT ROWID";
  return table.strict ? " STRICT" : table.without_rowid ? " WITHOUT ROWID" : "";
}

}  // namespace

bool stands_at_column(const Constraint& constraint, std::string_view column) {
  if (constraint.column.empty() || constraint.column != column) return false;
  return match(
      constraint.what, [](const Check&) { return true; }, [](const ForeignKey& key) { return key.columns.size() == 1; },
      [](const PrimaryKey&) { return false; }, [](const Unique&) { return false; }, [](const Exclude&) { return false; });
}

const Column* rowid_column(const Table& table) {
  const std::vector<std::string>* key = key_columns(table);
  if (table.without_rowid || key == nullptr || key->size() != 1) return nullptr;
  const Column* column = table.find_column(key->front());
  return column != nullptr && is_integer(column->type) ? column : nullptr;
}

bool has_counter(const Table& table) {
  const Column* column = rowid_column(table);
  return column != nullptr && column->identity.has_value();
}

std::string last_before(const Identity& identity) {
  const std::string& start = identity.options.start ? *identity.options.start : identity.options.minimum.value_or("1");
  std::uint64_t value = 0;
  if (std::from_chars(start.data(), start.data() + start.size(), value).ec != std::errc() || value <= 1) return "0";
  return fmt::format("{}", value - 1);
}

std::string first_counter(const Table& table) {
  if (!has_counter(table)) return {};
  const std::string last = last_before(*rowid_column(table)->identity);
  return last == "0" ? std::string() : last;
}

std::string column_definition(const Table& table, const Column& column, const Context& context) {
  const std::string type = table.strict ? strict_type(column, context) : declared_type(column.type, column.span, context);
  std::string sql = fmt::format("{} {}", identifier(column.name), type);
  if (column.identity) check_identity(table, column, context);
  const bool counter = makes_counter(table, column);
  // SQLite admits NULL in a primary key, except in the rowid.
  if (column.not_null || is_part_of_key(table, column)) sql += counter ? "" : " NOT NULL";
  if (counter) sql += fmt::format(" CONSTRAINT {} PRIMARY KEY AUTOINCREMENT", identifier(table.primary_key()->name));
  if (column.collation) sql += " COLLATE " + write_collation(*column.collation, column.span, context);
  if (column.default_value) sql += " DEFAULT " + write_default(*column.default_value, column.type, context);
  if (column.generated) sql += generated_clause(column, context);
  if (column.type.kind == TypeKind::enumeration && column.type.array_dimensions == 0) sql += enumeration_clause(column);
  for (const Constraint& constraint : table.constraints) {
    if (stands_at_column(constraint, column.name)) sql += " " + column_constraint(constraint, context);
  }
  return sql;
}

std::string create_table(const TableHead& head, const Table& table, const Context& context) {
  std::string sql = fmt::format("CREATE TABLE {}{} (", head.if_not_exists ? "IF NOT EXISTS " : "", head.name);
  std::string_view separator = "\n  ";
  const auto add = [&](const std::string& line) {
    sql += separator;
    sql += line;
    separator = ",\n  ";
  };
  bool has_comment = table.comment.has_value();
  for (const Column& column : table.columns) {
    add(column_definition(table, column, context));
    has_comment = has_comment || column.comment;
  }
  for (const Constraint& constraint : table.constraints) {
    const bool is_counter = std::holds_alternative<PrimaryKey>(constraint.what) && has_counter(table);
    if (!is_counter && !stands_at_column(constraint, constraint.column)) add(table_constraint(constraint, context));
    has_comment = has_comment || constraint.comment;
  }
  if (has_comment) context.note("SQLite keeps no comments");
  return sql + "\n)" + table_options(table, context) + ";";
}

std::string create_index(const Table& table, const Index& index, bool if_not_exists, const Context& context) {
  if (index.method != "btree") context.no_counterpart(index.span, fmt::format("index method \"{}\"", index.method));
  if (index.nulls_not_distinct) context.no_counterpart(index.span, "NULLS NOT DISTINCT");
  if (!index.include.empty()) context.note(fmt::format("index {}: the included columns are left out, SQLite has none", index.name));
  if (index.comment) context.note("SQLite keeps no comments");
  if (!index.options.empty()) context.note("SQLite has no storage parameters");
  if (index.tablespace) context.note("SQLite has no tablespaces");
  std::string keys;
  for (const IndexKey& key : index.keys) keys += (keys.empty() ? "" : ", ") + index_key(key, context);
  std::string sql = fmt::format("CREATE {}INDEX {}{} ON {} ({})", index.unique ? "UNIQUE " : "", if_not_exists ? "IF NOT EXISTS " : "",
                                (table.temporary ? "temp." : "") + identifier(index.name), identifier(table.name.name), keys);
  if (index.where) sql += "\nWHERE " + write_expression(*index.where, Place::stored, context);
  return sql + ";";
}

}  // namespace galley::sqlite
