// One branch of the history, named by a label or by one of its revisions.
#pragma once

#include <string>

#include "galley/revision_graph.hpp"

namespace galley::revisions {

struct Branch {
  std::string name;            // as it was written
  RevisionIndex revision = 0;  // the one that it is named by, or that the label is written at
  /// What a label would reach: that revision, all descendants, and ancestors up to the next branch or merge point.
  RevisionSet members;
  /// The members and all ancestors by parents: where a walk along the branch may go.
  RevisionSet lineage;
};

[[nodiscard]] Branch branch_of(const RevisionGraph& graph, std::string_view name, RevisionIndex revision);

/// The heads among the members, by id.
[[nodiscard]] std::vector<RevisionIndex> heads_of(const RevisionGraph& graph, const Branch& branch);
/// The bases that the branch grows from, by id.
[[nodiscard]] std::vector<RevisionIndex> bases_of(const RevisionGraph& graph, const Branch& branch);

}  // namespace galley::revisions
