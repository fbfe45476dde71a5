#include "syntax/dump.hpp"
#include "syntax/spelling.hpp"

namespace galley::syntax {
namespace {

std::string_view form_name(Subquery::Form form) {
  switch (form) {
    case Subquery::Form::scalar:
      break;
    case Subquery::Form::exists:
      return "exists";
    case Subquery::Form::in:
      return "in";
    case Subquery::Form::array:
      return "array";
  }
  return "scalar";
}

std::string negatable(std::string_view text, bool negated) { return fmt::format("{}{}", negated ? "not " : "", text); }

/// The line of a node without what stands below it.
std::string headline(const Expression& expression) {
  return match(
      expression.node,  //
      [](const Literal& n) { return escaped(spell_literal(n)); },
      [](const TypedLiteral& n) { return escaped(spell_typed_literal(n.type, n.text)); },
      [](const ColumnReference& n) {
        std::string text = "column";
        for (const Name& part : n.parts) text += " " + spell_name(part.text);
        return text;
      },
      [](const KeywordValue& n) { return n.precision.empty() ? n.keyword : fmt::format("{}({})", n.keyword, n.precision); },
      [](const Call& n) {
        return fmt::format("call {}{}{}{}", spell_qualified(n.function), n.distinct ? " distinct" : "", n.star ? " *" : "",
                           n.variadic ? " variadic" : "");
      },
      [](const NamedArgument& n) { return "argument " + spell_name(n.name.text); },
      [](const Extract& n) { return "extract " + n.field.text; },            //
      [](const Unary& n) { return "unary " + n.op; },                        //
      [](const Logical& n) { return n.op; },                                 //
      [](const Binary& n) { return "binary " + n.op; },                      //
      [](const IsTest& n) { return "is " + negatable(n.what, n.negated); },  //
      [](const IsDistinct& n) { return "is " + negatable("distinct from", n.negated); },
      [](const Between& n) { return negatable(n.symmetric ? "between symmetric" : "between", n.negated); },  //
      [](const InList& n) { return negatable("in", n.negated); },                                            //
      [](const PatternMatch& n) { return negatable(n.op, n.negated); },                                      //
      [](const Quantified& n) { return fmt::format("{} {}", n.op, n.all ? "all" : "any"); },
      [](const Case& n) { return std::string(n.operand ? "case of" : "case"); },              //
      [](const Cast& n) { return "cast " + spell_type(n.type_name); },                        //
      [](const Collated& n) { return "collate " + spell_qualified(n.collation); },            //
      [](const AtTimeZone& n) { return std::string(n.zone ? "at time zone" : "at local"); },  //
      [](const ArrayLiteral&) { return std::string("array"); },                               //
      [](const Subscript& n) { return std::string(n.slice ? "slice" : "subscript"); },
      [](const FieldOf& n) { return "field " + spell_name(n.field.text); }, [](const RowValue&) { return std::string("row"); },
      [](const Subquery& n) { return fmt::format("query {} ({})", negatable(form_name(n.form), n.negated), escaped(n.text)); });
}

void children(TreeWriter& out, const Expression& expression);

void tree(TreeWriter& out, std::string_view label, const Expression& expression) {
  out.node(fmt::format("{}{}{}", label, label.empty() ? "" : ": ", headline(expression)), expression.span,
           [&] { children(out, expression); });
}

void children(TreeWriter& out, const Expression& expression) {
  const auto each = [&](const std::vector<Expression>& items) {
    for (const Expression& item : items) tree(out, {}, item);
  };
  const auto maybe = [&](std::string_view label, const std::optional<ExpressionBox>& box) {
    if (box) tree(out, label, **box);
  };
  const auto nothing = [] {};
  match(
      expression.node,                                           //
      [&](const Literal&) { nothing(); },                        //
      [&](const TypedLiteral&) { nothing(); },                   //
      [&](const ColumnReference&) { nothing(); },                //
      [&](const KeywordValue&) { nothing(); },                   //
      [&](const Call& n) { each(n.arguments); },                 //
      [&](const NamedArgument& n) { tree(out, {}, *n.value); },  //
      [&](const Extract& n) { tree(out, {}, *n.operand); },      //
      [&](const Unary& n) { tree(out, {}, *n.operand); },        //
      [&](const Logical& n) { each(n.operands); }, [&](const Binary& n) { tree(out, {}, *n.left), tree(out, {}, *n.right); },
      [&](const IsTest& n) { tree(out, {}, *n.operand); },  //
      [&](const IsDistinct& n) { tree(out, {}, *n.left), tree(out, {}, *n.right); },
      [&](const Between& n) { tree(out, {}, *n.operand), tree(out, "low", *n.low), tree(out, "high", *n.high); },
      [&](const InList& n) { tree(out, {}, *n.operand), each(n.items); },
      [&](const PatternMatch& n) { tree(out, {}, *n.operand), tree(out, "pattern", *n.pattern), maybe("escape", n.escape); },
      [&](const Quantified& n) { tree(out, {}, *n.left), tree(out, {}, *n.right); },
      [&](const Case& n) {
        maybe("of", n.operand);
        for (const WhenBranch& branch : n.branches) tree(out, "when", branch.condition), tree(out, "then", branch.result);
        maybe("else", n.otherwise);
      },
      [&](const Cast& n) { tree(out, {}, *n.operand); },                                                                              //
      [&](const Collated& n) { tree(out, {}, *n.operand); },                                                                          //
      [&](const AtTimeZone& n) { tree(out, {}, *n.operand), maybe("zone", n.zone); }, [&](const ArrayLiteral& n) { each(n.items); },  //
      [&](const Subscript& n) { tree(out, {}, *n.operand), maybe("index", n.index), maybe("upper", n.upper); },
      [&](const FieldOf& n) { tree(out, {}, *n.operand); },  //
      [&](const RowValue& n) { each(n.items); },             //
      [&](const Subquery& n) { maybe({}, n.operand); });
}

}  // namespace

void TreeWriter::expression(std::string_view label, const Expression& value) { tree(*this, label, value); }
void TreeWriter::expression(std::string_view label, const std::optional<Expression>& value) {
  if (value) expression(label, *value);
}
void TreeWriter::expressions(std::string_view label, const std::vector<Expression>& list) {
  for (const Expression& item : list) expression(label, item);
}

}  // namespace galley::syntax
