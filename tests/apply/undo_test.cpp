// An upgrade that was stopped after any of its statements, then the downgrade script: everything as it was before the revision.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <algorithm>

#include "galley_runs.hpp"
#include "killed_clients.hpp"
#include "statement_ends.hpp"
#include "support/files.hpp"
#include "support/server.hpp"
#include "support/text.hpp"
#include "target.hpp"

namespace fs = std::filesystem;

namespace galley::testing {
namespace {

/// Commands of psql's own change nothing.
std::vector<std::size_t> ends_of_statements(const std::string& script) {
  std::vector<std::size_t> ends;
  const std::size_t preflight = script.find("\\echo '== preflight'");
  for (const std::size_t end : statement_ends(script))
    if (end > preflight && script[script.rfind('\n', end - 2) + 1] != '\\') ends.push_back(end);
  return ends;
}

struct Found {
  std::string schema;
  std::string rows;
};

/// In an order of their own: rows that were taken back and made again stand elsewhere.
std::string sorted_rows(const std::string& dump) {
  std::vector<std::string_view> rows;
  for (const std::string_view line : lines_of(dump))
    if (line.starts_with("INSERT ")) rows.push_back(line);
  std::sort(rows.begin(), rows.end());
  return fmt::format("{}\n", fmt::join(rows, "\n"));
}

/// Without the ledger, which is empty and stays once it is made.
Found found_in(const PostgresServer& server, const std::string& database) {
  static_cast<void>(server.query(database, "CREATE TABLE IF NOT EXISTS galley_step (revision text)"));
  CHECK(server.query(database, "SELECT count(*) FROM galley_step") == "0\n");
  static_cast<void>(server.query(database, "DROP TABLE galley_step"));
  return {server.schema(database), sorted_rows(server.rows(database))};
}

struct Stopped {
  fs::path project;
  std::string from;
  std::string to;
  std::string back_to = {};  // `from`, where left out
  std::size_t stride = 1;    // stopped after every nth statement alone
};

std::string script_of(const Stopped& stopped, const std::string& direction, const std::string& range) {
  std::vector<std::string> arguments{direction, "-d", "postgresql"};
  if (direction == "downgrade") arguments.emplace_back("--accept-data-loss");
  arguments.push_back(range);
  const RunResult result = galley(stopped.project, arguments);
  INFO(result.err);
  REQUIRE(result.exit == 0);
  return result.out;
}

/// Returns in how many places the upgrade was stopped.
std::size_t stop_everywhere(const Stopped& stopped) {
  const PostgresServer& server = *PostgresServer::find();
  const std::string start = upgrade_script(stopped.project, "postgresql", stopped.from);
  const std::string back_to = stopped.back_to.empty() ? stopped.from : stopped.back_to;
  const std::string up = script_of(stopped, "upgrade", stopped.from + ":" + stopped.to);
  const std::string down = script_of(stopped, "downgrade", stopped.to + ":" + back_to);
  const Copies copies(server, start);
  const Copies earlier(server, upgrade_script(stopped.project, "postgresql", back_to));
  earlier.make("wanted");
  const Found wanted = found_in(server, "wanted");
  earlier.drop("wanted");
  const std::vector<std::size_t> ends = ends_of_statements(up);
  std::size_t places = 0;
  for (std::size_t i = 0; i < ends.size(); i += stopped.stride) {
    const std::size_t end = ends[i];
    ++places;
    copies.make("stopped");
    static_cast<void>(server.psql("stopped", up.substr(0, end)));
    INFO("stopped after\n" << up.substr(end < 300 ? 0 : end - 300, end < 300 ? end : 300));
    const RunResult back = server.psql("stopped", down);
    INFO(back.out << back.err);
    REQUIRE(back.exit == 0);
    const Found found = found_in(server, "stopped");
    CHECK(diff(wanted.schema, found.schema) == "");
    CHECK(diff(wanted.rows, found.rows) == "");
    copies.drop("stopped");
  }
  return places;
}

/// A table with rows, and a revision that changes it.
struct Place {
  TemporaryFolder project{"undo"};
  std::unique_ptr<Target> target = fresh_target("postgresql");

