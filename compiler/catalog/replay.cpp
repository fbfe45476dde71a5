// Every revision of a plan over an empty catalog: first those applied before, then the steps.
#include <algorithm>
#include <map>
#include <utility>

#include "catalog/apply.hpp"
#include "catalog/derive_downgrade.hpp"
#include "catalog/round_trip.hpp"
#include "catalog/statements.hpp"
#include "diag/catalogue/catalog.hpp"
#include "galley/dialect.hpp"
#include "galley/operation.hpp"

namespace galley {

class StepwiseReplay::State {
 public:
  State(const RevisionGraph& graph, const Plan& plan, const Dialect& dialect, const ReplayOptions& options, ReadRevision read,
        Diagnostics& diagnostics)
      : graph_(graph),
        plan_(plan),
        options_(options),
        read_(std::move(read)),
        diagnostics_(diagnostics),
        workspace_(dialect, options, diagnostics) {
    if (options.proves_round_trips) proof_.emplace(graph);
  }

  [[nodiscard]] const Catalog& catalog() const { return workspace_.catalog(); }

  void apply_history() {
    RevisionSet taken_back(graph_.size());  // by a later step
    if (is_downgrade())
      for (const PlannedRevision& step : plan_.steps) taken_back[step.revision] = true;
    for (const RevisionIndex index : plan_.applied) {
      const ast::Revision& revision = read_(index);
      std::vector<Record> records = run_body(index, revision.upgrade);
      if (proof_) proof_->note_upgrade(index, records);
      if (!taken_back[index]) continue;
      if (std::holds_alternative<ast::DowngradeAuto>(revision.downgrade))
        upgrades_[index] = std::move(records);
      else if (options_.keeps_upgrades)
        written_[index] = derive_aside(index, std::move(records));
    }
  }

  ReplayedRevision next() {
    const RevisionIndex index = plan_.steps[next_++].revision;
    return is_downgrade() ? go_down_proved(index) : go_up(index);
  }

 private:
  [[nodiscard]] bool is_downgrade() const { return plan_.direction == Direction::downgrade; }

  std::vector<Record> run_body(RevisionIndex index, const std::vector<ast::Statement>& body) {
    workspace_.begin_revision(graph_.id(index));
    run_all(body, workspace_);
    drop_temporary_tables(workspace_);
    return workspace_.take_records();
  }

  static ReplayedRevision replayed(RevisionIndex index, std::vector<Record> records) {
    ReplayedRevision result{.revision = index, .operations = {}, .not_restored = {}};
    result.operations.reserve(records.size());
    for (Record& record : records) result.operations.push_back(std::move(record.operation));
    return result;
  }

  ReplayedRevision go_up(RevisionIndex index) {
    const ast::Revision& revision = read_(index);
    std::vector<Record> records = run_body(index, revision.upgrade);
    const std::vector<Undo> undos = derive_downgrade(records, workspace_);
    for (std::size_t i = 0; i < records.size(); ++i) {
      Reversibility& reversibility = records[i].operation.reversibility;
      reversibility = match(
          revision.downgrade, [&](const ast::DowngradeAuto&) { return undos[i].reversibility(); },
          [&](const ast::DowngradeBody&) { return undos[i].impossible ? Reversibility::lossless : undos[i].reversibility(); },
          [&](const ast::DowngradeIrreversible&) { return Reversibility::impossible; });
    }
    return replayed(index, std::move(records));
  }

  /// With a proof, nothing that went wrong reaches older revisions.
  ReplayedRevision go_down_proved(RevisionIndex index) {
    const std::size_t errors = diagnostics_.error_count();
    ReplayedRevision result = go_down(index);
    if (!proof_) return result;
    if (!blocked_ && diagnostics_.error_count() == errors) proof_->compare(index, result.operations, workspace_);
    proof_->restore(index, result.operations, workspace_);
    blocked_ = false;
    return result;
  }

  ReplayedRevision go_down(RevisionIndex index) {
    if (auto derived = upgrades_.extract(index)) return take_back(index, derived.mapped());
    const ast::Revision& revision = read_(index);
    if (const auto* irreversible = std::get_if<ast::DowngradeIrreversible>(&revision.downgrade)) {
      report_irreversible(revision, *irreversible);
      blocked_ = true;
    }
    if (const auto* body = std::get_if<ast::DowngradeBody>(&revision.downgrade); body && !blocked_) {
      ReplayedRevision result = replayed(index, run_body(index, body->body));
      if (auto kept = written_.extract(index)) {
        result.upgrade = std::move(kept.mapped().upgrade);
        result.inverses = std::move(kept.mapped().inverses);
      }
      return result;
    }
    return replayed(index, {});
  }

  /// What takes back each operation of an upgrade that has a downgrade of its own. The catalog is afterwards as it was before.
  ReplayedRevision derive_aside(RevisionIndex index, std::vector<Record> upgrade) {
    Diagnostics ignored;
    Diagnostics& usual = workspace_.exchange_diagnostics(ignored);
    const std::vector<Undo> undos = derive_downgrade(upgrade, workspace_);
    const std::vector<AppliedUndo> applied = apply_undos(upgrade, undos, ignored);
    std::vector<Record> records = workspace_.take_records();
    RoundTrip back(graph_);
    back.note_upgrade(index, records);
    back.restore(index, {}, workspace_);
    workspace_.exchange_diagnostics(usual);
    const ReplayedRevision done = replayed(index, std::move(records));
    ReplayedRevision result = replayed(index, {});
    keep_upgrade(result, std::move(upgrade), done.operations, applied);
    for (std::size_t i = 0; i < undos.size(); ++i) result.inverses[i].impossible = undos[i].impossible || applied[i].failed;
    return result;
  }

