// Scripts run where or how they must not be: refused with a code, nothing changed.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "galley_runs.hpp"
#include "support/files.hpp"
#include "support/server.hpp"
#include "target.hpp"

namespace galley::testing {
namespace {

/// Version rows and schema are compared around the run.
void check_refused(const Target& target, const std::string& script) {
  const State before = state_of(target);
  const RunResult result = target.apply(script);
  INFO(result.err);
  CHECK(result.exit == target.failure());
  CHECK_THAT(result.err, Catch::Contains("GAL-"));
  CHECK((state_of(target) == before));
}

void check_wrong_start(std::string_view dialect) {
  const auto target = fresh_target(dialect);
  if (!target) return;
  const auto project = apply_case("diamond");
  check_refused(*target, upgrade_script(project, dialect, "a:b1"));  // nothing there yet
  REQUIRE(target->apply(upgrade_script(project, dialect, "a")).exit == 0);
  check_refused(*target, upgrade_script(project, dialect, "m:t"));
  check_refused(*target, downgrade_script(project, dialect, "t:m"));
  REQUIRE(target->apply(upgrade_script(project, dialect, "a:b1")).exit == 0);
  check_refused(*target, upgrade_script(project, dialect, "b2:m"));     // the other branch
  check_refused(*target, upgrade_script(project, dialect, "b1,b2:m"));  // one of two rows
}

/// A revision that fails half way in a database that has drifted, after one that succeeds and before one that would.
constexpr const char* three_revisions =
    "revision d1; upgrade { create table one (id int primary key); }\n"
    "revision d2 revises d1; upgrade { create table two (id int primary key); create table clash (id int primary key); }\n"
    "revision d3 revises d2; upgrade { create table three (id int primary key); }\n";

std::string without(std::string script, const std::string& line) {
  const std::size_t at = script.find(line + "\n");
  REQUIRE(at != std::string::npos);
  return script.erase(at, line.size() + 1);
}

}  // namespace

TEST_CASE("a database at another revision is refused, on PostgreSQL", "[postgresql]") { check_wrong_start("postgresql"); }
TEST_CASE("a database at another revision is refused, on SQLite", "[sqlite]") { check_wrong_start("sqlite"); }

TEST_CASE("a second run changes nothing, on PostgreSQL", "[postgresql]") {
  for (const char* name : {"postgresql-restart", "names", "diamond"}) {
    const auto target = fresh_target("postgresql");
    if (!target) return;
    const std::string script = upgrade_script(apply_case(name), "postgresql", "heads");
    REQUIRE(target->apply(script).exit == 0);
    const State before = state_of(*target);
    const RunResult again = target->apply(script);
    INFO(again.err);
    CHECK(again.exit == 0);
    CHECK((state_of(*target) == before));
  }
}

TEST_CASE("a second run is refused, on SQLite", "[sqlite]") {
  const auto target = fresh_target("sqlite");
  if (!target) return;
  const std::string script = upgrade_script(apply_case("diamond"), "sqlite", "heads");
  REQUIRE(target->apply(script).exit == 0);
  check_refused(*target, script);
}

TEST_CASE("psql -1 is refused before anything happens", "[postgresql]") {
  const PostgresServer* server = PostgresServer::find();
  if (server == nullptr) return;
  const PostgresDatabase database(*server);
  const std::string empty = database.schema();
  const RunResult result = database.psql(upgrade_script(apply_case("diamond"), "postgresql", "heads"), {.arguments = {"-1"}});
  CHECK(result.exit == 3);
  CHECK_THAT(result.err, Catch::Contains("GAL-P00"));
  CHECK(database.schema() == empty);
}

TEST_CASE("settings of a psqlrc do not matter", "[postgresql]") {
  const PostgresServer* server = PostgresServer::find();
  if (server == nullptr) return;
  const PostgresDatabase database(*server);
  const std::string script = upgrade_script(apply_case("postgresql-restart"), "postgresql", "heads");
  const RunResult result = database.psql(script, {.variables = {{"ON_ERROR_ROLLBACK", "on"}}, .arguments = {}});
  INFO(result.err);
  CHECK(result.exit == 0);
}

TEST_CASE("an error stops the script after the last whole revision, and the next run goes on", "[postgresql]") {
  const auto target = fresh_target("postgresql");
  if (!target) return;
  TemporaryFolder project("drift");
  write_migration(project.path(), three_revisions);
  const std::string script = upgrade_script(project.path(), "postgresql", "heads");
  static_cast<void>(target->query("CREATE TABLE clash (id int)"));
  CHECK(target->apply(script).exit == 3);
  CHECK(target->version_rows() == "d1");
  CHECK(target->query("SELECT to_regclass('two') IS NULL AND to_regclass('three') IS NULL") == "t\n");
  static_cast<void>(target->query("DROP TABLE clash"));
  CHECK(target->apply(script).exit == 0);
  CHECK(target->version_rows() == "d3");
}

TEST_CASE("a client that goes on after an error records nothing half", "[postgresql]") {
  const PostgresServer* server = PostgresServer::find();
  if (server == nullptr) return;
  const PostgresDatabase database(*server);
  TemporaryFolder project("drift");
  write_migration(project.path(), three_revisions);
  const std::string script = without(upgrade_script(project.path(), "postgresql", "heads"), "\\set ON_ERROR_STOP on");
  static_cast<void>(database.query("CREATE TABLE clash (id int)"));
  static_cast<void>(database.psql(script, {.variables = {}, .arguments = {}}));
  CHECK(database.query("SELECT version_num FROM galley_version") == "d1\n");
  CHECK(database.query("SELECT to_regclass('two') IS NULL AND to_regclass('three') IS NULL") == "t\n");
}

TEST_CASE("a failing statement leaves a SQLite database as it was", "[sqlite]") {
  const auto target = fresh_target("sqlite");
  if (!target) return;
  TemporaryFolder project("drift");
  write_migration(project.path(), three_revisions);
  const std::string script = upgrade_script(project.path(), "sqlite", "heads");
  static_cast<void>(target->query("CREATE TABLE clash (id int);"));
  const State before = state_of(*target);
  CHECK(target->apply(script).exit == 1);
  CHECK((state_of(*target) == before));
}

TEST_CASE("a downgrade that loses data wants a word from whoever runs it", "[postgresql]") {
  const PostgresServer* server = PostgresServer::find();
  if (server == nullptr) return;
  const PostgresDatabase database(*server);
  const auto project = apply_case("diamond");
  REQUIRE(database.psql(upgrade_script(project, "postgresql", "heads")).exit == 0);
  const RunResult compiled = galley(project, {"downgrade", "-d", "postgresql", "m"});
  REQUIRE(compiled.exit == 0);
  const std::string before = database.schema();
  const RunResult refused = database.psql(compiled.out);
  CHECK(refused.exit == 3);
  CHECK_THAT(refused.err, Catch::Contains("GAL-") && Catch::Contains("accept_data_loss"));
  CHECK(database.schema() == before);
  CHECK(database.psql(compiled.out, {.variables = {{"accept_data_loss", "yes"}}, .arguments = {}}).exit == 0);
  CHECK(database.query("SELECT version_num FROM galley_version") == "m\n");
}

TEST_CASE("a downgrade that loses data is not made for SQLite unless that was accepted", "[sqlite]") {
  const RunResult refused = galley(apply_case("diamond"), {"downgrade", "-d", "sqlite", "m"});
  CHECK(refused.exit != 0);
  CHECK(refused.out.empty());
  CHECK_THAT(refused.err, Catch::Contains("--accept-data-loss"));
}

TEST_CASE("a derived downgrade does not drop an enumeration's value that a row has", "[postgresql]") {
  const auto target = fresh_target("postgresql");
  if (!target) return;
  TemporaryFolder project("enum");
  write_migration(project.path(),
                  "revision d1; upgrade { create enum mood as ('sad'); create table t (m mood); }\n"
                  "revision d2 revises d1; upgrade { alter enum mood add value 'happy'; }\n");
  REQUIRE(target->apply(upgrade_script(project.path(), "postgresql", "heads")).exit == 0);
  const std::string down = downgrade_script(project.path(), "postgresql", "d2:d1");
  static_cast<void>(target->query("INSERT INTO t VALUES ('happy')"));
  check_refused(*target, down);
  static_cast<void>(target->query("DELETE FROM t"));
  CHECK(target->apply(down).exit == 0);
  CHECK(target->query("SELECT enumlabel FROM pg_enum") == "sad\n");
}

TEST_CASE("a second operator is refused while the first one works", "[postgresql]") {
  const PostgresServer* server = PostgresServer::find();
  if (server == nullptr) return;
  const PostgresDatabase database(*server);
  const std::string script = upgrade_script(apply_case("diamond"), "postgresql", "heads");
  // The first operator's psql waits inside its own session by starting the second one's.
  TemporaryFolder folder("operators");
  write_file(folder / "script.sql", script);
  const std::size_t preflight = script.find("\\echo '== preflight'");
  REQUIRE(preflight != std::string::npos);
  const std::size_t first_step = script.find("\\echo '== 1/", preflight);
  REQUIRE(first_step != std::string::npos);
  const std::string second =
      fmt::format("\\! psql -X -f {} >/dev/null 2>{}\n", (folder / "script.sql").string(), (folder / "second").string());
  const RunResult first = database.psql(script.substr(0, first_step) + second + script.substr(first_step));
  INFO(first.err);
  CHECK(first.exit == 0);
  CHECK_THAT(read_file(folder / "second"), Catch::Contains("GAL-P08"));
}

TEST_CASE("a table that is due for a vacuum against wraparound is named before it is locked", "[postgresql]") {
  const auto target = fresh_target("postgresql");
  if (!target) return;
  TemporaryFolder project("old");
  write_migration(project.path(),
                  "revision a1; upgrade { create table old (id int primary key); create table young (id int primary key); }\n"
                  "revision a2 revises a1; upgrade { alter table old add column n int; alter table young add column n int; }\n");
  REQUIRE(target->apply(upgrade_script(project.path(), "postgresql", "a1")).exit == 0);
  // The smallest age that a table may have for it, and as many transactions.
  static_cast<void>(target->query("ALTER TABLE old SET (autovacuum_freeze_max_age = 100000)"));
  static_cast<void>(target->query("DO $$ BEGIN FOR i IN 1 .. 100010 LOOP PERFORM txid_current(); COMMIT; END LOOP; END $$"));
  const RunResult result = target->apply(upgrade_script(project.path(), "postgresql", "a1:a2"));
  INFO(result.err);
  CHECK(result.exit == 0);
  CHECK_THAT(result.err, Catch::Contains("WARNING:  GAL-P15") && Catch::Contains("public.old,") && !Catch::Contains("public.young"));
  CHECK(target->version_rows() == "a2");
}

TEST_CASE("in one transaction, a value that an earlier revision adds to an enumeration cannot be used", "[postgresql]") {
  const auto compiled = [](const std::string& use) {
    TemporaryFolder project("values");
    write_migration(project.path(),
                    "revision a1; upgrade { create enum mood as ('sad'); create table t (id int primary key, m mood, v text); }\n"
                    "revision a2 revises a1; upgrade {\n    alter enum mood add value 'glad';\n}\n"
                    "revision a3 revises a2; upgrade {\n    " +
                        use + "\n}\n");
    INFO(use);
    return galley(project.path(), {"upgrade", "-d", "postgresql", "--transaction", "single", "a1:a3"});
  };
  SECTION("each use is refused, with both places") {
    const auto use = GENERATE(as<std::string>(), "update t set m = 'glad' where id = 1;", "insert into t (id, m) values (1, 'glad');",
                              "alter table t alter column m set default 'glad';", "alter table t add constraint ck check (m <> 'glad');",
                              "delete from t where m = 'glad';", "sql $$update public.t set m = 'glad'$$ undo $$select 1$$;",
                              "create view v as $$select id from t where m = 'glad'$$;", "create index ix on t (id) where m = 'glad';");
    const RunResult result = compiled(use);
    INFO(use << result.err);
    CHECK(result.exit == 1);
    CHECK_THAT(result.err, Catch::Contains("E0443") && Catch::Contains("a.mig:6:") && Catch::Contains("a.mig:3:5"));
  }
  SECTION("other texts of the same spelling are not meant") {
    CHECK(compiled("create table u (id int primary key, v text default 'glad');").exit == 0);
    CHECK(compiled("update t set m = 'sad';").exit == 0);
  }
}

}  // namespace galley::testing
