// Two branches that changed the same thing before they were merged: the replay runs them one after the other and finds
// nothing wrong, but neither author knew of the other.
#pragma once

#include "galley/diagnostics.hpp"
#include "galley/operation.hpp"

namespace galley {

/// `upgrades` are replayed revisions, at least those below the merge points. A merge that itself changes the thing has settled it.
void report_merge_conflicts(const RevisionGraph& graph, const std::vector<ReplayedRevision>& upgrades, std::string_view default_schema,
                            Diagnostics& diagnostics);

}  // namespace galley
