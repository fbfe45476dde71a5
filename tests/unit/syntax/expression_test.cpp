#include "parsing.hpp"

using namespace galley;
using galley::test::errors_of;
using galley::test::expression;

namespace {

/// The tree with every node in parentheses, to see what binds to what.
std::string shape(const Expression& e);
std::string shapes(const std::vector<Expression>& list, std::string_view between) {
  std::string text;
  for (const Expression& item : list) text += (text.empty() ? "" : std::string(between)) + shape(item);
  return "(" + text + ")";
}
std::string shape(const Expression& e) {
  const auto negated = [](bool value) { return value ? "not " : ""; };
  if (const auto* n = std::get_if<Binary>(&e.node)) return fmt::format("({} {} {})", shape(*n->left), n->op, shape(*n->right));
  if (const auto* n = std::get_if<Logical>(&e.node)) return shapes(n->operands, " " + n->op + " ");
  if (const auto* n = std::get_if<Quantified>(&e.node))
    return fmt::format("({} {} {} {})", shape(*n->left), n->op, n->all ? "all" : "any", shape(*n->right));
  if (const auto* n = std::get_if<FieldOf>(&e.node)) return fmt::format("({}.{})", shape(*n->operand), n->field.text);
  if (const auto* n = std::get_if<Unary>(&e.node)) return fmt::format("({} {})", n->op, shape(*n->operand));
  if (const auto* n = std::get_if<IsTest>(&e.node)) return fmt::format("({} is {}{})", shape(*n->operand), negated(n->negated), n->what);
  if (const auto* n = std::get_if<Cast>(&e.node)) return fmt::format("({}::{})", shape(*n->operand), n->type_name.name);
  if (const auto* n = std::get_if<Between>(&e.node)) {
    return fmt::format("({} {}between {} and {})", shape(*n->operand), negated(n->negated), shape(*n->low), shape(*n->high));
  }
  if (const auto* n = std::get_if<IsDistinct>(&e.node))
    return fmt::format("({} is {}distinct from {})", shape(*n->left), negated(n->negated), shape(*n->right));
  if (const auto* n = std::get_if<InList>(&e.node))
    return fmt::format("({} {}in {})", shape(*n->operand), negated(n->negated), n->items.size());
  if (const auto* n = std::get_if<PatternMatch>(&e.node))
    return fmt::format("({} {}{} {})", shape(*n->operand), negated(n->negated), n->op, shape(*n->pattern));
  if (const auto* n = std::get_if<Collated>(&e.node)) return fmt::format("({} collate {})", shape(*n->operand), n->collation.name.text);
  if (const auto* n = std::get_if<AtTimeZone>(&e.node))
    return fmt::format("({} at {})", shape(*n->operand), n->zone ? shape(**n->zone) : "local");
  if (const auto* n = std::get_if<Subscript>(&e.node)) return fmt::format("({}[])", shape(*n->operand));
  return to_source(e);
}

}  // namespace

