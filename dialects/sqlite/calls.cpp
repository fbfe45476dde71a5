// Function calls.
#include <fmt/format.h>

#include "sqlite/expression_writer.hpp"
#include "sqlite/functions.hpp"

namespace galley::sqlite {
namespace {

/// RFC 9562, version 4: the digit 4 and one of 8, 9, a, b stand at their places.
constexpr std::string_view random_uuid =
    "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-' || "
    "substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))";

/// The text of a number without sign or fraction.
const std::string* count_of(const Expression& expression) {
  const auto* literal = std::get_if<Literal>(&expression.node);
  if (literal == nullptr || literal->kind != LiteralKind::number) return nullptr;
  return literal->text.find_first_not_of("0123456789") == std::string::npos ? &literal->text : nullptr;
}

bool is_random(FunctionForm form) { return form == FunctionForm::uuid || form == FunctionForm::random; }

}  // namespace

Text ExpressionWriter::call(const Call& call, Span span) const {
  const Function* function =
      call.function.has_schema() && call.function.schema.text != "pg_catalog" ? nullptr : find_function(call.function.name.text);
  if (function == nullptr) return no_counterpart(span, fmt::format("function \"{}\"", call.function.name.text));
  const int count = static_cast<int>(call.arguments.size());
  if (!call.star && (count < function->least || (function->most >= 0 && count > function->most))) {
    return no_counterpart(span, fmt::format("function \"{}\" with {} argument{}", function->name, count, count == 1 ? "" : "s"));
  }
  if (function->needs_math && !context_.capabilities.math_functions)
    return no_counterpart(span, fmt::format("function \"{}\" before 3.35", function->name));
  if (function->needs_json && !context_.capabilities.json_operators)
    return no_counterpart(span, fmt::format("function \"{}\" before 3.38", function->name));
  if (function->needs_math) context_.note(fmt::format("{}() needs an SQLite built with the mathematical functions", function->sqlite));
  if (!function->remark.empty()) context_.note(fmt::format("{}() on SQLite: {}", function->name, function->remark));
  if (is_random(function->form) && place_ != Place::data && place_ != Place::default_value)
    return no_counterpart(span, "a random value in a definition");
  return special_call(*function, call, span);
}

Text ExpressionWriter::special_call(const Function& function, const Call& call, Span span) const {
  const auto argument = [&](std::size_t i, Binding least) { return operand(call.arguments[i], least); };
  switch (function.form) {
    case FunctionForm::same:
      return {
          fmt::format("{}({}{})", function.sqlite, call.distinct ? "DISTINCT " : "", call.star ? std::string("*") : list(call.arguments))};
    case FunctionForm::timestamp:
      return current_timestamp(span);
    case FunctionForm::uuid:
      return {std::string(random_uuid)};
    case FunctionForm::random:
      return {"random() / 18446744073709551616.0 + 0.5", Binding::sum};
    case FunctionForm::concat: {
      std::string sql;
      for (const Expression& item : call.arguments) sql += fmt::format("{}coalesce({}, '')", sql.empty() ? "" : " || ", write(item).sql);
      return {sql, call.arguments.size() == 1 ? Binding::atom : Binding::concatenation};
    }
    case FunctionForm::coalesce:
    case FunctionForm::extremum:
      // With one argument coalesce() is an error here and max() an aggregate.
      if (call.arguments.size() == 1) return write(call.arguments.front());
      return {fmt::format("{}({})", function.sqlite, list(call.arguments))};
    case FunctionForm::modulo:
      return {fmt::format("{} % {}", argument(0, Binding::product), argument(1, Binding::concatenation)), Binding::product};
    case FunctionForm::left:
    case FunctionForm::right: {
      const std::string* count = count_of(call.arguments[1]);
      if (count == nullptr || *count == "0")
        return no_counterpart(call.arguments[1].span, fmt::format("{}() without a number above 0", function.name));
      const std::string text = write(call.arguments[0]).sql;
      return {function.form == FunctionForm::left ? fmt::format("substr({}, 1, {})", text, *count)
                                                  : fmt::format("substr({}, -{})", text, *count)};
    }
    case FunctionForm::byte_length:
      break;
  }
  return {fmt::format("length(CAST({} AS BLOB))", write(call.arguments[0]).sql)};
}

}  // namespace galley::sqlite
