// galley rehearse: the script run where it does no harm, and the schema it reaches compared with the history.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <filesystem>

#include "galley_runs.hpp"
#include "support/files.hpp"
#include "support/paths.hpp"
#include "support/server.hpp"
#include "support/skip.hpp"
#include "support/sqlite.hpp"

namespace fs = std::filesystem;

namespace galley::testing {
namespace {

constexpr const char* history =
    "revision a1; upgrade { create table orders (id int primary key, note text); create index ix_note on orders (note); }\n"
    "revision a2 revises a1; upgrade { alter table orders add constraint ck_id check (id > 0); }\n"
    "revision a3 revises a2; upgrade { alter table orders alter column note set not null; }\n";

struct Place {
  TemporaryFolder folder{"rehearse"};
  SqliteDatabase database;
  Place() { write_migration(folder.path(), history); }
  [[nodiscard]] RunResult rehearse(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), "rehearse");
    return galley(folder.path(), arguments);
  }
  void bring_to(const std::string& revision, const std::string& rows) const {
    REQUIRE(database.shell(upgrade_script(folder.path(), "sqlite", revision), {"-bail"}).exit == 0);
    REQUIRE(database.shell(rows).exit == 0);
  }
};

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename());
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

TEST_CASE("a rehearsal in memory tells each step and that the schema is the catalog's", "[sqlite]") {
  const Place place;
  const RunResult result = place.rehearse({"heads"});
  INFO(result.out << result.err);
  CHECK(result.exit == 0);
  CHECK(result.err.empty());  // no progress where no terminal is
  CHECK_THAT(result.out, Catch::Contains("up base:heads") && Catch::Contains("2/3  a2") && Catch::Contains("[a2.1]") &&
                             Catch::Contains("rebuild orders: add constraint ck_id") && Catch::Contains(" ms  ") &&
                             Catch::Contains("The schema is what the history says: 1 index, 1 table."));
  CHECK_THAT(result.out, !Catch::Contains("down "));
}

TEST_CASE("a rehearsal goes down and up again where it is told to, from where it is told to", "[sqlite]") {
  const Place place;
  const RunResult result = place.rehearse({"a1:heads", "--round-trip"});
  INFO(result.out << result.err);
  CHECK(result.exit == 0);
  CHECK_THAT(result.out, Catch::Contains("up a1:heads") && Catch::Contains("down a3:a1") && Catch::Contains("up a1:heads, again"));
  CHECK_THAT(result.out, !Catch::Contains("1/3  a1"));
}

TEST_CASE("every project of the tests can be rehearsed, up, down and up again", "[sqlite]") {
  for (const fs::path& project : projects_for("sqlite")) {
    for (const std::string& head : heads_of(project)) {
      const bool goes_down = galley(project, {"downgrade", "-d", "sqlite", "--accept-data-loss", head + ":base"}).exit == 0;
      const RunResult result = galley(
          project, goes_down ? std::vector<std::string>{"rehearse", "--round-trip", head} : std::vector<std::string>{"rehearse", head});
      INFO(project << " " << head << "\n" << result.out << result.err);
      CHECK(result.exit == 0);
    }
  }
}

TEST_CASE("a database is copied, and neither written nor given company", "[sqlite]") {
  if (!SqliteDatabase::has_shell()) return;
  const Place place;
  place.bring_to("a1", GENERATE(as<std::string>(), "INSERT INTO orders VALUES (1, 'x'), (2, 'y');",
                                "PRAGMA journal_mode = WAL; INSERT INTO orders VALUES (1, 'x'), (2, 'y');"));
  const std::string before = read_file(place.database.path());
  const auto names = names_in(fs::path(place.database.path()).parent_path());
  const RunResult result = place.rehearse({"--database", place.database.path(), "heads", "--round-trip"});
  INFO(result.out << result.err);
  CHECK(result.exit == 0);
  CHECK_THAT(result.out, Catch::Contains("a copy of") && Catch::Contains("up a1:heads") && Catch::Contains("copy the rows   2 rows"));
  CHECK(read_file(place.database.path()) == before);
  CHECK(names_in(fs::path(place.database.path()).parent_path()) == names);
}

TEST_CASE("rows that a script cannot bear are found before the database meets it", "[sqlite]") {
  if (!SqliteDatabase::has_shell()) return;
  const Place place;
  place.bring_to("a1", "INSERT INTO orders VALUES (1, NULL);");
  const RunResult result = place.rehearse({"--database", place.database.path(), "heads"});
  CHECK(result.exit == 3);
  CHECK_THAT(result.out, Catch::Contains("FAILED") && Catch::Contains("NOT NULL constraint failed") && Catch::Contains("[a3."));
  CHECK_THAT(result.err, Catch::Contains("the script has failed"));
}

