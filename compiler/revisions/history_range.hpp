// The part of a history that a range names, for whoever looks at it rather than applies it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "galley/revision_graph.hpp"

namespace galley {

struct HistoryRange {
  std::vector<RevisionIndex> from;  // where it starts: not part of what follows
  RevisionSet after;                // what TO needs and FROM does not have
};

/// [FROM]:[TO], or TO alone. FROM left out is base, TO left out all heads. "-3:X" starts three below X, "X:+3" ends three above.
/// "current" stands for `rows`, where they are known. Nothing after an error.
[[nodiscard]] std::optional<HistoryRange> select_history(const RevisionGraph& graph, std::string_view range,
                                                         const std::optional<std::vector<RevisionIndex>>& rows, Diagnostics& diagnostics);

}  // namespace galley
