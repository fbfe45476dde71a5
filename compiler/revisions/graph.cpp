// Loops: strongly connected components tell which revisions form one, a search inside each shows it. Boost's searches are
// iterative, so a long line does not overflow the stack.
#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>
#include <optional>
#include <queue>

#include "revisions/edges.hpp"

namespace galley::revisions {
namespace {

/// An edge of the Boost graph knows its place in the list of edges.
using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, boost::no_property, std::size_t>;

class LoopSearch {
 public:
  LoopSearch(const Graph& graph, const std::vector<Edge>& edges, const std::vector<std::uint32_t>& group)
      : graph_(graph), edges_(edges), group_(group), reached_by_(group.size()) {}

  /// Breadth first inside the group, from `start` back to it.
  std::vector<Edge> shortest_through(RevisionIndex start) {
    std::queue<RevisionIndex> waiting;
    waiting.push(start);
    while (!reached_by_[start] && !waiting.empty()) {
      const RevisionIndex from = waiting.front();
      waiting.pop();
      for (auto [it, end] = boost::out_edges(from, graph_); it != end; ++it) {
        const auto to = static_cast<RevisionIndex>(boost::target(*it, graph_));
        if (group_[to] != group_[start] || reached_by_[to]) continue;
        reached_by_[to] = graph_[*it];
        waiting.push(to);
      }
    }
    return walk_back(start);
  }

 private:
  std::vector<Edge> walk_back(RevisionIndex start) const {
    std::vector<Edge> loop;
    RevisionIndex at = start;
    do {
      loop.push_back(edges_[*reached_by_[at]]);
      at = loop.back().revision;
    } while (at != start);
    std::reverse(loop.begin(), loop.end());
    return loop;
  }

  const Graph& graph_;
  const std::vector<Edge>& edges_;
  const std::vector<std::uint32_t>& group_;
  std::vector<std::optional<std::size_t>> reached_by_;
};

Graph make_graph(std::uint32_t size, const std::vector<Edge>& edges) {
  Graph graph(size);
  for (std::size_t i = 0; i < edges.size(); ++i) boost::add_edge(edges[i].revision, edges[i].needed, i, graph);
  return graph;
}

}  // namespace

Loops find_loops(std::uint32_t size, const std::vector<Edge>& edges) {
  const Graph graph = make_graph(size, edges);
  Loops loops;
  loops.group.resize(size);
  const auto by_vertex = boost::make_iterator_property_map(loops.group.begin(), boost::get(boost::vertex_index, graph));
  std::vector<std::uint32_t> members(boost::strong_components(graph, by_vertex), 0);
  for (const std::uint32_t group : loops.group) ++members[group];

  LoopSearch search(graph, edges, loops.group);
  for (RevisionIndex i = 0; i < size; ++i) {
    if (members[loops.group[i]] < 2) continue;
    members[loops.group[i]] = 0;  // shown once
    loops.shown.push_back(search.shortest_through(i));
  }
  return loops;
}

}  // namespace galley::revisions
