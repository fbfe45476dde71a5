// Expressions in the language's own spelling.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "galley/syntax.hpp"
#include "syntax/spelling.hpp"

namespace galley {
namespace {

using syntax::spell_literal;
using syntax::spell_name;
using syntax::spell_qualified;
using syntax::spell_string;
using syntax::spell_type;
using syntax::spell_typed_literal;

// What an operand must bind like to stand without parentheses; see precedence().
constexpr int anything = 0;
constexpr int not_operand = 3;
constexpr int is_operand = 5;
constexpr int pattern_level = 6;
constexpr int pattern_operand = 7;
constexpr int symbol_operand = 8;
constexpr int time_zone_operand = 11;
constexpr int time_zone = 12;
constexpr int collate_operand = 12;
constexpr int sign_operand = 13;
constexpr int cast_operand = 14;  // x[1]::int needs none
constexpr int atom = 16;

/// These would read as something else in front of a parenthesis.
std::string spell_function(const QualifiedName& function) {
  constexpr std::array<std::string_view, 5> special{"exists", "extract", "operator", "position", "row"};
  const bool is_special = !function.has_schema() && std::ranges::find(special, function.name.text) != special.end();
  return is_special ? "\"" + function.name.text + "\"" : spell_qualified(function);
}

std::string spell(const Expression& expression, int needed);

std::string spell_list(const std::vector<Expression>& items) {
  std::string text;
  for (const Expression& item : items) {
    if (!text.empty()) text += ", ";
    text += spell(item, anything);
  }
  return text;
}

std::string_view negation(bool negated) { return negated ? "not " : ""; }

std::string spell_unary(const Unary& unary) {
  if (unary.op == "not") return "not " + spell(*unary.operand, not_operand);
  const int level = unary.op == "-" || unary.op == "+" ? sign_operand : symbol_operand;
  const std::string operand = spell(*unary.operand, level);
  // Two signs side by side would become one operator or a comment.
  const auto is_sign = [](char c) { return std::string_view("+-*/<>=~!@#%^&|`?").find(c) != std::string_view::npos; };
  return unary.op + (is_sign(operand.front()) || !is_sign(unary.op.back()) ? " " : "") + operand;
}

std::string spell_logical(const Logical& logical) {
  std::string text;
  for (const Expression& operand : logical.operands) {
    if (!text.empty()) text += fmt::format(" {} ", logical.op);
    text += spell(operand, binary_precedence(logical.op) + 1);
  }
  return text;
}

std::string spell_quantified(const Quantified& quantified) {
  const int level = binary_precedence(quantified.op);
  const bool chains = level > pattern_level;
  const bool is_query = std::holds_alternative<Subquery>(quantified.right->node);
  const std::string right = spell(*quantified.right, anything);
  return fmt::format("{} {} {} {}", spell(*quantified.left, chains ? level : level + 1), quantified.op, quantified.all ? "all" : "any",
                     is_query ? right : "(" + right + ")");
}

std::string spell_binary(const Binary& binary) {
  const int level = binary_precedence(binary.op);
  const bool is_comparison = level == is_operand;
  return fmt::format("{} {} {}", spell(*binary.left, is_comparison ? level + 1 : level), binary.op, spell(*binary.right, level + 1));
}

std::string spell_call(const Call& call) {
  std::string arguments = call.star ? "*" : spell_list(call.arguments);
  if (call.variadic) {
    const std::vector<Expression> before(call.arguments.begin(), call.arguments.end() - 1);
    arguments = fmt::format("{}{}variadic {}", spell_list(before), before.empty() ? "" : ", ", spell(call.arguments.back(), anything));
  }
  return fmt::format("{}({}{})", spell_function(call.function), call.distinct ? "distinct " : "", arguments);
}

std::string spell_pattern(const PatternMatch& match) {
  std::string text = fmt::format("{} {}{} {}", spell(*match.operand, pattern_operand), negation(match.negated), match.op,
                                 spell(*match.pattern, pattern_operand));
  if (match.escape) text += " escape " + spell(**match.escape, pattern_operand);
  return text;
}

std::string spell_case(const Case& node) {
  std::string text = "case";
  if (node.operand) text += " " + spell(**node.operand, anything);
  for (const WhenBranch& branch : node.branches) {
    text += fmt::format(" when {} then {}", spell(branch.condition, anything), spell(branch.result, anything));
  }
  if (node.otherwise) text += " else " + spell(**node.otherwise, anything);
  return text + " end";
}

bool is_chain(const Expression& operand) {
  return std::holds_alternative<Subscript>(operand.node) || std::holds_alternative<FieldOf>(operand.node);
}

/// (a).b, as a.b would be a column of a table.
std::string spell_field(const FieldOf& field) {
  const std::string operand = spell(*field.operand, anything);
  return fmt::format("{}.{}", is_chain(*field.operand) ? operand : "(" + operand + ")", spell_name(field.field.text));
}

std::string spell_subscript(const Subscript& subscript) {
  // a::int[1] would be a cast to an array.
  std::string text = spell(*subscript.operand, is_chain(*subscript.operand) ? anything : atom) + "[";
  if (subscript.index) text += spell(**subscript.index, anything);
  if (subscript.slice) text += ":";
  if (subscript.upper) text += spell(**subscript.upper, anything);
  return text + "]";
}

bool is_membership(const Expression& expression) {
  const auto* query = std::get_if<Subquery>(&expression.node);
  return std::holds_alternative<InList>(expression.node) || (query && query->form == Subquery::Form::in);
}
/// a in (1) in (true): what ends in a parenthesis may be followed by another `in`, unlike a pattern.
std::string spell_member(const Expression& operand) { return spell(operand, is_membership(operand) ? anything : pattern_operand); }

/// a is null is null
std::string spell_tested(const Expression& operand) {
  return spell(operand, std::holds_alternative<IsTest>(operand.node) ? anything : is_operand);
}

std::string spell_subquery(const Subquery& query) {
  switch (query.form) {
    case Subquery::Form::scalar:
      break;
    case Subquery::Form::exists:
      return fmt::format("exists ({})", query.text);
    case Subquery::Form::array:
      return fmt::format("array({})", query.text);
    case Subquery::Form::in:
      return fmt::format("{} {}in ({})", spell_member(**query.operand), negation(query.negated), query.text);
  }
  return fmt::format("({})", query.text);
}

std::string spell_column(const ColumnReference& column) {
  std::string text;
  for (const Name& part : column.parts) text += (text.empty() ? "" : ".") + spell_name(part.text);
  return text;
}

std::string spell_row(const RowValue& row) { return fmt::format("{}({})", row.items.size() < 2 ? "row" : "", spell_list(row.items)); }

std::string spell_node(const Expression& expression) {
  return match(
      expression.node,  //
      [](const Literal& n) { return spell_literal(n); }, [](const TypedLiteral& n) { return spell_typed_literal(n.type, n.text); },
      [](const ColumnReference& n) { return spell_column(n); },  //
      [](const KeywordValue& n) { return n.precision.empty() ? n.keyword : fmt::format("{}({})", n.keyword, n.precision); },
      [](const Call& n) { return spell_call(n); },
      [](const NamedArgument& n) { return fmt::format("{} => {}", spell_name(n.name.text), spell(*n.value, anything)); },
      [](const Extract& n) { return fmt::format("extract({} from {})", spell_name(n.field.text), spell(*n.operand, anything)); },
      [](const Unary& n) { return spell_unary(n); },      //
      [](const Logical& n) { return spell_logical(n); },  //
      [](const Binary& n) { return spell_binary(n); },    //
      [](const IsTest& n) { return fmt::format("{} is {}{}", spell_tested(*n.operand), negation(n.negated), n.what); },
      [](const IsDistinct& n) {
        return fmt::format("{} is {}distinct from {}", spell(*n.left, is_operand), negation(n.negated), spell(*n.right, is_operand));
      },
      [](const Between& n) {
        return fmt::format("{} {}between {}{} and {}", spell(*n.operand, pattern_operand), negation(n.negated),
                           n.symmetric ? "symmetric " : "", spell(*n.low, pattern_operand), spell(*n.high, pattern_operand));
      },
      [](const InList& n) { return fmt::format("{} {}in ({})", spell_member(*n.operand), negation(n.negated), spell_list(n.items)); },
      [](const PatternMatch& n) { return spell_pattern(n); },   //
      [](const Quantified& n) { return spell_quantified(n); },  //
      [](const Case& n) { return spell_case(n); },              //
      [](const Cast& n) { return fmt::format("{}::{}", spell(*n.operand, cast_operand), spell_type(n.type_name)); },
      [](const Collated& n) { return fmt::format("{} collate {}", spell(*n.operand, collate_operand), spell_qualified(n.collation)); },
      [](const AtTimeZone& n) {
        const std::string operand = spell(*n.operand, time_zone_operand);
        return n.zone ? fmt::format("{} at time zone {}", operand, spell(**n.zone, time_zone)) : operand + " at local";
      },
      [](const ArrayLiteral& n) { return fmt::format("array[{}]", spell_list(n.items)); },  //
      [](const Subscript& n) { return spell_subscript(n); },                                //
      [](const FieldOf& n) { return spell_field(n); },                                      //
      [](const RowValue& n) { return spell_row(n); },                                       //
      [](const Subquery& n) { return spell_subquery(n); });
}

std::string spell(const Expression& expression, int needed) {
  std::string text = spell_node(expression);
  return precedence(expression) < needed ? "(" + text + ")" : text;
}

}  // namespace

std::string to_source(const Expression& expression) { return spell(expression, anything); }

}  // namespace galley
