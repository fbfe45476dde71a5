// FROM:TO, for commands that start from the rows of a version table.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "galley/revision_graph.hpp"
#include "revisions/selectors.hpp"

namespace galley::revisions {

struct Range {
  std::string_view from;
  std::string_view to;
};

/// FROM may be left out with its colon. Nothing after an error.
[[nodiscard]] std::optional<Range> split_range(std::string_view range, std::string_view from_left_out, Diagnostics& diagnostics);

/// What FROM holds; nothing after an error, such as rows that cannot be in the table together.
struct RangeStart {
  std::vector<Term> terms;
  Start start;
};
[[nodiscard]] std::optional<RangeStart> read_start(const RevisionGraph& graph, Range range, Diagnostics& diagnostics);

/// The first of `rows` that has the applied revision among its ancestors.
[[nodiscard]] RevisionIndex row_over(const RevisionGraph& graph, RevisionIndex ancestor, const std::vector<RevisionIndex>& rows);

}  // namespace galley::revisions
