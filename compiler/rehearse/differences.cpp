#include "rehearse/rehearsal.hpp"

namespace galley {
namespace {

bool same(const ListedObject& wanted, const ListedObject& found, ColumnOrder order) {
  if (wanted.definition == found.definition) return true;
  if (found.leaves_names_to_us && wanted.meaning == found.meaning) return true;
  return order == ColumnOrder::does_not_count && !found.unordered.empty() && wanted.unordered == found.unordered;
}

}  // namespace

std::vector<SchemaDifference> differences(const SchemaListing& wanted, const SchemaListing& found, ColumnOrder order) {
  std::vector<SchemaDifference> result;
  for (const auto& [object, listed] : wanted) {
    const auto other = found.find(object);
    if (other == found.end())
      result.push_back({object, listed.definition, {}});
    else if (!same(listed, other->second, order))
      result.push_back({object, listed.definition, other->second.definition});
  }
  for (const auto& [object, listed] : found)
    if (!wanted.contains(object)) result.push_back({object, {}, listed.definition});
  return result;
}

}  // namespace galley
