#include "postgresql/read_raw.hpp"

#include <catch2/catch.hpp>

#include "galley/syntax.hpp"

namespace galley::postgresql {
namespace {

/// The syntax tree of what raw SQL means, as the language's own statements would give it.
std::string dumped(std::vector<ast::Statement> statements) {
  ast::File file;
  file.revisions.emplace_back().upgrade = std::move(statements);
  std::string text = dump(file);
  // Places differ.
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '[') {
      out += text[i];
      continue;
    }
    const std::size_t end = text.find(']', i);
    const bool is_place = end != std::string::npos && text.find_first_not_of("0123456789,.- ", i + 1) == end;
    if (is_place) i = end;
    if (!is_place) out += text[i];
  }
  return out;
}

std::vector<ast::Statement> meaning(std::string_view raw, const Catalog& catalog = {}) {
  const RawReading reading = read_raw(raw, {SourceId{0}, 0, 0}, catalog, "public");
  REQUIRE_FALSE(reading.error);
  std::vector<ast::Statement> statements;
  for (const ReadStatement& statement : reading.statements) {
    CHECK(statement.not_followed.empty());
    statements.insert(statements.end(), statement.meaning.begin(), statement.meaning.end());
  }
  return statements;
}

std::vector<ast::Statement> written(std::string_view body) {
  SourceSet sources;
  Diagnostics diagnostics;
  const SourceId id = sources.add("a.mig", fmt::format("revision a; upgrade {{ {} }}", body));
  ast::File file = parse(sources, id, diagnostics);
  REQUIRE_FALSE(diagnostics.has_errors());
  return std::move(file.revisions.front().upgrade);
}

void check_same(std::string_view raw, std::string_view language) {
  INFO(raw);
  CHECK(dumped(meaning(raw)) == dumped(written(language)));
}

bool is_outside(std::string_view raw) {
  const RawReading reading = read_raw(raw, {SourceId{0}, 0, 0}, {}, "public");
  REQUIRE_FALSE(reading.error);
  REQUIRE(reading.statements.size() == 1);
  return reading.statements.front().outside_transaction;
}

}  // namespace

TEST_CASE("raw CREATE TABLE means what the language's does, with PostgreSQL's names", "[read_raw]") {
  check_same("CREATE TABLE t (id int PRIMARY KEY, v varchar(20) NOT NULL DEFAULT 'a' || 'b')",
             "create table t (id int constraint t_pkey primary key, v varchar(20) not null default 'a' || 'b');");
  check_same("create table app.t (a timestamp(3) with time zone unique, b numeric(10,2)[] check (a > now() or b is not null))",
             "create table app.t (a timestamp(3) with time zone constraint t_a_key unique, "
             "b numeric(10,2)[] constraint t_check check (a > now() or b is not null));");
  check_same("create table if not exists t (a int constraint mine check (a > 0) check (a < 9), unique (a), check (a <> 5))",
             "create table if not exists t (a int constraint mine check (a > 0) constraint t_a_check check (a < 9), "
             "constraint t_a_key unique (a), constraint t_a_check1 check (a <> 5));");
  check_same(
      "create table t (a int references u on delete set null deferrable initially deferred, "
      "foreign key (a, b) references app.v (c, d) match full on update cascade)",
      "create table t (a int constraint t_a_fkey references u on delete set null deferrable initially deferred, "
      "constraint t_a_b_fkey foreign key (a, b) references app.v (c, d) match full on update cascade);");
  check_same(
      "create table t (g int generated always as identity (start with 10 minvalue -5 no cycle), "
      "h text collate \"C\" generated always as (lower(k)) stored)",
      "create table t (g int generated always as identity (start with 10 minvalue -5 no cycle), "
      "h text collate \"C\" generated always as (lower(k)) stored);");
}

