// The bare graph: what needs what. The searches over it are Boost.Graph's and stay behind these functions.
#pragma once

#include <vector>

#include "galley/revision_graph.hpp"

namespace galley::revisions {

enum class EdgeKind { parent, dependency };

/// `revision` needs `needed`, as written at `name`.
struct Edge {
  RevisionIndex revision = 0;
  RevisionIndex needed = 0;
  EdgeKind kind = EdgeKind::parent;
  const Name* name = nullptr;
};

struct Loops {
  /// One for each group of revisions that need one another: a shortest loop through the group's smallest revision; each
  /// edge begins where the one before it ends.
  std::vector<std::vector<Edge>> shown;
  std::vector<std::uint32_t> group;  // of each revision: edges inside a group are what makes loops
};
[[nodiscard]] Loops find_loops(std::uint32_t size, const std::vector<Edge>& edges);

/// What is needed comes first; among those that are free, the smallest index. The edges must be without loops.
[[nodiscard]] std::vector<RevisionIndex> topological_order(std::uint32_t size, const std::vector<Edge>& edges);

}  // namespace galley::revisions
