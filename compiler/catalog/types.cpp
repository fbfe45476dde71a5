#include "catalog/types.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/assert.hpp"
#include "galley/operation.hpp"

namespace galley {
namespace {

struct TypeSynonym {
  std::string_view name;
  TypeKind kind;
};
// The first name of a kind is the language's own.
constexpr std::array synonyms{
    TypeSynonym{"smallint", TypeKind::smallint},
    TypeSynonym{"int2", TypeKind::smallint},
    TypeSynonym{"int", TypeKind::integer},
    TypeSynonym{"integer", TypeKind::integer},
    TypeSynonym{"int4", TypeKind::integer},
    TypeSynonym{"bigint", TypeKind::bigint},
    TypeSynonym{"int8", TypeKind::bigint},
    TypeSynonym{"numeric", TypeKind::numeric},
    TypeSynonym{"decimal", TypeKind::numeric},
    TypeSynonym{"dec", TypeKind::numeric},
    TypeSynonym{"real", TypeKind::real},
    TypeSynonym{"float4", TypeKind::real},
    TypeSynonym{"double", TypeKind::double_precision},
    TypeSynonym{"double precision", TypeKind::double_precision},
    TypeSynonym{"float", TypeKind::double_precision},
    TypeSynonym{"float8", TypeKind::double_precision},
    TypeSynonym{"boolean", TypeKind::boolean},
    TypeSynonym{"bool", TypeKind::boolean},
    TypeSynonym{"char", TypeKind::character},
    TypeSynonym{"character", TypeKind::character},
    TypeSynonym{"varchar", TypeKind::varchar},
    TypeSynonym{"character varying", TypeKind::varchar},
    TypeSynonym{"char varying", TypeKind::varchar},
    TypeSynonym{"national character", TypeKind::character},
    TypeSynonym{"national char", TypeKind::character},
    TypeSynonym{"national character varying", TypeKind::varchar},
    TypeSynonym{"national char varying", TypeKind::varchar},
    TypeSynonym{"text", TypeKind::text},
    TypeSynonym{"bytes", TypeKind::bytes},
    TypeSynonym{"bytea", TypeKind::bytes},
    TypeSynonym{"date", TypeKind::date},
    TypeSynonym{"time", TypeKind::time},
    TypeSynonym{"time without time zone", TypeKind::time},
    TypeSynonym{"timetz", TypeKind::timetz},
    TypeSynonym{"time with time zone", TypeKind::timetz},
    TypeSynonym{"timestamp", TypeKind::timestamp},
    TypeSynonym{"timestamp without time zone", TypeKind::timestamp},
    TypeSynonym{"timestamptz", TypeKind::timestamptz},
    TypeSynonym{"timestamp with time zone", TypeKind::timestamptz},
    TypeSynonym{"interval", TypeKind::interval},
    TypeSynonym{"uuid", TypeKind::uuid},
    TypeSynonym{"json", TypeKind::json},
    TypeSynonym{"jsonb", TypeKind::jsonb},
};

enum class Family { number, characters, time_of_day, moment, json, other };

Family family(TypeKind kind) {
  switch (kind) {
    case TypeKind::smallint:
    case TypeKind::integer:
    case TypeKind::bigint:
    case TypeKind::numeric:
    case TypeKind::real:
    case TypeKind::double_precision:
      return Family::number;
    case TypeKind::character:
    case TypeKind::varchar:
    case TypeKind::text:
      return Family::characters;
    case TypeKind::time:
    case TypeKind::timetz:
      return Family::time_of_day;
    case TypeKind::date:
    case TypeKind::timestamp:
    case TypeKind::timestamptz:
      return Family::moment;
    case TypeKind::json:
    case TypeKind::jsonb:
      return Family::json;
    case TypeKind::boolean:
    case TypeKind::bytes:
    case TypeKind::interval:
    case TypeKind::uuid:
    case TypeKind::enumeration:
    case TypeKind::domain:
    case TypeKind::composite:
    case TypeKind::native:
    case TypeKind::unknown:
      return Family::other;
  }
  GALLEY_ASSERT(false);
}

/// Decimal digits that an integer type always holds; nothing for other types.
std::optional<int> integer_digits(TypeKind kind) {
  if (kind == TypeKind::smallint) return 5;
  if (kind == TypeKind::integer) return 10;
  if (kind == TypeKind::bigint) return 19;
  return std::nullopt;
}

std::optional<int> argument(const Type& type, std::size_t position) {
  if (position >= type.arguments.size()) return std::nullopt;
  const std::string& text = type.arguments[position];
  int value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  return result.ec == std::errc{} ? std::optional(value) : std::nullopt;
}

bool number_keeps_values(const Type& from, const Type& to) {
  const std::optional<int> digits = integer_digits(from.kind);
  if (const std::optional<int> target = integer_digits(to.kind)) return digits && *digits <= *target;
  if (to.kind == TypeKind::numeric) {
    if (to.arguments.empty()) return digits || from.kind == TypeKind::numeric;
    const int scale = argument(to, 1).value_or(0);
    const int whole = argument(to, 0).value_or(0) - scale;
    if (digits) return whole >= *digits;
    return from.kind == TypeKind::numeric && !from.arguments.empty() && argument(from, 1).value_or(0) <= scale &&
           argument(from, 0).value_or(0) - argument(from, 1).value_or(0) <= whole;
  }
  if (to.kind == TypeKind::double_precision) return from.kind != TypeKind::bigint && from.kind != TypeKind::numeric;
  return from.kind == TypeKind::smallint || from.kind == TypeKind::real;  // to real
}

/// Characters that a character type takes; nothing: any number.
std::optional<int> length(const Type& type) {
  if (type.kind == TypeKind::character) return argument(type, 0).value_or(1);
  return argument(type, 0);
}

bool characters_keep_values(const Type& from, const Type& to) {
  if (to.kind == TypeKind::character) return from.kind == TypeKind::character && *length(from) <= *length(to);
  const std::optional<int> wanted = length(from);
  const std::optional<int> limit = length(to);
  return !limit || (wanted && *wanted <= *limit);
}

/// A limit on fractions of a second; 6 digits where none is written.
int fraction(const Type& type) { return argument(type, 0).value_or(6); }

}  // namespace

std::optional<TypeKind> builtin_type(std::string_view name) {
  if (name.starts_with("interval ")) return TypeKind::interval;  // day to second
  for (const TypeSynonym& synonym : synonyms)
    if (synonym.name == name) return synonym.kind;
  return std::nullopt;
}

std::string_view type_name(TypeKind kind) {
  for (const TypeSynonym& synonym : synonyms)
    if (synonym.kind == kind) return synonym.name;
  return "unknown";
}

std::string type_text(const Type& type) {
  std::string text = !type.name.name.empty() ? type.name.name : std::string(type_name(type.kind));
  if (!type.fields.empty()) text += " " + type.fields;
  if (!type.arguments.empty()) text += fmt::format("({})", fmt::join(type.arguments, ", "));
  for (int dimension = 0; dimension < type.array_dimensions; ++dimension) text += "[]";
  return text;
}

std::string signature_of(const std::vector<Type>& parameters) {
  std::vector<std::string> types;
  for (const Type& type : parameters) {
    Type plain = type;
    plain.arguments.clear();  // varchar(20) takes what varchar takes
    types.push_back(type.name.schema.empty() ? type_text(plain) : type.name.schema + "." + type_text(plain));
  }
  return fmt::format("({})", fmt::join(types, ", "));
}

std::string signature_of(const RoutineDefinition& routine) {
  std::vector<Type> parameters;
  for (const RoutineParameter& parameter : routine.parameters)
    if (parameter.mode != ast::ParameterMode::out) parameters.push_back(parameter.type);
  return signature_of(parameters);
}

bool is_integer(const Type& type) { return type.array_dimensions == 0 && integer_digits(type.kind); }

bool keeps_values(const Type& from, const Type& to) {
  if (from.kind == TypeKind::unknown || to.kind == TypeKind::unknown) return true;
  if (from.array_dimensions != to.array_dimensions) return false;
  if (from.kind == TypeKind::enumeration && to.kind == TypeKind::enumeration) return from.name == to.name;
  if (to.kind == TypeKind::text) return true;
  if (from.kind == TypeKind::native || to.kind == TypeKind::native) return from == to;
  if (family(from.kind) != family(to.kind)) return false;
  switch (family(from.kind)) {
    case Family::number:
      return number_keeps_values(from, to);
    case Family::characters:
      return characters_keep_values(from, to);
    case Family::time_of_day:
      return from.kind == to.kind && fraction(from) <= fraction(to);
    case Family::moment:
      return to.kind != TypeKind::date && (from.kind == TypeKind::date || fraction(from) <= fraction(to));
    case Family::json:
      return from.kind == to.kind || to.kind == TypeKind::json;
    case Family::other:
      return from.kind == to.kind;
  }
  GALLEY_ASSERT(false);
}

bool converts_by_itself(const Type& from, const Type& to) {
  if (from.kind == TypeKind::unknown || to.kind == TypeKind::unknown) return true;
  if (from.array_dimensions == 0 && to.array_dimensions == 0 && family(to.kind) == Family::characters) return true;
  if (from.array_dimensions != to.array_dimensions) return false;
  if (family(from.kind) != Family::other) return family(from.kind) == family(to.kind);
  return from.kind == to.kind && from.name == to.name;
}

bool are_comparable(const Type& a, const Type& b) {
  if (a.kind == TypeKind::unknown || b.kind == TypeKind::unknown) return true;
  if (a.array_dimensions != b.array_dimensions) return false;
  if (family(a.kind) != Family::other) return family(a.kind) == family(b.kind) && family(a.kind) != Family::json;
  // Types of one server only: citext = text, for one, is fine there; nothing is known here.
  if (a.kind == TypeKind::native || b.kind == TypeKind::native) return true;
  return a.kind == b.kind && a.name == b.name;
}

}  // namespace galley
