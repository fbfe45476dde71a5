// Expressions without a single parenthesis, read by us and by PostgreSQL's own grammar: the same tree.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <random>

#include "galley/syntax.hpp"
#include "postgresql/expressions.hpp"
#include "postgresql/sql_parser.hpp"

using namespace galley;
using postgresql::ParsedSql;
using postgresql::ParseNode;

namespace {

std::optional<Expression> read(const std::string& text) {
  SourceSet sources;
  Diagnostics diagnostics;
  const ast::File file = parse(sources, sources.add("x.mig", "revision x; upgrade { delete from t where " + text + "; }"), diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;
  return std::get<ast::Delete>(file.revisions.at(0).upgrade.at(0).what).where;
}

/// With parentheses around every operand, so that nothing depends on what binds tighter.
std::string in_parentheses(Expression e) {
  std::vector<Expression> operands;
  for_each_expression(e, [&](Expression& part) {
    if (&part == &e) return;
    operands.push_back(part);
    part = {ColumnReference{{Name{fmt::format("zz{}zz", operands.size()), {}}}}, {}};
  });
  std::string text = to_source(e);
  for (std::size_t i = 0; i < operands.size(); ++i) {
    const std::string mark = fmt::format("zz{}zz", i + 1);
    text.replace(text.find(mark), mark.size(), "(" + in_parentheses(operands[i]) + ")");
  }
  return text;
}

/// The tree as text, without the places of its nodes.
std::string shape(const ParseNode& node) {
  std::string text = node.field + ":" + node.type + "=" + node.value;
  for (const ParseNode& child : node.children) {
    if (child.field != "location") text += "(" + shape(child) + ")";
  }
  return text;
}
std::string server_shape(const std::string& expression) {
  const ParsedSql parsed = postgresql::parse_sql("SELECT " + expression);
  return parsed.error ? "error" : shape(parsed.statements.at(0).tree.value());
}

class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}

  std::string expression() {
    std::string text = term();
    for (auto i = 1 + random_() % 4; i > 0; --i) text += " " + next();
    return text;
  }

 private:
  std::string pick(const std::vector<std::string>& list) { return list[random_() % list.size()]; }
  std::string operand() {
    return pick({"a", "b", "1", "'x'", "f(a)", "array[1, 2]", "t.c", "(a, b)", "null", "interval '1' day", "current_date"});
  }
  std::string term() {
    std::string text;
    while (random_() % 4 == 0) text += pick({"- ", "+ ", "~ ", "@ ", "not ", "operator(pg_catalog.-) ", "|/ "});
    return text + operand();
  }
  std::string bound() {
    std::string text = term();
    while (random_() % 3 == 0) text += " " + pick({"+", "*", "^", "||", "=", "is distinct from", "at time zone", "or"}) + " " + term();
    return text;
  }
  std::string next() {
    const auto kind = random_() % 10;
    if (kind < 5) {
      return pick({"+",
                   "-",
                   "*",
                   "/",
                   "%",
                   "^",
                   "||",
                   "=",
                   "<>",
                   "<",
                   ">=",
                   "and",
                   "or",
                   "->>",
                   "@>",
                   "operator(pg_catalog.+)",
                   "~*",
                   "like",
                   "not like",
                   "ilike",
                   "is distinct from",
                   "is not distinct from",
                   "at time zone",
                   "not similar to",
                   "escape",
                   "= any (b) and"}) +
             " " + term();
    }
    if (kind == 5) return pick({"between ", "not between ", "between symmetric "}) + bound() + " and " + term();
    return pick({"is null",    "is not null",        "isnull",           "notnull",           "is true",     "is not unknown",
                 "::int",      "::text[]",           "collate \"C\"",    "in (1, 2)",         "not in (a)",  "in (select 1)",
                 "= any (b)",  "<> all (array[1])",  "not like any (b)", "< some (select 1)", "is document", "is not nfc normalized",
                 "|| any (b)", "like 'x' escape '!'"});
  }

  std::mt19937 random_;
};

}  // namespace

TEST_CASE("operators bind as PostgreSQL's grammar has them") {
  Generator generator(11);  // the same expressions on every machine
  int understood = 0;
  for (int round = 0; round < 20000; ++round) {
    const std::string text = generator.expression();
    CAPTURE(text);
    const std::optional<Expression> tree = read(text);
    const std::string on_server = server_shape(text);
    // Between BETWEEN and AND the server takes less without parentheses; they are printed.
    if (!tree) REQUIRE(on_server == "error");
    if (!tree || on_server == "error") continue;
    ++understood;
    CAPTURE(in_parentheses(*tree));
    REQUIRE(server_shape(in_parentheses(*tree)) == on_server);
    // What is printed has to mean that too, with as few parentheses as it has.
    REQUIRE(server_shape(postgresql::expression_text(*tree, {.default_schema = ""})) == server_shape(to_source(*tree)));
  }
  CHECK(understood > 5000);
}

TEST_CASE("a prefix ends where its own level says, whatever stands to its left") {
  const auto [text, meant] = GENERATE(table<std::string, std::string>({
      {"x ^ ~ f(a) || y", "x ^ (~f(a)) || y"},
      {"@ a || not b", "(@a) || (not b)"},
      {"~ a || b", "(~a) || b"},
      {"~ a * b", "~(a * b)"},
      {"a * - b ^ c", "a * ((-b) ^ c)"},
      {"a || not b = c and d", "(a || (not (b = c))) and d"},
      {"operator(pg_catalog.-) a ^ b", "operator(pg_catalog.-) (a ^ b)"},
      {"x between - a + 1 and - b + 1", "x between ((-a) + 1) and ((-b) + 1)"},
      {"x between a = b and c = d", "(x between (a = b) and c) = d"},
      {"a like not b escape 'c'", "a like (not b) escape 'c'"},
      {"a = (b, c) overlaps (d, e)", "a = ((b, c) overlaps (d, e))"},
  }));
  CAPTURE(text);
  REQUIRE(read(text).has_value());
  CHECK(*read(text) == *read(meant));
  CHECK(server_shape(text) == server_shape(meant));
}
