// Ids that the version table of a project cannot hold.
#pragma once

#include "galley/revision_graph.hpp"

namespace galley {

/// Reports each id of more than `longest` characters; `table` is named in the message.
void check_id_lengths(const RevisionGraph& graph, std::size_t longest, std::string_view table, Diagnostics& diagnostics);

}  // namespace galley
