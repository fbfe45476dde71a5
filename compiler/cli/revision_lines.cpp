#include "cli/revision_lines.hpp"

#include <fmt/format.h>

#include <iterator>

#include "galley/script.hpp"

namespace galley {
namespace {

std::string message_of(const ast::RevisionHeader& header) { return header.message ? comment_text(header.message->value) : "(no message)"; }

void add_line(std::string& text, std::string_view what, std::string_view value) {
  if (!value.empty()) fmt::format_to(std::back_inserter(text), "    {:<11}{}\n", what, comment_text(value));
}

void add_line(std::string& text, std::string_view what, const std::optional<ast::StringLiteral>& literal) {
  if (literal) add_line(text, what, literal->value);
}

void add_needs(std::string& text, const RevisionGraph& graph, RevisionIndex index) {
  add_line(text, "revises", ids_of(graph, graph.parents(index)));
  add_line(text, "depends on", ids_of(graph, graph.dependencies(index)));
}

void add_origin(std::string& text, const Project& project, const ast::RevisionHeader& header) {
  add_line(text, "file", project.sources.place(header.id.span));
  add_line(text, "created", header.created);
  add_line(text, "author", header.author);
  add_line(text, "ticket", header.ticket);
}

}  // namespace

std::string ids_of(const RevisionGraph& graph, const std::vector<RevisionIndex>& revisions) {
  std::vector<std::string_view> ids;
  for (const RevisionIndex revision : revisions) ids.push_back(graph.id(revision));
  return fmt::format("{}", fmt::join(ids, ", "));
}

std::string summary(const RevisionGraph& graph, RevisionIndex index, bool is_current) {
  std::string line = graph.id(index);
  const ast::RevisionHeader& header = graph.revision(index).header;
  if (!header.labels.empty()) {
    std::vector<std::string_view> labels;
    for (const Name& label : header.labels) labels.push_back(label.text);
    line += fmt::format(" ({})", fmt::join(labels, ", "));
  }
  if (is_current) line += " (current)";
  if (graph.is_head(index)) line += " (head)";
  if (graph.parents(index).empty()) line += " (base)";
  if (graph.is_branch_point(index)) line += " (branch point)";
  if (graph.is_merge_point(index)) line += " (merge)";
  return line + "  " + message_of(header);
}

std::string details(const Project& project, RevisionIndex index) {
  std::string text;
  add_needs(text, *project.graph, index);
  add_origin(text, project, project.graph->revision(index).header);
  return text;
}

std::string all_details(const Project& project, RevisionIndex index) {
  const RevisionGraph& graph = *project.graph;
  std::string text;
  add_needs(text, graph, index);
  add_line(text, "children", ids_of(graph, graph.children(index)));
  add_line(text, "needed by", ids_of(graph, graph.dependents(index)));
  add_line(text, "branch", fmt::format("{}", fmt::join(graph.labels(index), ", ")));
  add_origin(text, project, graph.revision(index).header);
  return text;
}

}  // namespace galley
