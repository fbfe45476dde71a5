// For Mermaid, which many hosts of Markdown draw in place.
#include <fmt/format.h>

#include <iterator>

#include "drawing/drawing.hpp"

namespace galley::drawing {
namespace {

/// Mermaid reads #NN; as a character, and little else is safe inside a quoted label: markup, Markdown and quotes are written so.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\"#&;<>`*_\\[]{}|").find(c) == std::string_view::npos)
      out += c;
    else
      out += fmt::format("#{};", static_cast<int>(c));
  }
  return out;
}

std::string label_of(const Box& box) {
  std::string label = escaped(box.id);
  if (!box.message.empty()) label += "<br/>" + escaped(box.message);
  if (!box.labels.empty()) label += "<br/>(" + escaped(box.labels) + ")";
  return label;
}

}  // namespace

std::string draw_mermaid(const RevisionGraph& graph, const RevisionSet& highlighted) {
  std::string text = "flowchart BT\n";
  const auto put = [&]<class... Args>(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(text), format, std::forward<Args>(args)...);
  };
  // An id may hold what Mermaid does not take for one, so boxes are numbered.
  std::vector<std::size_t> number(graph.size());
  const std::vector<Box> boxes = boxes_of(graph, highlighted);
  std::string marked;
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    number[graph.order()[i]] = i;
    put("  r{}[\"{}\"]\n", i, label_of(boxes[i]));
    if (boxes[i].is_highlighted) marked += fmt::format("{}r{}", marked.empty() ? "" : ",", i);
  }
  for (const RevisionIndex revision : graph.order()) {
    for (const RevisionIndex parent : graph.parents(revision)) put("  r{} --> r{}\n", number[parent], number[revision]);
    for (const RevisionIndex needed : graph.dependencies(revision)) put("  r{} -.-> r{}\n", number[needed], number[revision]);
  }
  if (!marked.empty()) put("  classDef range fill:#fff2b3,stroke:#8a6d00\n  class {} range\n", marked);
  return text;
}

}  // namespace galley::drawing
