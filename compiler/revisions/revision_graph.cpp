#include "galley/revision_graph.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "revisions/graph_data.hpp"

namespace galley {

RevisionGraph::RevisionGraph(std::unique_ptr<Data> data) : data_(std::move(data)) {}
RevisionGraph::RevisionGraph(RevisionGraph&&) noexcept = default;
RevisionGraph& RevisionGraph::operator=(RevisionGraph&&) noexcept = default;
RevisionGraph::~RevisionGraph() = default;

std::optional<RevisionGraph> RevisionGraph::build(std::vector<const ast::Revision*> written, Diagnostics& diagnostics) {
  const std::size_t errors_before = diagnostics.error_count();
  revisions::check_names(written, diagnostics);
  revisions::sort_by_id(written, diagnostics);
  std::vector<revisions::Edge> edges = revisions::resolve_links(written, diagnostics);
  revisions::remove_loops(written, edges, diagnostics);
  auto data = std::make_unique<Data>();
  data->order = revisions::topological_order(static_cast<std::uint32_t>(written.size()), edges);
  revisions::reduce(written, data->order, edges, diagnostics);
  if (diagnostics.error_count() != errors_before) return std::nullopt;

  data->nodes.reserve(written.size());
  for (const ast::Revision* revision : written) data->nodes.emplace_back().revision = revision;
  for (const revisions::Edge& edge : edges) {
    Data::Node& revision = data->nodes[edge.revision];
    Data::Node& needed = data->nodes[edge.needed];
    const bool is_parent = edge.kind == revisions::EdgeKind::parent;
    (is_parent ? revision.parents : revision.dependencies).push_back(edge.needed);
    (is_parent ? needed.children : needed.dependents).push_back(edge.revision);
  }
  RevisionGraph graph(std::move(data));
  auto [sets, set_of] = revisions::spread_labels(graph);
  graph.data_->label_sets = std::move(sets);
  for (RevisionIndex i = 0; i < graph.size(); ++i) graph.data_->nodes[i].labels = set_of[i];
  return graph;
}

std::uint32_t RevisionGraph::size() const { return static_cast<std::uint32_t>(data_->nodes.size()); }
const ast::Revision& RevisionGraph::revision(RevisionIndex index) const { return *data_->nodes[index].revision; }
const std::string& RevisionGraph::id(RevisionIndex index) const { return revision(index).header.id.text; }
const std::vector<RevisionIndex>& RevisionGraph::parents(RevisionIndex index) const { return data_->nodes[index].parents; }
const std::vector<RevisionIndex>& RevisionGraph::dependencies(RevisionIndex index) const { return data_->nodes[index].dependencies; }
const std::vector<RevisionIndex>& RevisionGraph::children(RevisionIndex index) const { return data_->nodes[index].children; }
const std::vector<RevisionIndex>& RevisionGraph::dependents(RevisionIndex index) const { return data_->nodes[index].dependents; }
const std::vector<std::string>& RevisionGraph::labels(RevisionIndex index) const { return data_->label_sets[data_->nodes[index].labels]; }
const std::vector<RevisionIndex>& RevisionGraph::order() const { return data_->order; }
bool RevisionGraph::is_head(RevisionIndex index) const { return children(index).empty(); }

std::optional<RevisionIndex> RevisionGraph::find(std::string_view wanted) const {
  const auto& nodes = data_->nodes;
  const auto it = std::lower_bound(nodes.begin(), nodes.end(), wanted,
                                   [](const Data::Node& node, std::string_view text) { return node.revision->header.id.text < text; });
  if (it == nodes.end() || it->revision->header.id.text != wanted) return std::nullopt;
  return static_cast<RevisionIndex>(it - nodes.begin());
}

std::vector<RevisionIndex> RevisionGraph::bases() const {
  std::vector<RevisionIndex> found;
  for (RevisionIndex i = 0; i < size(); ++i) {
    if (parents(i).empty()) found.push_back(i);
  }
  return found;
}

std::vector<RevisionIndex> RevisionGraph::heads() const {
  std::vector<RevisionIndex> found;
  for (RevisionIndex i = 0; i < size(); ++i) {
    if (is_head(i)) found.push_back(i);
  }
  return found;
}

RevisionSet RevisionGraph::with_ancestors(const std::vector<RevisionIndex>& wanted) const {
  RevisionSet found(size());
  std::vector<RevisionIndex> waiting = wanted;
  while (!waiting.empty()) {
    const RevisionIndex at = waiting.back();
    waiting.pop_back();
    if (found[at]) continue;
    found[at] = true;
    for (const RevisionIndex parent : parents(at)) waiting.push_back(parent);
    for (const RevisionIndex dependency : dependencies(at)) waiting.push_back(dependency);
  }
  return found;
}

std::vector<RevisionIndex> RevisionGraph::rows_of(const RevisionSet& applied) const {
  GALLEY_ASSERT(applied.size() == size());
  const auto is_applied = [&](RevisionIndex i) { return applied[i]; };
  std::vector<RevisionIndex> rows;
  for (RevisionIndex i = 0; i < size(); ++i) {
    if (applied[i] && std::none_of(children(i).begin(), children(i).end(), is_applied) &&
        std::none_of(dependents(i).begin(), dependents(i).end(), is_applied)) {
      rows.push_back(i);
    }
  }
  return rows;
}

}  // namespace galley