TEST_CASE("operators bind as in PostgreSQL") {
  const auto [text, expected] = GENERATE(table<std::string, std::string>({
      {"a or b and c", "(a or (b and c))"},
      {"not a and b", "((not a) and b)"},
      {"not a = b", "(not (a = b))"},
      {"a = not b = c", "(a = (not (b = c)))"},
      {"a + b * c ^ d", "(a + (b * (c ^ d)))"},
      {"a - b - c", "((a - b) - c)"},
      {"a ^ b ^ c", "((a ^ b) ^ c)"},
      {"- a ^ b", "((- a) ^ b)"},
      {"-a::int", "(- (a::int))"},
      {"a || b + c", "(a || (b + c))"},
      {"a = b || c", "(a = (b || c))"},
      {"a = b is null", "((a = b) is null)"},
      {"a is null = b", "((a is null) = b)"},
      {"a and b is not true", "(a and (b is not true))"},
      {"a between 1 and 2 and b", "((a between 1 and 2) and b)"},
      {"a not between b + 1 and c * 2 or d", "((a not between (b + 1) and (c * 2)) or d)"},
      {"a = b in (1)", "(a = (b in 1))"},
      {"a in (1) = b", "((a in 1) = b)"},
      {"not a in (1, 2)", "(not (a in 2))"},
      {"a not like b || 'x' and c", "((a not like (b || 'x')) and c)"},
      {"a is distinct from b = c", "(a is distinct from (b = c))"},
      {"a is not distinct from b and c", "((a is not distinct from b) and c)"},
      {"a ->> 'b' = 'c'", "((a ->> 'b') = 'c')"},
      {"a -> 'b' ->> 'c'", "((a -> 'b') ->> 'c')"},
      {"~ a + b", "(~ (a + b))"},
      {"a || b collate \"C\"", "(a || (b collate C))"},
      {"a + b at time zone 'utc'", "(a + (b at 'utc'))"},
      {"a[1]::int", "((a[])::int)"},
      {"a=-1", "(a = (- 1))"},
      {"a - -1", "(a - (- 1))"},
      {"a !~* b", "(a !~* b)"},
      {"a@>b", "(a @> b)"},
      {"a != b", "(a <> b)"},
      {"(a or b) and c", "((a or b) and c)"},
      {"a or b or (c or d)", "(a or b or c or d)"},
      {"a or b and c and d or e", "(a or (b and c and d) or e)"},
      {"a = any (b)", "(a = any b)"},
      {"a || b = some (c)", "((a || b) = any c)"},
      {"a and b || c <> all (array[1])", "(a and ((b || c) <> all array[1]))"},
      {"a = any (b) and c", "((a = any b) and c)"},
      {"a not like all (b)", "(a not like all b)"},
      {"not a < any (select 1)", "(not (a < any (select 1)))"},
      {"a operator(pg_catalog.+) b * c", "(a operator(pg_catalog.+) (b * c))"},
      {"operator(s.-) a + b", "(operator(s.-) (a + b))"},
      {"(a).b.c::int", "(((a.b).c)::int)"},
      {"a + b at local", "(a + (b at local))"},
      {"a isnull = b", "((a is null) = b)"},
      {"a + b notnull", "((a + b) is not null)"},
      {"a is nfc normalized and b", "((a is nfc normalized) and b)"},
      {"a is null is not null", "((a is null) is not null)"},
  }));
  CAPTURE(text);
  CHECK(shape(expression(text)) == expected);
}

TEST_CASE("operators that PostgreSQL does not chain are refused") {
  const auto text = GENERATE(as<std::string>(), "a < b < c", "a = b <> c", "a like b like c", "a < b = any (c)",
                             "a between 1 and 2 between 3 and 4", "a like b in (c)");
  CAPTURE(text);
  const auto errors = errors_of("delete from t where " + text + ";");
  REQUIRE(errors.size() == 1);
  CHECK(errors[0].find("E0115") == 0);
}

