// The pipeline: plan, replay, lowering, script. One revision goes all the way before the next one is read.
#include "galley/compile.hpp"

#include <fmt/format.h>

#include <iterator>
#include <set>

#include "base/append.hpp"
#include "base/sha256.hpp"
#include "cli/lowering.hpp"
#include "cli/revision_bodies.hpp"

namespace galley {
namespace {

/// Over meaning alone: layout, comments and file names do not change it. Everything that was replayed counts, as it decides
/// what the catalog looked like.
std::string input_digest(const RevisionGraph& graph, const RevisionBodies& bodies, const Plan& plan, const Dialect& dialect,
                         const CompileOptions& options) {
  Sha256 digest;
  std::string text;
  const auto add = [&](std::string_view part) {
    text.clear();
    append(text, part.size(), ':', part, '\n');
    digest.add(text);
  };
  const auto add_revision = [&](RevisionIndex index) { add(graph.id(index)), add(bodies.meaning(index)); };
  add(version()), add(dialect.name()), add(dialect.target_text()), add(options.project_name);
  add(plan.direction == Direction::upgrade ? "upgrade" : "downgrade");
  if (const std::string settings = dialect.settings_text(); !settings.empty()) add(settings);
  const NamingConventions& naming = options.replay.naming;
  add(options.replay.default_schema), add(naming.primary_key), add(naming.unique), add(naming.check);
  add(naming.foreign_key), add(naming.exclude), add(naming.index);
  for (const auto& [name, by_dialect] : options.replay.types) {
    const auto mapping = by_dialect.find(dialect.name());
    if (mapping != by_dialect.end()) add(name), add(mapping->second.text);
  }
  for (const RevisionIndex index : plan.applied) add_revision(index);
  add("then");
  for (const PlannedRevision& step : plan.steps) add_revision(step.revision);
  return digest.finish_hex();
}

/// Tables that are new in this script, under the names that they have then.
void note_made_tables(const ReplayedRevision& revision, std::set<ObjectName>& made) {
  for (const Operation& operation : revision.operations) {
    const auto* create = std::get_if<CreateTable>(&operation.change);
    if (create != nullptr && !create->if_not_exists) made.insert(create->table.name);
    for (const TableChange& change : operation.tables) {
      const bool goes = change.before && (!change.after || change.after->name != change.before->name);
      if (goes && made.erase(change.before->name) > 0 && change.after) made.insert(change.after->name);
    }
  }
}

void add_all(const Diagnostics& found, Diagnostics& diagnostics) {
  for (const Diagnostic& diagnostic : found.all()) diagnostics.add(diagnostic);
}

/// One compilation: revision after revision is read, replayed, lowered and written, and forgotten.
class Compilation {
 public:
  Compilation(Project& project, const Dialect& dialect, const CompileOptions& options, const Plan& plan)
      : project_(project),
        dialect_(dialect),
        options_(options),
        plan_(plan),
        bodies_(project, plan.direction == Direction::downgrade),
        maker_(*project.graph, plan) {
    maker_.script().project = options.project_name;
    maker_.script().accept_data_loss = options.accept_data_loss;
  }

  std::optional<ScriptText> run(Diagnostics& diagnostics) {
    const std::unique_ptr<ScriptWriter> writer = dialect_.begin_script(maker_.script(), project_.sources, plan_.steps.size());
    replay_and_lower(*writer);
    bodies_.read_others();
    // What does not parse makes nonsense of what was found after it.
    if (bodies_.diagnostics().has_errors() && !check_syntax(project_, diagnostics)) return std::nullopt;
    add_all(bodies_.diagnostics(), diagnostics);
    add_all(replaying_, diagnostics);
    if (diagnostics.has_errors()) return std::nullopt;
    add_all(lowering_, diagnostics);
    if (diagnostics.has_errors()) return std::nullopt;
    maker_.script().input_digest = input_digest(*project_.graph, bodies_, plan_, dialect_, options_);
    dialect_.check_script(maker_.script(), diagnostics);
    if (diagnostics.has_errors()) return std::nullopt;
    return writer->finish();
  }

 private:
  void replay_and_lower(ScriptWriter& writer) {
    const ReplayOptions replay_options = replay_options_of(options_);
    const auto read = [this](RevisionIndex index) -> const ast::Revision& { return bodies_.read(index); };
    StepwiseReplay replay(*project_.graph, plan_, dialect_, replay_options, read, replaying_);
    replay.apply_history();
    for (std::size_t i = 0; i < plan_.steps.size() && !bodies_.diagnostics().has_errors(); ++i) {
      const ReplayedRevision revision = replay.next();
      if (replaying_.has_errors()) continue;
      const ast::RevisionHeader& header = project_.graph->revision(plan_.steps[i].revision).header;
      const LoweringContext context{.strategy = header.strategy, .made_tables = &made_tables_};
      std::vector<Step> steps = dialect_.lower(revision, context, lowering_);
      note_made_tables(revision, made_tables_);
      if (lowering_.has_errors()) continue;
      for (const Section& section : maker_.next(revision, std::move(steps))) writer.add(section);
    }
  }

  Project& project_;
  const Dialect& dialect_;
  const CompileOptions& options_;
  const Plan& plan_;
  RevisionBodies bodies_;
  ScriptMaker maker_;
  std::set<ObjectName> made_tables_;
  Diagnostics replaying_;
  Diagnostics lowering_;
};

}  // namespace

std::vector<std::vector<Step>> lower_all(const Replay& replay, const Dialect& dialect, Diagnostics& diagnostics) {
  std::vector<std::vector<Step>> lowered;
  lowered.reserve(replay.steps.size());
  for (const ReplayedRevision& revision : replay.steps) lowered.push_back(dialect.lower(revision, {}, diagnostics));
  return lowered;
}

ReplayOptions replay_options_of(const CompileOptions& options) {
  ReplayOptions replay_options = options.replay;
  for (const std::string_view name : dialect_names()) replay_options.dialects.emplace_back(name);
  return replay_options;
}

std::optional<ScriptText> compile_text(Project& project, const Dialect& dialect, const CompileOptions& options, Diagnostics& diagnostics) {
  if (!project.graph || diagnostics.has_errors()) return std::nullopt;
  Diagnostics planning;
  const std::optional<Plan> plan = make_plan(*project.graph, options.direction, options.range, planning);
  if (!plan && !check_syntax(project, diagnostics)) return std::nullopt;
  add_all(planning, diagnostics);
  if (!plan) return std::nullopt;
  return Compilation(project, dialect, options, *plan).run(diagnostics);
}

std::optional<std::string> compile(Project& project, const Dialect& dialect, const CompileOptions& options, Diagnostics& diagnostics) {
  const std::optional<ScriptText> text = compile_text(project, dialect, options, diagnostics);
  if (!text) return std::nullopt;
  return text->whole();
}

}  // namespace galley
