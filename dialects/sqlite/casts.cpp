// Casts, typed literals and EXTRACT: what concerns types inside expressions.
#include <fmt/format.h>

#include <array>
#include <optional>

#include "galley/operation.hpp"
#include "sqlite/expression_writer.hpp"
#include "sqlite/quoting.hpp"
#include "sqlite/types.hpp"

namespace galley::sqlite {
namespace {

const Literal* literal_of(const Expression& expression) { return std::get_if<Literal>(&expression.node); }

/// The type that a cast names, as far as it has one on SQLite.
Type type_of(const Cast& cast) {
  if (cast.type) return *cast.type;
  const std::optional<TypeKind> kind = cast.type_name.quoted ? std::nullopt : builtin_type(cast.type_name.name);
  return {.kind = kind.value_or(TypeKind::native),
          .name = {{}, cast.type_name.name},
          .arguments = cast.type_name.arguments,
          .array_dimensions = cast.type_name.array_dimensions,
          .enumeration = nullptr};
}

/// Kinds that SQLite keeps as text and whose literals are strings.
bool is_kept_as_text(TypeKind kind) {
  switch (kind) {
    case TypeKind::character:
    case TypeKind::varchar:
    case TypeKind::text:
    case TypeKind::date:
    case TypeKind::time:
    case TypeKind::timetz:
    case TypeKind::timestamp:
    case TypeKind::timestamptz:
    case TypeKind::uuid:
    case TypeKind::json:
    case TypeKind::jsonb:
    case TypeKind::enumeration:
    case TypeKind::domain:
    case TypeKind::composite:
      return true;
    case TypeKind::smallint:
    case TypeKind::integer:
    case TypeKind::bigint:
    case TypeKind::numeric:
    case TypeKind::real:
    case TypeKind::double_precision:
    case TypeKind::boolean:
    case TypeKind::bytes:
    case TypeKind::interval:
    case TypeKind::native:
    case TypeKind::unknown:
      break;
  }
  return false;
}

std::string_view format_of_field(std::string_view field) {
  struct Field {
    std::string_view name;
    std::string_view format;
  };
  constexpr std::array fields{Field{"year", "%Y"},   Field{"month", "%m"}, Field{"day", "%d"}, Field{"hour", "%H"},
                              Field{"minute", "%M"}, Field{"doy", "%j"},   Field{"dow", "%w"}, Field{"epoch", "%s"}};
  for (const Field& known : fields) {
    if (known.name == field) return known.format;
  }
  return {};
}

}  // namespace

Text ExpressionWriter::typed_literal(const TypedLiteral& literal, Span span) const {
  const Cast cast_of_it{
      .operand = Expression{Literal{LiteralKind::string, literal.text}, span}, .type_name = literal.type, .type = std::nullopt};
  return cast(cast_of_it);
}

Text ExpressionWriter::cast(const Cast& cast) const {
  const Type type = type_of(cast);
  const Span span = cast.type_name.span;
  const Literal* literal = literal_of(*cast.operand);
  if (type.array_dimensions > 0) return no_counterpart(span, "an array");
  if (type.kind == TypeKind::interval) return no_counterpart(span, "an interval");
  if (type.kind == TypeKind::native && !is_native_type(type.name.name))
    return no_counterpart(span, fmt::format("type \"{}\"", type.name.name));
  if (literal != nullptr && literal->kind == LiteralKind::null) return {"NULL"};

  if (type.kind == TypeKind::boolean) {
    if (literal == nullptr) {
      context_.no_counterpart(span, "a cast to boolean", "compare instead: `x <> 0` or `x = 'true'`");
      return {"NULL"};
    }
    return {write_value(*cast.operand, type, place_, context_)};
  }
  if (type.kind == TypeKind::bytes && literal != nullptr) return {write_value(*cast.operand, type, place_, context_)};

  const bool is_string = literal != nullptr && literal->kind == LiteralKind::string;
  const bool cuts = (type.kind == TypeKind::character || type.kind == TypeKind::varchar) && !type.arguments.empty();
  if (is_kept_as_text(type.kind) && is_string && !cuts) return {write_value(*cast.operand, type, place_, context_), Binding::concatenation};
  const std::string operand = write(*cast.operand).sql;
  if (type.kind == TypeKind::date) return {fmt::format("date({})", operand)};
  if (type.kind == TypeKind::time) return {fmt::format("time({})", operand)};
  if (cuts) return {fmt::format("substr(CAST({} AS TEXT), 1, {})", operand, type.arguments.front())};
  if (type.kind == TypeKind::numeric && type.arguments.size() == 2) return {fmt::format("round({}, {})", operand, type.arguments[1])};
  if (is_integer(type)) {
    if (literal != nullptr && literal->kind == LiteralKind::number && literal->text.find_first_not_of("0123456789") == std::string::npos)
      return {operand};
    context_.note("CAST AS INTEGER cuts off fractions, PostgreSQL rounds them");
  }
  return {fmt::format("CAST({} AS {})", operand, affinity_name(affinity_of(type)))};
}

Text ExpressionWriter::extract(const Extract& extract) const {
  const std::string_view format = format_of_field(extract.field.text);
  if (format.empty()) return no_counterpart(extract.field.span, fmt::format("EXTRACT of {}", extract.field.text));
  return {fmt::format("CAST(strftime('{}', {}) AS INTEGER)", format, write(*extract.operand).sql)};
}

}  // namespace galley::sqlite
