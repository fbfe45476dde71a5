// What the configuration and the command line let a script demand: a database, a role, a time, a transaction.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "galley_runs.hpp"
#include "support/files.hpp"
#include "support/server.hpp"

namespace galley::testing {
namespace {

constexpr const char* history =
    "revision a1; upgrade { create table users (id int primary key); create enum mood as ('sad'); }\n"
    "revision a2 revises a1; upgrade { alter table users add column born date; }\n"
    "revision a3 revises a2; upgrade { rename table users to people; alter table people add column name text; insert into people (id) "
    "values (1); }\n";

struct Place {
  const PostgresServer* server = PostgresServer::find();
  TemporaryFolder project{"settings"};
  std::unique_ptr<PostgresDatabase> database = server == nullptr ? nullptr : std::make_unique<PostgresDatabase>(*server);

  explicit Place(const std::string& settings = "") {
    write_migration(project.path(), history);
    write_file(project / "galley.toml", "[postgresql]\n" + settings);
  }
  [[nodiscard]] RunResult compile(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"upgrade", "-d", "postgresql"});
    return galley(project.path(), arguments);
  }
  [[nodiscard]] std::string script(std::vector<std::string> arguments) const {
    const RunResult result = compile(std::move(arguments));
    INFO(result.err);
    REQUIRE(result.exit == 0);
    return result.out;
  }
  void check_refused(const std::string& script, const std::string& message) const {
    const std::string before = database->schema();
    const RunResult result = database->psql(script);
    CHECK(result.exit == 3);
    CHECK_THAT(result.err, Catch::Contains(message));
    CHECK(database->schema() == before);
  }
  void check_applied(const std::string& script, const PsqlOptions& options = {}) const {
    const RunResult result = database->psql(script, options);
    INFO(result.err);
    CHECK(result.exit == 0);
  }
};

}  // namespace

TEST_CASE("a script is bound to databases by name", "[postgresql]") {
  const Place place("databases = [\"shop\", \"shop's\"]\n");
  if (!place.database) return;
  place.check_refused(place.script({"heads"}),
                      fmt::format("GAL-P11: this is database {}, the script is for shop, shop's", place.database->name()));
  place.check_applied(place.script({"--database", place.database->name(), "--database", "other", "heads"}));
}

TEST_CASE("a script is bound to a change window", "[postgresql]") {
  const Place place;
  if (!place.database) return;
  place.check_refused(place.script({"--window", "2020-01-01T22:00:00Z/2020-01-02T04:00+01:00", "heads"}), "GAL-P13: it is 20");
  place.check_refused(place.script({"--window", "2999-01-01T22:00Z/2999-01-02T04:00Z", "heads"}),
                      "the change window is 2999-01-01T22:00Z to 2999-01-02T04:00Z");
  // It closes while the script runs: what is not begun is left for the next one.
  static_cast<void>(place.database->query(
      "CREATE VIEW soon AS SELECT to_char(now() AT TIME ZONE 'UTC' + interval '3 s', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') AS at"));
  std::string end = place.database->query("SELECT at FROM soon");
  end.pop_back();
  std::string script = place.script({"--window", "2020-01-01T00:00Z/" + end, "heads"});
  const std::size_t second = script.find("\\echo '== 2/3");
  REQUIRE(second != std::string::npos);
  script.insert(second, "SELECT pg_catalog.pg_sleep(3.5);\n");
  const RunResult result = place.database->psql(script);
  CHECK(result.exit == 3);
  CHECK_THAT(result.err, Catch::Contains("GAL-G08"));
  CHECK(place.database->query("SELECT version_num FROM galley_version") == "a1\n");
  place.check_applied(place.script({"--window", "2020-01-01T00:00Z/2999-01-01T00:00Z", "a1:heads"}));
}

TEST_CASE("a window that makes no sense is told when the script is compiled", "[postgresql]") {
  const Place place;
  const auto [window, message] = GENERATE(table<std::string, std::string>({
      {"2026-01-15T22:00:00Z", "is no window: write START/END"},
      {"2026-01-15/2026-01-16", "\"2026-01-15\" is no instant"},
      {"2026-01-15T22:00:00/2026-01-16T04:00:00Z", "\"2026-01-15T22:00:00\" is no instant"},
      {"2026-02-30T22:00Z/2026-03-16T04:00Z", "\"2026-02-30T22:00Z\" is no instant"},
      {"2026-01-15T22:00Z/2026-01-16T24:00Z", "\"2026-01-16T24:00Z\" is no instant"},
      {"2026-01-15T22:00Z/2026-01-15T23:00+02:00", "ends before it begins"},
  }));
  const RunResult result = place.compile({"--window", window, "heads"});
  CHECK(result.exit == 2);
  CHECK_THAT(result.err, Catch::Contains(message));
}

TEST_CASE("what a script for SQLite cannot demand is wrong usage there", "[sqlite]") {
  const Place place;
  const RunResult result = galley(place.project.path(), {"upgrade", "-d", "sqlite", "--transaction", "single", "heads"});
  CHECK(result.exit == 2);
  CHECK_THAT(result.err, Catch::Contains("--transaction, --database and --window mean nothing in a script for sqlite"));
  const RunResult runner = galley(place.project.path(), {"upgrade", "-d", "sqlite", "--runner", "psql", "heads"});
  CHECK(runner.exit == 2);
  CHECK_THAT(runner.err, Catch::Contains("--runner psql does not run scripts for sqlite: sqlite3 does"));
  CHECK(galley(place.project.path(), {"upgrade", "-d", "postgresql", "--runner", "sqlite3", "heads"}).exit == 2);
}