TEST_CASE("raw ALTER TABLE, action by action", "[read_raw]") {
  check_same("alter table only app.t add c int default 3 not null, alter a type bigint using a::bigint, alter b set default 1 + 2",
             "alter table app.t alter column a type bigint using (a::bigint), add column c int default 3 not null, "
             "alter column b set default 1 + 2;");
  check_same("alter table t drop column if exists a cascade, alter b drop default, alter c set not null, alter d drop not null",
             "alter table t drop column if exists a cascade, alter column b drop default, alter column c set not null, "
             "alter column d drop not null;");
  check_same("alter table t add constraint c check (a > 1) not valid, add unique (a, b), validate constraint z, drop constraint y",
             "alter table t drop constraint y, add constraint c check (a > 1) not valid, add constraint t_a_b_key unique (a, b), "
             "validate constraint z;");
  check_same("alter table t rename to u; alter table u rename a to b; alter table u rename constraint c to d",
             "rename table t to u; alter table u rename column a to b; alter table u rename constraint c to d;");
  check_same(
      "alter table t alter a set statistics 100, alter b set storage plain, alter a set statistics -1, alter b set compression default",
      "alter table t alter column a set statistics 100, alter column b set storage plain, alter column a set statistics default, "
      "alter column b set compression default;");
  check_same("alter table t replica identity using index ux, disable trigger user, enable always trigger \"Tr\"",
             "alter table t replica identity using index ux, disable trigger user, enable always trigger \"Tr\";");
  check_same("alter table t replica identity default, disable trigger all; alter table t enable replica trigger a, enable trigger b",
             "alter table t replica identity default, disable trigger all; alter table t enable replica trigger a, enable trigger b;");
  check_same("alter table t alter a set (n_distinct = -1, n_distinct_inherited = 0.5), alter b reset (n_distinct), cluster on \"Ix\"",
             "alter table t alter column a set (n_distinct = -1, n_distinct_inherited = 0.5), alter column b reset (n_distinct), "
             "cluster on \"Ix\";");
  check_same("alter table t set without cluster", "alter table t set without cluster;");
  CHECK(meaning("alter table t disable rule r").empty());
}

TEST_CASE("raw views and routines are altered", "[read_raw]") {
  check_same(
      "alter view v set (security_barrier), reset (check_option); alter materialized view app.m set (fillfactor = 70)",
      "alter view v set (security_barrier); alter view v reset (check_option); alter materialized view app.m set (fillfactor = 70);");
  check_same("alter view v rename a to b; alter materialized view m rename column a to \"B\"",
             "alter view v rename column a to b; alter materialized view m rename column a to \"B\";");
  CHECK(meaning("alter view if exists v set (security_barrier); alter view if exists v rename a to b").empty());
  check_same(
      "alter function f(int, text[]) set search_path = app, pg_temp stable strict not leakproof security definer parallel safe cost 5 "
      "rows 10 reset work_mem",
      "alter function f(int, text[]) stable strict not leakproof security definer parallel safe cost 5 rows 10 reset work_mem set "
      "search_path = app, pg_temp;");
  check_same("alter procedure app.p external security invoker set a.b to 1 reset all set jit to default set work_mem = 2",
             "alter procedure app.p security invoker reset all reset jit set work_mem = 2;");
}

TEST_CASE("raw indexes, enums, drops and comments", "[read_raw]") {
  check_same("create unique index ix on app.t (lower(a) text_pattern_ops desc nulls last, b) include (c) where d is null",
             "create unique index ix on app.t using btree (lower(a) text_pattern_ops desc nulls last, b) include (c) where d is null;");
  check_same("create index on t ((a || b), lower(a), c)", "create index t_expr_lower_c_idx on t using btree ((a || b), lower(a), c);");
  check_same("create type e as enum ('a', 'it''s')", "create enum e as ('a', 'it''s');");
  check_same("alter type e add value 'c' before 'b'; alter type e rename value 'a' to 'z'",
             "alter enum e add value 'c' before 'b'; alter enum e rename value 'a' to 'z';");
  check_same("drop table if exists a, app.b cascade; drop index concurrently i",
             "drop table if exists a cascade; drop table if exists app.b cascade; drop index concurrently i;");
  check_same("comment on table t is 'x'; comment on column app.t.c is null",
             "comment on table t is 'x'; comment on column app.t.c is null;");
}

TEST_CASE("names in raw SQL have their places", "[read_raw]") {
  const auto statements = meaning("create table app.\"T x\" (é int, b int)");
  REQUIRE(statements.size() == 1);
  const auto& table = std::get<ast::CreateTable>(statements.front().what);
  CHECK(table.name.name.text == "T x");
  CHECK(same_place(table.name.name.span, {SourceId{0}, 17, 22}));
  CHECK(same_place(std::get<ast::ColumnDefinition>(table.elements[1]).name.span, {SourceId{0}, 32, 33}));
}

