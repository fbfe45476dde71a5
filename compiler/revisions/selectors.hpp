// How revisions are named on the command line. A selector is a comma list of terms; each form of a term is one function.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "galley/revision_graph.hpp"

namespace galley::revisions {

struct Term {
  std::string text;
  std::vector<RevisionIndex> revisions;  // by id; none for `base`
};

/// The terms of a selector; nothing after an error.
[[nodiscard]] std::optional<std::vector<Term>> select_terms(const RevisionGraph& graph, std::string_view selector,
                                                            Diagnostics& diagnostics);

/// All revisions of the terms, each once, by id.
[[nodiscard]] std::vector<RevisionIndex> revisions_of(const std::vector<Term>& terms);

/// `"a1", "b2" and 7 more`: enough to choose from.
[[nodiscard]] std::string list_text(const RevisionGraph& graph, const std::vector<RevisionIndex>& revisions);

}  // namespace galley::revisions
