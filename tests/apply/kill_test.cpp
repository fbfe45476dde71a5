// A client killed between any two statements, then the whole script again: the same end, or a refusal with a code.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "galley_runs.hpp"
#include "killed_clients.hpp"
#include "statement_ends.hpp"
#include "support/files.hpp"
#include "support/text.hpp"
#include "target.hpp"

namespace galley::testing {
namespace {

/// A script and what the database holds before it.
struct Killed {
  std::string_view dialect;
  std::string setup;
  std::string script;
  std::string probe = {};          // a query that finds nothing at any time: the version rows are never ahead of the schema
  bool refused_when_done = false;  // a script refuses to run where it has run to its end
};

struct Outcome {
  int finished = 0;
  int refused = 0;
};

State after_whole_script(const Killed& killed) {
  const auto target = fresh_target(killed.dialect);
  REQUIRE(target->apply(killed.setup).exit == 0);
  const RunResult result = target->apply(killed.script);
  INFO(result.err);
  REQUIRE(result.exit == 0);
  return state_of(*target);
}

std::string last_lines(std::string_view text) {
  const auto lines = lines_of(text);
  std::string shown;
  for (std::size_t i = lines.size() < 4 ? 0 : lines.size() - 4; i < lines.size(); ++i) shown.append(lines[i]).append("\n");
  return shown;
}

void kill_once(const Killed& killed, std::string_view prefix, const State& wanted, Outcome& outcome) {
  const auto target = fresh_target(killed.dialect);
  REQUIRE(target->apply(killed.setup).exit == 0);
  static_cast<void>(target->apply(prefix));  // an \if left open may give any exit code
  INFO("killed after\n" << last_lines(prefix));
  if (!killed.probe.empty()) CHECK(target->query(killed.probe).empty());
  const RunResult again = target->apply(killed.script);
  INFO(again.err);
  if (again.exit == target->failure() && again.err.find("GAL-") != std::string::npos) {
    ++outcome.refused;
    if (killed.refused_when_done) CHECK((state_of(*target) == wanted));
    return;
  }
  REQUIRE(again.exit == 0);
  const State state = state_of(*target);
  CHECK(state.version_rows == wanted.version_rows);
  CHECK(diff(wanted.schema, state.schema).empty());
  CHECK(diff(wanted.data, state.data).empty());
  ++outcome.finished;
}

Outcome kill_everywhere(const Killed& killed) {
  const State wanted = after_whole_script(killed);
  Outcome outcome;
  for (const std::size_t end : statement_ends(killed.script))
    kill_once(killed, std::string_view(killed.script).substr(0, end), wanted, outcome);
  return outcome;
}

/// Nothing comes back where a row of the version table promises an object that is not there.
const std::string no_promise_broken = R"(
SELECT version_num FROM public.galley_version
WHERE (version_num >= 's1' AND to_regclass('public.jobs') IS NULL)
   OR (version_num IN ('s2', 's3') AND NOT EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.ix_jobs_name') AND indisvalid))
   OR (version_num >= 's3' AND NOT EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.ux_jobs_owner') AND indisvalid))
   OR (version_num >= 's3' AND NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = to_regclass('public.jobs') AND attname = 'owner' AND attnotnull))
   OR (version_num >= 's4' AND NOT EXISTS (SELECT FROM pg_enum WHERE enumlabel = 'failed'))
   OR (version_num >= 's5' AND to_regclass('public.last') IS NULL)
)";

}  // namespace

TEST_CASE("an upgrade killed after any statement finishes on the second run, on PostgreSQL", "[postgresql][kill]") {
  if (!fresh_target("postgresql")) return;
  const auto project = apply_case("postgresql-restart");
  const std::string setup = upgrade_script(project, "postgresql", "s1");
  const Outcome outcome = kill_everywhere(
      {.dialect = "postgresql", .setup = setup, .script = upgrade_script(project, "postgresql", "s1:s5"), .probe = no_promise_broken});
  CHECK(outcome.refused == 0);
  CHECK(outcome.finished > 30);
}

TEST_CASE("a downgrade killed after any statement finishes on the second run, on PostgreSQL", "[postgresql][kill]") {
  if (!fresh_target("postgresql")) return;
  const auto project = apply_case("postgresql-restart");
  const Outcome outcome = kill_everywhere({.dialect = "postgresql",
                                           .setup = upgrade_script(project, "postgresql", "s5"),
                                           .script = downgrade_script(project, "postgresql", "s5:s1")});
  CHECK(outcome.refused == 0);
  CHECK(outcome.finished > 30);
}

TEST_CASE("batches killed after any statement are finished by the second run, and none is done twice, on PostgreSQL",
          "[postgresql][kill]") {
  if (!fresh_target("postgresql")) return;
  const auto project = apply_case("postgresql-batches");
  const Outcome outcome = kill_everywhere({.dialect = "postgresql",
                                           .setup = upgrade_script(project, "postgresql", "b1"),
                                           .script = upgrade_script(project, "postgresql", "b1:b4")});
  CHECK(outcome.refused == 0);
  CHECK(outcome.finished > 30);
}

TEST_CASE("steps of the online strategy killed after any statement finish on the second run, on PostgreSQL", "[postgresql][kill][online]") {
  if (!fresh_target("postgresql")) return;
  const auto project = apply_case("postgresql-online");
  const auto range = GENERATE(as<std::string>(), "o1:o3", "o3:o4");
  const std::string setup = upgrade_script(project, "postgresql", range.substr(0, 2));
  const Outcome outcome =
      kill_everywhere({.dialect = "postgresql", .setup = setup, .script = upgrade_script(project, "postgresql", range)});
  CHECK(outcome.refused == 0);
  CHECK(outcome.finished > 30);
}

TEST_CASE("one script for databases at different revisions, killed after any statement, finishes on the second run",
          "[postgresql][kill][any-revision]") {
  if (!fresh_target("postgresql")) return;
  const auto project = repository() / "tests/apply/any-revision";
  const RunResult script = galley(project, {"upgrade", "-d", "postgresql", "--idempotent", "heads"});
  REQUIRE(script.exit == 0);
  const Outcome outcome =
      kill_everywhere({.dialect = "postgresql", .setup = upgrade_script(project, "postgresql", "b1,c1,x1"), .script = script.out});
  CHECK(outcome.refused == 0);
  CHECK(outcome.finished > 60);
}

namespace {

/// Where a script may be cut off: behind each of its statements from the preflight on. Commands of psql's own change nothing.
std::vector<std::size_t> places_to_kill(const std::string& script) {
  std::vector<std::size_t> places;
  const std::size_t preflight = script.find("\\echo '== preflight'");
  for (const std::size_t end : statement_ends(script)) {
    const std::size_t line = script.rfind('\n', end - 2) + 1;
    if (end > preflight && script[line] != '\\') places.push_back(end);
  }
  return places;
}

struct Everything {
  std::string schema;
  std::string rows;
};

Everything everything_in(const PostgresServer& server, const std::string& database) {
  const std::string rows = server.query(database, R"(
    SELECT 'version', version_num FROM public.galley_version UNION ALL
    SELECT 'step', revision FROM public.galley_step UNION ALL
    SELECT 'job', id || ' ' || name || ' ' || state || ' ' || n || ' ' || coalesce(note, '-') || ' ' || owner_id FROM public.jobs ORDER BY 1, 2)");
  return {server.schema(database), rows};
}

/// Every place, one kind of killing; then the same script again, to the end of an undisturbed run.
void kill_really(Killing killing) {
  const PostgresServer* server = PostgresServer::find();
  if (server == nullptr) return;
  const auto project = every_step();
  const Copies copies(*server, upgrade_script(project, "postgresql", "k1"));
  const std::string script = upgrade_script(project, "postgresql", "k1:k6");
  copies.make("undisturbed");
  REQUIRE(server->psql("undisturbed", script).exit == 0);
  const Everything wanted = everything_in(*server, "undisturbed");
  copies.drop("undisturbed");
  int killed = 0;
  int refused = 0;
  for (const std::size_t end : places_to_kill(script)) {
    copies.make("killed");
    const RunResult first = server->psql("killed", killed_after(script, end, killing));
    INFO("killed after\n" << last_lines(std::string_view(script).substr(0, end)));
    if (first.exit != 0) ++killed;
    REQUIRE((first.exit == 0 || first.exit == (killing == Killing::client ? 128 + 9 : 2)));
    const RunResult again = server->psql("killed", script);
    INFO(again.err);
    if (again.exit == 3 && again.err.find("GAL-N02") != std::string::npos) {  // nobody knows; somebody looks, and says so
      ++refused;
      static_cast<void>(server->query("killed", "DELETE FROM public.galley_step WHERE finished IS NULL"));
      REQUIRE(server->psql("killed", script).exit == 0);
    } else {
      REQUIRE(again.exit == 0);
    }
    const Everything found = everything_in(*server, "killed");
    CHECK(diff(wanted.schema, found.schema).empty());
    CHECK(diff(wanted.rows, found.rows).empty());
  }
  CHECK(killed > 60);
  CHECK(refused == 0);
  copies.drop("killed");
}

}  // namespace

TEST_CASE("psql killed after any statement of a script with every kind of step: the second run finishes it", "[postgresql][kill]") {
  kill_really(Killing::client);
}
TEST_CASE("the server's process terminated after any statement: the second run finishes it", "[postgresql][kill][backend]") {
  kill_really(Killing::backend);
}

TEST_CASE("a statement that may not run twice is refused after a kill, on PostgreSQL", "[postgresql][kill]") {
  if (!fresh_target("postgresql")) return;
  TemporaryFolder project("kill");
  write_migration(project.path(),
                  "revision u1; upgrade { create table t (a int); }\n"
                  "revision u2 revises u1; upgrade {\n"
                  "    sql outside transaction $$insert into t values (1)$$ undo $$delete from t$$;\n"
                  "    create table after_it (a int primary key);\n"
                  "}\n");
  const std::string setup = upgrade_script(project.path(), "postgresql", "u1");
  const Outcome outcome =
      kill_everywhere({.dialect = "postgresql", .setup = setup, .script = upgrade_script(project.path(), "postgresql", "u1:u2")});
  CHECK(outcome.refused >= 1);
  CHECK(outcome.finished > outcome.refused);
}

TEST_CASE("a script killed after any statement starts again from the beginning, on SQLite", "[sqlite][kill]") {
  if (!fresh_target("sqlite")) return;
  const auto project = apply_case("alterations");
  const std::string setup = upgrade_script(project, "sqlite", "a1");
  const Outcome outcome = kill_everywhere(
      {.dialect = "sqlite", .setup = setup, .script = upgrade_script(project, "sqlite", "a1:a3"), .refused_when_done = true});
  CHECK(outcome.finished > 10);
  CHECK(outcome.refused > 0);
}

}  // namespace galley::testing
