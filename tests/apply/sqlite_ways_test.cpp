// Ways to run a script on SQLite that must not leave a database half changed: beside those in guards_test and kill_test.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "galley_runs.hpp"
#include "support/files.hpp"
#include "support/sqlite.hpp"
#include "support/text.hpp"

namespace galley::testing {
namespace {

constexpr const char* history =
    "revision w1; upgrade { create table parents (id int primary key, name text not null);\n"
    "    create table children (id int primary key, parent_id int references parents (id) on delete cascade);\n"
    "    insert into parents (id, name) values (1, 'one'), (2, 'two'); insert into children (id, parent_id) values (1, 1), (2, 2); }\n"
    "revision w2 revises w1; upgrade { alter table parents add constraint ck_name check (name <> '');\n"  // a rebuild
    "    create table other (id int primary key); }\n"
    "revision w3 revises w2; upgrade { alter table children add column note text default 'x'; }\n";

struct Place {
  TemporaryFolder project{"ways"};
  SqliteDatabase database;

  explicit Place(const std::string& configuration = "") {
    write_migration(project.path(), history);
    if (!configuration.empty()) write_file(project / "galley.toml", configuration);
  }
  [[nodiscard]] std::string script(const std::string& range, const std::string& runner) const {
    return galley_output(project.path(), {"upgrade", "-d", "sqlite", "--runner", runner, range});
  }
  void bring_to(const std::string& revision) const { REQUIRE(database.shell(script(revision, "sqlite3"), {"-bail"}).exit == 0); }
  [[nodiscard]] std::string everything() const { return database.query(".dump"); }
  [[nodiscard]] std::string rows() const { return database.query("SELECT version_num FROM galley_version;"); }
};

/// A client that goes on after every error.
RunResult run_recklessly(const SqliteDatabase& database, std::string script) {
  const std::string stop = ".bail on\n";
  if (const std::size_t at = script.find(stop); at != std::string::npos) script.erase(at, stop.size());
  return database.shell(script);
}

std::string runner() { return GENERATE(as<std::string>(), "sqlite3", "plain"); }

}  // namespace

TEST_CASE("a plain script holds nothing but SQL, and makes what the one for sqlite3 makes", "[sqlite]") {
  if (!SqliteDatabase::has_shell()) return;
  const Place place;
  const SqliteDatabase other;
  const std::string plain = place.script("heads", "plain");
  for (const std::string_view line : lines_of(plain)) CHECK_FALSE(line.starts_with('.'));
  place.bring_to("heads");
  REQUIRE(other.shell(plain, {"-bail"}).exit == 0);
  CHECK(other.query(".dump") == place.everything());
}

TEST_CASE("a failed guard makes COMMIT impossible for a client that stops at nothing", "[sqlite]") {
  if (!SqliteDatabase::has_shell()) return;
  const Place place(GENERATE(as<std::string>(), "", "[sqlite]\nforeign_keys = true\n"));
  const std::string kind = runner();
  const auto range = GENERATE(as<std::string>(), "w2:w3", "base:w3", "w1:w2");  // where the database is not, with and without a rebuild
  place.bring_to(range == "w1:w2" ? "w2" : "w1");
  const std::string before = place.everything();
  const RunResult result = run_recklessly(place.database, place.script(range, kind));
  INFO(result.err);
  CHECK_THAT(result.err, Catch::Contains("GAL-G01") && Catch::Contains("GAL-G11"));
  CHECK_THAT(result.out, !Catch::Contains("== done"));
  CHECK(place.everything() == before);
}

TEST_CASE("a row that a rebuild refuses is not lost by a client that stops at nothing", "[sqlite]") {
  if (!SqliteDatabase::has_shell()) return;
  const Place place;
  place.bring_to("w1");
  static_cast<void>(place.database.query("UPDATE parents SET name = '' WHERE id = 2;"));
  const std::string before = place.everything();
  const RunResult result = run_recklessly(place.database, place.script("w1:w2", runner()));
  CHECK_THAT(result.err, Catch::Contains("CHECK constraint failed: ck_name") && Catch::Contains("GAL-G12") && Catch::Contains("GAL-G11"));
  CHECK(place.everything() == before);
}

TEST_CASE("a plain script keeps nothing where a statement on the schema fails and the client goes on", "[sqlite]") {
  if (!SqliteDatabase::has_shell()) return;
  const Place place;
  place.bring_to("w1");
  static_cast<void>(place.database.query("CREATE TABLE other (a);"));
  const std::string before = place.everything();
  const RunResult result = run_recklessly(place.database, place.script("w1:w3", "plain"));
  CHECK_THAT(result.err, Catch::Contains("table other already exists") && Catch::Contains("GAL-G11"));
  CHECK(place.everything() == before);
}

TEST_CASE("without .bail the shell would keep half a revision, which .bail prevents", "[sqlite]") {
  if (!SqliteDatabase::has_shell()) return;
  const Place place;
  place.bring_to("w1");
  static_cast<void>(place.database.query("CREATE TABLE other (a);"));
  const std::string script = place.script("w1:w3", "sqlite3");
  const std::string before = place.everything();
  SECTION("as it is") {
    CHECK(place.database.shell(script).exit == 1);
    CHECK(place.everything() == before);
  }
  SECTION("robbed of it") {
    static_cast<void>(run_recklessly(place.database, script));
    CHECK(place.rows() == "w3\n");
  }
}

TEST_CASE("a plain script inside a transaction is refused and takes the transaction back", "[sqlite]") {
  if (!SqliteDatabase::has_shell()) return;
  const Place place;
  place.bring_to("w1");
  const std::string before = place.everything();
  const RunResult result = run_recklessly(place.database, "BEGIN;\nCREATE TABLE mine (a);\n" + place.script("w1:w3", "plain"));
  CHECK_THAT(result.err, Catch::Contains("GAL-P00") && Catch::Contains("GAL-G11"));
  CHECK(place.everything() == before);
}

TEST_CASE("a script inside a transaction is refused", "[sqlite]") {
  if (!SqliteDatabase::has_shell()) return;
  const Place place;
  place.bring_to("w1");
  const RunResult result = place.database.shell("BEGIN;\n" + place.script("w1:w3", "sqlite3"));
  CHECK(result.exit == 1);
  CHECK(place.rows() == "w1\n");
}

TEST_CASE("another writer keeps a script out, whatever the client does about errors", "[sqlite]") {
  if (!SqliteDatabase::has_shell()) return;
  const Place place;
  place.bring_to("w1");
  const std::string mode = GENERATE(as<std::string>(), "DELETE", "WAL");
  static_cast<void>(place.database.query("PRAGMA journal_mode = " + mode + ";"));
  const std::string kind = runner();
  std::string script = place.script("w1:w3", kind);
  for (const std::string_view wait : {".timeout 10000", "busy_timeout = 10000"})
    if (const std::size_t at = script.find(wait); at != std::string::npos) script.replace(at + wait.size() - 5, 5, "10");
  write_file(place.project / "script.sql", script);
  const std::string before = place.everything();
  const RunResult result = place.database.shell(fmt::format("BEGIN IMMEDIATE;\n.shell sqlite3 {} < {} 2>&1\nROLLBACK;\n",
                                                            place.database.path(), (place.project / "script.sql").string()));
  INFO(result.out);
  CHECK_THAT(result.out, Catch::Contains("database is locked"));
  CHECK(place.everything() == before);
}

TEST_CASE("children stay where the application has foreign keys on, in every kind of script", "[sqlite]") {
  if (!SqliteDatabase::has_shell()) return;
  const Place place(GENERATE(as<std::string>(), "", "[sqlite]\nforeign_keys = true\n"));
  place.bring_to("w1");
  const RunResult result = place.database.shell("PRAGMA foreign_keys = ON;\n" + place.script("w1:w3", runner()), {"-bail"});
  INFO(result.err);
  CHECK(result.exit == 0);
  CHECK(place.database.query("SELECT id, parent_id FROM children;") == "1|1\n2|2\n");
}

TEST_CASE("a script runs from standard input, by .read and as an argument to the same end", "[sqlite]") {
  if (!SqliteDatabase::has_shell()) return;
  const Place place;
  place.bring_to("w1");
  const std::string file = (place.project / "script.sql").string();
  write_file(file, place.script("w1:w3", "sqlite3"));
  RunResult result;
  SECTION("standard input") { result = place.database.shell(read_file(file), {"-bail"}); }
  SECTION(".read") { result = place.database.shell(fmt::format(".read {}\n", file)); }
  SECTION("-safe") { result = place.database.shell(read_file(file), {"-bail", "-safe"}); }
  INFO(result.err);
  CHECK(result.exit == 0);
  CHECK(place.rows() == "w3\n");
}

TEST_CASE("a killed shell leaves the database as it was, after every statement and in both journal modes", "[sqlite][kill]") {
  if (!SqliteDatabase::has_shell()) return;
  const std::string mode = GENERATE(as<std::string>(), "DELETE", "WAL");
  const Place place;
  const std::string setup = place.script("w1", "sqlite3");
  const std::string script = place.script("w1:w3", "sqlite3");
  std::string wanted;
  int killed = 0;
  for (std::size_t end = script.find(";\n"); end != std::string::npos; end = script.find(";\n", end + 1)) {
    const SqliteDatabase database;
    REQUIRE(database.shell("PRAGMA journal_mode = " + mode + ";\n" + setup, {"-bail"}).exit == 0);
    const std::string before = database.query(".dump");
    const std::string prefix = script.substr(0, end + 2);
    const RunResult first = database.shell(prefix + ".shell kill -9 $PPID\n");
    INFO("killed after\n" << prefix.substr(prefix.size() < 300 ? 0 : prefix.size() - 300));
    if (first.exit != 0) ++killed;
    const bool is_committed = prefix.find("\nCOMMIT;\n") != std::string::npos;
    if (!is_committed) CHECK(database.query(".dump") == before);
    const RunResult again = database.shell(script, {"-bail"});
    CHECK(again.exit == (is_committed ? 1 : 0));
    const std::string now = database.query(".dump");
    if (wanted.empty()) wanted = now;
    CHECK(now == wanted);
    CHECK(database.query("SELECT version_num FROM galley_version;") == "w3\n");
  }
  CHECK(killed > 30);
}

}  // namespace galley::testing
