// Kahn's algorithm with a priority queue, so that the order depends on the graph alone. boost::topological_sort would
// depend on the order in which edges were inserted.
#include <boost/graph/adjacency_list.hpp>
#include <functional>
#include <queue>

#include "base/assert.hpp"
#include "revisions/edges.hpp"

namespace galley::revisions {
namespace {

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;
using MinQueue = std::priority_queue<RevisionIndex, std::vector<RevisionIndex>, std::greater<>>;

Graph make_graph(std::uint32_t size, const std::vector<Edge>& edges) {
  Graph graph(size);
  for (const Edge& edge : edges) boost::add_edge(edge.needed, edge.revision, graph);
  return graph;
}

}  // namespace

std::vector<RevisionIndex> topological_order(std::uint32_t size, const std::vector<Edge>& edges) {
  const Graph graph = make_graph(size, edges);
  std::vector<std::size_t> missing(size);
  MinQueue free;
  for (RevisionIndex i = 0; i < size; ++i) {
    missing[i] = boost::in_degree(i, graph);
    if (missing[i] == 0) free.push(i);
  }
  std::vector<RevisionIndex> order;
  order.reserve(size);
  while (!free.empty()) {
    const RevisionIndex next = free.top();
    free.pop();
    order.push_back(next);
    for (auto [it, end] = boost::out_edges(next, graph); it != end; ++it) {
      const auto user = static_cast<RevisionIndex>(boost::target(*it, graph));
      if (--missing[user] == 0) free.push(user);
    }
  }
  GALLEY_ASSERT(order.size() == size);
  return order;
}

}  // namespace galley::revisions
