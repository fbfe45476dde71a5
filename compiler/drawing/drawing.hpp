// The graph of revisions as text that other programs draw (DOT, Mermaid), or as a picture (SVG). Parents are full lines,
// dependencies dashed ones, from what comes first to what builds on it. The same graph gives the same bytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "galley/revision_graph.hpp"

namespace galley::drawing {

/// What stands in the box of a revision, safe to show: no control characters, nothing invisible.
struct Box {
  std::string id;
  std::string message;  // may be empty
  std::string labels;   // those written at it, separated by commas
  std::string role;     // "base", "head, merge"; may be empty
  bool is_highlighted = false;
};

/// In the order of the graph, which is that of an upgrade.
[[nodiscard]] std::vector<Box> boxes_of(const RevisionGraph& graph, const RevisionSet& highlighted);

[[nodiscard]] std::string draw_dot(const RevisionGraph& graph, const RevisionSet& highlighted);
[[nodiscard]] std::string draw_mermaid(const RevisionGraph& graph, const RevisionSet& highlighted);
/// Self-contained: no script, no font, no style from elsewhere.
[[nodiscard]] std::string draw_svg(const RevisionGraph& graph, const RevisionSet& highlighted, std::string_view title);

}  // namespace galley::drawing
