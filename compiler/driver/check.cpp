// Every revision up and down again for one dialect: what a script would run into, said before anybody asks for one.
#include <tuple>

#include "catalog/merge_conflicts.hpp"
#include "driver/lowering.hpp"
#include "galley/compile.hpp"

namespace galley {
namespace {

/// Replays and lowers one direction; nothing is written. False after an error.
bool check_direction(const RevisionGraph& graph, const Dialect& dialect, Direction direction, const ReplayOptions& options,
                     OlderTables older_tables, DialectNotes& notes, Diagnostics& diagnostics) {
  const std::size_t errors = diagnostics.error_count();
  const bool is_up = direction == Direction::upgrade;
  const std::optional<Plan> plan = make_plan(graph, direction, is_up ? "heads" : "heads:base", diagnostics);
  if (!plan) return false;
  const auto see = [&](const Step& step) {
    if (is_up) notes.add(step);
  };
  const std::vector<ReplayedRevision> steps = replay_and_lower(graph, *plan, dialect, options, diagnostics, older_tables, see);
  if (is_up) report_merge_conflicts(graph, steps, options.default_schema, diagnostics);
  return diagnostics.error_count() == errors;
}

}  // namespace

void check_history(const Project& project, const Dialect& dialect, const CompileOptions& options, OlderTables older_tables,
                   DialectNotes& notes, Diagnostics& diagnostics) {
  if (!project.graph) return;
  ReplayOptions replay_options = replay_options_of(options);
  replay_options.impossible_is_warning = true;
  replay_options.proves_round_trips = true;
  // What is wrong on the way up would be said again on the way down.
  if (check_direction(*project.graph, dialect, Direction::upgrade, replay_options, older_tables, notes, diagnostics))
    check_direction(*project.graph, dialect, Direction::downgrade, replay_options, older_tables, notes, diagnostics);
}

void check(const Project& project, const Dialect& dialect, const CompileOptions& options, Diagnostics& diagnostics) {
  DialectNotes unheard;
  check_history(project, dialect, options, OlderTables::are_new, unheard, diagnostics);
}

}  // namespace galley
