// Results of phases as text for a reviewer.
#pragma once

#include <string>

#include "galley/script.hpp"

namespace galley::testing {

/// The graph's order, one revision a line.
[[nodiscard]] std::string list_order(const RevisionGraph& graph);
/// What each step does to the version table, and the rows after it.
[[nodiscard]] std::string list_rows(const RevisionGraph& graph, const Plan& plan);
/// The statements of each section with all that is known about them, without what surrounds them in a script.
[[nodiscard]] std::string list_statements(const RevisionGraph& graph, const Script& script);

}  // namespace galley::testing
