// Walking expressions and how tightly they bind; shared by the parser, the catalog and every dialect.
#include "galley/expression.hpp"

#include <array>
#include <string_view>

namespace galley {
namespace {

struct OperatorPrecedence {
  std::string_view op;
  int value;
};
// PostgreSQL manual, "Lexical Structure: Operator Precedence". Operators that are not listed stand between IN and +.
constexpr std::array known_operators{OperatorPrecedence{"or", 1},       OperatorPrecedence{"and", 2},   OperatorPrecedence{"=", 5},
                                     OperatorPrecedence{"<", 5},        OperatorPrecedence{">", 5},     OperatorPrecedence{"<=", 5},
                                     OperatorPrecedence{">=", 5},       OperatorPrecedence{"<>", 5},    OperatorPrecedence{"like", 6},
                                     OperatorPrecedence{"not like", 6}, OperatorPrecedence{"ilike", 6}, OperatorPrecedence{"not ilike", 6},
                                     OperatorPrecedence{"+", 8},        OperatorPrecedence{"-", 8},     OperatorPrecedence{"*", 9},
                                     OperatorPrecedence{"/", 9},        OperatorPrecedence{"%", 9},     OperatorPrecedence{"^", 10}};

constexpr int is_precedence = 4;
constexpr int in_precedence = 6;
constexpr int other_operator = 7;
constexpr int at_time_zone_precedence = 11;
constexpr int collate_precedence = 12;
constexpr int sign_precedence = 13;
constexpr int subscript_precedence = 14;
constexpr int cast_precedence = 15;
constexpr int atom = 16;

int unary_precedence(std::string_view op) {
  if (op == "not") return 3;
  return op == "-" || op == "+" ? sign_precedence : other_operator;
}

/// Calls `f` with every expression directly below. One template serves const and mutable trees.
template <class Node, class F>
void for_each_child(Node& node, const F& f) {
  const auto all = [&](auto& list) {
    for (auto& item : list) f(item);
  };
  const auto maybe = [&](auto& box) {
    if (box) f(**box);
  };
  std::visit(
      [&]<class T>(T& n) {
        using Kind = std::remove_const_t<T>;
        if constexpr (std::is_same_v<Kind, Literal> || std::is_same_v<Kind, TypedLiteral> || std::is_same_v<Kind, ColumnReference> ||
                      std::is_same_v<Kind, KeywordValue>) {
          // no children
        } else if constexpr (std::is_same_v<Kind, Call>) {
          all(n.arguments);
        } else if constexpr (std::is_same_v<Kind, Extract> || std::is_same_v<Kind, Unary> || std::is_same_v<Kind, IsTest> ||
                             std::is_same_v<Kind, Cast> || std::is_same_v<Kind, Collated> || std::is_same_v<Kind, FieldOf>) {
          f(*n.operand);
        } else if constexpr (std::is_same_v<Kind, NamedArgument>) {
          f(*n.value);
        } else if constexpr (std::is_same_v<Kind, Logical>) {
          all(n.operands);
        } else if constexpr (std::is_same_v<Kind, Binary> || std::is_same_v<Kind, IsDistinct> || std::is_same_v<Kind, Quantified>) {
          f(*n.left);
          f(*n.right);
        } else if constexpr (std::is_same_v<Kind, Between>) {
          f(*n.operand);
          f(*n.low);
          f(*n.high);
        } else if constexpr (std::is_same_v<Kind, InList>) {
          f(*n.operand);
          all(n.items);
        } else if constexpr (std::is_same_v<Kind, PatternMatch>) {
          f(*n.operand);
          f(*n.pattern);
          maybe(n.escape);
        } else if constexpr (std::is_same_v<Kind, Case>) {
          maybe(n.operand);
          for (auto& branch : n.branches) {
            f(branch.condition);
            f(branch.result);
          }
          maybe(n.otherwise);
        } else if constexpr (std::is_same_v<Kind, AtTimeZone>) {
          f(*n.operand);
          maybe(n.zone);
        } else if constexpr (std::is_same_v<Kind, ArrayLiteral> || std::is_same_v<Kind, RowValue>) {
          all(n.items);
        } else if constexpr (std::is_same_v<Kind, Subscript>) {
          f(*n.operand);
          maybe(n.index);
          maybe(n.upper);
        } else {
          static_assert(std::is_same_v<Kind, Subquery>);
          maybe(n.operand);
        }
      },
      node);
}

template <class Root, class Visit>
void walk(Root& root, const Visit& visit) {
  visit(root);
  for_each_child(root.node, [&](auto& child) { walk(child, visit); });
}

}  // namespace

Expression::Expression() = default;
Expression::Expression(Node written, Span at) : node(std::move(written)), span(at) {}
Expression::Expression(const Expression&) = default;
Expression::Expression(Expression&&) noexcept = default;
Expression& Expression::operator=(const Expression&) = default;
Expression& Expression::operator=(Expression&&) noexcept = default;
Expression::~Expression() = default;
bool operator==(const Expression& a, const Expression& b) { return a.node == b.node; }

int binary_precedence(std::string_view op) {
  for (const OperatorPrecedence& known : known_operators) {
    if (known.op == op) return known.value;
  }
  return other_operator;
}

int precedence(const Expression& expression) {
  return match(
      expression.node,  //
      [](const Literal& n) { return n.kind == LiteralKind::number && n.text.starts_with('-') ? sign_precedence : atom; },
      [](const TypedLiteral&) { return atom; },                     //
      [](const ColumnReference&) { return atom; },                  //
      [](const KeywordValue&) { return atom; },                     //
      [](const Call&) { return atom; },                             //
      [](const NamedArgument&) { return atom; },                    //
      [](const Extract&) { return atom; },                          //
      [](const Unary& n) { return unary_precedence(n.op); },        //
      [](const Logical& n) { return binary_precedence(n.op); },     //
      [](const Binary& n) { return binary_precedence(n.op); },      //
      [](const IsTest&) { return is_precedence; },                  //
      [](const IsDistinct&) { return is_precedence; },              //
      [](const Between&) { return in_precedence; },                 //
      [](const InList&) { return in_precedence; },                  //
      [](const PatternMatch&) { return in_precedence; },            //
      [](const Quantified& n) { return binary_precedence(n.op); },  //
      [](const Case&) { return atom; },                             //
      [](const Cast&) { return cast_precedence; },                  //
      [](const Collated&) { return collate_precedence; },           //
      [](const AtTimeZone&) { return at_time_zone_precedence; },    //
      [](const ArrayLiteral&) { return atom; },                     //
      [](const Subscript&) { return subscript_precedence; },        //
      [](const FieldOf&) { return subscript_precedence; },          //
      [](const RowValue&) { return atom; },                         //
      [](const Subquery& n) { return n.form == Subquery::Form::in ? in_precedence : atom; });
}

void for_each_expression(const Expression& root, const std::function<void(const Expression&)>& visit) { walk(root, visit); }
void for_each_expression(Expression& root, const std::function<void(Expression&)>& visit) { walk(root, visit); }

}  // namespace galley