TEST_CASE("objects belong to the role of the configuration, whoever runs the script", "[postgresql]") {
  const Place place("role = \"App owner\"\nrequired_role = \"deployers\"\n");
  if (!place.database) return;
  const std::string script = place.script({"heads"});
  static_cast<void>(place.database->query(
      "CREATE ROLE \"App owner\"; CREATE ROLE deployers; CREATE ROLE eve LOGIN; GRANT CREATE ON SCHEMA public TO \"App owner\""));
  const std::string as_eve = "SET SESSION AUTHORIZATION eve;\n" + script;
  place.check_refused(as_eve, "GAL-P12: role eve cannot act as App owner, to which everything is to belong");
  static_cast<void>(place.database->query("GRANT \"App owner\" TO eve"));
  place.check_refused(as_eve, "GAL-P12: role eve is no member of deployers, which may run this script");
  static_cast<void>(place.database->query("GRANT deployers TO eve"));
  place.check_applied(as_eve);
  CHECK(place.database->query("SELECT DISTINCT pg_get_userbyid(relowner) FROM pg_class WHERE relnamespace = 'public'::regnamespace") ==
        "App owner\n");
  static_cast<void>(place.database->query("DROP OWNED BY \"App owner\"; DROP ROLE \"App owner\", deployers, eve"));
}

TEST_CASE("a role without the right to create is told the grant", "[postgresql]") {
  const Place place;
  if (!place.database) return;
  static_cast<void>(place.database->query("DROP ROLE IF EXISTS eve; CREATE ROLE eve LOGIN; REVOKE CREATE ON SCHEMA public FROM public"));
  const RunResult result = place.database->psql("SET SESSION AUTHORIZATION eve;\n" + place.script({"heads"}));
  CHECK(result.exit == 3);
  CHECK_THAT(result.err, Catch::Contains("GAL-P04") && Catch::Contains("GRANT CREATE ON SCHEMA public TO eve;"));
  static_cast<void>(place.database->query("DROP ROLE eve"));
}

TEST_CASE("a script in one transaction happens or does not", "[postgresql]") {
  const Place place;
  if (!place.database) return;
  const std::string script = place.script({"--transaction", "single", "a1:heads"});
  place.check_applied(place.script({"a1"}));
  SECTION("an error in the last revision takes everything back") {
    static_cast<void>(place.database->query("CREATE TABLE people (id int)"));
    const std::string before = place.database->schema();
    CHECK(place.database->psql(script).exit == 3);
    CHECK(place.database->schema() == before);
    CHECK(place.database->query("SELECT version_num FROM galley_version") == "a1\n");
    static_cast<void>(place.database->query("DROP TABLE people"));
    place.check_applied(script);
  }
  SECTION("a client that goes on after an error changes nothing") {
    static_cast<void>(place.database->query("CREATE TABLE people (id int)"));
    const std::string before = place.database->schema();
    std::string reckless = script;
    const std::string stop = "\\set ON_ERROR_STOP on\n";
    reckless.erase(reckless.find(stop), stop.size());
    static_cast<void>(place.database->psql(reckless, {.variables = {}, .arguments = {}}));
    CHECK(place.database->schema() == before);
  }
  SECTION("it runs once, and a second time does nothing") {
    place.check_applied(script);
    CHECK(place.database->query("SELECT version_num FROM galley_version") == "a3\n");
    const std::string after = place.database->schema();
    place.check_applied(script);
    CHECK(place.database->schema() == after);
  }
  SECTION("a place in between is none of its") {
    place.check_applied(place.script({"a1:a2"}));
    place.check_refused(script, "GAL-P09");
  }
  SECTION("a drifted table stops it") {
    static_cast<void>(place.database->query("ALTER TABLE users ADD COLUMN strange int"));
    place.check_refused(script, "public.users: column strange is not in the history");
  }
  CHECK(script.find("LOCK TABLE public.users IN ACCESS EXCLUSIVE MODE") != std::string::npos);
  CHECK(script.find("LOCK TABLE public.people") == std::string::npos);
}

TEST_CASE("a script without a transaction of its own wants that of whoever runs it", "[postgresql]") {
  const Place place;
  if (!place.database) return;
  const std::string script = place.script({"--transaction", "none", "heads"});
  place.check_refused(script, "GAL-P14: started outside a transaction");
  place.check_applied(script, {.variables = {{"ON_ERROR_STOP", "1"}}, .arguments = {"-1"}});
  CHECK(place.database->query("SELECT version_num FROM galley_version") == "a3\n");
}

TEST_CASE("what cannot be in one transaction is refused at its place", "[postgresql]") {
  TemporaryFolder project("single");
  write_migration(
      project.path(),
      "revision a1; upgrade { create table t (id int primary key); create enum mood as ('sad'); }\n"
      "revision a2 revises a1; upgrade {\n    create index concurrently ix on t (id);\n}\n"
      "revision a3 revises a2; upgrade {\n    alter enum mood add value 'glad';\n    sql $$select 'glad'::mood$$ undo $$select 1$$;\n}\n");
  const auto mode = GENERATE(as<std::string>(), "single", "none");
  const RunResult result = galley(project.path(), {"upgrade", "-d", "postgresql", "--transaction", mode, "a1:heads"});
  CHECK(result.exit == 1);
  CHECK(result.out.empty());
  CHECK_THAT(result.err,
             Catch::Contains("error[E0443]: create index ix on t does not fit into one transaction with the rest of the script") &&
                 Catch::Contains("a.mig:3:5") && Catch::Contains("it cannot run in a transaction") && Catch::Contains("a.mig:6:5") &&
                 Catch::Contains("it has to be committed before the next statement"));
}

}  // namespace galley::testing