  explicit Place(const std::string& change, const std::string& downgrade = {}) {
    write_migration(project.path(),
                    "revision a1; upgrade { create table t (id int primary key, v int, w int not null default 0);\n"
                    "    insert into t (id, v) values (1, 1), (2, 1), (3, -1); create index ix_w on t (w); }\n"
                    "revision a2 revises a1 strategy online; upgrade { " +
                        change + " }" + downgrade + "\n");
    if (!target) return;
    const RunResult start = target->apply(upgrade_script(project.path(), "postgresql", "a1"));
    INFO(start.err);
    REQUIRE(start.exit == 0);
  }
  [[nodiscard]] std::string up() const { return upgrade_script(project.path(), "postgresql", "a1:a2"); }
  [[nodiscard]] std::string down() const { return downgrade_script(project.path(), "postgresql", "a2:a1"); }
  [[nodiscard]] std::string schema() const {
    static_cast<void>(target->query("DROP TABLE IF EXISTS galley_step"));
    return target->schema();
  }
};

}  // namespace

TEST_CASE("an upgrade by steps of the online strategy, stopped anywhere, is taken back by the downgrade script",
          "[postgresql][kill][undo][online]") {
  if (PostgresServer::find() == nullptr) return;
  const auto [from, to] = GENERATE(table<const char*, const char*>({{"o1", "o2"}, {"o2", "o3"}, {"o3", "o4"}, {"o4", "o5"}}));
  CHECK(stop_everywhere({.project = apply_case("postgresql-online"), .from = from, .to = to}) > 20);
}

TEST_CASE("an upgrade in several transactions, stopped anywhere, is taken back by the downgrade script", "[postgresql][kill][undo]") {
  if (PostgresServer::find() == nullptr) return;
  const auto [name, from, to] = GENERATE(table<const char*, const char*, const char*>({
      {"tests/apply/cases/postgresql-restart", "s1", "s2"},
      {"tests/apply/cases/postgresql-restart", "s2", "s3"},
      {"tests/apply/cases/postgresql-restart", "s3", "s4"},
      {"every-step", "k1", "k2"},
      {"every-step", "k4", "k5"},
  }));
  CHECK(stop_everywhere({.project = name == std::string("every-step") ? every_step() : repository() / name, .from = from, .to = to}) > 5);
}

TEST_CASE("behind a stopped upgrade the downgrade goes on", "[postgresql][kill][undo]") {
  if (PostgresServer::find() == nullptr) return;
  CHECK(stop_everywhere({.project = apply_case("postgresql-online"), .from = "o2", .to = "o3", .back_to = "o1", .stride = 6}) > 5);
}

TEST_CASE("an upgrade that rows have stopped is taken back by the downgrade script", "[postgresql][undo]") {
  const auto change = GENERATE(as<std::string>(), "alter table t add constraint uq unique (v);", "create unique index ux on t (v);",
                               "alter table t add constraint ck check (v > 0);",
                               "alter table t add column n int not null default 1; alter table t add constraint ck check (v > 0);",
                               "drop index ix_w; create unique index concurrently ux on t (v);");
  const Place place(change);
  if (!place.target) return;
  INFO(change);
  const std::string before = place.schema();
  const RunResult stopped = place.target->apply(place.up());
  REQUIRE(stopped.exit == place.target->failure());
  const RunResult back = place.target->apply(place.down());
  INFO(place.down() << back.out << back.err);
  CHECK(back.exit == 0);
  CHECK(place.target->version_rows() == "a1");
  CHECK(diff(before, place.schema()) == "");
  CHECK(place.target->apply(place.down()).exit == 0);  // nothing is left to do
}

TEST_CASE("a step without a way back stops the downgrade before it begins", "[postgresql][undo]") {
  const Place place("alter table t add column x int; sql $$update public.t set w = w$$; create unique index concurrently ux on t (v);",
                    " downgrade { drop index ux; alter table t drop column x; }");
  if (!place.target) return;
  REQUIRE(place.target->apply(place.up()).exit == place.target->failure());
  const State before = state_of(*place.target);
  const RunResult back = place.target->apply(place.down());
  INFO(place.down() << back.err);
  CHECK(back.exit == place.target->failure());
  CHECK_THAT(back.err, Catch::Contains("GAL-P17") && Catch::Contains("step 1 of revision a2"));
  CHECK((state_of(*place.target) == before));
  // What has worked half way is completed, and taken back as a whole.
  static_cast<void>(place.target->query("UPDATE t SET v = id"));
  CHECK(place.target->apply(place.up()).exit == 0);
  CHECK(place.target->apply(place.down()).exit == 0);
  CHECK(place.target->version_rows() == "a1");
}

TEST_CASE("an upgrade compiled with another strategy is not taken back by guesswork", "[postgresql][undo]") {
  const Place place("alter table t add constraint uq unique (v);");
  if (!place.target) return;
  REQUIRE(place.target->apply(place.up()).exit == place.target->failure());
  static_cast<void>(place.target->query("INSERT INTO galley_step VALUES ('a2', 1, 'elsewhere', NULL, now())"));
  const RunResult back = place.target->apply(place.down());
  CHECK(back.exit == place.target->failure());
  CHECK_THAT(back.err, Catch::Contains("GAL-P07"));
}

}  // namespace galley::testing
