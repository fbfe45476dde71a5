#include "unit/revisions/plan_checks.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

namespace galley::test {
namespace {

/// Whether all is applied that the applied revisions need.
bool is_sound(const RevisionGraph& graph, const RevisionSet& applied) {
  const auto is_applied = [&](RevisionIndex i) { return applied[i]; };
  for (RevisionIndex i = 0; i < graph.size(); ++i) {
    if (!applied[i]) continue;
    const auto& parents = graph.parents(i);
    const auto& dependencies = graph.dependencies(i);
    if (!std::all_of(parents.begin(), parents.end(), is_applied)) return false;
    if (!std::all_of(dependencies.begin(), dependencies.end(), is_applied)) return false;
  }
  return true;
}

/// What the statements of one step make of the rows; fails where one does not concern exactly one row.
std::vector<std::string> after(std::vector<std::string> rows, const VersionRowChange& change) {
  const auto take = [&](const std::string& id) {
    const auto it = std::find(rows.begin(), rows.end(), id);
    REQUIRE(it != rows.end());
    rows.erase(it);
  };
  const auto put = [&](const std::string& id) {
    REQUIRE(std::find(rows.begin(), rows.end(), id) == rows.end());
    rows.push_back(id);
  };
  for (const std::string& id : change.deletes) take(id);
  if (change.update) {
    take(change.update->first);
    put(change.update->second);
  }
  for (const std::string& id : change.inserts) put(id);
  std::sort(rows.begin(), rows.end());
  return rows;
}

}  // namespace

void check_steps(const History& history, const Plan& plan) {
  const RevisionGraph& graph = *history;
  RevisionSet applied(graph.size());
  for (const RevisionIndex i : plan.applied) applied[i] = true;
  std::vector<std::string> rows = plan.start_rows;
  CHECK(rows == history.ids(graph.rows_of(applied)));
  for (const PlannedRevision& step : plan.steps) {
    INFO(graph.id(step.revision) << ": " << text_of(*step.change));
    REQUIRE(version_row_change(graph, plan.direction, step.revision, applied) == *step.change);
    applied[step.revision] = plan.direction == Direction::upgrade;
    REQUIRE(is_sound(graph, applied));
    rows = after(rows, *step.change);
    REQUIRE(rows == step.rows_after);
    REQUIRE(rows == history.ids(graph.rows_of(applied)));
  }
}

}  // namespace galley::test
