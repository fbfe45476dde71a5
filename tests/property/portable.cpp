#include "property/portable.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace galley::testing {
namespace {

std::string in_one_spelling(const Column& column) {
  const std::string name = quoted(column.name);
  if (column.type.kind == TypeKind::boolean) return fmt::format("CASE WHEN {0} THEN 1 WHEN NOT {0} THEN 0 END", name);
  if (column.type.kind == TypeKind::numeric) return fmt::format("CAST(round({} * 100) AS bigint)", name);
  return name;
}

const ForeignKey* foreign_key_of(const Table& table, const std::string& column) {
  for (const Constraint& constraint : table.constraints) {
    const auto* key = std::get_if<ForeignKey>(&constraint.what);
    if (key != nullptr && key->columns.front() == column) return key;
  }
  return nullptr;
}

/// A value of the enumeration that no later revision takes away: random histories add only values that begin with v.
std::string enum_value(const EnumType& type) {
  const auto found =
      std::find_if(type.values.begin(), type.values.end(), [](const EnumValue& value) { return !value.text.starts_with('v'); });
  std::string text = (found == type.values.end() ? type.values.front() : *found).text;
  for (std::size_t at = 0; (at = text.find('\'', at)) != std::string::npos; at += 2) text.insert(at, 1, '\'');
  return "'" + text + "'";
}

std::string value(const Table& table, const Column& column, int row) {
  if (column.name == "id") return fmt::format("{}", row);
  if (const ForeignKey* key = foreign_key_of(table, column.name))
    return fmt::format("(SELECT {0} FROM {1} WHERE {0} = 1001)", quoted(key->referenced_columns.front()), quoted(key->table.name));
  const TypeKind kind = column.type.kind;
  if (kind == TypeKind::boolean) return row % 2 == 0 ? "true" : "false";
  if (kind == TypeKind::integer || kind == TypeKind::bigint || kind == TypeKind::numeric) return fmt::format("{}", row);
  if (kind == TypeKind::date) return fmt::format("'2026-04-{:02}'", 1 + row % 28);
  if (kind == TypeKind::enumeration) return enum_value(*column.type.enumeration);
  return fmt::format("'{}'", row);  // of digits: a number, should the column have been one
}

}  // namespace

std::string quoted(const std::string& name) {
  std::string text = "\"";
  for (const char c : name) text.append(c == '"' ? 2 : 1, c);
  return text + "\"";
}

std::vector<TablePointer> keyed_tables(const Catalog& catalog) {
  std::vector<TablePointer> tables;
  for (const auto& [name, table] : catalog.tables())
    if (name.schema == "public" && table->find_column("id") != nullptr) tables.push_back(table);
  return tables;
}

std::string all_rows(const Table& table) {
  std::string columns;
  for (const Column& column : table.columns) columns += (columns.empty() ? "" : ", ") + in_one_spelling(column);
  return fmt::format("SELECT {} FROM {} ORDER BY {};", columns, quoted(table.name.name), quoted("id"));
}

std::string insert_row(const Table& table, int number) {
  std::string columns;
  std::string values;
  for (const Column& column : table.columns) {
    if (column.generated || (column.type.kind == TypeKind::enumeration && (column.default_value || !column.not_null))) continue;
    columns += (columns.empty() ? "" : ", ") + quoted(column.name);
    values += (values.empty() ? "" : ", ") + value(table, column, 1000 + number);
  }
  return fmt::format("INSERT INTO {} ({}) VALUES ({});", quoted(table.name.name), columns, values);
}

}  // namespace galley::testing
