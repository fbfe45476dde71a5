// How commands that list revisions show one.
#pragma once

#include <string>
#include <vector>

#include "galley/compile.hpp"

namespace galley {

/// "27c6a30d7c24, ae1027a6acf2", in the order given.
[[nodiscard]] std::string ids_of(const RevisionGraph& graph, const std::vector<RevisionIndex>& revisions);
/// "1975ea83b712 (billing) (head)  create accounts"; `is_current` adds "(current)".
[[nodiscard]] std::string summary(const RevisionGraph& graph, RevisionIndex index, bool is_current = false);
/// Below a summary, a line each: parents, dependencies, file, date, author, ticket.
[[nodiscard]] std::string details(const Project& project, RevisionIndex index);
/// The same with children, dependents and every label that reaches the revision.
[[nodiscard]] std::string all_details(const Project& project, RevisionIndex index);

}  // namespace galley