  ReplayedRevision take_back(RevisionIndex index, std::vector<Record>& upgrade) {
    workspace_.begin_revision(graph_.id(index));
    const std::vector<Undo> undos = derive_downgrade(upgrade, workspace_);
    for (std::size_t i = upgrade.size(); i-- > 0;)
      if (undos[i].impossible) {
        report_impossible(upgrade[i].operation.span, undos[i].help);
        blocked_ = blocked_ || proof_.has_value();
      }
    if (blocked_) return replayed(index, {});
    for (const Record& record : upgrade)
      if (std::holds_alternative<SetTimeout>(record.operation.change)) apply_at(record.operation.change, record.operation.span);
    const std::vector<AppliedUndo> applied = apply_undos(upgrade, undos, diagnostics_);
    ReplayedRevision result = replayed(index, workspace_.take_records());
    result.not_restored = not_restored_by(undos);
    if (options_.keeps_upgrades) keep_upgrade(result, std::move(upgrade), result.operations, applied);
    return result;
  }

  /// Which of the workspace's records take back one operation.
  struct AppliedUndo {
    std::size_t first;
    std::size_t end;
    bool failed;
  };

  /// From the last to the first. Reports go to `reports`.
  std::vector<AppliedUndo> apply_undos(const std::vector<Record>& upgrade, const std::vector<Undo>& undos, const Diagnostics& reports) {
    std::vector<AppliedUndo> applied(upgrade.size());
    for (std::size_t i = upgrade.size(); i-- > 0;) {
      const std::size_t errors = reports.error_count();
      applied[i].first = workspace_.record_count();
      for (const Change& change : undos[i].changes) apply_at(change, upgrade[i].operation.span);
      applied[i].end = workspace_.record_count();
      applied[i].failed = reports.error_count() > errors;
    }
    return applied;
  }

  /// In words, each once, those of the last operation first.
  static std::vector<std::string> not_restored_by(const std::vector<Undo>& undos) {
    std::vector<std::string> all;
    for (auto undo = undos.rbegin(); undo != undos.rend(); ++undo)
      for (const std::string& lost : undo->not_restored)
        if (std::find(all.begin(), all.end(), lost) == all.end()) all.push_back(lost);
    return all;
  }

  static void keep_upgrade(ReplayedRevision& result, std::vector<Record> upgrade, const std::vector<Operation>& taking_back,
                           const std::vector<AppliedUndo>& applied) {
    const auto begin = taking_back.begin();
    for (std::size_t i = 0; i < upgrade.size(); ++i) {
      const auto at = [&](std::size_t place) { return begin + static_cast<std::ptrdiff_t>(place); };
      result.inverses.push_back({.operations = {at(applied[i].first), at(applied[i].end)}});
      result.upgrade.push_back(std::move(upgrade[i].operation));
    }
  }

  void apply_at(const Change& change, Span span) {
    workspace_.set_undoing(span);
    apply_change(change, {span, span, span}, workspace_);
    workspace_.set_undoing(std::nullopt);
  }

  void report_irreversible(const ast::Revision& revision, const ast::DowngradeIrreversible& irreversible) {
    const auto& definition = options_.impossible_is_warning ? diag::irreversible_warning : diag::irreversible;
    diagnostics_.report(revision.downgrade_span, definition, revision.header.id.text, irreversible.why.value);
  }

  void report_impossible(Span span, const std::string& help) {
    diagnostics_.report(span, options_.impossible_is_warning ? diag::no_inverse_warning : diag::no_inverse).help("{}", help);
  }

  const RevisionGraph& graph_;
  const Plan& plan_;
  const ReplayOptions& options_;
  ReadRevision read_;
  Diagnostics& diagnostics_;
  Workspace workspace_;
  std::size_t next_ = 0;
  /// Of revisions whose downgrade is derived from them.
  std::map<RevisionIndex, std::vector<Record>> upgrades_;
  /// Of the others, where the options ask for it: `upgrade` and `inverses` alone.
  std::map<RevisionIndex, ReplayedRevision> written_;
  /// An irreversible revision was met: the schema below it is not known, so older steps are not applied, only asked
  /// whether they can be taken back at all.
  bool blocked_ = false;
  std::optional<RoundTrip> proof_;
};

StepwiseReplay::StepwiseReplay(const RevisionGraph& graph, const Plan& plan, const Dialect& dialect, const ReplayOptions& options,
                               ReadRevision read, Diagnostics& diagnostics)
    : state_(std::make_unique<State>(graph, plan, dialect, options, std::move(read), diagnostics)) {}
StepwiseReplay::~StepwiseReplay() = default;
void StepwiseReplay::apply_history() { state_->apply_history(); }
ReplayedRevision StepwiseReplay::next() { return state_->next(); }
const Catalog& StepwiseReplay::catalog() const { return state_->catalog(); }

Replay replay(const RevisionGraph& graph, const Plan& plan, const Dialect& dialect, const ReplayOptions& options,
              Diagnostics& diagnostics) {
  const auto whole = [&](RevisionIndex index) -> const ast::Revision& { return graph.revision(index); };
  StepwiseReplay stepwise(graph, plan, dialect, options, whole, diagnostics);
  Replay result;
  stepwise.apply_history();
  result.start = stepwise.catalog();
  for (std::size_t i = 0; i < plan.steps.size(); ++i) result.steps.push_back(stepwise.next());
  result.end = stepwise.catalog();
  return result;
}

}  // namespace galley