TEST_CASE("what raw SQL cannot be said in the language is not followed", "[read_raw]") {
  for (const char* raw : {"create table t as select 1", "select 1 into t", "create table t (like u)", "alter table t inherit u",
                          "create table t (a int) using heap", "alter view t alter column a set default 1"}) {
    INFO(raw);
    const RawReading reading = read_raw(raw, {SourceId{0}, 0, 0}, {}, "public");
    REQUIRE(reading.statements.size() == 1);
    CHECK(reading.statements.front().meaning.empty());
    REQUIRE_FALSE(reading.statements.front().not_followed.empty());
    CHECK(reading.statements.front().not_followed.front().name == "t");
  }
}

TEST_CASE("statements that refuse a transaction", "[read_raw]") {
  for (const char* raw : {"vacuum t", "vacuum (full) t", "create index concurrently on t (a)", "drop index concurrently i",
                          "reindex table concurrently t", "reindex (concurrently) table t", "reindex schema s", "cluster",
                          "alter table t detach partition p concurrently", "alter system set x = 1", "create database d",
                          "alter database d set tablespace x", "create subscription s connection 'x' publication p", "discard all"}) {
    INFO(raw);
    CHECK(is_outside(raw));
  }
  for (const char* raw : {"analyze t", "create index concurrently_i on t (a)", "drop index i", "reindex table t", "cluster t using i",
                          "refresh materialized view concurrently m", "alter type e add value 'vacuum'", "alter table t detach partition p",
                          "create subscription s connection 'x' publication p with (create_slot = false)", "discard plans"}) {
    INFO(raw);
    CHECK_FALSE(is_outside(raw));
  }
}

TEST_CASE("a mistake in raw SQL stands at its word", "[read_raw]") {
  const auto word_of = [](std::string_view raw) {
    const RawReading reading = read_raw(raw, {SourceId{0}, 0, 0}, {}, "public");
    REQUIRE(reading.error);
    return std::string(raw.substr(reading.error->offset, reading.error->size));
  };
  CHECK(word_of("create tabel t (a int)") == "tabel");
  CHECK(word_of("select 1; select é, ü form \"T x\"") == "\"T x\"");
  CHECK(word_of("select 1 from t wher 'it''s'") == "'it''s'");
  CHECK(word_of("select (1 + )") == ")");
  CHECK(word_of("select 1 +").empty());
}

TEST_CASE("raw SQL that is too large to be read is said to be", "[read_raw]") {
  const auto is_unread = [](const std::string& raw) { return read_raw(raw, {SourceId{0}, 0, 0}, {}, "public").unread; };
  const std::string deep = "select " + std::string(9000, '(') + "1" + std::string(9000, ')');
  CHECK(is_unread(deep));
  std::string wide = "create table t (a0 int";
  for (int i = 1; i < 30'000; ++i) wide += fmt::format(", a{} int", i);
  CHECK(is_unread(wide + ")"));
  std::string rows = "insert into t values (0)";
  for (int i = 1; i < 40'000; ++i) rows += fmt::format(", ({})", i);
  CHECK_FALSE(is_unread(rows));
  CHECK_FALSE(is_unread("select 1"));
}

TEST_CASE("a syntax error in the body of a routine", "[read_raw]") {
  const auto error_in = [](std::string_view raw) {
    const RawReading reading = read_raw(raw, {SourceId{0}, 0, 0}, {}, "public");
    REQUIRE(reading.statements.size() == 1);
    const std::optional<RawError>& error = reading.error;
    return error ? fmt::format("{} @{}", error->message, error->offset) : std::string();
  };
  CHECK(error_in("do $$begin perfrm 1; end$$") == "syntax error at or near \"perfrm\" in the body of a routine @11");
  CHECK(error_in("create function f() returns int language plpgsql as $$\nbegin\n  retrn 1;\nend$$") ==
        "syntax error at or near \"retrn\" in the body of a routine @63");
  CHECK(error_in("create function f() returns trigger language plpgsql as $$begin new.x := 1; return new; end$$").empty());
  CHECK(error_in("create function f(a mood) returns app.t language plpgsql as $$declare x t%rowtype; begin return x; end$$").empty());
  CHECK(error_in("create function f() returns int return 1").empty());
  CHECK(error_in("create function f() returns int language sql as 'selct 1'").empty());
}

}  // namespace galley::postgresql
