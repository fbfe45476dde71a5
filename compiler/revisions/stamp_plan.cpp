#include "revisions/stamp_plan.hpp"

#include <algorithm>
#include <iterator>

#include "revisions/range.hpp"

namespace galley {
namespace {

using revisions::Term;
using Revisions = std::vector<RevisionIndex>;

std::vector<std::string> ids_of(const RevisionGraph& graph, const Revisions& rows) {
  std::vector<std::string> ids;
  for (const RevisionIndex row : rows) ids.push_back(graph.id(row));
  return ids;
}

/// Whether a row gives way: it is above or below what the term names, or of the branch that goes back to its base.
class GivesWay {
 public:
  GivesWay(const RevisionGraph& graph, const Term& term) : graph_(graph), term_(term), below_(graph.with_ancestors(term.revisions)) {}

  bool operator()(RevisionIndex row) const {
    if (term_.revisions.empty()) return term_.branch == nullptr || term_.branch->members[row];
    if (below_[row]) return true;
    const RevisionSet needed = graph_.with_ancestors({row});
    return std::any_of(term_.revisions.begin(), term_.revisions.end(), [&](RevisionIndex target) -> bool { return needed[target]; });
  }

 private:
  const RevisionGraph& graph_;
  const Term& term_;
  RevisionSet below_;
};

/// One row becomes another where that is possible; the rest comes and goes.
VersionRowChange change_between(const std::vector<std::string>& before, const std::vector<std::string>& after) {
  VersionRowChange change;
  std::set_difference(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(change.deletes));
  std::set_difference(after.begin(), after.end(), before.begin(), before.end(), std::back_inserter(change.inserts));
  if (change.deletes.empty() || change.inserts.empty()) return change;
  change.update = {change.deletes.front(), change.inserts.front()};
  change.deletes.erase(change.deletes.begin());
  change.inserts.erase(change.inserts.begin());
  return change;
}

}  // namespace

std::optional<StampPlan> make_stamp_plan(const RevisionGraph& graph, std::string_view range, bool purge, Diagnostics& diagnostics) {
  const auto parts = revisions::split_range(range, "base", diagnostics);
  const auto from = parts ? revisions::read_start(graph, *parts, diagnostics) : std::nullopt;
  if (!from) return std::nullopt;
  const auto to = revisions::select_terms(graph, parts->to, diagnostics, &from->start);
  if (!to) return std::nullopt;
  Revisions rows = purge ? Revisions() : from->start.rows;
  for (const Term& term : *to) std::erase_if(rows, GivesWay(graph, term));
  const Revisions targets = revisions::revisions_of(*to);
  rows.insert(rows.end(), targets.begin(), targets.end());
  StampPlan plan{ids_of(graph, from->start.rows), ids_of(graph, graph.rows_of(graph.with_ancestors(rows))), {}};
  plan.change = change_between(plan.start_rows, plan.end_rows);
  return plan;
}

}  // namespace galley
