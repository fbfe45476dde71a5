// Locks: all of a section at its beginning, or none; a holder that goes, and one that stays.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <chrono>

#include "galley_runs.hpp"
#include "psql_client.hpp"
#include "support/files.hpp"

namespace galley::testing {
namespace {

constexpr const char* history =
    "revision a1; upgrade { create table users (id int primary key); create table accounts (id int primary key);\n"
    "    create table orders (id int primary key, user_id int); insert into orders (id) values (1); }\n"
    "revision a2 revises a1; upgrade { create table extra (id int primary key); }\n"
    "revision a3 revises a2; upgrade { alter table orders add column note text;\n"
    "    alter table orders add constraint fk_user foreign key (user_id) references users (id); create index ix on accounts (id); }\n";

struct Project {
  TemporaryFolder folder{"locks"};
  explicit Project(const std::string& settings) {
    write_migration(folder.path(), history);
    write_file(folder / "galley.toml", "[postgresql]\n" + settings);
  }
};

std::size_t place_of(const std::string& text, const std::string& part) {
  const std::size_t found = text.find(part);
  INFO(part << "\n" << text);
  REQUIRE(found != std::string::npos);
  return found;
}

}  // namespace

TEST_CASE("a materialized view is not locked as the table that has its name in another revision", "[postgresql]") {
  const PostgresServer* server = PostgresServer::find();
  if (server == nullptr) return;
  const TemporaryFolder project("locks");
  write_migration(project.path(),
                  "revision b1; upgrade { on postgresql { create materialized view m as $$select 1 as one$$; } }\n"
                  "revision b2 revises b1; upgrade { on postgresql { drop materialized view m; } }\n"
                  "revision b3 revises b2; upgrade { create table m (id int primary key); }\n"
                  "revision b4 revises b3; upgrade { alter table m add column note text; }\n");
  const PostgresDatabase database(*server);
  const RunResult up = database.psql(upgrade_script(project.path(), "postgresql", "heads"));
  INFO(up.err);
  REQUIRE(up.exit == 0);
  const RunResult down = galley(project.path(), {"downgrade", "-d", "postgresql", "heads:base"});
  REQUIRE(down.exit == 0);
  CHECK_THAT(down.out, Catch::Contains("LOCK TABLE public.m IN ACCESS EXCLUSIVE MODE"));  // where it is a table
  const RunResult applied = database.psql(down.out, {.variables = {{"ON_ERROR_STOP", "1"}, {"accept_data_loss", "yes"}}, .arguments = {}});
  INFO(applied.err);
  CHECK(applied.exit == 0);
}

TEST_CASE("a section begins with its locks, by name, each in the mode that its statements take", "[postgresql]") {
  const Project project("");
  const std::string script = upgrade_script(project.folder.path(), "postgresql", "a2:a3");
  const std::size_t version = place_of(script, "LOCK TABLE public.galley_version IN SHARE ROW EXCLUSIVE MODE;");
  const std::size_t accounts = place_of(script, "LOCK TABLE public.accounts IN SHARE MODE;");
  const std::size_t orders = place_of(script, "LOCK TABLE public.orders IN ACCESS EXCLUSIVE MODE;");
  const std::size_t users = place_of(script, "LOCK TABLE public.users IN SHARE ROW EXCLUSIVE MODE;");
  CHECK(version < accounts);
  CHECK(accounts < orders);
  CHECK(orders < users);
  CHECK(users < place_of(script, "ALTER TABLE public.orders ADD COLUMN note text;"));
}

TEST_CASE("a table that the section makes or renames is not locked before it is there", "[postgresql]") {
  TemporaryFolder folder("locks");
  write_migration(folder.path(),
                  "revision a1; upgrade { create table old (id int primary key); }\n"
                  "revision a2 revises a1; upgrade { rename table old to young; alter table young add column a int;\n"
                  "    create table other (id int primary key); alter table other add column b int; }\n");
  const std::string script = upgrade_script(folder.path(), "postgresql", "a1:a2");
  CHECK(script.find("LOCK TABLE public.old IN ACCESS EXCLUSIVE MODE;") != std::string::npos);
  CHECK(script.find("LOCK TABLE public.young") == std::string::npos);
  CHECK(script.find("LOCK TABLE public.other") == std::string::npos);
}

TEST_CASE("a lock that comes late is waited for, with nothing held meanwhile", "[postgresql]") {
  const PostgresServer* server = PostgresServer::find();
  if (server == nullptr) return;
  const PostgresDatabase database(*server);
  const PsqlClient client(database);
  const Project project("lock_timeout = \"1200ms\"\nlock_retries = 8\nlock_wait = \"300ms\"\n");
  REQUIRE(database.psql(upgrade_script(project.folder.path(), "postgresql", "a1")).exit == 0);
  const std::string script = upgrade_script(project.folder.path(), "postgresql", "a1:a3");
  const auto holder = hold_locks(database, client, "LOCK TABLE public.users IN SHARE MODE", 3, project.folder / "log");
  // A writer of orders, which the script locks before it waits for users, comes through between two attempts.
  const auto writer = client.start({"-X", "-c", "SELECT pg_sleep(0.5)", "-c", "SET lock_timeout = '2500ms'", "-c",
                                    "UPDATE public.orders SET user_id = NULL; CREATE TABLE public.written (at int)"},
                                   project.folder / "writer");
  const RunResult result = database.psql(script);
  INFO(result.err << read_file(project.folder / "writer"));
  CHECK(result.exit == 0);
  CHECK_THAT(result.err, Catch::Contains("waiting for public.users IN SHARE ROW EXCLUSIVE mode, attempt 1 of 8"));
  CHECK(database.query("SELECT version_num FROM galley_version") == "a3\n");
  CHECK(database.query("SELECT to_regclass('public.written') IS NOT NULL") == "t\n");
}

TEST_CASE("a lock that never comes stops the script, which goes on later", "[postgresql]") {
  const PostgresServer* server = PostgresServer::find();
  if (server == nullptr) return;
  const PostgresDatabase database(*server);
  const PsqlClient client(database);
  const Project project("lock_timeout = \"200ms\"\nlock_retries = 2\nlock_wait = \"10ms\"\n");
  REQUIRE(database.psql(upgrade_script(project.folder.path(), "postgresql", "a1")).exit == 0);
  const std::string script = upgrade_script(project.folder.path(), "postgresql", "a1:a3");
  {
    const auto holder = hold_locks(database, client, "LOCK TABLE public.orders IN ACCESS SHARE MODE", 60, project.folder / "log");
    const RunResult result = database.psql(script);
    CHECK(result.exit == 3);
    CHECK_THAT(result.err, Catch::Contains("GAL-G07: public.orders IN ACCESS EXCLUSIVE mode was not to be had in 2 attempts"));
    CHECK(database.query("SELECT version_num FROM galley_version") == "a2\n");  // the section before it is whole
    static_cast<void>(database.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'holder'"));
  }
  const RunResult again = database.psql(script);
  INFO(again.err);
  CHECK(again.exit == 0);
  CHECK(database.query("SELECT version_num FROM galley_version") == "a3\n");
}

TEST_CASE("a table that the role may refer to and not lock is locked by the statement alone", "[postgresql]") {
  const PostgresServer* server = PostgresServer::find();
  if (server == nullptr) return;
  const PostgresDatabase database(*server);
  const Project project("");
  static_cast<void>(database.query(
      "DROP ROLE IF EXISTS plain_operator; CREATE ROLE plain_operator LOGIN; GRANT CREATE ON SCHEMA public TO plain_operator;"
      "CREATE TABLE public.users (id int PRIMARY KEY); GRANT REFERENCES ON public.users TO plain_operator;"));
  TemporaryFolder folder("locks");
  write_migration(
      folder.path(),
      "revision a1; upgrade { declare table users (id int primary key); create table orders (id int primary key, user_id int); }\n"
      "revision a2 revises a1; upgrade { alter table orders add constraint fk_user foreign key (user_id) references users (id); }\n");
  const auto as_operator = [&](const std::string& script) { return database.psql("SET SESSION AUTHORIZATION plain_operator;\n" + script); };
  REQUIRE(as_operator(upgrade_script(folder.path(), "postgresql", "a1")).exit == 0);
  const RunResult result = as_operator(upgrade_script(folder.path(), "postgresql", "a1:a2"));
  INFO(result.err);
  CHECK(result.exit == 0);
  static_cast<void>(database.query("DROP OWNED BY plain_operator; DROP ROLE plain_operator"));
}

}  // namespace galley::testing
