// The pipeline: plan, replay, lowering, script. Each phase is a function from the one before.
#include "galley/compile.hpp"

#include <fmt/format.h>

#include <iterator>

#include "base/sha256.hpp"
#include "cli/lowering.hpp"

namespace galley {
namespace {

/// Over meaning alone: layout, comments and file names do not change it. Everything that was replayed counts, as it decides
/// what the catalog looked like.
std::string input_digest(const RevisionGraph& graph, const Plan& plan, const Dialect& dialect, const CompileOptions& options) {
  std::string text;
  const auto add = [&](std::string_view part) { fmt::format_to(std::back_inserter(text), "{}:{}\n", part.size(), part); };
  const auto add_revision = [&](RevisionIndex index) { add(graph.id(index)), add(graph.revision(index).meaning); };
  add(version()), add(dialect.name()), add(dialect.target_text()), add(options.project_name);
  add(plan.direction == Direction::upgrade ? "upgrade" : "downgrade");
  const NamingConventions& naming = options.replay.naming;
  add(options.replay.default_schema), add(naming.primary_key), add(naming.unique), add(naming.check);
  add(naming.foreign_key), add(naming.exclude), add(naming.index);
  for (const RevisionIndex index : plan.applied) add_revision(index);
  add("then");
  for (const PlannedRevision& step : plan.steps) add_revision(step.revision);
  return sha256_hex(text);
}

}  // namespace

std::vector<std::vector<Step>> lower_all(const Replay& replay, const Dialect& dialect, Diagnostics& diagnostics) {
  std::vector<std::vector<Step>> lowered;
  lowered.reserve(replay.steps.size());
  for (const ReplayedRevision& revision : replay.steps) lowered.push_back(dialect.lower(revision, diagnostics));
  return lowered;
}

ReplayOptions replay_options_of(const CompileOptions& options) {
  ReplayOptions replay_options = options.replay;
  for (const std::string_view name : dialect_names()) replay_options.dialects.emplace_back(name);
  return replay_options;
}

std::optional<std::string> compile(const Project& project, const Dialect& dialect, const CompileOptions& options,
                                   Diagnostics& diagnostics) {
  if (!project.graph || diagnostics.has_errors()) return std::nullopt;
  const RevisionGraph& graph = *project.graph;
  const std::optional<Plan> plan = make_plan(graph, options.direction, options.range, diagnostics);
  if (!plan) return std::nullopt;
  const Replay replayed = replay(graph, *plan, dialect, replay_options_of(options), diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;
  std::vector<std::vector<Step>> lowered = lower_all(replayed, dialect, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;

  Script script = make_script(graph, *plan, replayed, std::move(lowered));
  script.project = options.project_name;
  script.input_digest = input_digest(graph, *plan, dialect, options);
  script.accept_data_loss = options.accept_data_loss;
  dialect.check_script(script, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;
  return dialect.write(script, project.sources);
}

}  // namespace galley
