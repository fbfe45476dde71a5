// Ways to run a script that must not leave a database half-recorded, beside those in guards_test (a second run, psql -1, the
// wrong revision, two operators), locks_test, shape_test and kill_test.
#include <fmt/format.h>
#include <unistd.h>
#include <catch2/catch.hpp>
#include <filesystem>

#include "galley_runs.hpp"
#include "psql_client.hpp"
#include "support/files.hpp"
#include "target.hpp"

namespace galley::testing {
namespace {

struct Shop {
  const PostgresServer* server = PostgresServer::find();
  std::unique_ptr<PostgresDatabase> database = server == nullptr ? nullptr : std::make_unique<PostgresDatabase>(*server);
  TemporaryFolder folder{"ways"};

  [[nodiscard]] std::string rows() const { return database->query("SELECT version_num FROM public.galley_version"); }
  [[nodiscard]] std::string file(const std::string& name, const std::string& text) const {
    write_file(folder / name, text);
    return (folder / name).string();
  }
};

std::string every_step_script(const std::string& range) { return upgrade_script(every_step(), "postgresql", range); }

}  // namespace

TEST_CASE("a script runs from standard input, by -f, and by \\i, to the same end", "[postgresql]") {
  const Shop shop;
  if (!shop.database) return;
  const PsqlClient client(*shop.database);
  const std::string script = shop.file("upgrade.sql", every_step_script("heads"));
  RunResult result;
  SECTION("-f") { result = client.run({"-X", "-f", script}); }
  SECTION("-f -") { result = client.run({"-X", "-f", "-"}, {.input = read_file(script)}); }
  SECTION("standard input") { result = client.run({"-X"}, {.input = read_file(script)}); }
  SECTION("\\i") { result = client.run({"-X"}, {.input = fmt::format("\\i {}\n", script)}); }
  SECTION("\\i among other statements") {
    result = client.run({"-X", "-v", "ON_ERROR_STOP=1"}, {.input = fmt::format("SELECT 1;\n\\i {}\nSELECT 2;\n", script)});
  }
  INFO(result.err);
  CHECK(result.exit == 0);
  CHECK(result.err.empty());
  CHECK_THAT(result.out, Catch::Contains("== done: revision k6"));
  CHECK(shop.rows() == "k6\n");
}

TEST_CASE("an error ends with 3 whether the script comes by -f, by \\i or from standard input", "[postgresql]") {
  const Shop shop;
  if (!shop.database) return;
  const PsqlClient client(*shop.database);
  const std::string script = shop.file("upgrade.sql", every_step_script("k1:k2"));  // not where the database is
  CHECK(client.run({"-X", "-f", script}).exit == 3);
  CHECK(client.run({"-X"}, {.input = read_file(script)}).exit == 3);
  const RunOptions included{.input = fmt::format("\\i {}\nCREATE TABLE public.behind_it (id int);\n", script)};
  CHECK(client.run({"-X", "-v", "ON_ERROR_STOP=1"}, included).exit == 3);
  CHECK(shop.database->query("SELECT to_regclass('public.behind_it') IS NULL") == "t\n");
}

TEST_CASE("\\i after BEGIN is refused", "[postgresql]") {
  const Shop shop;
  if (!shop.database) return;
  const PsqlClient client(*shop.database);
  const RunResult result =
      client.run({"-X", "-v", "ON_ERROR_STOP=1"},
                 {.input = fmt::format("BEGIN;\n\\i {}\nCOMMIT;\n", shop.file("upgrade.sql", every_step_script("heads")))});
  CHECK(result.exit == 3);
  CHECK_THAT(result.err, Catch::Contains("GAL-P00"));
  CHECK(shop.database->query("SELECT to_regclass('public.galley_version') IS NULL") == "t\n");
}

TEST_CASE("a psqlrc changes nothing", "[postgresql]") {
  const Shop shop;
  if (!shop.database) return;
  const PsqlClient client(*shop.database);
  const auto rc =
      GENERATE(as<std::string>(), "\\set AUTOCOMMIT off\n", "\\set ON_ERROR_ROLLBACK on\n",
               "\\set AUTOCOMMIT off\n\\set ON_ERROR_ROLLBACK on\n\\set ON_ERROR_STOP off\n\\timing on\n\\x on\n\\pset null -\n");
  RunOptions options;
  options.environment = {{"PSQLRC", shop.file("psqlrc", rc)}};
  const RunResult result = client.run({"-f", shop.file("upgrade.sql", every_step_script("heads"))}, options);
  INFO(result.err);
  CHECK(result.exit == 0);
  CHECK(shop.rows() == "k6\n");
}

TEST_CASE("a client that goes on after an error leaves whole revisions, whatever step fails", "[postgresql]") {
  const Shop shop;
  if (!shop.database) return;
  const std::string script = every_step_script("heads");
  std::string reckless = script;
  const std::string stop = "\\set ON_ERROR_STOP on\n";
  reckless.erase(reckless.find(stop), stop.size());
  struct Obstacle {
    std::string revision;  // reached before it
    std::string make;
    std::string remove;
  };
  const auto obstacle =
      GENERATE(Obstacle{"k1",
                        "CREATE FUNCTION stop() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''no''; END';"
                        "CREATE EVENT TRIGGER stop ON ddl_command_start WHEN TAG IN ('CREATE INDEX') EXECUTE FUNCTION stop()",
                        "DROP EVENT TRIGGER stop; DROP FUNCTION stop"},
               Obstacle{"k3", "ALTER TABLE jobs ADD CONSTRAINT stop CHECK (n = 0 OR id < 15)", "ALTER TABLE jobs DROP CONSTRAINT stop"},
               Obstacle{"k4", "SET session_replication_role = replica; UPDATE jobs SET owner_id = 99 WHERE id = 9",
                        "UPDATE jobs SET owner_id = 1 WHERE id = 9"},
               Obstacle{"k5", "INSERT INTO jobs (id, name) VALUES (99, 'job 1')", "DELETE FROM jobs WHERE id = 99"});
  REQUIRE(shop.database->psql(every_step_script(obstacle.revision)).exit == 0);
  static_cast<void>(shop.database->query(obstacle.make));
  static_cast<void>(shop.database->psql(reckless, {.variables = {}, .arguments = {}}));
  CHECK(shop.rows() == obstacle.revision + "\n");
  static_cast<void>(shop.database->query(obstacle.remove));
  const RunResult again = shop.database->psql(script);
  INFO(again.err);
  CHECK(again.exit == 0);
  CHECK(shop.rows() == "k6\n");
  CHECK(shop.database->query("SELECT count(*) FILTER (WHERE n = 1), count(*) FILTER (WHERE n > 1) FROM jobs") == "27|0\n");
}

TEST_CASE("a server older than the target is refused", "[postgresql]") {
  const Shop shop;
  if (!shop.database) return;
  const std::string version = shop.database->query("SELECT current_setting('server_version_num')::int / 10000");
  if (version == "18\n") return;  // nothing newer to compile for
  const RunResult compiled = galley(apply_case("diamond"), {"upgrade", "-d", "postgresql", "--target", "18", "heads"});
  REQUIRE(compiled.exit == 0);
  const RunResult result = shop.database->psql(compiled.out);
  CHECK(result.exit == 3);
  CHECK_THAT(result.err, Catch::Contains("GAL-P02: compiled for PostgreSQL 18 or newer, this server is"));
}

TEST_CASE("a standby is refused", "[postgresql]") {
  const Shop shop;
  if (!shop.database) return;
  const PsqlClient client(*shop.database);
  if (!std::filesystem::exists(client.program("pg_basebackup"))) return;  // servers that were fetched come without it
  REQUIRE(shop.database->psql(every_step_script("k1")).exit == 0);
  // A copy of the server that follows nobody: standby.signal alone keeps it in recovery.
  const std::string copy = shop.folder / "standby";
  const std::string user = user_exists("postgres") ? "postgres" : "nobody";
  if (running_as_root()) REQUIRE(run({"chown", user, shop.folder.path().string()}).exit == 0);
  RunOptions as_server{.folder = shop.folder.path(), .user = user, .environment = client.environment()};
  const RunResult backup =
      run({client.program("pg_basebackup"), "-D", copy, "-R", "-X", "fetch", "--checkpoint=fast", "--no-sync"}, as_server);
  INFO(backup.err);
  REQUIRE(backup.exit == 0);
  const BackgroundProcess standby({client.program("postgres"), "-D", copy, "-k", shop.folder.path(), "-c", "listen_addresses=", "-c",
                                   "port=5433", "-c", "shared_buffers=16MB", "-c", "hot_standby=on", "-c", "max_connections=20"},
                                  as_server, shop.folder / "log");
  RunOptions there;
  there.input = every_step_script("k1:heads");
  RunResult result;
  for (int wait = 0; wait < 500; ++wait) {
    there.environment = {
        {"PGHOST", shop.folder.path().string()}, {"PGPORT", "5433"}, {"PGUSER", "postgres"}, {"PGDATABASE", shop.database->name()}};
    result = run({"psql", "-X", "-f", "-"}, there);
    if (result.exit != 2) break;
    usleep(20'000);
  }
  INFO(result.err << read_file(shop.folder / "log"));
  CHECK(result.exit == 3);
  CHECK_THAT(result.err, Catch::Contains("GAL-P01: this server is a standby"));
}

TEST_CASE("an invalid index that an earlier try has left is dropped and built anew", "[postgresql]") {
  const Shop shop;
  if (!shop.database) return;
  REQUIRE(shop.database->psql(every_step_script("k5")).exit == 0);
  const std::string script = every_step_script("k5:k6");
  static_cast<void>(shop.database->query("INSERT INTO jobs (id, name) VALUES (99, 'job 1')"));
  const RunResult first = shop.database->psql(script);
  CHECK(first.exit == 3);
  CHECK(shop.database->query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'ux_jobs_name'::regclass") == "f\n");
  CHECK(shop.rows() == "k5\n");
  static_cast<void>(shop.database->query("DELETE FROM jobs WHERE id = 99"));
  const RunResult again = shop.database->psql(script);
  INFO(again.err);
  CHECK(again.exit == 0);
  CHECK(shop.database->query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'ux_jobs_name'::regclass") == "t\n");
  CHECK(shop.rows() == "k6\n");
}

TEST_CASE("a second run of a script that was compiled from other sources is refused", "[postgresql]") {
  const Shop shop;
  if (!shop.database) return;
  TemporaryFolder project("other");
  const std::string base =
      "revision a1; upgrade { create table t (id int primary key, n int, m int); insert into t (id, n) values (1, 1), (2, 1); }\n";
  write_migration(
      project.path(),
      base + "revision a2 revises a1; upgrade { alter table t add column o int; create unique index concurrently ux on t (n); }\n");
  REQUIRE(shop.database->psql(upgrade_script(project.path(), "postgresql", "a1")).exit == 0);
  CHECK(shop.database->psql(upgrade_script(project.path(), "postgresql", "a1:a2")).exit == 3);  // its first part stays
  write_migration(
      project.path(),
      base + "revision a2 revises a1; upgrade { alter table t add column p int; create unique index concurrently ux on t (m); }\n");
  const std::string before = shop.database->schema();
  const RunResult other = shop.database->psql(upgrade_script(project.path(), "postgresql", "a1:a2"));
  CHECK(other.exit == 3);
  CHECK_THAT(other.err, Catch::Contains("GAL-P07: public.galley_step holds step 1 of revision a2, left by another script"));
  CHECK(shop.database->schema() == before);
}

TEST_CASE("two operators at once: one goes on, the other is told", "[postgresql]") {
  const Shop shop;
  if (!shop.database) return;
  const PsqlClient client(*shop.database);
  std::string script = every_step_script("heads");
  const std::size_t first = script.find("\\echo '== 1/");
  REQUIRE(first != std::string::npos);
  script.insert(first, "SELECT pg_catalog.pg_sleep(1.5) \\g /dev/null\n");
  const auto one = client.start({"-X", "-f", shop.file("one.sql", script)}, shop.folder / "log");
  for (int wait = 0; wait < 200 && shop.database->query("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'") == "0\n"; ++wait)
    usleep(10'000);
  const RunResult two = shop.database->psql(every_step_script("heads"));
  CHECK(two.exit == 3);
  CHECK_THAT(two.err, Catch::Contains("GAL-P08"));
  for (int wait = 0; wait < 1000 && one->is_running(); ++wait) usleep(10'000);
  CHECK(shop.rows() == "k6\n");
}

}  // namespace galley::testing
