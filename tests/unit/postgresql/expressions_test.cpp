#include "postgresql/expressions.hpp"

#include <catch2/catch.hpp>

#include "expression_builders.hpp"

using namespace galley;
using namespace galley::build;

namespace {

std::string sql(const Expression& e) { return postgresql::expression_text(e, {}); }
std::string restricted(const Expression& e) { return postgresql::restricted_expression_text(e, {}); }

Expression a() { return column("a"); }
Expression b() { return column("b"); }
Expression c() { return column("c"); }
Expression zone(Expression e) { return make(AtTimeZone{std::move(e), ExpressionBox(text("UTC"))}); }

}  // namespace

TEST_CASE("parentheses stand only where the tree needs them") {
  CHECK(sql(binary(binary(a(), "+", b()), "*", c())) == "(a + b) * c");
  CHECK(sql(binary(a(), "+", binary(b(), "*", c()))) == "a + b * c");
  CHECK(sql(binary(binary(a(), "-", b()), "-", c())) == "a - b - c");
  CHECK(sql(binary(a(), "-", binary(b(), "-", c()))) == "a - (b - c)");
  CHECK(sql(logical("and", {logical("or", {a(), b()}), c()})) == "(a OR b) AND c");
  CHECK(sql(unary("not", logical("and", {a(), b()}))) == "NOT (a AND b)");
  CHECK(sql(unary("not", binary(a(), "=", b()))) == "NOT a = b");
  CHECK(sql(binary(binary(a(), "=", b()), "=", c())) == "(a = b) = c");
  CHECK(sql(is_null(binary(a(), "=", b()))) == "a = b IS NULL");
  CHECK(sql(is_null(is_null(a()))) == "(a IS NULL) IS NULL");
  CHECK(sql(unary("-", binary(a(), "^", b()))) == "-(a ^ b)");
  CHECK(sql(binary(unary("-", a()), "^", b())) == "-a ^ b");
  CHECK(sql(cast(unary("-", number("1")), "int")) == "(-1)::integer");
  CHECK(sql(unary("-", cast(number("1"), "int"))) == "-1::integer");
  CHECK(sql(cast(binary(a(), "||", b()), "text")) == "(a || b)::text");
  CHECK(sql(make(Collated{binary(a(), "||", b()), QualifiedName{{}, {"C", {}}}})) == "(a || b) COLLATE \"C\"");
}

TEST_CASE("signs never run into a comment or another operator") {
  CHECK(sql(unary("-", unary("-", a()))) == "- -a");
  CHECK(sql(unary("-", number("-1"))) == "- -1");
  CHECK(sql(unary("~", unary("-", a()))) == "~ -a");
  CHECK(sql(binary(a(), "-", unary("-", b()))) == "a - -b");
}

TEST_CASE("BETWEEN takes a narrower expression below AND") {
  CHECK(sql(make(Between{a(), false, false, number("1"), binary(b(), "+", number("1"))})) == "a BETWEEN 1 AND b + 1");
  CHECK(sql(make(Between{a(), true, false, zone(b()), zone(c())})) == "a NOT BETWEEN (b AT TIME ZONE 'UTC') AND c AT TIME ZONE 'UTC'");
  CHECK(sql(make(Between{a(), false, false, binary(b(), "=", c()), number("2")})) == "a BETWEEN (b = c) AND 2");
}

TEST_CASE("a column's default is put in parentheses where the grammar is narrower") {
  CHECK(restricted(text("x")) == "'x'");
  CHECK(restricted(call("now", {})) == "now()");
  CHECK(restricted(zone(call("now", {}))) == "(now() AT TIME ZONE 'UTC')");
  CHECK(restricted(logical("and", {a(), b()})) == "(a AND b)");
  CHECK(restricted(binary(number("1"), "+", number("2"))) == "1 + 2");
  CHECK(restricted(make(InList{a(), false, {number("1")}})) == "(a IN (1))");
}

TEST_CASE("subscripts stand behind columns, anything else is put in parentheses; slices are safe from psql") {
  CHECK(sql(make(Subscript{a(), ExpressionBox(number("1"))})) == "a[1]");
  CHECK(sql(make(Subscript{make(Subscript{a(), ExpressionBox(number("1"))}), ExpressionBox(b())})) == "a[1][b]");
  CHECK(sql(make(Subscript{call("f", {}), ExpressionBox(number("1"))})) == "(public.f())[1]");
  CHECK(sql(make(Subscript{a(), ExpressionBox(number("1")), true, ExpressionBox(column("n"))})) == "a[1 : n]");
  CHECK(sql(make(Subscript{a(), std::nullopt, true, ExpressionBox(number("2"))})) == "a[ : 2]");
  CHECK(sql(cast(make(Subscript{a(), ExpressionBox(number("1"))}), "text")) == "a[1]::text");
}

