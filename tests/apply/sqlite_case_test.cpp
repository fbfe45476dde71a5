// Names that differ in case only: SQLite does not tell them apart, in quotes or without, as far as they are ASCII.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "galley_runs.hpp"
#include "support/files.hpp"
#include "support/sqlite.hpp"

namespace galley::testing {
namespace {

constexpr const char* base =
    "create table \"Orders\" (id int primary key, \"Total\" int, constraint \"Ck_T\" check (\"Total\" > 0));\n"
    "create index \"Ix_T\" on \"Orders\" (\"Total\"); create enum \"Mood\" as ('a'); create table \"Lines\" (id int primary key);\n"
    "create view \"Vue\" as $$select id from \"Lines\"$$;\n"
    "on sqlite { create trigger \"Trig\" after insert on \"Lines\" as $$delete from \"Lines\" where id < 0$$; }\n";

RunResult script_of(const TemporaryFolder& project, const std::string& statements, bool in_one_revision) {
  write_migration(project.path(), in_one_revision ? fmt::format("revision a; upgrade {{ {} {} }}\n", base, statements)
                                                  : fmt::format("revision a; upgrade {{ {} }}\nrevision b revises a; upgrade {{ {} }}\n",
                                                                base, statements));
  return galley(project.path(), {"upgrade", "-d", "sqlite", "heads"});
}

}  // namespace

TEST_CASE("a name that differs from another one in case only is refused, in the same revision and in a later one", "[sqlite]") {
  const auto [statements, code] = GENERATE(table<std::string, std::string>({
      {"create table orders (id int primary key);", "E0210"},
      {"create table \"ORDERS\" (id int primary key);", "E0210"},
      {"create table vue (id int primary key);", "E0210"},
      {"create table ix_t (id int primary key);", "E0210"},
      {"create table x (id int primary key); rename table x to orders;", "E0210"},
      {"create table x (id int primary key, \"A\" int, a int);", "E0211"},
      {"alter table \"Orders\" add column total int;", "E0211"},
      {"alter table \"Orders\" add column x int; alter table \"Orders\" rename column x to total;", "E0211"},
      {"create index ix_t on \"Orders\" (id);", "E0210"},
      {"create index y on \"Orders\" (id); rename index y to ix_t;", "E0210"},
      {"create enum mood as ('b');", "E0210"},
      {"create enum m as ('b'); rename enum m to mood;", "E0210"},
      {"create domain mood as text;", "E0210"},
      {"create view vue as $$select 1 as one$$;", "E0210"},
      {"create view w as $$select 1 as one$$; rename view w to vue;", "E0210"},
      {"create view orders as $$select 1 as one$$;", "E0210"},
      {"create view w (\"A\", a) as $$select 1, 2$$;", "E0214"},
      {"alter table \"Orders\" add constraint ck_t check (id > 0);", "E0212"},
      {"alter table \"Orders\" add constraint x check (id > 0); alter table \"Orders\" rename constraint x to ck_t;", "E0212"},
      {"create table x (id int primary key, constraint \"C\" check (id > 0), constraint c check (id < 9));", "E0212"},
      {"on sqlite { create trigger trig after delete on \"Lines\" as $$delete from \"Lines\" where id < 0$$; }", "E0210"},
      {"on sqlite { create trigger trig after delete on \"Orders\" as $$delete from \"Orders\" where id < 0$$; }", "E0210"},
      {"on sqlite { create trigger x after delete on \"Orders\" as $$delete from \"Orders\" where id < 0$$; rename trigger x on \"Orders\" "
       "to "
       "trig; }",
       "E0210"},
  }));
  const bool in_one_revision = GENERATE(true, false);
  const TemporaryFolder project("case");
  const RunResult result = script_of(project, statements, in_one_revision);
  INFO(statements << result.err);
  CHECK(result.exit == 1);
  CHECK_THAT(result.err, Catch::Contains(code));
}

TEST_CASE("a name may change its case, be met in any, and follow one that is gone; letters beyond ASCII have their own", "[sqlite]") {
  if (!SqliteDatabase::has_shell()) return;
  const auto [statements, question, answer] = GENERATE(table<std::string, std::string, std::string>({
      {"alter table \"Orders\" rename column \"Total\" to total;", "SELECT name FROM pragma_table_info('Orders') WHERE cid = 1;",
       "total\n"},
      {"rename table \"Orders\" to orders;", "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'orders';", "orders\n"},
      {"rename index \"Ix_T\" to ix_t;", "SELECT name FROM sqlite_master WHERE type = 'index' AND name LIKE 'ix%';", "ix_t\n"},
      {"rename enum \"Mood\" to mood;", "SELECT 1;", "1\n"},
      {"rename view \"Vue\" to vue;", "SELECT name FROM sqlite_master WHERE type = 'view';", "vue\n"},
      {"alter table \"Orders\" rename constraint \"Ck_T\" to ck_t;",
       "SELECT instr(sql, 'ck_t') > 0 FROM sqlite_master WHERE name = 'Orders';", "1\n"},
      {"on sqlite { rename trigger \"Trig\" on \"Lines\" to trig; }", "SELECT name FROM sqlite_master WHERE type = 'trigger';", "trig\n"},
      {"insert into orders (id, total) values (1, 2); update ORDERS set TOTAL = 3 where Id = 1;", "SELECT total FROM orders;", "3\n"},
      {"create table child (id int primary key, o int references orders (ID)); alter table orders add column q int;",
       "SELECT count(*) FROM pragma_table_info('orders'), pragma_foreign_key_list('child');", "3\n"},
      {"alter table \"Orders\" drop column \"Total\" cascade; alter table \"Orders\" add column total text;",
       "SELECT name || type FROM pragma_table_info('Orders') WHERE cid = 1;", "totalTEXT\n"},
      {"drop view \"Vue\"; create view vue as $$select 1 as one$$;", "SELECT one FROM VUE;", "1\n"},
      {"create table \"Ä\" (id int primary key, \"Ö\" int, \"ö\" int); create table \"ä\" (id int primary key);\n"
       "create index \"Ü\" on \"ä\" (id); create index \"ü\" on \"ä\" (id); alter table \"Ä\" rename column \"ö\" to \"ß\";",
       "SELECT count(*) FROM sqlite_master WHERE name IN ('Ä', 'ä', 'Ü', 'ü');", "4\n"},
  }));
  const bool in_one_revision = GENERATE(true, false);
  const TemporaryFolder project("case");
  const RunResult result = script_of(project, statements, in_one_revision);
  INFO(statements << result.err << result.out);
  REQUIRE(result.exit == 0);
  const SqliteDatabase database;
  const RunResult applied = database.shell(result.out, {"-bail"});
  INFO(applied.err);
  REQUIRE(applied.exit == 0);
  CHECK(database.query(question) == answer);
  const RunResult back = galley(project.path(), {"downgrade", "-d", "sqlite", "--accept-data-loss", "heads:base"});
  INFO(back.err << back.out);
  REQUIRE(back.exit == 0);
  CHECK(database.shell(back.out, {"-bail"}).exit == 0);
  CHECK(database.query("SELECT count(*) FROM sqlite_master WHERE name NOT LIKE 'galley%' AND name NOT LIKE 'sqlite%';") == "0\n");
}

TEST_CASE("SQLite itself has names so", "[sqlite]") {
  if (!SqliteDatabase::has_shell()) return;
  const SqliteDatabase database;
  static_cast<void>(
      database.query("CREATE TABLE t (\"Ä\" INT, \"ä\" INT); CREATE TABLE \"Ä\" (a); CREATE TABLE \"ä\" (a); CREATE INDEX i ON t (\"Ä\");"
                     "CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; END;"));
  for (const std::string_view refused :
       {"CREATE TABLE \"T\" (a);", "CREATE TABLE x (a, \"A\");", "CREATE INDEX \"I\" ON t (\"ä\");", "CREATE VIEW \"T\" AS SELECT 1;",
        "CREATE TRIGGER \"R\" AFTER INSERT ON \"ä\" BEGIN SELECT 1; END;"})
    CHECK(database.shell(refused, {"-bail"}).exit == 1);
}

}  // namespace galley::testing
