#include "drawing/drawing.hpp"

#include <fmt/format.h>

#include "galley/script.hpp"

namespace galley::drawing {
namespace {

std::string role_of(const RevisionGraph& graph, RevisionIndex index) {
  std::string role;
  const auto add = [&](bool holds, std::string_view word) {
    if (holds) role += fmt::format("{}{}", role.empty() ? "" : ", ", word);
  };
  add(graph.parents(index).empty(), "base");
  add(graph.is_merge_point(index), "merge");
  add(graph.is_branch_point(index), "branch point");
  add(graph.is_head(index), "head");
  return role;
}

std::string labels_of(const ast::RevisionHeader& header) {
  std::string labels;
  for (const Name& label : header.labels) labels += (labels.empty() ? "" : ", ") + label.text;
  return labels;
}

}  // namespace

std::vector<Box> boxes_of(const RevisionGraph& graph, const RevisionSet& highlighted) {
  std::vector<Box> boxes;
  boxes.reserve(graph.size());
  for (const RevisionIndex index : graph.order()) {
    const ast::RevisionHeader& header = graph.revision(index).header;
    boxes.push_back({comment_text(header.id.text), header.message ? comment_text(header.message->value) : std::string(),
                     comment_text(labels_of(header)), role_of(graph, index), highlighted[index]});
  }
  return boxes;
}

}  // namespace galley::drawing
