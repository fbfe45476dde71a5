#include "postgresql/shape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/append.hpp"
#include "galley/operation.hpp"
#include "postgresql/builtin_names.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/script_text.hpp"

namespace galley::postgresql {
namespace {

/// One row for each part that is expected or found. Columns that nobody expects count as differences, unless '*' is
/// expected; further constraints and indexes do not. A part with no detail has to be there, whatever it is.
constexpr std::string_view shape_query = R"(
    WITH expected AS (
      SELECT ($1)[i][1] AS relation, ($1)[i][2] AS item, ($1)[i][3] AS detail FROM pg_catalog.generate_subscripts($1, 1) AS i
    ), relations AS (
      SELECT DISTINCT relation, pg_catalog.to_regclass(relation) AS id FROM expected
    ), found AS (
      SELECT relation, 'kind' AS item, CASE relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table' WHEN 'f' THEN 'foreign table'
             WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' ELSE 'something else' END AS detail
        FROM relations JOIN pg_catalog.pg_class ON oid = id
      UNION ALL
      SELECT relation, 'column ' || attname, pg_catalog.format_type(atttypid, atttypmod) || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END
        FROM relations JOIN pg_catalog.pg_attribute ON attrelid = id WHERE attnum > 0 AND NOT attisdropped
      UNION ALL
      SELECT relation, 'constraint ' || conname, CASE contype WHEN 'p' THEN 'primary key' WHEN 'u' THEN 'unique' WHEN 'f' THEN 'foreign key'
             WHEN 'c' THEN 'check' WHEN 'x' THEN 'exclude' ELSE contype::text END || CASE WHEN convalidated THEN '' ELSE ' NOT VALID' END
        FROM relations JOIN pg_catalog.pg_constraint ON conrelid = id
      UNION ALL
      SELECT relation, 'index ' || relname, CASE WHEN indisunique THEN 'unique' ELSE 'plain' END
             || CASE WHEN indisvalid OR relkind <> 'i' THEN '' ELSE ' and INVALID' END
        FROM relations JOIN pg_catalog.pg_index ON indrelid = id JOIN pg_catalog.pg_class ON oid = indexrelid
    )
    SELECT pg_catalog.string_agg(line, E'\n' ORDER BY line COLLATE "C") FROM (
      SELECT relation || ' does not exist' AS line FROM relations WHERE id IS NULL
      UNION ALL
      SELECT relation || ': ' || item || ' is missing' FROM expected JOIN relations USING (relation)
       WHERE id IS NOT NULL AND item <> '*' AND (relation, item) NOT IN (SELECT relation, item FROM found)
      UNION ALL
      SELECT relation || ': ' || item || ' is ' || f.detail || ', not ' || e.detail FROM expected AS e JOIN found AS f USING (relation, item)
       WHERE pg_catalog.replace(f.detail, '"', '') <> e.detail
      UNION ALL
      SELECT relation || ': ' || item || ' is not in the history' FROM found WHERE item LIKE 'column %'
         AND (relation, item) NOT IN (SELECT relation, item FROM expected) AND relation NOT IN (SELECT relation FROM expected WHERE item = '*')
    ) AS differences
)";

std::string_view kind_of(const Constraint& constraint) {
  struct Kind {
    std::string_view operator()(const PrimaryKey&) const { return "primary key"; }
    std::string_view operator()(const Unique&) const { return "unique"; }
    std::string_view operator()(const ForeignKey&) const { return "foreign key"; }
    std::string_view operator()(const Check&) const { return "check"; }
    std::string_view operator()(const Exclude&) const { return "exclude"; }
  };
  return std::visit(Kind{}, constraint.what);
}

std::string without_quotes(std::string text) {
  std::erase(text, '"');
  return text;
}

/// With its precision between the words: "timestamp(3) with time zone".
std::string time_type(std::string_view name, const std::vector<std::string>& arguments, std::string_view zone) {
  return arguments.empty() ? fmt::format("{} {}", name, zone) : fmt::format("{}({}) {}", name, arguments.front(), zone);
}

std::string with_arguments(std::string_view name, const std::vector<std::string>& arguments) {
  return arguments.empty() ? std::string(name) : fmt::format("{}({})", name, fmt::join(arguments, ","));
}

std::optional<std::string> native_type(const Type& type) {
  const std::string& name = type.name.name;
  constexpr auto shown_otherwise =
      std::to_array<std::string_view>({"bit", "varbit", "bpchar", "char", "numeric", "varchar", "interval", "time", "timetz", "timestamp",
                                       "timestamptz", "int2", "int4", "int8", "float4", "float8", "bool"});
  const bool is_plain =
      std::all_of(name.begin(), name.end(), [](char c) { return c == '_' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
  const bool is_other = std::find(shown_otherwise.begin(), shown_otherwise.end(), name) != shown_otherwise.end();
  const bool is_builtin = (type.name.schema.empty() || type.name.schema == "pg_catalog") && is_builtin_type(name);
  if (!is_builtin || !is_plain || is_other || !type.arguments.empty()) return std::nullopt;
  return name;
}

std::optional<std::string> element_type(const Type& type) {
  const auto& arguments = type.arguments;
  if (!type.fields.empty()) return std::nullopt;  // interval with fields
  switch (type.kind) {
    case TypeKind::integer:
      return "integer";
    case TypeKind::double_precision:
      return "double precision";
    case TypeKind::smallint:
    case TypeKind::bigint:
    case TypeKind::real:
    case TypeKind::boolean:
    case TypeKind::text:
    case TypeKind::date:
    case TypeKind::uuid:
    case TypeKind::json:
    case TypeKind::jsonb:
      return std::string(type_name(type.kind));
    case TypeKind::bytes:
      return "bytea";
    case TypeKind::numeric:
      return arguments.size() == 1 ? with_arguments("numeric", {arguments.front(), "0"}) : with_arguments("numeric", arguments);
    case TypeKind::character:
      return arguments.empty() ? "character(1)" : with_arguments("character", arguments);
    case TypeKind::varchar:
      return with_arguments("character varying", arguments);
    case TypeKind::interval:
      return with_arguments("interval", arguments);
    case TypeKind::time:
      return time_type("time", arguments, "without time zone");
    case TypeKind::timetz:
      return time_type("time", arguments, "with time zone");
    case TypeKind::timestamp:
      return time_type("timestamp", arguments, "without time zone");
    case TypeKind::timestamptz:
      return time_type("timestamp", arguments, "with time zone");
    case TypeKind::enumeration:
    case TypeKind::domain:
    case TypeKind::composite:
      return without_quotes(qualified(type.name));
    case TypeKind::native:
      return native_type(type);
    case TypeKind::unknown:
      return std::nullopt;
  }
  return std::nullopt;
}

std::string item(const std::string& table, std::string_view kind, std::string_view name, const std::optional<std::string>& detail) {
  return concatenated('[', string_literal(table), ", ", string_literal(concatenated(kind, name)), ", ",
                      detail ? string_literal(*detail) : "NULL", ']');
}

}  // namespace

std::optional<std::string> shown_type(const Type& type) {
  std::optional<std::string> shown = element_type(type);
  if (shown && type.array_dimensions > 0) *shown += "[]";
  return shown;
}

bool is_comparable(const Table& table) { return !table.unsure && !table.temporary; }

std::vector<std::string> shape_of(const Table& table, ShapeParts parts) {
  const std::string name = qualified(table.name);
  std::vector<std::string> items;
  if (table.declared)  // as much of it as matters to the history
    items.push_back(item(name, "*", "", std::nullopt));
  else
    items.push_back(item(name, "kind", "", table.partition_by ? "partitioned table" : "table"));
  for (const Column& column : table.columns) {
    std::optional<std::string> detail = shown_type(column.type);
    if (detail && column.not_null) *detail += " NOT NULL";
    items.push_back(item(name, "column ", column.name, detail));
  }
  // What a table has from those above it has names that the server chooses.
  if (parts == ShapeParts::columns || table.partition_of || !table.inherits.empty() || table.declared) return items;
  for (const Constraint& constraint : table.constraints)
    items.push_back(
        item(name, "constraint ", constraint.name, fmt::format("{}{}", kind_of(constraint), constraint.valid ? "" : " NOT VALID")));
  for (const Index& index : table.indexes) items.push_back(item(name, "index ", index.name, index.unique ? "unique" : "plain"));
  return items;
}

std::string keep_shape_query() {
  return concatenated("  PERFORM pg_catalog.set_config('galley.shape', ", dollar_quoted(shape_query, "shape"),
                      ", false);  -- compares tables\n");
}

std::string compare_shapes(std::string_view indent, std::string_view variable, const std::vector<std::string>& shapes) {
  const std::string inner = concatenated(indent, "  ");
  return concatenated(indent, "EXECUTE pg_catalog.current_setting('galley.shape') INTO ", variable, " USING ARRAY[\n", inner,
                      wrapped(shapes, inner), "];\n");
}

std::string refuse_difference(std::string_view indent, std::string_view variable, std::string_view code) {
  return concatenated(indent, "IF ", variable, " IS NOT NULL THEN\n", indent, "  RAISE EXCEPTION USING MESSAGE = '", code,
                      ": tables are not what the history says', DETAIL = ", variable, ",\n", indent,
                      "    HINT = 'Find out who changed them; bring them back, or into the history by a revision.';\n", indent,
                      "END IF;\n");
}

}  // namespace galley::postgresql
