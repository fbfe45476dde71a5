#include "sqlite/types.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/letter_case.hpp"
#include "diag/catalogue/sqlite.hpp"
#include "raw_tokens.hpp"
#include "sqlite/quoting.hpp"

namespace galley::sqlite {
namespace {

struct NativeType {
  std::string_view name;
  Affinity affinity;
};
constexpr std::string_view any_type = "any";  // of STRICT tables: values stay as they are
constexpr std::array native_types{NativeType{any_type, Affinity::numeric},    NativeType{"blob", Affinity::blob},
                                  NativeType{"clob", Affinity::text},         NativeType{"datetime", Affinity::numeric},
                                  NativeType{"mediumint", Affinity::integer}, NativeType{"nchar", Affinity::text},
                                  NativeType{"nvarchar", Affinity::text},     NativeType{"tinyint", Affinity::integer}};

const NativeType* find_native(std::string_view name) {
  const auto found = std::find_if(native_types.begin(), native_types.end(), [&](const NativeType& type) { return type.name == name; });
  return found == native_types.end() ? nullptr : &*found;
}

std::string with_arguments(std::string_view name, const std::vector<std::string>& arguments) {
  return arguments.empty() ? std::string(name) : fmt::format("{}({})", name, fmt::join(arguments, ", "));
}

}  // namespace

bool is_native_type(std::string_view name) { return find_native(name) != nullptr; }

std::string declared_type(const Type& type, Span span, const Context& context) {
  if (type.array_dimensions > 0) {
    context.no_counterpart(span, "an array type");
    return "TEXT";
  }
  switch (type.kind) {
    case TypeKind::smallint:
    case TypeKind::integer:
    case TypeKind::bigint:
      return "INTEGER";
    case TypeKind::numeric:
      return with_arguments("NUMERIC", type.arguments);
    case TypeKind::real:
    case TypeKind::double_precision:
      return "REAL";
    case TypeKind::boolean:
      return "BOOLEAN";
    case TypeKind::character:
      return with_arguments("CHAR", type.arguments);
    case TypeKind::varchar:
      return with_arguments("VARCHAR", type.arguments);
    case TypeKind::bytes:
      return "BLOB";
    case TypeKind::text:
    case TypeKind::date:
    case TypeKind::time:
    case TypeKind::timetz:
    case TypeKind::timestamp:
    case TypeKind::timestamptz:
    case TypeKind::interval:
    case TypeKind::uuid:
    case TypeKind::json:
    case TypeKind::jsonb:
    case TypeKind::enumeration:
    case TypeKind::domain:  // of an array; others have been taken apart
      return "TEXT";
    case TypeKind::composite:
      context.no_counterpart(span, fmt::format("composite type \"{}\"", type.name.name));
      return "TEXT";
    case TypeKind::native:
      if (is_native_type(type.name.name)) return with_arguments(upper_case(type.name.name), type.arguments);
      context.no_counterpart(span, fmt::format("type \"{}\"", type.name.name));
      return "TEXT";
    case TypeKind::unknown:
      break;  // reported by the catalog
  }
  return "TEXT";
}

std::string strict_type(const Column& column, const Context& context) {
  const std::string declared = declared_type(column.type, column.span, context);
  if (column.type.kind == TypeKind::boolean) return "INTEGER";
  if (column.type.kind == TypeKind::native && column.type.name.name == any_type) return declared;
  const Affinity affinity = affinity_of(column.type);
  if (affinity != Affinity::numeric) return std::string(affinity_name(affinity));
  context.diagnostics.report(column.span, diag::sqlite_strict_type, column.name, declared)
      .help("its types are INTEGER, REAL, TEXT and BLOB: keep exact numbers as text, or as an integer of the smallest unit");
  return "REAL";
}

bool is_integer(const Type& type) {
  return type.array_dimensions == 0 && (type.kind == TypeKind::smallint || type.kind == TypeKind::integer || type.kind == TypeKind::bigint);
}

Affinity affinity_of(const Type& type) {
  switch (type.kind) {
    case TypeKind::smallint:
    case TypeKind::integer:
    case TypeKind::bigint:
      return Affinity::integer;
    case TypeKind::real:
    case TypeKind::double_precision:
      return Affinity::real;
    case TypeKind::numeric:
    case TypeKind::boolean:
      return Affinity::numeric;
    case TypeKind::bytes:
      return Affinity::blob;
    case TypeKind::native: {
      const NativeType* native = find_native(type.name.name);
      return native == nullptr ? Affinity::text : native->affinity;
    }
    case TypeKind::character:
    case TypeKind::varchar:
    case TypeKind::text:
    case TypeKind::date:
    case TypeKind::time:
    case TypeKind::timetz:
    case TypeKind::timestamp:
    case TypeKind::timestamptz:
    case TypeKind::interval:
    case TypeKind::uuid:
    case TypeKind::json:
    case TypeKind::jsonb:
    case TypeKind::enumeration:
    case TypeKind::domain:
    case TypeKind::composite:
    case TypeKind::unknown:
      break;
  }
  return Affinity::text;
}

std::string_view affinity_name(Affinity affinity) {
  constexpr std::array<std::string_view, 5> names{"INTEGER", "REAL", "NUMERIC", "TEXT", "BLOB"};
  return names.at(static_cast<std::size_t>(affinity));
}

std::string value_list(const EnumType& type) {
  std::string list;
  for (const EnumValue& value : type.values) list += (list.empty() ? "" : ", ") + string_literal(value.text);
  return list;
}

}  // namespace galley::sqlite
