#include "postgresql/raw_sql.hpp"

#include <catch2/catch.hpp>

using namespace galley;
using namespace galley::postgresql;

namespace {

std::vector<std::string> codes(const std::string& text, bool outside = false) {
  Diagnostics diagnostics;
  static_cast<void>(checked_statements({.text = text, .outside_transaction = outside}, diagnostics));
  std::vector<std::string> found;
  for (const Diagnostic& diagnostic : diagnostics.all()) found.push_back(diagnostic.code);
  return found;
}
using Codes = std::vector<std::string>;

RawStatement statement(const std::string& text) { return split_statements(text, raw_rules()).statements.at(0); }

}  // namespace

TEST_CASE("psql finds no variable in raw SQL") {
  const auto [text, expected] = GENERATE(table<std::string, std::string>({
      {"select a[1:n]", "select a[1: n]"},
      {"select :x, :'x', :\"x\", :{?x}", "select : x, : 'x', : \"x\", : {?x}"},
      {"select a::int, b :: text", "select a::int, b :: text"},
      {"select x:::y", "select x::: y"},
      {"f(a := 1, b=>:c)", "f(a := 1, b=>: c)"},
      {"':x' \":x\" $$ :x $$ -- :x", "':x' \":x\" $$ :x $$ -- :x"},
      {"/* :x */ e'\\':x'", "/* :x */ e'\\':x'"},
      {"a :", "a :"},
      {":é", ": é"},
  }));
  CHECK(without_psql_variables(text) == expected);
  CHECK(without_psql_variables(expected) == expected);
}

TEST_CASE("a sub-select that ends in a comment does not swallow what follows") {
  CHECK(embedded_raw_text("select 1 -- one") == "select 1 -- one\n");
  CHECK(embedded_raw_text("select 1 /* one */") == "select 1 /* one */\n");
  CHECK(embedded_raw_text("select '-- no'") == "select '-- no'");
}

TEST_CASE("raw SQL that a script cannot contain is refused") {
  CHECK(codes("select 1; create view v as select 2").empty());
  CHECK(codes("") == Codes{"E0411"});
  CHECK(codes("-- nothing") == Codes{"E0411"});
  CHECK(codes("select 'a") == Codes{"E0410"});
  CHECK(codes("select 1; commit; select 2") == Codes{"E0412"});
  CHECK(codes("savepoint a; rollback to a").empty());
  CHECK(codes("select 1 \\gexec") == Codes{"E0414"});
  CHECK(codes("select '\\', $$\\$$ -- \\").empty());
  CHECK(codes("copy t (a, b) from stdin") == Codes{"E0415"});
  CHECK(codes("copy t from '/tmp/x'").empty());
  CHECK(codes("discard all", true) == Codes{"E0416"});
  CHECK(codes(std::string("select \0", 8)) == Codes{"E0417"});
}

TEST_CASE("repeating a statement is known to be harmless or not") {
  CHECK(is_repeatable(statement("vacuum (analyze) t")));
  CHECK(is_repeatable(statement("refresh materialized view concurrently m")));
  CHECK(is_repeatable(statement("drop table if exists t")));
  CHECK(is_repeatable(statement("create extension if not exists citext")));
  CHECK(is_repeatable(statement("alter system set work_mem = '1MB'")));
  CHECK_FALSE(is_repeatable(statement("create index concurrently if not exists i on t (a)")));
  CHECK_FALSE(is_repeatable(statement("alter table if exists t add column a int")));
  CHECK_FALSE(is_repeatable(statement("insert into t select 1 where not exists (select 1)")));
  CHECK_FALSE(is_repeatable(statement("create database d")));
}
