// What the compiler announces of locks, against pg_locks of the server at hand.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <map>

#include "support/fake_project.hpp"
#include "support/measured_facts.hpp"
#include "support/server.hpp"
#include "support/text.hpp"

namespace galley::testing {
namespace {

using Modes = std::map<std::string, LockMode>;  // by relation

LockMode mode_named(std::string_view name) {
  constexpr std::pair<std::string_view, LockMode> names[] = {{"AccessShareLock", LockMode::access_share},
                                                             {"RowShareLock", LockMode::row_share},
                                                             {"RowExclusiveLock", LockMode::row_exclusive},
                                                             {"ShareUpdateExclusiveLock", LockMode::share_update_exclusive},
                                                             {"ShareLock", LockMode::share},
                                                             {"ShareRowExclusiveLock", LockMode::share_row_exclusive},
                                                             {"ExclusiveLock", LockMode::exclusive},
                                                             {"AccessExclusiveLock", LockMode::access_exclusive}};
  const auto found = std::find_if(std::begin(names), std::end(names), [&](const auto& each) { return each.first == name; });
  REQUIRE(found != std::end(names));
  return found->second;
}

std::string text_of(const Modes& modes) {
  std::string text;
  for (const auto& [relation, mode] : modes) text += fmt::format("{} on {}; ", lock_mode_name(mode), relation);
  return text;
}

/// The statements of the second revision, and what is announced of them.
std::vector<Step> steps_of(const Record& record, const std::string& statement, int version) {
  std::string setup;
  for (const std::string& each : setup_of(record)) setup += fmt::format("  sql $galley${}$galley$;\n", each);
  const auto fake =
      make_project({{"a.mig", fmt::format("revision a1; upgrade {{\n{}}}\nrevision b1 revises a1; upgrade {{ {}; }} downgrade {{ }}\n",
                                          setup, statement)}});
  DialectOptions options;
  options.target = std::to_string(version);
  const auto dialect = dialect_named("postgresql", options);
  if (!fake->project.graph) return {};
  const std::optional<Plan> plan = make_plan(*fake->project.graph, Direction::upgrade, "a1:b1", fake->diagnostics);
  if (!plan) return {};
  const Replay replayed = replay(*fake->project.graph, *plan, *dialect, {}, fake->diagnostics);
  if (fake->diagnostics.has_errors()) return {};
  std::vector<Step> steps = dialect->lower(replayed.steps.at(0), {}, fake->diagnostics);
  return fake->diagnostics.has_errors() ? std::vector<Step>() : steps;
}

/// Tables and views that were there before the statements, and are locked by them.
constexpr std::string_view read_locks =
    "SELECT 'lock', w.relname, l.mode FROM pg_locks AS l JOIN measuring.was AS w ON w.oid = l.relation\n"
    " WHERE l.pid = pg_backend_pid() AND l.locktype = 'relation';\n";

/// Rows that a foreign key leads to, where the statement is about them.
std::vector<std::string> rows_of(const Record& record) {
  const std::string& id = record.at("id");
  const bool is_about_keys =
      record.at("group") == "queries and row changes" && (id.ends_with("_referencing") || id.find("referenced") != std::string::npos);
  if (!is_about_keys) return {};
  std::vector<std::string> rows{"INSERT INTO customers (id, email, name) VALUES (7, 'a', 'a'), (8, 'b', 'b');"};
  if (id == "update_referencing") rows.emplace_back("INSERT INTO invoices (id, customer_id) VALUES (7, 7);");
  return rows;
}

std::string measuring_script(const Record& record, const std::vector<Step>& steps) {
  std::string script =
      "\\set ON_ERROR_STOP on\nSET client_min_messages = error;\n"
      "DROP PUBLICATION IF EXISTS pb;\nDROP SCHEMA IF EXISTS public, app, app2, measuring CASCADE;\nCREATE SCHEMA public;\nCREATE SCHEMA "
      "app;\n"
      "DO $$ BEGIN CREATE ROLE app_owner; CREATE ROLE app_reader; EXCEPTION WHEN duplicate_object THEN NULL; END $$;\n";
  for (const std::string& each : setup_of(record)) script += each + "\n";
  for (const std::string& each : rows_of(record)) script += each + "\n";
  script +=
      "CREATE SCHEMA measuring;\nCREATE TABLE measuring.was AS SELECT oid, relname FROM pg_class\n"
      " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm');\nBEGIN;\n";
  for (const Step& step : steps) script += step.sql + "\n";
  return script + std::string(read_locks) + "ROLLBACK;\nSELECT 'relation', relname FROM measuring.was;\n";
}

struct Measured {
  Modes locks;
  std::vector<std::string> relations;
};
Measured read_output(std::string_view out) {
  Measured measured;
  for (const std::string_view line : lines_of(out)) {
    const std::size_t first = line.find('|');
    if (first == std::string_view::npos) continue;
    const std::size_t second = line.find('|', first + 1);
    const std::string relation(line.substr(first + 1, second == std::string_view::npos ? second : second - first - 1));
    if (line.starts_with("relation|")) measured.relations.push_back(relation);
    if (!line.starts_with("lock|")) continue;
    LockMode& mode = measured.locks[relation];
    mode = std::max(mode, mode_named(line.substr(second + 1)));
  }
  return measured;
}

/// A tablespace.
bool needs_more_than_tables(const Record& record) {
  return record.at("sql").find("ddl_ts") != std::string::npos || record.at("setup").find("ddl_ts") != std::string::npos;
}

}  // namespace

TEST_CASE("the server takes the locks that are announced", "[postgresql][facts]") {
  const PostgresServer* server = PostgresServer::find();
  if (server == nullptr) return;
  const int version = PostgresServer::major_version();
  const PostgresDatabase database(*server);
  const auto shapes = measured_shapes();
  int compared = 0;
  for (const Record& record : measured_facts()) {
    const std::vector<int> versions = versions_of(record.at("versions"));
    const bool is_here = std::find(versions.begin(), versions.end(), version) != versions.end();
    if (!is_here || !is_measured(record) || record.at("in_transaction") != "yes" || needs_more_than_tables(record)) continue;
    const auto shape = shapes.find(record.at("id"));
    const std::string statement = shape == shapes.end() ? record.at("sql") : shape->second;
    if (statement.starts_with('!')) continue;
    const std::vector<Step> steps = steps_of(record, statement, version);
    const bool is_plain =
        std::all_of(steps.begin(), steps.end(), [](const Step& step) { return step.placement == Placement::transaction; });
    if (steps.empty() || !is_plain) continue;
    const std::string script = measuring_script(record, steps);
    const RunResult result = database.psql(script, {.variables = {}, .arguments = {"-A", "-t"}});
    INFO(record.at("id") << "\n" << script << "\n" << result.out << result.err);
    CHECK(result.exit == 0);
    if (result.exit != 0) continue;
    const Measured measured = read_output(result.out);
    Modes announced;
    for (const Step& step : steps) {
      for (const Lock& lock : step.locks) {
        const std::string relation = lock.relation.substr(lock.relation.find('.') + 1);
        if (std::find(measured.relations.begin(), measured.relations.end(), relation) == measured.relations.end()) continue;
        announced[relation] = std::max(announced[relation], lock.mode);
      }
    }
    CHECK(text_of(announced) == text_of(measured.locks));
    ++compared;
  }
  CHECK(compared > 200);
}

}  // namespace galley::testing
