// From a range to the steps of a script: which revisions, in which order, and the version rows after each.
#include <algorithm>

#include "diag/catalogue/revisions.hpp"
#include "galley/revision_graph.hpp"
#include "revisions/range.hpp"
#include "revisions/version_rows.hpp"

namespace galley {
namespace {

using revisions::revisions_of;
using revisions::Term;
using Revisions = std::vector<RevisionIndex>;

class Planner {
 public:
  Planner(const RevisionGraph& graph, std::string_view range, Diagnostics& diagnostics)
      : graph_(graph), range_(range), diagnostics_(diagnostics) {}

  std::optional<Plan> plan(Direction direction) {
    const auto range = revisions::split_range(range_, direction == Direction::upgrade ? "base" : "heads", diagnostics_);
    auto start = range ? revisions::read_start(graph_, *range, diagnostics_) : std::nullopt;
    if (!start) return std::nullopt;
    auto to = revisions::select_terms(graph_, range->to, diagnostics_, &start->start);
    if (!to) return std::nullopt;
    from_text_ = range->from;
    from_ = std::move(start->terms);
    to_ = std::move(*to);
    applied_ = std::move(start->start.applied);
    const auto steps = direction == Direction::upgrade ? upgrade_steps() : downgrade_steps();
    if (!steps) return std::nullopt;
    return make(direction, *steps);
  }

 private:
  std::optional<Revisions> upgrade_steps() {
    const RevisionSet wanted = graph_.with_ancestors(revisions_of(to_));
    Revisions steps;
    for (const RevisionIndex i : graph_.order()) {
      if (wanted[i] && !applied_[i]) steps.push_back(i);
    }
    if (steps.empty() && wanted != applied_ && !stays_at_rows()) {
      const auto target = to_.front().revisions;
      diagnostics_.report({}, diag::backward_upgrade, range_, target.empty() ? "base" : graph_.id(target.front()), from_text_)
          .help("to go back, run: galley downgrade {}", range_);
      return std::nullopt;
    }
    return steps;
  }

  /// Whether every target is a row already, so that there is simply nothing to do.
  bool stays_at_rows() const {
    const Revisions rows = graph_.rows_of(applied_);
    const Revisions targets = revisions_of(to_);
    return !targets.empty() && std::includes(rows.begin(), rows.end(), targets.begin(), targets.end());
  }

  std::optional<Revisions> downgrade_steps() {
    const Revisions targets = revisions_of(to_);
    for (const RevisionIndex target : targets) {
      if (!applied_[target]) {
        report_not_applied(target);
        return std::nullopt;
      }
    }
    const RevisionSet down = above(to_);
    for (const RevisionIndex target : targets) {
      if (!down[target]) continue;
      report_contradiction(target);
      return std::nullopt;
    }
    Revisions steps;
    for (auto it = graph_.order().rbegin(); it != graph_.order().rend(); ++it) {
      if (down[*it]) steps.push_back(*it);
    }
    if (steps.empty() && !check_current(targets)) return std::nullopt;
    return steps;
  }

  /// What stands on the term's revisions (on `base`: the bases), on its branch alone where it names one.
  Revisions first_above(const Term& term) const {
    if (term.revisions.empty()) return term.branch == nullptr ? graph_.bases() : revisions::bases_of(graph_, *term.branch);
    Revisions first;
    for (const RevisionIndex target : term.revisions)
      for (const RevisionIndex child : graph_.children(target))
        if (term.branch == nullptr || term.branch->lineage[child]) first.push_back(child);
    return first;
  }

  /// What goes down so that the targets become the end of their lines: what stands on them with all that descends from or
  /// depends on that, as far as applied.
  RevisionSet above(const std::vector<Term>& targets) const {
    Revisions waiting;
    const auto add_all = [&](const Revisions& more) { waiting.insert(waiting.end(), more.begin(), more.end()); };
    for (const Term& target : targets) add_all(first_above(target));
    RevisionSet down(graph_.size());
    while (!waiting.empty()) {
      const RevisionIndex at = waiting.back();
      waiting.pop_back();
      if (!applied_[at] || down[at]) continue;
      down[at] = true;
      add_all(graph_.children(at));
      add_all(graph_.dependents(at));
    }
    return down;
  }

  void report_not_applied(RevisionIndex target) {
    const RevisionSet needed = graph_.with_ancestors({target});
    const Revisions start = revisions_of(from_);
    const bool ahead = std::any_of(start.begin(), start.end(), [&](RevisionIndex i) { return needed[i]; });
    if (ahead) {
      diagnostics_.report({}, diag::backward_downgrade, range_, graph_.id(target), from_text_)
          .help("to go forward, run: galley upgrade {}", range_);
    } else {
      diagnostics_.report({}, diag::unrelated_target, graph_.id(target), from_text_)
          .help("a downgrade ends at \"base\" or at a revision that is applied; FROM is what the database's version table holds");
    }
  }

  void report_contradiction(RevisionIndex target) {
    const auto cause = std::find_if(to_.begin(), to_.end(), [&](const Term& other) -> bool { return above({other})[target]; });
    diagnostics_
        .report({}, diag::contradictory_targets, graph_.id(target),
                cause->revisions.empty() ? cause->text : graph_.id(cause->revisions.front()))
        .help("name only revisions that can stay together");
  }

  /// With nothing to take down every target has to be a row, or something else keeps it in place.
  bool check_current(const Revisions& targets) {
    const Revisions rows = graph_.rows_of(applied_);
    for (const RevisionIndex target : targets) {
      if (std::binary_search(rows.begin(), rows.end(), target)) continue;
      const std::string& holder = graph_.id(revisions::row_over(graph_, target, rows));
      diagnostics_.report({}, diag::held_target, graph_.id(target), holder)
          .help("take \"{}\" down first, to a revision before it needs \"{}\"", holder, graph_.id(target));
      return false;
    }
    return true;
  }

  Plan make(Direction direction, const Revisions& steps) {
    revisions::VersionRows rows(graph_, applied_);
    Plan plan{.direction = direction, .start_rows = rows.ids(), .applied = {}, .steps = {}};
    for (const RevisionIndex i : graph_.order()) {
      if (applied_[i]) plan.applied.push_back(i);
    }
    plan.steps.reserve(steps.size());
    for (const RevisionIndex i : steps) {
      VersionRowChange change = rows.step(direction, i);
      plan.steps.push_back({i, std::move(change), rows.ids()});
    }
    return plan;
  }

  const RevisionGraph& graph_;
  std::string_view range_;
  Diagnostics& diagnostics_;
  std::string_view from_text_;
  std::vector<Term> from_;
  std::vector<Term> to_;
  RevisionSet applied_;
};

}  // namespace

std::optional<Plan> make_plan(const RevisionGraph& graph, Direction direction, std::string_view range, Diagnostics& diagnostics) {
  return Planner(graph, range, diagnostics).plan(direction);
}

}  // namespace galley
