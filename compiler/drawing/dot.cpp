// For Graphviz: galley graph | dot -Tsvg
#include <fmt/format.h>

#include <iterator>

#include "drawing/drawing.hpp"

namespace galley::drawing {
namespace {

/// Inside a quoted string of DOT, where only the quote and the backslash mean something.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string label_of(const Box& box) {
  std::string label = escaped(box.id);
  if (!box.message.empty()) label += "\\n" + escaped(box.message);
  if (!box.labels.empty()) label += "\\n[" + escaped(box.labels) + "]";
  return label;
}

std::string attributes_of(const Box& box) {
  std::string attributes;
  if (box.is_highlighted) attributes += ", style=\"rounded,filled\", fillcolor=\"#fff2b3\"";
  if (box.role.find("head") != std::string::npos) attributes += ", penwidth=2";
  return attributes;
}

}  // namespace

std::string draw_dot(const RevisionGraph& graph, const RevisionSet& highlighted) {
  std::string text = "digraph revisions {\n  rankdir=BT;\n  node [shape=box, style=rounded, fontname=\"monospace\"];\n";
  const auto put = [&]<class... Args>(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(text), format, std::forward<Args>(args)...);
  };
  const std::vector<Box> boxes = boxes_of(graph, highlighted);
  for (const Box& box : boxes) put("  \"{}\" [label=\"{}\"{}];\n", escaped(box.id), label_of(box), attributes_of(box));
  for (const RevisionIndex revision : graph.order()) {
    for (const RevisionIndex parent : graph.parents(revision))
      put("  \"{}\" -> \"{}\";\n", escaped(graph.id(parent)), escaped(graph.id(revision)));
    for (const RevisionIndex needed : graph.dependencies(revision))
      put("  \"{}\" -> \"{}\" [style=dashed];\n", escaped(graph.id(needed)), escaped(graph.id(revision)));
  }
  return text + "}\n";
}

}  // namespace galley::drawing
