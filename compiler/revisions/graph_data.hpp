// What a RevisionGraph holds, and the stages that fill it: names, links, loops, redundancy, labels.
#pragma once

#include <string>
#include <vector>

#include "galley/revision_graph.hpp"
#include "revisions/edges.hpp"

namespace galley {

struct RevisionGraph::Data {
  struct Node {
    const ast::Revision* revision = nullptr;
    std::vector<RevisionIndex> parents;
    std::vector<RevisionIndex> dependencies;
    std::vector<RevisionIndex> children;
    std::vector<RevisionIndex> dependents;
    std::uint32_t labels = 0;  // index into label_sets
  };
  std::vector<Node> nodes;  // by id
  std::vector<RevisionIndex> order;
  std::vector<std::vector<std::string>> label_sets;  // whole branches share one
};

namespace revisions {

/// Ids and labels that no selector could name, or that the version table cannot hold.
void check_names(const std::vector<const ast::Revision*>& revisions, Diagnostics& diagnostics);

/// Sorts by id and drops all but the first of those that share one, after reporting the others.
void sort_by_id(std::vector<const ast::Revision*>& revisions, Diagnostics& diagnostics);

/// Parents and dependencies that exist. The revisions are sorted by id.
[[nodiscard]] std::vector<Edge> resolve_links(const std::vector<const ast::Revision*>& revisions, Diagnostics& diagnostics);

/// Reports loops and takes the edges that make them away.
void remove_loops(const std::vector<const ast::Revision*>& revisions, std::vector<Edge>& edges, Diagnostics& diagnostics);

/// Reports parents that another parent has as an ancestor; drops dependencies that are implied without being written.
void reduce(const std::vector<const ast::Revision*>& revisions, const std::vector<RevisionIndex>& order, std::vector<Edge>& edges,
            Diagnostics& diagnostics);

/// Which labels reach which revision.
struct LabelSpread {
  std::vector<std::vector<std::string>> sets;  // each sorted
  std::vector<std::uint32_t> set_of;           // of each revision
};
[[nodiscard]] LabelSpread spread_labels(const RevisionGraph& graph);

}  // namespace revisions
}  // namespace galley
