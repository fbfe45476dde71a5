// Labels spread to all descendants, and towards the base up to the next branch or merge point.
#include <algorithm>
#include <map>

#include "revisions/graph_data.hpp"

namespace galley::revisions {
namespace {

using Labels = std::vector<std::string>;  // sorted

Labels merged(const Labels& a, const Labels& b) {
  Labels all;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(all));
  return all;
}

/// Gives equal sets one number; the empty one is 0.
class LabelSets {
 public:
  LabelSets() { number_of({}); }

  std::uint32_t number_of(const Labels& labels) {
    const auto [it, is_new] = numbers_.emplace(labels, static_cast<std::uint32_t>(sets_.size()));
    if (is_new) sets_.push_back(labels);
    return it->second;
  }
  std::uint32_t join(std::uint32_t a, std::uint32_t b) {
    if (a == b || b == 0) return a;
    return a == 0 ? b : number_of(merged(sets_[a], sets_[b]));
  }
  std::vector<Labels> take() { return std::move(sets_); }

 private:
  std::map<Labels, std::uint32_t> numbers_;
  std::vector<Labels> sets_;
};

Labels written_labels(const ast::Revision& revision) {
  Labels labels;
  for (const Name& label : revision.header.labels) labels.push_back(label.text);
  std::sort(labels.begin(), labels.end());
  return labels;
}

}  // namespace

LabelSpread spread_labels(const RevisionGraph& graph) {
  LabelSets sets;
  std::vector<std::uint32_t> set_of(graph.size());
  const auto& order = graph.order();
  for (const RevisionIndex i : order) set_of[i] = sets.number_of(written_labels(graph.revision(i)));
  // Towards the base first: a revision that is neither hands what it has to its parent, unless that is one.
  const auto is_fork = [&](RevisionIndex i) { return graph.is_branch_point(i) || graph.is_merge_point(i); };
  for (auto it = order.rbegin(); it != order.rend(); ++it) {
    if (is_fork(*it) || graph.parents(*it).empty()) continue;
    const RevisionIndex parent = graph.parents(*it).front();
    if (!is_fork(parent)) set_of[parent] = sets.join(set_of[parent], set_of[*it]);
  }
  for (const RevisionIndex i : order) {
    for (const RevisionIndex parent : graph.parents(i)) set_of[i] = sets.join(set_of[i], set_of[parent]);
  }
  return {sets.take(), std::move(set_of)};
}

}  // namespace galley::revisions
