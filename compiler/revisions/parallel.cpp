#include "revisions/parallel.hpp"

#include <algorithm>
#include <map>

namespace galley::revisions {

std::vector<OneSided> one_sided(const RevisionGraph& graph, RevisionIndex merge, const std::vector<std::uint32_t>& position) {
  const std::vector<RevisionIndex>& parents = graph.parents(merge);
  const std::size_t count = std::min<std::size_t>(parents.size(), 64);
  const std::uint64_t all = count == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
  std::map<std::uint32_t, OneSided> open;  // by position: everything newer has been seen
  std::size_t unsettled = 0;               // entries that are not common to all sides
  const auto reach = [&](RevisionIndex revision, std::uint64_t sides) {
    const auto [entry, is_new] = open.try_emplace(position[revision], OneSided{revision, 0});
    const bool was_settled = !is_new && entry->second.sides == all;
    entry->second.sides |= sides;
    const bool is_settled = entry->second.sides == all;
    if (is_new && !is_settled) ++unsettled;
    if (!is_new && !was_settled && is_settled) --unsettled;
  };
  for (std::size_t i = 0; i < count; ++i) reach(parents[i], std::uint64_t{1} << i);
  std::vector<OneSided> found;
  while (unsettled > 0) {
    const OneSided newest = std::prev(open.end())->second;
    open.erase(std::prev(open.end()));
    if (newest.sides != all) {
      --unsettled;
      found.push_back(newest);
    }
    for (const RevisionIndex parent : graph.parents(newest.revision)) reach(parent, newest.sides);
    for (const RevisionIndex needed : graph.dependencies(newest.revision)) reach(needed, newest.sides);
  }
  return found;
}

}  // namespace galley::revisions
