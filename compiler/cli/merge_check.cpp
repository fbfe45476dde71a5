#include "cli/merge_check.hpp"

#include "catalog/merge_conflicts.hpp"
#include "driver/lowering.hpp"

namespace galley {
namespace {

/// Nothing where the history does not replay for this dialect.
std::optional<Diagnostics> conflicts_for(Session& session, const Dialect& dialect, const std::string& merge) {
  Diagnostics found;
  const RevisionGraph& graph = session.graph();
  const ReplayOptions options = replay_options_of(session.compile_options());
  const std::optional<Plan> plan = make_plan(graph, Direction::upgrade, "base:" + merge, found);
  if (!plan) return std::nullopt;
  const Replay replayed = replay(graph, *plan, dialect, options, found);
  if (found.has_errors()) return std::nullopt;
  Diagnostics conflicts;
  report_merge_conflicts(graph, replayed.steps, options.default_schema, conflicts);
  return conflicts;
}

}  // namespace

ExitCode say_merge_conflicts(Session& session) {
  Project& project = session.project();
  const SourceId written = project.migrations.back();
  load(project, session.diagnostics());  // headers were enough until now
  if (!project.graph) return session.print_diagnostics();
  const ast::File& file = project.files.back();
  for (const auto& dialect : session.choose_dialects("", "")) {
    const std::optional<Diagnostics> found = conflicts_for(session, *dialect, file.revisions.front().header.id.text);
    if (!found) {
      session.fail(ExitCode::done,
                   fmt::format("what the branches have both changed is not known for {}: see galley check", dialect->name()));
      continue;
    }
    for (const Diagnostic& conflict : found->all())
      if (conflict.span.source == written) session.diagnostics().add(conflict);
  }
  return session.print_diagnostics();
}

}  // namespace galley
