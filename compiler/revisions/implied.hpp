// Which of several parents or dependencies the others imply already.
#pragma once

#include <optional>
#include <vector>

#include "galley/revision_graph.hpp"

namespace galley::revisions {

/// What each revision needs directly.
using Needs = std::vector<std::vector<RevisionIndex>>;

/// Is `needed`, one of the needs of `revision`, an ancestor of another of its needs?
struct Question {
  RevisionIndex revision = 0;
  RevisionIndex needed = 0;
};

/// To each question the other need that is a descendant of `needed`, or nothing. `order` is a topological order.
[[nodiscard]] std::vector<std::optional<RevisionIndex>> find_implying(const Needs& needs, const std::vector<RevisionIndex>& order,
                                                                      const std::vector<Question>& questions);

}  // namespace galley::revisions
