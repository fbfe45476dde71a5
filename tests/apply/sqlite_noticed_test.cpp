// Plain scripts for SQLite in clients that go on after errors: no statement on rows fails unseen.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "galley_runs.hpp"
#include "reckless_client.hpp"
#include "support/files.hpp"
#include "support/sqlite.hpp"

namespace galley::testing {
namespace {

constexpr const char* tables =
    "create table items (id int primary key, name text constraint uq_name unique, n int default 5 check (n > 0));\n"
    "    create table other (id int primary key, name text not null);\n"
    "    create table lines (id int primary key, item_id int references items (id));\n"
    "    insert into items (id, name) values (1, 'one'), (2, 'two'); insert into other (id, name) values (1, 'uno'), (3, 'two');\n"
    "    insert into lines (id, item_id) values (7, 1);";

/// A database at n1, and a plain script to n3 whose first statement is the one on rows.
struct Place {
  TemporaryFolder project{"noticed"};
  SqliteDatabase database;

  explicit Place(const std::string& statement, const std::string& configuration = "") {
    write_migration(project.path(), fmt::format("revision n1; upgrade {{ {} }}\n"
                                                "revision n2 revises n1; upgrade {{ {} create table made (id int primary key); }}\n"
                                                "revision n3 revises n2; upgrade {{ insert into other (id, name) values (9, 'last'); }}\n"
                                                "downgrade {{ delete from other where id = 9; }}\n",
                                                tables, statement));
    if (!configuration.empty()) write_file(project / "galley.toml", configuration);
    REQUIRE(database.shell(upgrade_script(project.path(), "sqlite", "n1"), {"-bail"}).exit == 0);
  }
  [[nodiscard]] std::string script() const {
    const RunResult result = galley(project.path(), {"upgrade", "-d", "sqlite", "--runner", "plain", "n1:n3"});
    INFO(result.err);
    REQUIRE(result.exit == 0);
    return result.out;
  }
  [[nodiscard]] std::string everything() const { return database.query(".dump"); }
  [[nodiscard]] std::string rows() const { return database.query("SELECT version_num FROM galley_version;"); }
  /// All that was said.
  [[nodiscard]] std::string run_with(const std::string& client) const {
    if (client == "shell") return database.shell(script()).err;
    return fmt::format("{}", fmt::join(run_every_statement(database.path(), script()), "\n"));
  }
};

}  // namespace

TEST_CASE("a plain script keeps nothing where a statement on rows fails and the client goes on", "[sqlite]") {
  if (!SqliteDatabase::has_shell()) return;
  const auto [statement, by_hand, said] = GENERATE(table<std::string, std::string, std::string>({
      {"insert into items (id, name) values (4, 'four');", "INSERT INTO items VALUES (4, 'x', 1);", "items.id"},
      {"insert into items (id, name) values (4, 'four'), (5, default), (6, 'six');", "INSERT INTO items VALUES (5, 'x', 1);", "items.id"},
      {"insert into items (id, name) $$select id, name from other$$;", "SELECT 1;", "items."},
      {"insert into items (id, name, n) values (4, 'four', 1) on conflict (name) do nothing;", "INSERT INTO items VALUES (4, 'x', 1);",
       "items.id"},
      {"insert into items (id, name, n) values (1, 'new', 0) on conflict do nothing expect rows between 0 and 3;", "SELECT 1;",
       "ck_items_n"},
      {"insert into items (id, name) values (1, 'new') on conflict (id) do update set n = items.n - 7 expect rows between 0 and 1;",
       "SELECT 1;", "ck_items_n"},
      {"insert into items (id, name) $$select id, 'two' from other$$ on conflict (id) do nothing;", "SELECT 1;", "items.name"},
      {"update items set name = 'same';", "SELECT 1;", "items.name"},
      {"update items as i set n = i.n - 7 where i.name = 'one' expect rows between 0 and 9;", "SELECT 1;", "ck_items_n"},
      {"update items set n = 0 - other.id from other where other.name = items.name;", "SELECT 1;", "ck_items_n"},
      {"update other set name = nullif(name, 'uno') where id in (select id from items) in batches of 10;", "SELECT 1;", "other.name"},
      {"update other set name = 'x';", "ALTER TABLE other RENAME TO gone;", "no such table"},
      {"delete from items where id = 1;", "CREATE TRIGGER keep BEFORE DELETE ON items BEGIN SELECT RAISE(ABORT, 'never'); END;", "never"},
      {"truncate items, lines;", "CREATE TRIGGER keep BEFORE DELETE ON lines BEGIN SELECT RAISE(ABORT, 'never'); END;", "never"},
      {"truncate other;", "ALTER TABLE other RENAME TO gone;", "no such table"},
      {"delete from items using other where other.id = items.id and items.n = 5;",
       "CREATE TRIGGER keep BEFORE DELETE ON items BEGIN SELECT RAISE(ABORT, 'never'); END;", "never"},
  }));
  const auto client = GENERATE(as<std::string>(), "shell", "C");
  const Place place(statement);
  static_cast<void>(place.database.query(by_hand));
  const std::string before = place.everything();
  const std::string errors = place.run_with(client);
  INFO(statement << "\n" << errors << "\n" << place.script());
  CHECK_THAT(errors, Catch::Contains(said) && Catch::Contains("GAL-G11"));
  CHECK(place.everything() == before);
  CHECK(place.rows() == "n1\n");
}

TEST_CASE("a plain script keeps nothing where a foreign key stops a delete and the client goes on", "[sqlite]") {
  if (!SqliteDatabase::has_shell()) return;
  const Place place("delete from items where id = 1;", "[sqlite]\nforeign_keys = true\n");
  const std::string before = place.everything();
  CHECK_THAT(place.run_with("C"), Catch::Contains("FOREIGN KEY") && Catch::Contains("GAL-G13") && Catch::Contains("GAL-G11"));
  CHECK(place.everything() == before);
}

TEST_CASE("statements on rows that find nothing to do are no failures in a plain script", "[sqlite]") {
  if (!SqliteDatabase::has_shell()) return;
  const auto statement = GENERATE(
      as<std::string>(), "update items set n = 1 where id = 77;", "delete from items where id = 77;",
      "insert into items (id, name) $$select id, name from other where id > 100 -- none$$;",
      "insert into items (id, name) values (1, 'one'), (2, 'x') on conflict do nothing expect rows between 0 and 1;",
      "insert into items (id, name) values (1, 'one') on conflict (id) do update set n = 1 where items.n = 77 expect rows 0;",
      "insert into items (id, name) values (1, 'one'), (4, 'four') on conflict (id) do update set n = excluded.n expect rows 2;",
      "insert into items (id, name) $$with w as (select id + 10 as id from other) select id, 'w' || id from w$$ on conflict do nothing;",
      "update items set n = 2 from other where other.id = items.id and other.id > 100;",
      "delete from items using other where other.id = items.id and other.id > 100;",
      "insert into items (id, name, n) values (4, 'four', default), (5, default, 1);",
      "insert into items (id, name) values (default, default), (default, default) on conflict do nothing;",
      "create temporary table found (id int primary key); insert into found (id) values (1) on conflict do nothing; delete from found;");
  const auto client = GENERATE(as<std::string>(), "shell", "C");
  const Place place(statement);
  const std::string errors = place.run_with(client);
  INFO(statement << "\n" << place.script());
  CHECK(errors.empty());
  CHECK(place.rows() == "n3\n");
  CHECK(place.database.query("SELECT count(*) FROM sqlite_temp_master; SELECT name FROM other WHERE id = 9;") == "0\nlast\n");
}

}  // namespace galley::testing
