#include "revisions/branch.hpp"

namespace galley::revisions {
namespace {

using Revisions = std::vector<RevisionIndex>;

/// `start` and everything that `next` leads to from there.
template <class Next>
RevisionSet reached(const RevisionGraph& graph, RevisionIndex start, Next next) {
  RevisionSet found(graph.size());
  Revisions waiting{start};
  while (!waiting.empty()) {
    const RevisionIndex at = waiting.back();
    waiting.pop_back();
    if (found[at]) continue;
    found[at] = true;
    for (const RevisionIndex further : next(at)) waiting.push_back(further);
  }
  return found;
}

void add_ancestors_up_to_fork(const RevisionGraph& graph, RevisionIndex start, RevisionSet& members) {
  const auto is_fork = [&](RevisionIndex i) { return graph.is_branch_point(i) || graph.is_merge_point(i); };
  for (RevisionIndex at = start; !is_fork(at) && !graph.parents(at).empty() && !is_fork(graph.parents(at).front());) {
    at = graph.parents(at).front();
    members[at] = true;
  }
}

}  // namespace

Branch branch_of(const RevisionGraph& graph, std::string_view name, RevisionIndex revision) {
  Branch branch{std::string(name), revision, {}, {}};
  branch.members = reached(graph, revision, [&](RevisionIndex i) -> const Revisions& { return graph.children(i); });
  branch.lineage = reached(graph, revision, [&](RevisionIndex i) -> const Revisions& { return graph.parents(i); });
  for (RevisionIndex i = 0; i < graph.size(); ++i) branch.lineage[i] = branch.lineage[i] || branch.members[i];
  add_ancestors_up_to_fork(graph, revision, branch.members);
  return branch;
}

Revisions heads_of(const RevisionGraph& graph, const Branch& branch) {
  Revisions found;
  for (const RevisionIndex head : graph.heads())
    if (branch.members[head]) found.push_back(head);
  return found;
}

Revisions bases_of(const RevisionGraph& graph, const Branch& branch) {
  Revisions found;
  for (const RevisionIndex base : graph.bases())
    if (branch.lineage[base]) found.push_back(base);
  return found;
}

}  // namespace galley::revisions
