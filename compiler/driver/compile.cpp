// The pipeline: plan, replay, lowering, script. Some revisions go all the way before the next ones are read.
#include "galley/compile.hpp"

#include <fmt/format.h>

#include <iterator>
#include <set>

#include "base/append.hpp"
#include "base/sha256.hpp"
#include "driver/lowering.hpp"
#include "driver/made_in_script.hpp"
#include "driver/recorded.hpp"
#include "driver/revision_bodies.hpp"
#include "driver/sound_part.hpp"
#include "script/undo_sections.hpp"

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
  if (options.idempotent) add("idempotent");
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

/// The whole graph, for a script that finds out in the database what is applied.
std::vector<KnownRevision> known_revisions(const RevisionGraph& graph, const Plan& plan) {
  constexpr int elsewhere = -1;
  std::vector<int> places(graph.size(), elsewhere);
  for (const RevisionIndex index : plan.applied) places[index] = 0;
  int place = 0;
  for (const PlannedRevision& step : plan.steps) places[step.revision] = ++place;
  std::vector<KnownRevision> known;
  known.reserve(graph.size());
  for (const RevisionIndex index : graph.order()) {
    KnownRevision& revision = known.emplace_back(KnownRevision{.id = graph.id(index), .needs = {}, .place = places[index]});
    for (const RevisionIndex needed : graph.parents(index)) revision.needs.push_back(graph.id(needed));
    for (const RevisionIndex needed : graph.dependencies(index)) revision.needs.push_back(graph.id(needed));
  }
  return known;
}

/// One compilation: some revisions at a time are parsed, replayed, lowered and written, and forgotten. Each of these is a lot of code,
/// which the processor would have to fetch again for every revision if they took turns.
class Compilation {
 public:
  Compilation(Project& project, const Dialect& dialect, const CompileOptions& options, const Plan& plan, const HistorySum* record)
      : project_(project),
        dialect_(dialect),
        options_(options),
        plan_(plan),
        record_(record),
        bodies_(project, plan.direction == Direction::downgrade),
        maker_(*project.graph, plan) {
    maker_.script().project = options.project_name;
    maker_.script().accept_data_loss = options.accept_data_loss;
    if (!options.idempotent) return;
    maker_.script().history = known_revisions(*project.graph, plan);
    maker_.script().from_text = plan.start_rows.empty() ? "any revision" : maker_.script().from_text + " or later";
  }

  std::optional<ScriptText> run(Diagnostics& diagnostics) {
    const std::unique_ptr<ScriptWriter> writer = dialect_.begin_script(maker_.script(), project_.sources, plan_.steps.size());
    replay_and_lower(*writer);
    bodies_.read_others();
    // What does not parse makes nonsense of what was found after it.
    if (bodies_.diagnostics().has_errors() && !check_what_parses(project_, dialect_, options_, diagnostics)) return std::nullopt;
    diagnostics.add_all(bodies_.diagnostics());
    diagnostics.add_all(replaying_);
    check_record(diagnostics);
    diagnostics.add_all(lowering_);  // of revisions before the first that the replay found something wrong with
    if (diagnostics.has_errors()) return std::nullopt;
    maker_.script().input_digest = input_digest(*project_.graph, bodies_, plan_, dialect_, options_);
    dialect_.check_script(maker_.script(), diagnostics);
    if (diagnostics.has_errors()) return std::nullopt;
    return writer->finish();
  }

 private:
  /// A script of a history that is not what it was would not be what others have run.
  void check_record(Diagnostics& diagnostics) {
    if (record_ == nullptr) return;
    const MeaningOf meaning = [this](RevisionIndex i) { return bodies_.meaning(i); };
    check_sum(*project_.graph, meaning, *record_, false, diagnostics);
  }

  void replay_and_lower(ScriptWriter& writer) {
    ReplayOptions replay_options = replay_options_of(options_);
    replay_options.keeps_upgrades = keeps_upgrades();
    const auto read = [this](RevisionIndex index) -> const ast::Revision& { return bodies_.read(index); };
    StepwiseReplay replay(*project_.graph, plan_, dialect_, replay_options, read, replaying_);
    bodies_.expect(plan_.applied);
    replay.apply_history();
    std::vector<RevisionIndex> order;
    for (const PlannedRevision& step : plan_.steps) order.push_back(step.revision);
    bodies_.expect(std::move(order));
    for (std::size_t begin = 0; begin < plan_.steps.size() && !bodies_.diagnostics().has_errors();) {
      const std::size_t end = std::min(plan_.steps.size(), begin + RevisionBodies::batch_size);
      const std::vector<ReplayedRevision> revisions = replay_some(replay, begin, end);
      std::vector<std::vector<Step>> steps = lower_some(revisions, begin);
      for (std::size_t i = 0; i < steps.size(); ++i) write(revisions[i], std::move(steps[i]), header_of(begin + i), writer);
      begin = end;
    }
  }

  [[nodiscard]] const ast::RevisionHeader& header_of(std::size_t step) const {
    return project_.graph->revision(plan_.steps[step].revision).header;
  }

  /// Those before the first with an error.
  std::vector<ReplayedRevision> replay_some(StepwiseReplay& replay, std::size_t begin, std::size_t end) {
    std::vector<ReplayedRevision> revisions;
    for (std::size_t i = begin; i < end && !bodies_.diagnostics().has_errors(); ++i) {
      ReplayedRevision revision = replay.next();
      if (!replaying_.has_errors()) revisions.push_back(std::move(revision));
    }
    return revisions;
  }

