// Where each revision stands in a picture: a row each, in the order of an upgrade, and lanes side by side, so that a line of the
// history is a straight line and no edge runs through another revision.
#pragma once

#include <cstdint>
#include <vector>

#include "galley/revision_graph.hpp"

namespace galley::drawing {

struct LaneEdge {
  std::uint32_t from_row = 0;
  std::uint32_t to_row = 0;
  std::uint32_t lane = 0;  // that it runs along between the two
};

struct Lanes {
  std::vector<std::uint32_t> lane;  // of each row
  std::vector<LaneEdge> parents;    // by to_row
  std::uint32_t width = 0;          // lanes in all
};

/// n log n in revisions and edges.
[[nodiscard]] Lanes assign_lanes(const RevisionGraph& graph);

}  // namespace galley::drawing
