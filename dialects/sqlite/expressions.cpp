#include "sqlite/expressions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/letter_case.hpp"
#include "raw_tokens.hpp"
#include "sqlite/expression_writer.hpp"
#include "sqlite/quoting.hpp"

namespace galley::sqlite {
namespace {

struct Operator {
  std::string_view name;
  Binding binding;
};
constexpr std::array operators{Operator{"=", Binding::equality},
                               Operator{"<>", Binding::equality},
                               Operator{"<", Binding::comparison},
                               Operator{"<=", Binding::comparison},
                               Operator{">", Binding::comparison},
                               Operator{">=", Binding::comparison},
                               Operator{"&", Binding::bits},
                               Operator{"|", Binding::bits},
                               Operator{"<<", Binding::bits},
                               Operator{">>", Binding::bits},
                               Operator{"+", Binding::sum},
                               Operator{"-", Binding::sum},
                               Operator{"*", Binding::product},
                               Operator{"/", Binding::product},
                               Operator{"%", Binding::product},
                               Operator{"||", Binding::concatenation},
                               Operator{"->", Binding::concatenation},
                               Operator{"->>", Binding::concatenation}};

Binding tighter(Binding binding) { return static_cast<Binding>(static_cast<int>(binding) + 1); }

bool has_ascii_letter(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

}  // namespace

Text ExpressionWriter::no_counterpart(Span span, std::string_view what) const {
  context_.no_counterpart(span, what);
  return {"NULL", Binding::atom};
}

std::string ExpressionWriter::operand(const Expression& expression, Binding least) const {
  Text text = write(expression);
  return text.binding < least ? fmt::format("({})", text.sql) : std::move(text.sql);
}

std::string ExpressionWriter::list(const std::vector<Expression>& items) const {
  std::string out;
  for (const Expression& item : items) out += (out.empty() ? "" : ", ") + write(item).sql;
  return out;
}

Text ExpressionWriter::write(const Expression& expression) const {
  const Span span = expression.span;
  return match(
      expression.node, [&](const Literal& e) { return literal(e, span); }, [&](const TypedLiteral& e) { return typed_literal(e, span); },
      [&](const ColumnReference& e) { return column(e); }, [&](const KeywordValue& e) { return keyword(e, span); },
      [&](const Call& e) { return call(e, span); }, [&](const NamedArgument&) { return no_counterpart(span, "an argument by name"); },
      [&](const Extract& e) { return extract(e); }, [&](const Unary& e) { return unary(e, span); },
      [&](const Logical& e) { return logical(e); }, [&](const Binary& e) { return binary(e, span); },
      [&](const IsTest& e) { return is_test(e, span); },
      [&](const IsDistinct& e) {
        return Text{fmt::format("{} {} {}", operand(*e.left, Binding::comparison), e.negated ? "IS" : "IS NOT",
                                operand(*e.right, Binding::comparison)),
                    Binding::equality};
      },
      [&](const Between& e) {
        if (e.symmetric) return no_counterpart(span, "BETWEEN SYMMETRIC");
        return Text{fmt::format("{}{} BETWEEN {} AND {}", operand(*e.operand, Binding::comparison), e.negated ? " NOT" : "",
                                operand(*e.low, Binding::bits), operand(*e.high, Binding::bits)),
                    Binding::equality};
      },
      [&](const InList& e) { return in_list(e, span); }, [&](const PatternMatch& e) { return pattern(e, span); },
      [&](const Quantified& e) { return quantified(e, span); }, [&](const Case& e) { return case_of(e); },
      [&](const Cast& e) { return cast(e); },
      [&](const Collated& e) {
        return Text{fmt::format("{} COLLATE {}", operand(*e.operand, Binding::collate),
                                write_collation(e.collation.name.text, e.collation.span(), context_)),
                    Binding::collate};
      },
      [&](const AtTimeZone& e) { return no_counterpart(span, e.zone ? "AT TIME ZONE" : "AT LOCAL"); },
      [&](const ArrayLiteral&) { return no_counterpart(span, "an array"); },
      [&](const Subscript&) { return no_counterpart(span, "a subscript"); },
      [&](const FieldOf&) { return no_counterpart(span, "a field of a value"); },
      [&](const RowValue& e) {
        return Text{fmt::format("({})", list(e.items)), Binding::atom};
      },
      [&](const Subquery& e) { return subquery(e, span); });
}

Text ExpressionWriter::literal(const Literal& literal, Span span) const {
  switch (literal.kind) {
    case LiteralKind::null:
      return {"NULL"};
    case LiteralKind::true_:
      return {"TRUE"};
    case LiteralKind::false_:
      return {"FALSE"};
    case LiteralKind::number:
      return {literal.text};
    case LiteralKind::bits:
      return no_counterpart(span, "a bit string");
    case LiteralKind::hex:
      if (literal.text.size() % 2 != 0) return no_counterpart(span, "a blob of half a byte");
      return {fmt::format("X'{}'", literal.text)};
    case LiteralKind::string:
      break;
  }
  return {string_literal(literal.text), is_plain_literal(literal.text) ? Binding::atom : Binding::concatenation};
}

Text ExpressionWriter::column(const ColumnReference& column) const {
  const std::string name = identifier(column.parts.back().text);
  if (place_ != Place::data || column.parts.size() == 1) return {name};  // within a definition there is only one table
  return {fmt::format("{}.{}", identifier(column.parts[column.parts.size() - 2].text), name)};
}

Text ExpressionWriter::current_timestamp(Span span) const {
  if (place_ == Place::stored) return no_counterpart(span, "the present time in a generated column or an index");
  return {"CURRENT_TIMESTAMP"};
}

Text ExpressionWriter::keyword(const KeywordValue& value, Span span) const {
  if (value.keyword == "current_timestamp" || value.keyword == "localtimestamp") return current_timestamp(span);
  if (value.keyword == "current_date" || value.keyword == "current_time") {
    if (place_ == Place::stored) return current_timestamp(span);
    return {upper_case(value.keyword)};
  }
  return no_counterpart(span, value.keyword);
}

Text ExpressionWriter::unary(const Unary& unary, Span span) const {
  if (unary.op == "not") return {fmt::format("NOT {}", operand(*unary.operand, Binding::not_)), Binding::not_};
  if (unary.op != "-" && unary.op != "+" && unary.op != "~") return no_counterpart(span, fmt::format("operator `{}`", unary.op));
  std::string inner = operand(*unary.operand, Binding::sign);
  if (inner.front() == '-' || inner.front() == '+') inner = fmt::format("({})", inner);  // "--" would begin a comment
  return {unary.op + inner, Binding::sign};
}

Text ExpressionWriter::logical(const Logical& logical) const {
  const Binding binding = logical.op == "and" ? Binding::and_ : Binding::or_;
  std::string sql;
  for (const Expression& item : logical.operands) {
    if (!sql.empty()) sql += fmt::format(" {} ", upper_case(logical.op));
    sql += operand(item, tighter(binding));
  }
  return {sql, binding};
}

/// = any and <> all are IN and NOT IN; nothing else has another form.
Text ExpressionWriter::quantified(const Quantified& quantified, Span span) const {
  const bool is_in = quantified.op == "=" && !quantified.all;
  const bool is_not_in = quantified.op == "<>" && quantified.all;
  if (!is_in && !is_not_in) return no_counterpart(span, fmt::format("`{}` with {}", quantified.op, quantified.all ? "ALL" : "ANY"));
  if (const auto* query = std::get_if<Subquery>(&quantified.right->node)) {
    Subquery in{.form = Subquery::Form::in, .operand = quantified.left, .negated = is_not_in, .text = query->text};
    return subquery(in, span);
  }
  const Expression* array = &*quantified.right;
  while (const auto* cast = std::get_if<Cast>(&array->node)) array = &*cast->operand;
  const auto* literal = std::get_if<ArrayLiteral>(&array->node);
  if (literal == nullptr) return no_counterpart(quantified.right->span, "an array");
  return in_list({.operand = quantified.left, .negated = is_not_in, .items = literal->items}, span);
}

Text ExpressionWriter::binary(const Binary& binary, Span span) const {
  const auto found = std::find_if(operators.begin(), operators.end(), [&](const Operator& op) { return op.name == binary.op; });
  if (found == operators.end()) return no_counterpart(span, fmt::format("operator `{}`", binary.op));
  if (binary.op.starts_with("->") && !context_.capabilities.json_operators) {
    return no_counterpart(span, fmt::format("operator `{}` before 3.38", binary.op));
  }
  const Binding binding = found->binding;
  // Comparisons do not chain in the language, so an operand of the same kind is put in parentheses for the reader's sake.
  const bool comparison = binding == Binding::equality || binding == Binding::comparison;
  return {fmt::format("{} {} {}", operand(*binary.left, comparison ? Binding::bits : binding), upper_case(binary.op),
                      operand(*binary.right, comparison ? Binding::bits : tighter(binding))),
          binding};
}

Text ExpressionWriter::is_test(const IsTest& test, Span span) const {
  if (test.what == "json") {
    if (!context_.capabilities.json_operators) return no_counterpart(span, "IS JSON before 3.38");
    const std::string valid = fmt::format("json_valid({})", write(*test.operand).sql);
    return test.negated ? Text{"NOT " + valid, Binding::not_} : Text{valid};
  }
  if (test.what != "null" && test.what != "true" && test.what != "false" && test.what != "unknown")
    return no_counterpart(span, "IS " + upper_case(test.what));
  const std::string what = test.what == "unknown" ? "NULL" : upper_case(test.what);
  return {fmt::format("{} IS {}{}", operand(*test.operand, Binding::comparison), test.negated ? "NOT " : "", what), Binding::equality};
}

Text ExpressionWriter::in_list(const InList& in, Span span) const {
  if (std::holds_alternative<RowValue>(in.operand->node)) return no_counterpart(span, "IN over a list of rows");
  return {fmt::format("{}{} IN ({})", operand(*in.operand, Binding::comparison), in.negated ? " NOT" : "", list(in.items)),
          Binding::equality};
}

Text ExpressionWriter::pattern(const PatternMatch& match, Span span) const {
  if (match.op == "similar to") return no_counterpart(span, "SIMILAR TO");
  const auto* literal = std::get_if<Literal>(&match.pattern->node);
  if (match.op == "like" && (literal == nullptr || has_ascii_letter(literal->text)))
    context_.note("LIKE ignores the case of ASCII letters on SQLite");
  if (match.op == "ilike") context_.note("ILIKE is LIKE on SQLite: the case of letters outside ASCII counts");
  std::string sql = fmt::format("{}{} LIKE {}", operand(*match.operand, Binding::comparison), match.negated ? " NOT" : "",
                                operand(*match.pattern, Binding::comparison));
  // SQLite has no escape character unless one is named; the language's own is the backslash, as in PostgreSQL.
  const bool may_escape = literal == nullptr || literal->text.find('\\') != std::string::npos;
  if (match.escape)
    sql += fmt::format(" ESCAPE {}", operand(**match.escape, Binding::comparison));
  else if (may_escape)
    sql += " ESCAPE '\\'";
  return {sql, Binding::equality};
}

Text ExpressionWriter::case_of(const Case& branches) const {
  std::string sql = "CASE";
  if (branches.operand) sql += " " + write(**branches.operand).sql;
  for (const WhenBranch& branch : branches.branches)
    sql += fmt::format(" WHEN {} THEN {}", write(branch.condition).sql, write(branch.result).sql);
  if (branches.otherwise) sql += " ELSE " + write(**branches.otherwise).sql;
  return {sql + " END"};
}

Text ExpressionWriter::subquery(const Subquery& query, Span span) const {
  if (place_ != Place::data) return no_counterpart(span, "a sub-select in a definition");
  switch (query.form) {
    case Subquery::Form::scalar:
      return {fmt::format("({})", query.text)};
    case Subquery::Form::exists:
      return {fmt::format("EXISTS ({})", query.text)};
    case Subquery::Form::in:
      return {fmt::format("{}{} IN ({})", operand(**query.operand, Binding::comparison), query.negated ? " NOT" : "", query.text),
              Binding::equality};
    case Subquery::Form::array:
      break;
  }
  return no_counterpart(span, "an array");
}

std::string write_expression(const Expression& expression, Place place, const Context& context) {
  return ExpressionWriter(place, context).write(expression).sql;
}

std::string write_collation(std::string_view collation, Span span, const Context& context) {
  if (collation == "C" || collation == "POSIX" || collation == "ucs_basic") return "BINARY";
  const std::string upper = upper_case(collation);
  if (upper == "BINARY" || upper == "NOCASE" || upper == "RTRIM") return upper;
  context.no_counterpart(span, fmt::format("collation \"{}\"", collation));
  return "BINARY";
}

}  // namespace galley::sqlite
