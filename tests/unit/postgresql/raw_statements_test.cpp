#include "raw_statements.hpp"

#include <catch2/catch.hpp>

using namespace galley;

namespace {

const RawRules postgresql{.dollar_quotes = true, .nested_comments = true, .escape_strings = true, .routine_bodies = true};
const RawRules sqlite{.bracket_identifiers = true, .backtick_identifiers = true, .trigger_bodies = true};

std::vector<std::string> texts(std::string_view text, const RawRules& rules) {
  const RawStatements split = split_statements(text, rules);
  CHECK_FALSE(split.fault.has_value());
  std::vector<std::string> out;
  for (const RawStatement& statement : split.statements) out.push_back(statement.text);
  return out;
}
using Texts = std::vector<std::string>;

RawStatement only(std::string_view text) {
  RawStatements split = split_statements(text, postgresql);
  REQUIRE(split.statements.size() == 1);
  return split.statements.front();
}

}  // namespace

TEST_CASE("statements lose semicolons, blanks and comments around them") {
  CHECK(texts("", postgresql).empty());
  CHECK(texts(" ; ;; -- only a comment", postgresql).empty());
  CHECK(texts("select 1", postgresql) == Texts{"select 1"});
  CHECK(texts("  select 1 ;\r\n-- why\nselect 2 -- the end;\n", postgresql) == Texts{"select 1", "select 2"});
  CHECK(texts("select /* ; */ 1; /* a /* b */ ; */ select 2", postgresql) == Texts{"select /* ; */ 1", "select 2"});
}

TEST_CASE("a semicolon inside quotes or parentheses ends nothing") {
  CHECK(texts("select ';', \"a;b\", 'it''s;'; x", postgresql) == Texts{"select ';', \"a;b\", 'it''s;'", "x"});
  CHECK(texts("do $$ begin; end; $$; do $a$ $$;$b$ $a$", postgresql) == Texts{"do $$ begin; end; $$", "do $a$ $$;$b$ $a$"});
  CHECK(texts("select a$b$;b$b$", postgresql) == Texts{"select a$b$", "b$b$"});  // a dollar sign inside a name quotes nothing
  CHECK(texts("select $1;select 2", postgresql) == Texts{"select $1", "select 2"});
  CHECK(texts("create rule r as on insert to t do (select 1; select 2); select 3", postgresql) ==
        Texts{"create rule r as on insert to t do (select 1; select 2)", "select 3"});
}

TEST_CASE("backslashes escape in E strings alone") {
  CHECK(texts(R"(select e'a\';b'; x)", postgresql) == Texts{R"(select e'a\';b')", "x"});
  CHECK(texts(R"(select 'a\'; x)", postgresql) == Texts{R"(select 'a\')", "x"});
  CHECK(texts("select E'a'\n  'b\\';c'; x", postgresql) == Texts{"select E'a'\n  'b\\';c'", "x"});
  CHECK(texts(R"(select like'a\'; x)", postgresql) == Texts{R"(select like'a\')", "x"});
}

TEST_CASE("SQLite quotes names in brackets and backticks and knows no dollar quotes") {
  CHECK(texts("select [a;b], `c;d`; x", sqlite) == Texts{"select [a;b], `c;d`", "x"});
  CHECK(texts("select $$ ; x", sqlite) == Texts{"select $$", "x"});
  CHECK(texts("select /* /* */ 1; x", sqlite) == Texts{"select /* /* */ 1", "x"});
  CHECK(texts("select a[1;2]", postgresql) == Texts{"select a[1", "2]"});
}

TEST_CASE("bodies with statements of their own are one statement") {
  const std::string trigger = "create temp trigger t after insert on a begin update b set c = case when 1 then 2 end; delete from d; end";
  CHECK(texts(trigger + "; select 1", sqlite) == Texts{trigger, "select 1"});
  const std::string routine = "create or replace function f() returns int begin atomic select case when true then 1 end; select 2; end";
  CHECK(texts(routine + "; select 1", postgresql) == Texts{routine, "select 1"});
}

TEST_CASE("what is never closed is a fault at its place") {
  const auto [text, what, offset] = GENERATE(table<std::string, std::string, std::size_t>({
      {"select 'a", "string", 7},
      {"select 1; select \"a", "quoted name", 17},
      {"select E'a\\'", "string", 7},
      {"do $a$ $$", "string", 3},
      {"select 1 /* /* */", "comment", 9},
      {"select (1; commit", "parenthesis", 7},
      {"E'\\", "string", 0},
  }));
  const RawStatements split = split_statements(text, postgresql);
  REQUIRE(split.fault.has_value());
  CHECK(split.fault->what == what);
  CHECK(split.fault->offset == offset);
}

TEST_CASE("the leading words of a statement are known, and where it begins") {
  const RawStatement statement = only("-- no\n  Create /* x */ index Concurrently \"if\" on Public.t (a)");
  CHECK(statement.offset == 8);
  CHECK(statement.words == std::vector<std::string>{"CREATE", "INDEX", "CONCURRENTLY", "ON", "PUBLIC", "T", "A"});
  CHECK(statement.starts_with({"CREATE", "INDEX"}));
  CHECK_FALSE(statement.starts_with({"CREATE", "TABLE"}));
}

TEST_CASE("transaction control is recognised") {
  const auto [text, expected] = GENERATE(table<std::string, bool>({
      {"begin", true},
      {"Start Transaction read only", true},
      {"commit and chain", true},
      {"end", true},
      {"abort", true},
      {"/* a */ rollback", true},
      {"rollback work", true},
      {"rollback to savepoint a", false},
      {"rollback transaction to a", false},
      {"prepare transaction 'x'", true},
      {"prepare p as select 1", false},
      {"start_transaction", false},
      {"\"commit\"", false},
  }));
  CHECK(is_transaction_control(only(text)) == expected);
}
