#include "revisions/walk.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "diag/catalogue/revisions.hpp"
#include "revisions/selectors.hpp"

namespace galley::revisions {
namespace {

using Revisions = Walk::Revisions;

/// A label that one of the revisions has and the others have not, to tell them apart by.
std::string_view telling_label(const RevisionGraph& graph, const Revisions& revisions) {
  for (const RevisionIndex revision : revisions) {
    for (const std::string& label : graph.labels(revision)) {
      const auto has_it = [&](RevisionIndex i) { return std::binary_search(graph.labels(i).begin(), graph.labels(i).end(), label); };
      if (std::count_if(revisions.begin(), revisions.end(), has_it) == 1) return label;
    }
  }
  return {};
}

}  // namespace

std::string Walk::steps_text() const { return fmt::format("{}{}", relative_.is_up ? '+' : '-', relative_.steps); }

std::optional<Revisions> Walk::walk(std::optional<RevisionIndex> position, std::uint32_t walked) {
  for (; walked < relative_.steps; ++walked) {
    if (!relative_.is_up && position && graph_.parents(*position).empty()) {
      position.reset();
      continue;
    }
    if (!relative_.is_up && !position) return runs_out(walked, "base");
    const Revisions next = relative_.is_up ? next_above(position) : next_below(*position);
    if (next.empty()) return runs_out(walked, name_of(position));
    if (next.size() > 1) return forks(name_of(position), next);
    position = next.front();
  }
  return position ? Revisions{*position} : Revisions{};
}

Revisions Walk::next_above(std::optional<RevisionIndex> position) const {
  Revisions next = position ? graph_.children(*position) : graph_.bases();
  if (branch_ != nullptr) std::erase_if(next, [&](RevisionIndex i) { return !branch_->lineage[i]; });
  return next;
}

/// Below a merge point the branch decides, where it can.
Revisions Walk::next_below(RevisionIndex position) const {
  const Revisions& all = graph_.parents(position);
  if (branch_ == nullptr || all.size() == 1) return all;
  Revisions next = all;
  std::erase_if(next, [&](RevisionIndex i) { return !branch_->lineage[i]; });
  return next.size() == 1 ? next : all;
}

std::optional<Revisions> Walk::up_from(const Start& start) {
  if (relative_.steps == 0) return start.rows;
  const Revisions first = not_applied_next(start);
  if (first.empty()) return runs_out(0, start.text);
  if (first.size() > 1) return forks(start.text, first);
  return walk(first.front(), 1);
}

Revisions Walk::not_applied_next(const Start& start) const {
  Revisions next;
  if (branch_ != nullptr) {
    const auto is_open = [&](RevisionIndex i) { return branch_->lineage[i] && !start.applied[i]; };
    for (const RevisionIndex i : graph_.order())
      if (is_open(i) && std::none_of(graph_.parents(i).begin(), graph_.parents(i).end(), is_open)) next.push_back(i);
  } else if (start.rows.empty()) {
    next = graph_.bases();
  } else {
    for (const RevisionIndex row : start.rows)
      for (const RevisionIndex child : graph_.children(row))
        if (!start.applied[child]) next.push_back(child);
  }
  std::sort(next.begin(), next.end());
  next.erase(std::unique(next.begin(), next.end()), next.end());
  return next;
}

std::optional<Revisions> Walk::down_from(const Start& start) {
  const Revisions tips = branch_ == nullptr ? start.rows : applied_tips(start);
  if (tips.empty() && branch_ != nullptr) {
    diagnostics_.report({}, diag::branch_not_applied, branch_->name, start.text, term_)
        .help("\"FROM:{}\" takes away what FROM holds of the branch: name its revision in FROM", term_);
    return std::nullopt;
  }
  if (tips.size() > 1) {
    const std::string_view label = branch_ == nullptr ? telling_label(graph_, tips) : std::string_view();
    auto report = diagnostics_.report({}, diag::several_starts, term_, tips.size(), list_text(graph_, tips));
    report.help("say which one goes down: write \"{}@{}\" or the like", graph_.id(tips.front()), steps_text());
    if (!label.empty()) report.help("a branch may be named by its label: \"{}@{}\"", label, steps_text());
    return std::nullopt;
  }
  return walk(tips.empty() ? std::nullopt : std::optional(tips.front()), 0);
}

/// What is applied of the branch and has nothing applied of it above.
Revisions Walk::applied_tips(const Start& start) const {
  Revisions tips;
  const auto is_applied = [&](RevisionIndex i) { return branch_->members[i] && start.applied[i]; };
  for (RevisionIndex i = 0; i < graph_.size(); ++i)
    if (is_applied(i) && std::none_of(graph_.children(i).begin(), graph_.children(i).end(), is_applied)) tips.push_back(i);
  return tips;
}

std::nullopt_t Walk::runs_out(std::uint32_t walked, std::string_view at) {
  auto report = diagnostics_.report({}, diag::walk_runs_out, term_, walked, relative_.steps, at);
  if (!relative_.is_up)
    report.help("write \"base\" to go all the way down");
  else
    report.help("there is nothing newer{}", branch_ == nullptr ? "; \"heads\" names the newest revisions" : " on this branch");
  return std::nullopt;
}

std::nullopt_t Walk::forks(std::string_view at, const Revisions& candidates) {
  auto report = diagnostics_.report({}, diag::walk_forks, term_, at, list_text(graph_, candidates));
  report.help("write the id of the revision that is meant, for example \"{}\"", graph_.id(candidates.front()));
  if (const std::string_view label = telling_label(graph_, candidates); !label.empty() && branch_ == nullptr)
    report.help("or name the branch: \"{}@{}\"", label, term_);
  if (!relative_.is_up && candidates.size() > 1)
    report.help("or all of them, to take down the merge alone: \"{}\"", [&] {
      std::string all;
      for (const RevisionIndex i : candidates) all += (all.empty() ? "" : ",") + graph_.id(i);
      return all;
    }());
  return std::nullopt;
}

}  // namespace galley::revisions