TEST_CASE("an expression printed and read again is the same tree") {
  const auto text = GENERATE(
      as<std::string>(), "(a and b) or not (c or d)", "a - (b - c)", "(a = b) = c", "-(-1)", "- - a", "-(a + b)", "(- a)::int",
      "(a::int)[1]", "a[1][2]", "a[1:2]", "a[:2]", "a[1:]", "a[:]", "(a[1])::int[]", "(a is null) is null", "(not a) = b", "not (not a)",
      "~(~a)", "(a || b) like ('x' || c) escape '!'", "a between (b = c) and (d or e)", "case when a then b else c end",
      "case a when 1 then 2 when 3 then 4 end", "coalesce(a, 'it''s', null)", "count(*) > 1", "count(distinct a, b)",
      "\"Quoted\".\"select\" = \"a b\"", "pg_catalog.now()", "interval '1 day' + date '2026-01-01'",
      "timestamp(3) with time zone '2026-01-01'", "(a at time zone 'utc') at time zone b", "a collate \"C\" || b", "(a || b) collate \"C\"",
      "array[1, 2] @> array[a]", "array[]", "row(a)", "row()", "(a, b) = (1, 2)", "\"row\"(a)", "\"exists\"(a)",
      "exists (select 1 from u where (u.id = t.id))", "a not in (select b from c)", "(select max(x) from y)", "array(select 1)",
      "extract(epoch from a) > 1.5e3", "current_timestamp > a", "cast(a as double precision)", "a::numeric(12, 2)", "a::app.\"Kind\"",
      "a in (1)", "(a in (1)) in (true)", "a is not distinct from (b is null)", "excluded.a + .5", "(a < b) is unknown", "@ a", "|/ a",
      "a % b", "x::bit varying(3)", "true and false or null", "a.b.c = 1", "not a is null", "(a, (b, c)) is null", "a or (b or c)",
      "(a and b) and c or d", "a = any (array[1, 2])", "(a = any (b)) = c", "a < all (select 1 from u)", "a not ilike any (b)",
      "array[[1, 2], [3, 4]]", "array[[], []]", "(a).b", "(a[1]).b[2]", "(f(a)).b", "((a).b + 1)::text", "current_timestamp(3)",
      "localtime(0)", "f(x => 1, y := 2)", "f(variadic array[1])", "f(a, variadic b)", "substring(a from 2 for 3)", "substring(a for 3)",
      "substring(a, 2)", "position('a' in b || c)", "position((a = b) in c)", "overlay(a placing 'x' from 1 for 2)",
      "trim(both 'x' from a)", "trim(leading from a)", "trim(a)", "trim(a, 'x')", "interval '1' day", "interval '1' day to second(3)",
      "interval(3) '1 day'", "a::interval year to month", "interval '2' second(1)", "b'101'", "X'1f'", "E'a\\tb\\u00e9'",
      "U&'d\\0061t\\+000061'", "U&'d!0061' uescape '!'", "U&\"d\\0061\" = 1", "'a'\n  'b'", "$$it's$$", "$x$a$$b$x$",
      "a is json object with unique keys", "a is not document", "a is not nfkc normalized", "a between symmetric 1 and 2",
      "(a, b) overlaps (c, d)", "a operator(pg_catalog.=) b", "operator(s.!!) a", "- operator(s.-) a", "a at local",
      "(a at local) at time zone 'x'", "a::int array", "a::int array[3]", "a::int[3][]", "current_schema", "a in (values (1), (2))",
      "\"position\"(a, b)", "\"any\"(a)", "\"operator\"(a)", "\"both\" = \"all\"", "a -> 'b' ->> 'c' #>> d ?| e", "a @? b and a @@ c");
  CAPTURE(text);
  const Expression tree = expression(text);
  const std::string printed = to_source(tree);
  CAPTURE(printed);
  CHECK(expression(printed) == tree);
  CHECK(to_source(expression(printed)) == printed);
}

TEST_CASE("strings mean the same in every spelling") {
  const auto [text, expected] = GENERATE(table<std::string, std::string>({
      {"'it''s'", "it's"},
      {"$$it's$$", "it's"},
      {"E'it\\'s'", "it's"},
      {"e'a\\\\b\\n\\t\\r\\b\\f\\q'", "a\\b\n\t\r\b\fq"},
      {"E'\\x41\\101\\u00e9\\U0001F600'", "AA\u00e9\U0001F600"},
      {"E'\\uD83D\\uDE00'", "\U0001F600"},
      {"U&'\\0061\\\\\\+01F600'", "a\\\U0001F600"},
      {"u&'!0061\\' uescape '!'", "a\\"},
      {"'a'  -- it's one\n  'b'\n'c'", "abc"},
      {"E'a\\n'\n'\\t'", "a\n\t"},
      {"'a\\n'", "a\\n"},
  }));
  CAPTURE(text);
  const auto literal = std::get<Literal>(expression(text).node);
  CHECK(literal.kind == LiteralKind::string);
  CHECK(literal.text == expected);
}

