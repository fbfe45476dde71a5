// What two values of one list do not share.
#pragma once

#include <utility>

#include "galley/shared.hpp"

namespace galley {

/// Calls `visit` for the items of `list` that `other` does not share. An operation changes one item or two of a list: what
/// both have at the beginning and at the end is stepped over, so an item in between may be visited though it is in both.
template <class T, class Visit>
void for_each_missing(const SharedList<T>& list, const SharedList<T>& other, const Visit& visit) {
  if (list.is_same(other)) return;
  const auto is_shared = [&](std::size_t i, std::size_t j) { return &list[i] == &other[j]; };
  std::size_t begin = 0;
  while (begin < list.size() && begin < other.size() && is_shared(begin, begin)) ++begin;
  std::size_t end = list.size();
  for (std::size_t other_end = other.size(); end > begin && other_end > begin && is_shared(end - 1, other_end - 1); --other_end) --end;
  for (; begin < end; ++begin) visit(list[begin]);
}

}  // namespace galley
