// The rows of the version table after each step, against what the model of revisions says (docs/revisions.md).
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <algorithm>

#include "galley_runs.hpp"
#include "support/fake_project.hpp"
#include "support/files.hpp"
#include "support/text.hpp"
#include "target.hpp"

namespace galley::testing {
namespace {

struct Walk {
  const char* up_or_down;
  const char* range;
  const char* rows;  // afterwards
};

void walk(const std::string& project, std::string_view dialect, const std::vector<Walk>& steps) {
  const auto target = fresh_target(dialect);
  if (!target) return;
  for (const Walk& step : steps) {
    const bool up = std::string_view(step.up_or_down) == "up";
    const std::string script =
        up ? upgrade_script(apply_case(project), dialect, step.range) : downgrade_script(apply_case(project), dialect, step.range);
    const RunResult result = target->apply(script);
    INFO(dialect << ": " << step.up_or_down << " " << step.range << "\n" << script << "\n" << result.err);
    REQUIRE(result.exit == 0);
    REQUIRE(target->version_rows() == step.rows);
  }
}

const std::vector<Walk> diamond{
    {"up", "base:a", "a"}, {"up", "a:b1", "b1"},         {"up", "b1:b2", "b1,b2"}, {"up", "b1,b2:m", "m"}, {"up", "m:t", "t"},
    {"down", "t:m", "m"},  {"down", "m:b1,b2", "b1,b2"}, {"down", "b1,b2:a", "a"}, {"down", "a:base", ""}, {"up", "b2", "b2"},
    {"up", "b2:m", "m"},   {"down", "m:base", ""},       {"up", "heads", "t"},     {"down", "base", ""},
};

// b2 depends on a2: while b2 is there, a2 is implied and no row.
const std::vector<Walk> dependency{
    {"up", "a1", "a1"},         {"up", "a1:a2", "a2"},      {"up", "a2:b1", "a2,b1"},   {"up", "a2,b1:b2", "b2"},
    {"up", "b2:b3", "b3"},      {"down", "b3:b2", "b2"},    {"down", "b2:b1", "a2,b1"}, {"up", "a2,b1:b3", "b3"},
    {"down", "b3:a1", "a1,b1"}, {"down", "a1,b1:base", ""}, {"up", "heads", "b3"},      {"down", "base", ""},
};

/// One script a step of the plan, each from the rows that the one before left.
void prove_step_by_step(std::string_view dialect) {
  std::vector<NamedText> files;
  for (const std::string& file : files_below(repository() / "migrations"))
    files.emplace_back(file, read_file(repository() / "migrations" / file));
  const auto fake = make_project(files);
  const std::optional<Plan> plan = make_plan(*fake->project.graph, Direction::upgrade, "heads", fake->diagnostics);
  REQUIRE(plan);
  const auto target = fresh_target(dialect);
  if (!target) return;
  std::string before = "base";
  for (const PlannedRevision& step : plan->steps) {
    const std::string& id = fake->project.graph->id(step.revision);
    const RunResult result = target->apply(upgrade_script(repository(), dialect, fmt::format("{}:{}", before, id)));
    INFO(before << ":" << id << "\n" << result.err);
    REQUIRE(result.exit == 0);
    before = fmt::format("{}", fmt::join(step.rows_after, ","));
    REQUIRE(target->version_rows() == before);
  }
}

}  // namespace

TEST_CASE("a diamond's version rows, step by step, on PostgreSQL", "[postgresql]") { walk("diamond", "postgresql", diamond); }
TEST_CASE("a diamond's version rows, step by step, on SQLite", "[sqlite]") { walk("diamond", "sqlite", diamond); }
TEST_CASE("a dependency across branches, step by step, on PostgreSQL", "[postgresql]") { walk("dependency", "postgresql", dependency); }
TEST_CASE("a dependency across branches, step by step, on SQLite", "[sqlite]") { walk("dependency", "sqlite", dependency); }
TEST_CASE("the example history, one script a revision, on PostgreSQL", "[postgresql]") { prove_step_by_step("postgresql"); }
TEST_CASE("the example history, one script a revision, on SQLite", "[sqlite]") { prove_step_by_step("sqlite"); }

}  // namespace galley::testing