TEST_CASE("names that pg_catalog lacks are taken from the default schema") {
  CHECK(sql(call("lower", {a()})) == "lower(a)");
  CHECK(sql(call("coalesce", {a(), text("")})) == "coalesce(a, '')");
  CHECK(sql(call("left", {a(), number("2")})) == "left(a, 2)");
  CHECK(sql(call("uuid_generate_v4", {})) == "public.uuid_generate_v4()");
  CHECK(sql(cast(a(), "citext")) == "a::public.citext");
  CHECK(sql(cast(a(), "inet")) == "a::inet");
  CHECK(sql(cast(a(), "timestamp with time zone")) == "a::timestamptz");
  CHECK(sql(column("user")) == "\"user\"");
}

TEST_CASE("each kind of expression has PostgreSQL's spelling") {
  CHECK(sql(make(Literal{LiteralKind::true_, {}})) == "TRUE");
  CHECK(sql(make(KeywordValue{"current_timestamp"})) == "CURRENT_TIMESTAMP");
  CHECK(sql(make(TypedLiteral{TypeName{.schema = "", .name = "interval"}, "1 day"})) == "interval '1 day'");
  CHECK(sql(make(Extract{Name{"year", {}}, a()})) == "extract(year FROM a)");
  CHECK(sql(make(Call{QualifiedName{{}, {"count", {}}}, false, true, false, {}})) == "count(*)");
  CHECK(sql(make(Call{QualifiedName{{}, {"count", {}}}, true, false, false, {a()}})) == "count(DISTINCT a)");
  CHECK(sql(make(Quantified{a(), "=", false, make(ArrayLiteral{{number("1")}})})) == "a = ANY (ARRAY[1])");
  CHECK(sql(make(Quantified{a(), "not like", true, make(Subquery{Subquery::Form::scalar, std::nullopt, false, "select 1"})})) ==
        "a NOT LIKE ALL (select 1)");
  CHECK(sql(make(ArrayLiteral{{make(ArrayLiteral{{a()}}), make(ArrayLiteral{{b()}})}})) == "ARRAY[[a], [b]]");
  CHECK(sql(make(FieldOf{a(), Name{"street", {}}})) == "(a).street");
  CHECK(sql(make(AtTimeZone{a(), std::nullopt})) == "a AT LOCAL");
  CHECK(sql(make(KeywordValue{"current_timestamp", "3"})) == "CURRENT_TIMESTAMP(3)");
  CHECK(sql(make(TypedLiteral{TypeName{.schema = "", .name = "interval day to second", .arguments = {"3"}}, "1"})) ==
        "interval '1' DAY TO SECOND(3)");
  CHECK(sql(make(Literal{LiteralKind::bits, "101"})) == "B'101'");
  CHECK(sql(call("position", {a(), text("x")})) == "position('x' IN a)");
  CHECK(sql(call("overlay", {a(), text("x"), number("1"), number("2")})) == "overlay(a PLACING 'x' FROM 1 FOR 2)");
  CHECK(sql(call("f", {make(NamedArgument{Name{"x", {}}, number("1")})})) == "public.f(x => 1)");
  CHECK(sql(binary(a(), "operator(App.+)", b())) == "a OPERATOR(App.+) b");
  CHECK(sql(make(IsDistinct{a(), true, b()})) == "a IS NOT DISTINCT FROM b");
  CHECK(sql(make(InList{a(), true, {text("x"), text("y")}})) == "a NOT IN ('x', 'y')");
  CHECK(sql(make(PatternMatch{a(), true, "ilike", text("x!%"), ExpressionBox(text("!"))})) == "a NOT ILIKE 'x!%' ESCAPE '!'");
  CHECK(sql(make(Case{std::nullopt, {{is_null(a()), number("1")}}, ExpressionBox(number("2"))})) ==
        "CASE WHEN a IS NULL THEN 1 ELSE 2 END");
  CHECK(sql(make(ArrayLiteral{{number("1"), number("2")}})) == "ARRAY[1, 2]");
  CHECK(sql(make(RowValue{{a(), b()}})) == "(a, b)");
  CHECK(sql(make(RowValue{{a()}})) == "ROW(a)");
  CHECK(sql(make(Subquery{Subquery::Form::exists, std::nullopt, false, "select 1"})) == "EXISTS (select 1)");
  CHECK(sql(make(Subquery{Subquery::Form::in, ExpressionBox(a()), true, "select :x"})) == "a NOT IN (select : x)");
}