  /// Likewise.
  std::vector<std::vector<Step>> lower_some(const std::vector<ReplayedRevision>& revisions, std::size_t begin) {
    std::vector<std::vector<Step>> lowered;
    for (std::size_t i = 0; i < revisions.size(); ++i) {
      const LoweringContext context{
          .strategy = header_of(begin + i).strategy, .made_tables = &made_.tables(), .added_values = &made_.enum_values()};
      std::vector<Step> steps = dialect_.lower(revisions[i], context, lowering_);
      if (!options_.idempotent) made_.note_tables(revisions[i]);  // else they may have been applied long ago
      made_.note_enum_values(revisions[i]);
      if (!lowering_.has_errors()) lowered.push_back(std::move(steps));
    }
    return lowered;
  }

  void write(const ReplayedRevision& revision, std::vector<Step> steps, const ast::RevisionHeader& header, ScriptWriter& writer) {
    for (const Section& section : maker_.next(revision, std::move(steps))) writer.add(section);
    if (keeps_upgrades()) add_undo(revision, header, writer);
  }

  /// Where an upgrade can be stopped half way, the way down begins there.
  [[nodiscard]] bool keeps_upgrades() const { return plan_.direction == Direction::downgrade && dialect_.heeds_script_settings(); }

  void add_undo(const ReplayedRevision& revision, const ast::RevisionHeader& header, ScriptWriter& writer) {
    const std::set<ObjectName> none;
    Diagnostics ignored;  // they are those of the upgrade's script
    const ReplayedRevision upgrade{.revision = revision.revision, .operations = revision.upgrade};
    const std::vector<Step> steps = dialect_.lower(upgrade, {.strategy = header.strategy, .made_tables = &none}, ignored);
    if (!may_stop_half_way(steps)) return;
    std::vector<LoweredInverse> inverses;
    for (const Inverse& inverse : revision.inverses) {
      const ReplayedRevision back{.revision = revision.revision, .operations = inverse.operations};
      inverses.push_back({dialect_.lower(back, {}, ignored), inverse.impossible});
    }
    for (Section& section : undo_sections(steps, inverses)) {
      section.revision = revision.revision;
      section.place = static_cast<int>(maker_.script().revisions.size());
      writer.add(section);
    }
  }

  Project& project_;
  const Dialect& dialect_;
  const CompileOptions& options_;
  const Plan& plan_;
  const HistorySum* record_;
  RevisionBodies bodies_;
  ScriptMaker maker_;
  MadeInScript made_;
  Diagnostics replaying_;
  Diagnostics lowering_;
};

}  // namespace

std::vector<ReplayedRevision> replay_and_lower(const RevisionGraph& graph, const Plan& plan, const Dialect& dialect,
                                               const ReplayOptions& options, Diagnostics& diagnostics, OlderTables older_tables,
                                               const SeeStep& see) {
  const std::set<ObjectName> no_tables;
  Diagnostics replaying;
  Diagnostics lowering;
  const auto whole = [&](RevisionIndex index) -> const ast::Revision& { return graph.revision(index); };
  StepwiseReplay replay(graph, plan, dialect, options, whole, replaying);
  replay.apply_history();
  std::vector<ReplayedRevision> steps;
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    steps.push_back(replay.next());
    const std::optional<Strategy> strategy = graph.revision(plan.steps[i].revision).header.strategy;
    const bool in_use = older_tables == OlderTables::are_in_use || strategy == Strategy::online;
    const LoweringContext context{.strategy = strategy, .made_tables = in_use ? &no_tables : nullptr};
    if (replaying.has_errors()) continue;
    for (const Step& step : dialect.lower(steps.back(), context, lowering))
      if (see) see(step);
  }
  diagnostics.add_all(replaying);
  diagnostics.add_all(lowering);
  return steps;
}

ReplayOptions replay_options_of(const CompileOptions& options) {
  ReplayOptions replay_options = options.replay;
  for (const std::string_view name : dialect_names()) replay_options.dialects.emplace_back(name);
  return replay_options;
}

std::optional<ScriptText> compile_text(Project& project, const Dialect& dialect, const CompileOptions& options, Diagnostics& diagnostics) {
  return compile_recorded(project, dialect, options, nullptr, diagnostics);
}

std::optional<ScriptText> compile_recorded(Project& project, const Dialect& dialect, const CompileOptions& options,
                                           const HistorySum* record, Diagnostics& diagnostics) {
  if (!project.graph || diagnostics.has_errors()) return std::nullopt;
  Diagnostics planning;
  const std::optional<Plan> plan = make_plan(*project.graph, options.direction, options.range, planning);
  if (!plan && !check_what_parses(project, dialect, options, diagnostics)) return std::nullopt;
  diagnostics.add_all(planning);
  if (!plan) return std::nullopt;
  return Compilation(project, dialect, options, *plan, record).run(diagnostics);
}

std::optional<std::string> compile(Project& project, const Dialect& dialect, const CompileOptions& options, Diagnostics& diagnostics) {
  const std::optional<ScriptText> text = compile_text(project, dialect, options, diagnostics);
  if (!text) return std::nullopt;
  return text->whole();
}

}  // namespace galley
