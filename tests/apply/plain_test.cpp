// Scripts of nothing but SQL: any client, inside a transaction and outside of one, and one that goes on after errors.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "galley_runs.hpp"
#include "psql_client.hpp"
#include "support/files.hpp"
#include "support/text.hpp"
#include "target.hpp"

namespace fs = std::filesystem;

namespace galley::testing {
namespace {

constexpr const char* history =
    "revision a1; upgrade { create enum mood as ('sad'); create table users (id int primary key, m mood default 'sad', n int);\n"
    "    insert into users (id, n) values (1, 1), (2, 2); }\n"
    "revision a2 'it''s' revises a1; upgrade { alter table users add column born date; create index ix_n on users (n);\n"
    "    sql on postgresql $$create view v as select id from users$$ undo $$drop view v$$; }\n"
    "revision a3 revises a2; upgrade { alter enum mood add value 'glad'; update users set m = 'glad' where id = 1; alter table users add "
    "column last text; }\n";

struct Place {
  const PostgresServer* server = PostgresServer::find();
  TemporaryFolder project{"plain"};
  std::unique_ptr<PostgresDatabase> database = server == nullptr ? nullptr : std::make_unique<PostgresDatabase>(*server);

  Place() { write_migration(project.path(), history); }
  [[nodiscard]] std::string script(const std::string& range, const std::string& direction = "upgrade") const {
    std::vector<std::string> arguments{direction, "-d", "postgresql", "--runner", "plain", range};
    if (direction == "downgrade") arguments.insert(arguments.begin() + 1, "--accept-data-loss");
    return galley_output(project.path(), arguments);
  }
  [[nodiscard]] std::string rows() const { return database->query("SELECT version_num FROM galley_version"); }
};

bool has_client_commands(std::string_view script) {
  for (const std::string_view line : lines_of(script))
    if (line.starts_with('\\')) return true;
  return false;
}

}  // namespace

TEST_CASE("a plain script holds nothing but SQL, and makes what the one for psql makes", "[postgresql]") {
  const Place place;
  if (!place.database) return;
  const PostgresDatabase other(*place.server);
  REQUIRE(other.psql(upgrade_script(place.project.path(), "postgresql", "heads")).exit == 0);
  const std::string script = place.script("heads");
  CHECK_FALSE(has_client_commands(script));
  const RunResult result = place.database->psql(script);
  INFO(result.err);
  CHECK(result.exit == 0);
  CHECK(place.rows() == "a3\n");
  CHECK(place.database->query("SELECT m FROM users ORDER BY id") == "glad\nsad\n");
  REQUIRE(other.query("SELECT version_num FROM galley_version") == "a3\n");
  const std::string schema = place.database->schema();
  CHECK(diff(other.schema(), schema).empty());
  SECTION("a second run changes nothing") {
    CHECK(place.database->psql(script).exit == 0);
    CHECK(place.database->schema() == schema);
  }
  SECTION("and there is a way back") {
    static_cast<void>(place.database->query("UPDATE users SET m = 'sad'"));  // the value goes
    const RunResult back = place.database->psql(place.script("heads:a1", "downgrade"));
    INFO(back.err);
    CHECK(back.exit == 0);
    CHECK(place.rows() == "a1\n");
    CHECK(place.database->psql(place.script("a1:heads")).exit == 0);
    CHECK(place.rows() == "a3\n");
  }
}

TEST_CASE("a plain script inside a transaction happens or does not", "[postgresql]") {
  const Place place;
  if (!place.database) return;
  REQUIRE(place.database->psql(place.script("a1")).exit == 0);
  const std::string script = place.script("a1:a2");
  const RunResult result = place.database->psql(script, {.variables = {{"ON_ERROR_STOP", "1"}}, .arguments = {"-1"}});
  INFO(result.err);
  CHECK(result.exit == 0);
  CHECK(place.rows() == "a2\n");
}

TEST_CASE("a client that goes on after an error of a plain script leaves whole revisions", "[postgresql]") {
  const Place place;
  if (!place.database) return;
  const std::string script = place.script("heads");
  const PsqlOptions reckless{.variables = {}, .arguments = {}};
  SECTION("an object is in the way") {
    static_cast<void>(place.database->query("CREATE TABLE v (id int)"));
    const RunResult result = place.database->psql(script, reckless);
    CHECK_THAT(result.err, Catch::Contains("GAL-G10"));
    CHECK(place.rows() == "a1\n");
    CHECK(place.database->query("SELECT count(*) FROM pg_attribute WHERE attrelid = 'users'::regclass AND attname = 'born'") == "0\n");
    static_cast<void>(place.database->query("DROP TABLE v"));
    CHECK(place.database->psql(script).exit == 0);
    CHECK(place.rows() == "a3\n");
  }
  SECTION("the preflight has refused: no section runs") {
    REQUIRE(place.database->psql(place.script("a1")).exit == 0);
    static_cast<void>(place.database->query("ALTER TABLE users ADD COLUMN strange int"));
    const std::string before = place.database->schema();
    const RunResult result = place.database->psql(place.script("a1:heads"), reckless);
    CHECK_THAT(result.err, Catch::Contains("GAL-P06") && Catch::Contains("GAL-G09") && Catch::Contains("GAL-G10"));
    CHECK(place.database->schema() == before);
    CHECK(place.rows() == "a1\n");
  }
}

TEST_CASE("a plain script at another revision is refused", "[postgresql]") {
  const Place place;
  if (!place.database) return;
  const RunResult result = place.database->psql(place.script("a2:a3"));
  CHECK(result.exit == 3);
  CHECK_THAT(result.err, Catch::Contains("GAL-P03"));
}

TEST_CASE("what plain SQL cannot make safe is refused when it is compiled", "[postgresql]") {
  TemporaryFolder project("plain");
  write_migration(project.path(),
                  "revision a1; upgrade { create table t (id int primary key); }\n"
                  "revision a2 revises a1; upgrade {\n    create index concurrently ix on t (id);\n}\n");
  const RunResult up = galley(project.path(), {"upgrade", "-d", "postgresql", "--runner", "plain", "a1:heads"});
  CHECK(up.exit == 1);
  CHECK_THAT(up.err, Catch::Contains("E0444") && Catch::Contains("a.mig:3:5"));
  const RunResult down = galley(project.path(), {"downgrade", "-d", "postgresql", "--runner", "plain", "a1:base"});
  CHECK(down.exit == 2);
  CHECK_THAT(down.err, Catch::Contains("E0445") && Catch::Contains("--accept-data-loss"));
}

}  // namespace galley::testing
