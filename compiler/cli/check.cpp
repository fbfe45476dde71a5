// Every revision up and down again for one dialect: what a script would run into, said before anybody asks for one.
#include <tuple>

#include "catalog/merge_conflicts.hpp"
#include "cli/lowering.hpp"
#include "galley/compile.hpp"

namespace galley {
namespace {

/// Replays and lowers one direction; nothing is written. False after an error.
bool check_direction(const RevisionGraph& graph, const Dialect& dialect, Direction direction, const ReplayOptions& options,
                     OlderTables older_tables, Diagnostics& diagnostics) {
  const std::size_t errors = diagnostics.error_count();
  const std::optional<Plan> plan = make_plan(graph, direction, direction == Direction::upgrade ? "heads" : "heads:base", diagnostics);
  if (!plan) return false;
  const std::vector<ReplayedRevision> steps = replay_and_lower(graph, *plan, dialect, options, diagnostics, older_tables);
  if (direction == Direction::upgrade) report_merge_conflicts(graph, steps, options.default_schema, diagnostics);
  return diagnostics.error_count() == errors;
}

void check_both_ways(const Project& project, const Dialect& dialect, const CompileOptions& options, OlderTables older_tables,
                     Diagnostics& diagnostics) {
  if (!project.graph) return;
  ReplayOptions replay_options = replay_options_of(options);
  replay_options.impossible_is_warning = true;
  replay_options.proves_round_trips = true;
  // What is wrong on the way up would be said again on the way down.
  if (check_direction(*project.graph, dialect, Direction::upgrade, replay_options, older_tables, diagnostics)) {
    check_direction(*project.graph, dialect, Direction::downgrade, replay_options, older_tables, diagnostics);
  }
}

}  // namespace

void check(const Project& project, const Dialect& dialect, const CompileOptions& options, Diagnostics& diagnostics) {
  check_both_ways(project, dialect, options, OlderTables::are_new, diagnostics);
}

void check_in_use(const Project& project, const Dialect& dialect, const CompileOptions& options, Diagnostics& diagnostics) {
  check_both_ways(project, dialect, options, OlderTables::are_in_use, diagnostics);
}

}  // namespace galley
