#include "galley/expression.hpp"

#include <catch2/catch.hpp>

using namespace galley;

namespace {

Expression column(std::string name) { return {ColumnReference{{Name{std::move(name), {}}}}, {}}; }
Expression binary(std::string op, Expression left, Expression right) {
  return {Binary{std::move(op), ExpressionBox(std::move(left)), ExpressionBox(std::move(right))}, {}};
}

}  // namespace

TEST_CASE("operators bind as in PostgreSQL's manual") {
  const std::vector<std::vector<std::string>> from_loose_to_tight{
      {"or"}, {"and"}, {"=", "<>", "<", ">=", ">"}, {"||", "@>", "->>", "~*"}, {"+", "-"}, {"*", "%"}, {"^"}};
  for (std::size_t i = 1; i < from_loose_to_tight.size(); ++i) {
    for (const auto& loose : from_loose_to_tight[i - 1]) {
      for (const auto& tight : from_loose_to_tight[i]) CHECK(binary_precedence(loose) < binary_precedence(tight));
    }
  }
}

TEST_CASE("a cast binds tighter than a sign, a sign tighter than any operator") {
  const Expression negative{Unary{"-", column("a")}, {}};
  const Expression cast{Cast{column("a"), TypeName{.name = "int"}, {}}, {}};
  CHECK(precedence(cast) > precedence(negative));
  CHECK(precedence(negative) > binary_precedence("^"));
  CHECK(precedence(Expression{Literal{LiteralKind::number, "-1"}, {}}) == precedence(negative));
  CHECK(precedence(column("a")) > precedence(cast));
}

TEST_CASE("a walk visits parents before children, left before right, every kind of branch") {
  const Expression tree = binary("and", binary("=", column("a"), column("b")),
                                 {Case{ExpressionBox(column("c")), {{column("d"), column("e")}}, ExpressionBox(column("f"))}, {}});
  std::string seen;
  for_each_expression(tree, [&](const Expression& e) {
    if (const auto* reference = std::get_if<ColumnReference>(&e.node)) seen += reference->parts.front().text;
    if (const auto* op = std::get_if<Binary>(&e.node)) seen += "(" + op->op + ")";
  });
  CHECK(seen == "(and)(=)abcdef");
}

TEST_CASE("a walk may change what it visits") {
  Expression tree = binary("+", column("a"), column("a"));
  for_each_expression(tree, [](Expression& e) {
    if (auto* reference = std::get_if<ColumnReference>(&e.node)) reference->parts.front().text = "b";
  });
  CHECK(tree == binary("+", column("b"), column("b")));
}

TEST_CASE("trees compare by meaning, not by place") {
  Expression here = column("a");
  here.span = {SourceId{0}, 5, 6};
  CHECK(here == column("a"));
  CHECK_FALSE(here == column("b"));
}
