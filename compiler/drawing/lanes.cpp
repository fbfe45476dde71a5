#include "drawing/lanes.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <queue>

namespace galley::drawing {
namespace {

/// The leftmost lane that nothing runs along.
class FreeLanes {
 public:
  std::uint32_t take() {
    if (free_.empty()) return width_++;
    const std::uint32_t lane = free_.top();
    free_.pop();
    return lane;
  }
  void give_back(std::uint32_t lane) { free_.push(lane); }
  [[nodiscard]] std::uint32_t width() const { return width_; }

 private:
  std::priority_queue<std::uint32_t, std::vector<std::uint32_t>, std::greater<>> free_;
  std::uint32_t width_ = 0;
};

/// Row after row: a revision ends the edges that lead to it, and opens a lane for each of its own. The first child without a
/// place goes on in its parent's lane.
class LaneAssignment {
 public:
  explicit LaneAssignment(const RevisionGraph& graph) : graph_(graph), row_(graph.size()), reserved_(graph.size()), ending_(graph.size()) {
    for (std::uint32_t row = 0; row < graph.size(); ++row) row_[graph.order()[row]] = row;
  }

  Lanes assign() {
    for (const RevisionIndex revision : graph_.order()) place(revision);
    lanes_.width = free_.width();
    std::sort(lanes_.parents.begin(), lanes_.parents.end(),
              [](const LaneEdge& a, const LaneEdge& b) { return a.to_row != b.to_row ? a.to_row < b.to_row : a.from_row < b.from_row; });
    return std::move(lanes_);
  }

 private:
  void place(RevisionIndex revision) {
    const std::uint32_t lane = reserved_[revision] ? *reserved_[revision] : free_.take();
    lanes_.lane.push_back(lane);
    for (const std::uint32_t ended : ending_[revision]) free_.give_back(ended);
    // In the order of their rows, so that the child that comes next goes straight on.
    std::vector<RevisionIndex> children = graph_.children(revision);
    std::sort(children.begin(), children.end(), [&](RevisionIndex a, RevisionIndex b) { return row_[a] < row_[b]; });
    bool is_own_lane_used = false;
    for (const RevisionIndex child : children) {
      const std::uint32_t along = is_own_lane_used ? free_.take() : lane;
      is_own_lane_used = true;
      lanes_.parents.push_back({row_[revision], row_[child], along});
      if (reserved_[child])
        ending_[child].push_back(along);
      else
        reserved_[child] = along;
    }
    if (!is_own_lane_used) free_.give_back(lane);
  }

  const RevisionGraph& graph_;
  std::vector<std::uint32_t> row_;
  std::vector<std::optional<std::uint32_t>> reserved_;  // of a revision that a parent has chosen a lane for
  std::vector<std::vector<std::uint32_t>> ending_;      // lanes of edges that end at a revision in another lane
  FreeLanes free_;
  Lanes lanes_;
};

}  // namespace

Lanes assign_lanes(const RevisionGraph& graph) { return LaneAssignment(graph).assign(); }

}  // namespace galley::drawing
