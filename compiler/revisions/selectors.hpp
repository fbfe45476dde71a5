// How revisions are named on the command line. A selector is a comma list of terms; term_reader.cpp has the forms of a term.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "galley/revision_graph.hpp"
#include "revisions/branch.hpp"
#include "revisions/walk.hpp"

namespace galley::revisions {

struct Term {
  std::string text;
  std::vector<RevisionIndex> revisions;  // by id; none for `base`
  std::shared_ptr<const Branch> branch;  // of label@...: what goes down to `revisions` is this branch; else null
};

/// The terms of a selector; nothing after an error. Without a start, "+1" and "current" are errors.
[[nodiscard]] std::optional<std::vector<Term>> select_terms(const RevisionGraph& graph, std::string_view selector, Diagnostics& diagnostics,
                                                            const Start* start = nullptr);

/// All revisions of the terms, each once, by id.
[[nodiscard]] std::vector<RevisionIndex> revisions_of(const std::vector<Term>& terms);

/// `"a1", "b2" and 7 more`: enough to choose from.
[[nodiscard]] std::string list_text(const RevisionGraph& graph, const std::vector<RevisionIndex>& revisions);

}  // namespace galley::revisions
