// From a range to the steps of a script: which revisions, in which order, and the version rows after each.
#include <algorithm>

#include "diag/catalogue/revisions.hpp"
#include "galley/revision_graph.hpp"
#include "revisions/selectors.hpp"
#include "revisions/version_rows.hpp"

namespace galley {
namespace {

using revisions::revisions_of;
using revisions::Term;
using Revisions = std::vector<RevisionIndex>;

struct Range {
  std::string_view from;
  std::string_view to;
};

class Planner {
 public:
  Planner(const RevisionGraph& graph, std::string_view range, Diagnostics& diagnostics)
      : graph_(graph), range_(range), diagnostics_(diagnostics) {}

  std::optional<Plan> plan(Direction direction) {
    const auto range = split(direction);
    if (!range || !read(*range)) return std::nullopt;
    applied_ = graph_.with_ancestors(revisions_of(from_));
    if (!check_start()) return std::nullopt;
    const auto steps = direction == Direction::upgrade ? upgrade_steps() : downgrade_steps();
    if (!steps) return std::nullopt;
    return make(direction, *steps);
  }

 private:
  std::optional<Range> split(Direction direction) {
    const std::size_t colon = range_.find(':');
    if (colon == std::string_view::npos) return Range{direction == Direction::upgrade ? "base" : "heads", range_};
    if (range_.find(':', colon + 1) != std::string_view::npos) {
      diagnostics_.report({}, diag::malformed_range, range_).help("write FROM:TO");
      return std::nullopt;
    }
    const Range range{range_.substr(0, colon), range_.substr(colon + 1)};
    if (range.from.empty() || range.to.empty()) {
      diagnostics_.report({}, diag::empty_selector, range_).help("write FROM:TO, where FROM may be \"base\" and TO \"heads\"");
      return std::nullopt;
    }
    return range;
  }

  bool read(Range range) {
    auto from = revisions::select_terms(graph_, range.from, diagnostics_);
    auto to = revisions::select_terms(graph_, range.to, diagnostics_);
    if (!from || !to) return false;
    from_ = std::move(*from);
    to_ = std::move(*to);
    from_text_ = range.from;
    return true;
  }

  /// Rows of which one implies another cannot have come about. (Of `heads` some may be implied, by dependencies.)
  bool check_start() {
    const Revisions rows = graph_.rows_of(applied_);
    const auto is_row = [&](RevisionIndex i) { return std::binary_search(rows.begin(), rows.end(), i); };
    for (const Term& term : from_) {
      if (term.revisions.empty() || std::any_of(term.revisions.begin(), term.revisions.end(), is_row)) continue;
      const RevisionIndex implied = term.revisions.front();
      const std::string& by = graph_.id(row_over(implied, rows));
      diagnostics_.report({}, diag::impossible_rows, graph_.id(implied), by)
          .help("\"{}\" implies \"{}\": leave it out", by, graph_.id(implied));
      return false;
    }
    return true;
  }

  /// The first of `rows` that has the applied revision among its ancestors.
  RevisionIndex row_over(RevisionIndex ancestor, const Revisions& rows) const {
    return *std::find_if(rows.begin(), rows.end(), [&](RevisionIndex row) -> bool { return graph_.with_ancestors({row})[ancestor]; });
  }

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
    const RevisionSet down = above(targets);
    for (const RevisionIndex target : targets) {
      if (!down[target]) continue;
      report_contradiction(target, targets);
      return std::nullopt;
    }
    Revisions steps;
    for (auto it = graph_.order().rbegin(); it != graph_.order().rend(); ++it) {
      if (down[*it]) steps.push_back(*it);
    }
    if (steps.empty() && !check_current(targets)) return std::nullopt;
    return steps;
  }

  /// What goes down so that the targets become the end of their lines: their children (for `base`, everything) with all that
  /// descends from or depends on them, as far as applied.
  RevisionSet above(const Revisions& targets) const {
    Revisions waiting;
    const auto add_all = [&](const Revisions& more) { waiting.insert(waiting.end(), more.begin(), more.end()); };
    if (targets.empty()) add_all(graph_.bases());
    for (const RevisionIndex target : targets) add_all(graph_.children(target));
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

  void report_contradiction(RevisionIndex target, const Revisions& targets) {
    const auto cause = std::find_if(targets.begin(), targets.end(), [&](RevisionIndex other) -> bool { return above({other})[target]; });
    diagnostics_.report({}, diag::contradictory_targets, graph_.id(target), graph_.id(*cause))
        .help("name only revisions that can stay together");
  }

  /// With nothing to take down every target has to be a row, or something else keeps it in place.
  bool check_current(const Revisions& targets) {
    const Revisions rows = graph_.rows_of(applied_);
    for (const RevisionIndex target : targets) {
      if (std::binary_search(rows.begin(), rows.end(), target)) continue;
      const std::string& holder = graph_.id(row_over(target, rows));
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
