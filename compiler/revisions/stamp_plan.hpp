// What `stamp` makes of the version rows: the targets, in place of every row that is their ancestor or descendant.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "galley/revision_graph.hpp"

namespace galley {

struct StampPlan {
  std::vector<std::string> start_rows;  // sorted
  std::vector<std::string> end_rows;    // sorted
  VersionRowChange change;
};

/// `range` is [FROM:]TO; FROM left out is base. Rows of other branches stay, unless `purge`. Nothing after an error.
[[nodiscard]] std::optional<StampPlan> make_stamp_plan(const RevisionGraph& graph, std::string_view range, bool purge,
                                                       Diagnostics& diagnostics);

}  // namespace galley
