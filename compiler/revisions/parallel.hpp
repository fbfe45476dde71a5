// What happened side by side before a merge.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "galley/revision_graph.hpp"

namespace galley::revisions {

/// A revision that some parents of a merge have behind them and others have not: bit i for parent i, the first 64 of them.
struct OneSided {
  RevisionIndex revision = 0;
  std::uint64_t sides = 0;
};

/// Every such revision, the newest first. Dependencies count as parents: what one needs is no side of its own.
/// `position[r]` is the place of r in the graph's order. Costs the size of the answer and its edges, not of the history.
[[nodiscard]] std::vector<OneSided> one_sided(const RevisionGraph& graph, RevisionIndex merge, const std::vector<std::uint32_t>& position);

}  // namespace galley::revisions
