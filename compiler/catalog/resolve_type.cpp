#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

#include "base/edit_distance.hpp"
#include "catalog/resolve.hpp"
#include "diag/catalogue/catalog.hpp"
#include "galley/dialect.hpp"

namespace galley {
namespace {

struct Replacement {
  std::string_view name;
  std::string_view replacement;
};
constexpr std::array serial_types{Replacement{"serial", "int"},           Replacement{"serial4", "int"},
                                  Replacement{"bigserial", "bigint"},     Replacement{"serial8", "bigint"},
                                  Replacement{"smallserial", "smallint"}, Replacement{"serial2", "smallint"}};
/// Types of other databases, for those who come from there.
constexpr std::array foreign_types{
    Replacement{"datetime", "timestamp"},   Replacement{"datetime2", "timestamp"}, Replacement{"datetimeoffset", "timestamptz"},
    Replacement{"tinyint", "smallint"},     Replacement{"mediumint", "int"},       Replacement{"number", "numeric"},
    Replacement{"nvarchar", "varchar"},     Replacement{"varchar2", "varchar"},    Replacement{"nchar", "char"},
    Replacement{"tinytext", "text"},        Replacement{"mediumtext", "text"},     Replacement{"longtext", "text"},
    Replacement{"ntext", "text"},           Replacement{"clob", "text"},           Replacement{"string", "text"},
    Replacement{"blob", "bytes"},           Replacement{"longblob", "bytes"},      Replacement{"binary", "bytes"},
    Replacement{"varbinary", "bytes"},      Replacement{"image", "bytes"},         Replacement{"raw", "bytes"},
    Replacement{"uniqueidentifier", "uuid"}};

/// What an argument may be: numbers from `least` to `most`.
struct ArgumentRange {
  int least;
  int most;
};

/// PostgreSQL's limits; the argument after the last range is one too many.
std::vector<ArgumentRange> argument_ranges(TypeKind kind) {
  constexpr ArgumentRange length{1, 10485760};
  constexpr ArgumentRange precision{1, 1000};
  constexpr ArgumentRange scale{-1000, 1000};
  constexpr ArgumentRange fraction{0, 6};
  switch (kind) {
    case TypeKind::numeric:
      return {precision, scale};
    case TypeKind::character:
    case TypeKind::varchar:
      return {length};
    case TypeKind::time:
    case TypeKind::timetz:
    case TypeKind::timestamp:
    case TypeKind::timestamptz:
    case TypeKind::interval:
      return {fraction};
    case TypeKind::smallint:
    case TypeKind::integer:
    case TypeKind::bigint:
    case TypeKind::real:
    case TypeKind::double_precision:
    case TypeKind::boolean:
    case TypeKind::text:
    case TypeKind::bytes:
    case TypeKind::date:
    case TypeKind::uuid:
    case TypeKind::json:
    case TypeKind::jsonb:
    case TypeKind::enumeration:
    case TypeKind::domain:
    case TypeKind::composite:
    case TypeKind::native:
    case TypeKind::unknown:
      return {};
  }
  return {};
}

std::optional<int> read_number(const std::string& text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

bool are_arguments_of(const std::vector<std::string>& arguments, TypeKind kind) {
  const std::vector<ArgumentRange> ranges = argument_ranges(kind);
  if (arguments.size() > ranges.size()) return false;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::optional<int> value = read_number(arguments[i]);
    if (!value || *value < ranges[i].least || *value > ranges[i].most) return false;
  }
  return true;
}

/// float(1) to float(24) are real, the rest double: the standard counts binary digits.
bool is_single_precision(const TypeName& written) {
  constexpr int most_bits_of_real = 24;
  return read_number(written.arguments.front()) <= most_bits_of_real;
}

Type resolve_builtin(const TypeName& written, TypeKind kind, Workspace& workspace) {
  constexpr std::string_view interval_with_fields = "interval ";
  constexpr int most_bits_of_double = 53;
  Type type{.kind = kind, .name = {}, .arguments = written.arguments, .array_dimensions = written.array_dimensions, .enumeration = nullptr};
  if (written.name.starts_with(interval_with_fields)) type.fields = written.name.substr(interval_with_fields.size());
  const std::optional<int> bits = written.arguments.size() == 1 ? read_number(written.arguments.front()) : std::nullopt;
  if (written.name == "float" && bits && *bits >= 1 && *bits <= most_bits_of_double) {
    if (is_single_precision(written)) type.kind = TypeKind::real;
    type.arguments.clear();
  }
  if (are_arguments_of(type.arguments, kind)) return type;
  workspace.report(written.span, diag::type_arguments, written.name, fmt::format("{}", fmt::join(written.arguments, ", ")));
  return {};
}

std::optional<std::string> nearest_type(const TypeName& written, const Workspace& workspace) {
  std::vector<std::string_view> names{"integer", "decimal", "bool", "float", "character"};  // the usual ones of several spellings
  for (auto kind = static_cast<unsigned>(TypeKind::smallint); kind <= static_cast<unsigned>(TypeKind::jsonb); ++kind)
    names.push_back(type_name(static_cast<TypeKind>(kind)));
  for (const auto& [name, enumeration] : workspace.catalog().enums()) names.push_back(name.name);
  for (const auto& [key, object] : workspace.catalog().objects())
    if (is_type(key.kind)) names.push_back(key.name.name);
  return nearest(written.name, names);
}

std::optional<std::string_view> replacement_of(const TypeName& written, std::span<const Replacement> known) {
  const auto found = std::ranges::find(known, written.name, &Replacement::name);
  return found == known.end() || written.quoted ? std::nullopt : std::optional(found->replacement);
}

void report_unknown(const TypeName& written, const ObjectName& name, Workspace& workspace) {
  if (const auto counted = replacement_of(written, serial_types)) {
    workspace.report(written.span, diag::serial_type, written.name).help("write: {} generated by default as identity", *counted);
    return;
  }
  auto builder = workspace.report(written.span, diag::unknown_type, written.schema.empty() ? name.name : workspace.shown(name));
  if (const auto meant = replacement_of(written, foreign_types)) {
    builder.help("write: {}", *meant);
    return;
  }
  const std::optional<std::string> suggestion = nearest_type(written, workspace);
  builder.suggest(suggestion);
  if (!suggestion)
    builder.help("this is said for {}; a type that only another database has belongs in its own block: on DIALECT {{ }}",
                 workspace.dialect().name());
}

Type resolve_named(const NamedType& known, std::uint8_t dimensions, const Workspace& workspace) {
  if (known.kind == ObjectKind::enumeration)
    return {TypeKind::enumeration, known.name, {}, dimensions, workspace.catalog().find_enum(known.name), nullptr};
  const TypeKind kind = known.kind == ObjectKind::domain ? TypeKind::domain : TypeKind::composite;
  return {kind, known.name, {}, dimensions, nullptr, workspace.catalog().find_object({known.kind, known.name, {}})};
}

Type resolve_unmapped(const TypeName& written, Workspace& workspace) {
  if (written.schema.empty() && !written.quoted)
    if (const std::optional<TypeKind> kind = builtin_type(written.name)) return resolve_builtin(written, *kind, workspace);

  const ObjectName name{written.schema.empty() ? workspace.options().default_schema : written.schema, written.name};
  if (const NamedType* known = workspace.peek_type(name)) {
    if (written.arguments.empty()) return resolve_named(*known, written.array_dimensions, workspace);
    workspace.report(written.span, diag::type_arguments, written.name, fmt::format("{}", fmt::join(written.arguments, ", ")));
    return {};
  }
  if (workspace.is_poisoned(name)) return {};
  if (workspace.dialect().knows_type(written.name)) {
    if (written.schema.empty()) workspace.warn_of_type(written.name, written.span);
    return {TypeKind::native, {written.schema, written.name}, written.arguments, written.array_dimensions, nullptr, nullptr};
  }
  report_unknown(written, name, workspace);
  return {};
}

}  // namespace

const TypeMapping* find_type_mapping(const TypeName& written, const Workspace& workspace) {
  if (!written.schema.empty()) return nullptr;
  const auto by_dialect = workspace.options().types.find(written.name);
  if (by_dialect == workspace.options().types.end()) return nullptr;
  const auto mapping = by_dialect->second.find(workspace.dialect().name());
  return mapping == by_dialect->second.end() ? nullptr : &mapping->second;
}

Type resolve_type(const TypeName& written, Workspace& workspace) {
  const TypeMapping* mapping = find_type_mapping(written, workspace);
  if (!mapping) return resolve_unmapped(written, workspace);
  TypeName meant = mapping->type;
  meant.array_dimensions = static_cast<std::uint8_t>(meant.array_dimensions + written.array_dimensions);
  meant.span = written.span;
  return resolve_unmapped(meant, workspace);
}

}  // namespace galley