TEST_CASE("escapes that mean nothing are refused at their place") {
  const auto [text, at] = GENERATE(table<std::string, std::string>({{"E'a\\u12'", "2:31"},
                                                                    {"E'\\xff'", "2:30"},
                                                                    {"E'\\0'", "2:30"},
                                                                    {"E'\\uDE00'", "2:30"},
                                                                    {"U&'\\12'", "2:31"},
                                                                    {"U&'\\+110000'", "2:31"},
                                                                    {"b'12'", "2:31"},
                                                                    {"x'0g'", "2:31"}}));
  CAPTURE(text);
  const auto errors = errors_of("delete from tt where 'abc' = " + text + ";");
  REQUIRE(errors.size() == 1);
  CHECK_THAT(errors[0], Catch::StartsWith("E0124 "));
}

TEST_CASE("clauses of aggregates are refused with the way out") {
  const auto text = GENERATE(as<std::string>(), "count(*) filter (where a)", "rank() over (order by a)", "sum(a) over w",
                             "string_agg(a, ',' order by b)", "mode() within group (order by a)");
  CAPTURE(text);
  const auto errors = errors_of("delete from t where " + text + " > 1;");
  REQUIRE(errors.size() == 1);
  CHECK_THAT(errors[0], Catch::StartsWith("E0125 "));
}

TEST_CASE("no more parentheses are printed than needed") {
  const auto text = GENERATE(as<std::string>(), "a or b and not c", "a + b * c - d", "a - (b - c)", "a::int + 1", "a[1]::int", "-a * b",
                             "a = 1 and b is not null", "not a = b", "a between 1 and 2 or c", "a like 'x' || b", "a ->> 'b' = 'c'",
                             "lower(a) || b collate \"C\"");
  CHECK(to_source(expression(text)) == text);
}

TEST_CASE("a default ends before the words that begin the next attribute") {
  const auto table = test::statement<ast::CreateTable>(
      "create table t (a int default b + 1 not null, c text default 'x' collate \"C\" unique, d bool default (e and f) check (d));");
  const auto attributes = [&](std::size_t i) { return std::get<ast::ColumnDefinition>(table.elements[i]).attributes; };
  REQUIRE(attributes(0).size() == 2);
  CHECK(to_source(std::get<ast::DefaultAttribute>(attributes(0)[0].what).value) == "b + 1");
  CHECK(std::holds_alternative<ast::NotNullAttribute>(attributes(0)[1].what));
  REQUIRE(attributes(1).size() == 3);
  CHECK(std::holds_alternative<ast::CollateAttribute>(attributes(1)[1].what));
  REQUIRE(attributes(2).size() == 2);
  CHECK(to_source(std::get<ast::DefaultAttribute>(attributes(2)[0].what).value) == "e and f");
}

TEST_CASE("a default takes no logical operator without parentheses") {
  const auto text = GENERATE(as<std::string>(), "a and b", "a or b", "not a", "a in (1)", "a like b", "a is null", "a between 1 and 2");
  CAPTURE(text);
  CHECK(errors_of("create table t (c bool default " + text + ");").size() == 1);
}

TEST_CASE("the text of a query in parentheses is kept, without comments around it") {
  const auto query = std::get<Subquery>(expression("a in ( /* x */ select ')' from t where (b) -- end )\n )").node);
  CHECK(query.form == Subquery::Form::in);
  CHECK(query.text == "select ')' from t where (b)");
}

TEST_CASE("places of expressions are byte ranges of their text") {
  const std::string text = "delete from t where \"ü\" = (a + 1);";
  const auto where = *test::statement<ast::Delete>(text).where;
  const std::string whole = test::with_header(text);
  const auto at = [&](Span span) { return whole.substr(span.begin, span.end - span.begin); };
  CHECK(at(where.span) == "\"ü\" = (a + 1)");
  const auto& binary = std::get<Binary>(where.node);
  CHECK(at(binary.left->span) == "\"ü\"");
  CHECK(at(binary.right->span) == "(a + 1)");
}
