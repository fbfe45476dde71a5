// The rows of the version table while revisions come and go.
#pragma once

#include <set>
#include <vector>

#include "galley/revision_graph.hpp"

namespace galley::revisions {

/// Keeps for each revision how many applied ones need it directly, so that a step costs no more than what it touches.
class VersionRows {
 public:
  VersionRows(const RevisionGraph& graph, const RevisionSet& applied);

  /// Applies one revision, or takes one back, and says what that does to the table.
  [[nodiscard]] VersionRowChange step(Direction direction, RevisionIndex revision);
  [[nodiscard]] std::vector<std::string> ids() const;  // sorted

 private:
  [[nodiscard]] std::vector<RevisionIndex> needs_of(RevisionIndex revision) const;
  [[nodiscard]] VersionRowChange upgrade(RevisionIndex revision);
  [[nodiscard]] VersionRowChange downgrade(RevisionIndex revision);

  const RevisionGraph& graph_;
  std::vector<std::uint32_t> users_;
  std::set<RevisionIndex> rows_;
};

}  // namespace galley::revisions
