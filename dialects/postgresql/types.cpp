#include "postgresql/types.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/letter_case.hpp"
#include "galley/operation.hpp"
#include "postgresql/builtin_names.hpp"
#include "postgresql/quoting.hpp"
#include "raw_tokens.hpp"

namespace galley::postgresql {
namespace {

std::string_view builtin_name(TypeKind kind) {
  switch (kind) {
    case TypeKind::smallint:
      return "smallint";
    case TypeKind::integer:
      return "integer";
    case TypeKind::bigint:
      return "bigint";
    case TypeKind::numeric:
      return "numeric";
    case TypeKind::real:
      return "real";
    case TypeKind::double_precision:
      return "double precision";
    case TypeKind::boolean:
      return "boolean";
    case TypeKind::character:
      return "char";
    case TypeKind::varchar:
      return "varchar";
    case TypeKind::text:
      return "text";
    case TypeKind::bytes:
      return "bytea";
    case TypeKind::date:
      return "date";
    case TypeKind::time:
      return "time";
    case TypeKind::timetz:
      return "timetz";
    case TypeKind::timestamp:
      return "timestamp";
    case TypeKind::timestamptz:
      return "timestamptz";
    case TypeKind::interval:
      return "interval";
    case TypeKind::uuid:
      return "uuid";
    case TypeKind::json:
      return "json";
    case TypeKind::jsonb:
      return "jsonb";
    case TypeKind::enumeration:
    case TypeKind::domain:
    case TypeKind::composite:
    case TypeKind::native:
    case TypeKind::unknown:
      return "";
  }
  return "";
}

std::string with_dimensions(std::string name, int dimensions) {
  for (int i = 0; i < dimensions; ++i) name += "[]";
  return name;
}

std::string with_arguments(std::string name, const std::vector<std::string>& arguments, int dimensions) {
  if (!arguments.empty()) name += fmt::format("({})", fmt::join(arguments, ","));
  return with_dimensions(std::move(name), dimensions);
}

constexpr std::string_view interval_with_fields = "interval ";

/// "interval day to second(3)"
std::string interval_text(std::string_view fields, const std::vector<std::string>& arguments, int dimensions) {
  return with_arguments("interval " + upper_case(fields), arguments, dimensions);
}

/// A type by name, other than the logical ones. Names such as "bit varying" are grammar, not identifiers.
std::string named_type(const std::string& schema, const std::string& name, const Printing& printing) {
  if (schema.empty() && (is_builtin_type(name) || is_pseudo_type(name))) return name == "char" ? "\"char\"" : name;
  return qualified({schema.empty() ? printing.default_schema : schema, name});
}

/// "a.b" as the catalog keeps names that were written with a schema.
QualifiedName split_at_dot(std::string_view text) {
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos) return {{}, {std::string(text), {}}};
  return {{std::string(text.substr(0, dot)), {}}, {std::string(text.substr(dot + 1)), {}}};
}

}  // namespace

std::string type_text(const Type& type, const Printing& printing) {
  if (!type.fields.empty()) return interval_text(type.fields, type.arguments, type.array_dimensions);
  const std::string_view builtin = builtin_name(type.kind);
  std::string name = !builtin.empty() ? std::string(builtin) : named_type(type.name.schema, type.name.name, printing);
  return with_arguments(std::move(name), type.arguments, type.array_dimensions);
}

std::string type_text(const TypeName& type, const Printing& printing) {
  if (has_fields(type)) return interval_text(type.name.substr(interval_with_fields.size()), type.arguments, type.array_dimensions);
  if (type.schema.empty() && !type.quoted) {
    if (const std::optional<TypeKind> kind = builtin_type(type.name)) {
      return with_arguments(std::string(builtin_name(*kind)), type.arguments, type.array_dimensions);
    }
  }
  return with_arguments(named_type(type.schema, type.name, printing), type.arguments, type.array_dimensions);
}

bool has_fields(const TypeName& type) { return type.schema.empty() && !type.quoted && type.name.starts_with(interval_with_fields); }

bool is_in_pg_catalog(const Type& type) {
  return type.kind != TypeKind::native || type.name.schema == "pg_catalog" || (type.name.schema.empty() && is_builtin_type(type.name.name));
}

std::string function_text(const QualifiedName& function, const Printing& printing) {
  if (function.has_schema()) return qualified({function.schema.text, function.name.text});
  const std::string& name = function.name.text;
  std::string bare = function_identifier(name);
  const bool is_keyword = bare == function.name.text && identifier(function.name.text) != bare;
  return is_keyword || is_builtin_function(function.name.text) ? bare : qualified({printing.default_schema, function.name.text});
}

std::string collation_text(const QualifiedName& collation) { return qualified({collation.schema.text, collation.name.text}); }
std::string collation_text(std::string_view collation) { return collation_text(split_at_dot(collation)); }

std::string operator_class_text(std::string_view operator_class, const Printing& printing) {
  QualifiedName name = split_at_dot(operator_class);
  if (!name.has_schema() && !is_builtin_operator_class(name.name.text)) name.schema.text = printing.default_schema;
  return collation_text(name);
}

bool knows_function_name(std::string_view function) {
  return is_builtin_function(function) || function_identifier(function) != identifier(function) || function == "any" ||
         function == "some" || function == "all";
}

bool is_pseudo_type(std::string_view type) {
  constexpr auto pseudo_types = std::to_array<std::string_view>({
      "any",
      "anyarray",
      "anycompatible",
      "anycompatiblearray",
      "anycompatiblemultirange",
      "anycompatiblenonarray",
      "anyenum",
      "anyelement",
      "anymultirange",
      "anycompatiblerange",
      "anynonarray",
      "anyrange",
      "cstring",
      "event_trigger",
      "fdw_handler",
      "index_am_handler",
      "internal",
      "language_handler",
      "trigger",
      "record",
      "tsm_handler",
      "table_am_handler",
      "void",
  });
  return std::find(pseudo_types.begin(), pseudo_types.end(), type) != pseudo_types.end();
}

std::string_view extension_of_type_name(std::string_view type) {
  constexpr auto of_extensions = std::to_array<std::pair<std::string_view, std::string_view>>({
      {"box2d", "postgis"},
      {"box3d", "postgis"},
      {"citext", "citext"},
      {"cube", "cube"},
      {"earth", "earthdistance"},
      {"geography", "postgis"},
      {"geometry", "postgis"},
      {"halfvec", "vector"},
      {"hstore", "hstore"},
      {"intbig_gkey", "intarray"},
      {"isbn", "isn"},
      {"isbn13", "isn"},
      {"ismn", "isn"},
      {"issn", "isn"},
      {"lquery", "ltree"},
      {"ltree", "ltree"},
      {"ltxtquery", "ltree"},
      {"prefix_range", "prefix"},
      {"query_int", "intarray"},
      {"raster", "postgis_raster"},
      {"semver", "semver"},
      {"sparsevec", "vector"},
      {"topogeometry", "postgis_topology"},
      {"upc", "isn"},
      {"vector", "vector"},
  });
  const auto found = std::find_if(of_extensions.begin(), of_extensions.end(), [&](const auto& known) { return known.first == type; });
  return found == of_extensions.end() ? std::string_view() : found->second;
}

bool knows_type_name(std::string_view type) { return is_builtin_type(type) || !extension_of_type_name(type).empty(); }

}  // namespace galley::postgresql
