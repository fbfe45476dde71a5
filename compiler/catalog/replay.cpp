// Every revision of a plan over an empty catalog: first those applied before, then the steps.
#include <algorithm>
#include <map>
#include <set>

#include "catalog/apply.hpp"
#include "catalog/derive_downgrade.hpp"
#include "catalog/statements.hpp"
#include "diag/catalogue/catalog.hpp"
#include "galley/dialect.hpp"
#include "galley/operation.hpp"

namespace galley {
namespace {

class HistoryReplay {
 public:
  HistoryReplay(const RevisionGraph& graph, const Plan& plan, const Dialect& dialect, const ReplayOptions& options,
                Diagnostics& diagnostics)
      : graph_(graph), plan_(plan), options_(options), diagnostics_(diagnostics), workspace_(dialect, options, diagnostics) {}

  Replay run() {
    Replay result;
    apply_history();
    result.start = workspace_.catalog();
    for (const PlannedRevision& step : plan_.steps) result.steps.push_back(is_downgrade() ? go_down(step.revision) : go_up(step.revision));
    result.end = workspace_.catalog();
    return result;
  }

 private:
  [[nodiscard]] bool is_downgrade() const { return plan_.direction == Direction::downgrade; }
  [[nodiscard]] bool is_derived(RevisionIndex index) const {
    return std::holds_alternative<ast::DowngradeAuto>(graph_.revision(index).downgrade);
  }

  void apply_history() {
    std::set<RevisionIndex> derived;  // revisions whose operations a later step takes back
    if (is_downgrade())
      for (const PlannedRevision& step : plan_.steps)
        if (is_derived(step.revision)) derived.insert(step.revision);
    for (const RevisionIndex index : plan_.applied) {
      std::vector<Record> records = run_body(index, graph_.revision(index).upgrade);
      if (derived.contains(index)) upgrades_[index] = std::move(records);
    }
  }

  std::vector<Record> run_body(RevisionIndex index, const std::vector<ast::Statement>& body) {
    workspace_.begin_revision(graph_.id(index));
    run_all(body, workspace_);
    return workspace_.take_records();
  }

  static ReplayedRevision replayed(RevisionIndex index, std::vector<Record> records) {
    ReplayedRevision result{.revision = index, .operations = {}, .not_restored = {}};
    for (Record& record : records) result.operations.push_back(std::move(record.operation));
    return result;
  }

  ReplayedRevision go_up(RevisionIndex index) {
    const ast::Revision& revision = graph_.revision(index);
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

  ReplayedRevision go_down(RevisionIndex index) {
    const ast::Revision& revision = graph_.revision(index);
    if (const auto* irreversible = std::get_if<ast::DowngradeIrreversible>(&revision.downgrade)) {
      report_irreversible(index, *irreversible);
      blocked_ = true;
    }
    if (const auto* body = std::get_if<ast::DowngradeBody>(&revision.downgrade); body && !blocked_)
      return replayed(index, run_body(index, body->body));
    return is_derived(index) ? take_back(index) : replayed(index, {});
  }

  ReplayedRevision take_back(RevisionIndex index) {
    const std::vector<Record> upgrade = std::exchange(upgrades_[index], {});
    workspace_.begin_revision(graph_.id(index));
    const std::vector<Undo> undos = derive_downgrade(upgrade, workspace_);
    for (std::size_t i = upgrade.size(); i-- > 0;)
      if (undos[i].impossible) report_impossible(upgrade[i].operation.span, undos[i].help);
    if (blocked_) return replayed(index, {});
    for (const Record& record : upgrade)
      if (std::holds_alternative<SetTimeout>(record.operation.change)) apply_at(record.operation.change, record.operation.span);
    std::vector<std::string> not_restored;
    for (std::size_t i = upgrade.size(); i-- > 0;) {
      for (const Change& change : undos[i].changes) apply_at(change, upgrade[i].operation.span);
      for (const std::string& lost : undos[i].not_restored)
        if (std::find(not_restored.begin(), not_restored.end(), lost) == not_restored.end()) not_restored.push_back(lost);
    }
    ReplayedRevision result = replayed(index, workspace_.take_records());
    result.not_restored = std::move(not_restored);
    return result;
  }

  void apply_at(const Change& change, Span span) {
    workspace_.set_undoing(span);
    apply_change(change, {span, span, span}, workspace_);
    workspace_.set_undoing(std::nullopt);
  }

  void report_irreversible(RevisionIndex index, const ast::DowngradeIrreversible& irreversible) {
    const auto& definition = options_.impossible_is_warning ? diag::irreversible_warning : diag::irreversible;
    diagnostics_.report(graph_.revision(index).downgrade_span, definition, graph_.id(index), irreversible.why.value);
  }

  void report_impossible(Span span, const std::string& help) {
    diagnostics_.report(span, options_.impossible_is_warning ? diag::no_inverse_warning : diag::no_inverse).help("{}", help);
  }

  const RevisionGraph& graph_;
  const Plan& plan_;
  const ReplayOptions& options_;
  Diagnostics& diagnostics_;
  Workspace workspace_;
  std::map<RevisionIndex, std::vector<Record>> upgrades_;
  /// An irreversible revision was met: the schema below it is not known, so older steps are not applied, only asked
  /// whether they can be taken back at all.
  bool blocked_ = false;
};

}  // namespace

Replay replay(const RevisionGraph& graph, const Plan& plan, const Dialect& dialect, const ReplayOptions& options,
              Diagnostics& diagnostics) {
  return HistoryReplay(graph, plan, dialect, options, diagnostics).run();
}

}  // namespace galley