TEST_CASE("a schema that has drifted is shown, and what is not in the history is left alone", "[sqlite]") {
  if (!SqliteDatabase::has_shell()) return;
  const Place place;
  place.bring_to("a2", "CREATE TABLE of_somebody_else (a); DROP INDEX ix_note; CREATE INDEX ix_note ON orders (id);");
  const RunResult result = place.rehearse({"--database", place.database.path(), "a2"});
  CHECK(result.exit == 3);
  CHECK_THAT(result.out, Catch::Contains("THE SCHEMA IS NOT") && Catch::Contains("- create index ix_note on orders ( note )") &&
                             Catch::Contains("+ create index ix_note on orders ( id )") &&
                             Catch::Contains("table of_somebody_else is not in the history"));
}

TEST_CASE("a rehearsal opens no other database, not even where the script would: its file is not written", "[sqlite]") {
  if (!SqliteDatabase::has_shell()) return;
  const Place place;
  place.bring_to("a1", "INSERT INTO orders VALUES (1, 'x');");
  write_migration(place.folder.path(),
                  std::string(history) + "revision a4 revises a3; upgrade { sql on sqlite $$attach '" + place.database.path() +
                      "' as other$$ undo $$select 1$$; sql on sqlite $$delete from other.orders$$ undo $$select 1$$; }\n");
  const std::string before = read_file(place.database.path());
  const RunResult result = place.rehearse({"--database", place.database.path(), "heads"});
  INFO(result.out << result.err);
  CHECK(result.exit == 3);
  CHECK_THAT(result.out, Catch::Contains("[a4.1]") && Catch::Contains("too many attached databases"));
  CHECK(read_file(place.database.path()) == before);
}

TEST_CASE("a rehearsal counts the rows of an insert that may find nothing to do", "[sqlite]") {
  const Place place;
  write_migration(place.folder.path(),
                  "revision a1; upgrade { create table t (id int primary key, n int); insert into t (id, n) values (1, 1), (2, 2);\n"
                  "    insert into t (id, n) values (2, 3), (3, 3), (4, 4) on conflict do nothing; }\n");
  const RunResult result = place.rehearse({"heads"});
  INFO(result.out << result.err);
  CHECK(result.exit == 0);
  CHECK_THAT(result.out, Catch::Contains("a.mig:1   insert into t   2 rows") && Catch::Contains("a.mig:2   insert into t   2 rows"));
  CHECK_THAT(result.out, !Catch::Contains("galley_insert"));
}

TEST_CASE("what a rehearsal cannot begin with is wrong usage or unreadable", "[sqlite]") {
  const Place place;
  CHECK(place.rehearse({"--database", "missing.db", "heads"}).exit == 4);
  CHECK(place.rehearse({"nothing"}).exit == 2);
  CHECK(place.rehearse({"-d", "postgresql", "heads"}).exit == 2);
  CHECK(place.rehearse({"-d", "sqlite", "--server", "/", "heads"}).exit == 2);
  const RunResult server = place.rehearse({"--server", "/nowhere", "heads"});
  CHECK_THAT(server.err, running_as_root() ? Catch::Contains("does not run as root") : Catch::Contains("there is no initdb"));
  write_migration(place.folder.path(), "revision a1; upgrade { drop table t; }");
  CHECK(place.rehearse({"heads"}).exit == 1);
}

TEST_CASE("a file that is no database is said to be none", "[sqlite]") {
  const Place place;
  write_file(place.folder / "x.db", std::string(4096, 'x'));
  const RunResult result = place.rehearse({"--database", "x.db", "heads"});
  CHECK(result.exit == 4);
  CHECK_THAT(result.err, Catch::Contains("cannot copy \"x.db\": file is not a database"));
}

TEST_CASE("PostgreSQL is rehearsed in a cluster of its own, with the roles that the history names, and never as root", "[postgresql]") {
  const std::string binaries = PostgresServer::binaries();
  if (binaries.empty()) return skip_for_lack_of("PostgreSQL server");
  const auto project = apply_case(GENERATE(as<std::string>(), "diamond", "postgresql-access"));
  const std::string target = fmt::format("postgresql:{}", PostgresServer::major_version());
  const std::vector<std::string> call{executable(), "-C",       project, "rehearse",     "--server",
                                      binaries,     "--target", target,  "--round-trip", "heads"};
  if (running_as_root()) {
    const RunResult refused = run(call);
    CHECK(refused.exit == 2);
    CHECK_THAT(refused.err, Catch::Contains("PostgreSQL does not run as root") && Catch::Contains("runuser -u postgres"));
  }
  const RunResult result = run(call, {.user = user_exists("postgres") ? "postgres" : "nobody"});
  INFO(result.out << result.err);
  CHECK(result.exit == 0);
  CHECK_THAT(result.out, Catch::Contains("a cluster of its own") && Catch::Contains("down ") && Catch::Contains(", again") &&
                             Catch::Contains("The schema is what the history says"));
}

}  // namespace galley::testing
