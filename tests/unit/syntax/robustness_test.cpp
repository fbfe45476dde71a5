#include <random>

#include "parsing.hpp"

using namespace galley;
using test::errors_of;
using test::errors_of_file;

namespace {

std::string repeat(std::string_view text, int times) {
  std::string result;
  for (int i = 0; i < times; ++i) result += text;
  return result;
}

void check_spans(const Diagnostics& diagnostics, std::size_t size) {
  for (const Diagnostic& d : diagnostics.all()) {
    CHECK(d.span.begin <= d.span.end);
    CHECK(d.span.end <= size);
  }
}

}  // namespace

TEST_CASE("what is nested ten thousand deep is one error") {
  const auto [open, close] = GENERATE(table<std::string, std::string>({{"(", ")"},
                                                                       {"f(", ")"},
                                                                       {"case when ", " then 1 end"},
                                                                       {"array[", "]"},
                                                                       {"a[", "]"},
                                                                       {"not ", ""},
                                                                       {"- ", ""},
                                                                       {"cast(", " as int)"},
                                                                       {"a in (", ")"},
                                                                       {"a + (", ")"},
                                                                       {"trim(", ")"},
                                                                       {"substring(a from ", ")"},
                                                                       {"array[[", "]]"},
                                                                       {"a = any (", ")"},
                                                                       {"f(x => ", ")"}}));
  CAPTURE(open);
  const auto errors = errors_of("delete from t where " + repeat(open, 10000) + "b" + repeat(close, 10000) + ";");
  REQUIRE(errors.size() == 1);
  CHECK(errors[0].find("E0114") == 0);
}

TEST_CASE("chains of operators have a limit far beyond need") {
  CHECK(errors_of("delete from t where a" + repeat(" + a", 900) + ";").empty());
  CHECK(errors_of("delete from t where a" + repeat(" + a", 100000) + ";").size() == 1);
  CHECK(errors_of("delete from t where a" + repeat("::int", 100000) + ";").size() == 1);
}

TEST_CASE("a list of conditions may be long") {
  const auto parsed = test::parse_body("delete from t where a = 0" + repeat(" or a = 1 and b = 2", 20000) + ";");
  CHECK(parsed.diagnostics.all().empty());
  const Expression& where = *std::get<ast::Delete>(parsed.file.revisions[0].upgrade[0].what).where;
  CHECK(std::get<Logical>(where.node).operands.size() == 20001);
  CHECK(test::expression(to_source(where)) == where);
}

TEST_CASE("a list may be long") { CHECK(errors_of("delete from t where a in (1" + repeat(", 1", 100000) + ");").empty()); }

TEST_CASE("the deepest tree allowed can be copied, compared, printed and dumped") {
  const auto parsed = test::parse_body("delete from t where a" + repeat(" + a", 990) + ";");
  const ast::File copy = parsed.file;
  CHECK(copy == parsed.file);
  CHECK_FALSE(dump(copy).empty());
  CHECK_FALSE(to_source(*std::get<ast::Delete>(copy.revisions[0].upgrade[0].what).where).empty());
}

TEST_CASE("blocks nested ten thousand deep are one error") {
  CHECK(errors_of(repeat("on x { ", 10000) + repeat("}", 10000)).size() == 1);
  CHECK(errors_of(repeat("on x { ", 10000)).size() <= 2);
}

TEST_CASE("a file of noise does not report without end") {
  CHECK(errors_of_file(repeat("\x01 ", 100000)).size() <= 1000);
  CHECK(errors_of_file("revision a1; upgrade {" + repeat("x;", 100000)).size() <= 1001);
  CHECK(errors_of_file(repeat("revision;\n", 100000)).size() <= 1001);
}

TEST_CASE("soups of tokens are read to the end") {
  static const std::vector<std::string> words{
      "revision",   "a1",       "'x'",     ";",       "upgrade",  "downgrade", "{",        "}",         "(",        ")",       "[",
      "]",          ",",        "create",  "table",   "alter",    "drop",      "index",    "enum",      "column",   "add",     "constraint",
      "check",      "not",      "null",    "default", "1",        "1.5",       "27c6",     "a",         "b",        "\"q\"",   "=",
      "<",          "-",        "::",      ":",       "and",      "or",        "between",  "in",        "case",     "when",    "then",
      "end",        "select",   "cast",    "as",      "int",      "like",      "escape",   "is",        "distinct", "from",    "sql",
      "$$x$$",      "on",       "update",  "set",     "insert",   "into",      "values",   "delete",    "where",    "comment", "\n",
      "references", "unique",   "primary", "key",     "array",    "row",       "exists",   "timestamp", "with",     "time",    "zone",
      "collate",    "at",       ".",       "\n",      "rename",   "to",        "value",    "revises",   "any",      "all",     "trim(",
      "position(",  "=>",       "E'\\n'",  "b'1'",    "interval", "day",       "overlaps", "operator(", "batches",  "of",      "expect",
      "rows",       "conflict", "do",      "nothing", "require"};
  std::mt19937 random(7);  // the same soups on every machine
  for (int round = 0; round < 2000; ++round) {
    std::string text = round % 2 == 0 ? "revision a1;\nupgrade {\n" : "";
    for (auto i = random() % 80; i > 0; --i) text += words[random() % words.size()] + " ";
    CAPTURE(text);
    const auto parsed = test::parse_text(text);
    check_spans(parsed.diagnostics, text.size());
    CHECK_FALSE((parsed.file.revisions.empty() && !parsed.diagnostics.has_errors()));
  }
}

TEST_CASE("a good text cut anywhere is read to the end") {
  const std::string text = test::with_header(
      "create table t (a int not null default 'x', constraint c check (a between 1 and 2) not valid) comment 'y';\n"
      "alter table t { add column b text; alter column c type int using (d::int); }\n"
      "create index concurrently i on t (lower(a) desc) where b is not null; sql on sqlite $x$ y $x$ undo $$z$$;\n"
      "update t set a = case when b in (select 1) then cast(c as int) else array[1] end; /* comment */");
  for (std::size_t size = 0; size < text.size(); ++size) {
    CAPTURE(size);
    const auto parsed = test::parse_text(text.substr(0, size));
    check_spans(parsed.diagnostics, size);
    // The upgrade is open until the last brace.
    if (size > std::string("revision a1 'test'; upgrade {").size() && size < text.rfind('}')) CHECK(parsed.diagnostics.has_errors());
  }
}
