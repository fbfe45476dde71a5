// galley.sum: what a history was when somebody last vouched for it. A line a revision, sorted by id; each digest is over the
// revision's meaning and the digests of what it builds on, so that nothing below a recorded revision can change unseen.
// docs/revisions.md has the format.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "galley/revision_graph.hpp"
#include "galley/source.hpp"

namespace galley {

struct SumLine {
  std::string id;
  std::string digest;  // "g1:" and 64 hexadecimal digits
  Span span;
};

/// By id.
using HistorySum = std::vector<SumLine>;

/// The digest of a revision's meaning: 64 hexadecimal digits.
using MeaningOf = std::function<std::string_view(RevisionIndex)>;

/// Lines in any order, as merges leave them. Nothing, and diagnostics, where one is no line or two say different things.
[[nodiscard]] std::optional<HistorySum> read_sum(const SourceSet& sources, SourceId id, Diagnostics& diagnostics);

/// Of all revisions, by index.
[[nodiscard]] std::vector<std::string> sum_digests(const RevisionGraph& graph, const MeaningOf& meaning);
[[nodiscard]] std::string sum_text(const RevisionGraph& graph, const std::vector<std::string>& digests);

/// How a history differs from its record.
struct SumDifference {
  std::vector<RevisionIndex> changed;               // edited, or given other parents
  std::vector<RevisionIndex> inserted;              // not recorded, below one that is
  std::vector<RevisionIndex> unrecorded;            // not recorded, and nothing recorded builds on it
  std::vector<const SumLine*> missing;              // recorded, and not in the history
  std::vector<std::optional<std::size_t>> line_of;  // of each revision, its line
};
[[nodiscard]] SumDifference compare(const RevisionGraph& graph, const MeaningOf& meaning, const HistorySum& sum);

/// Reports what was changed, inserted or taken away; with `also_unrecorded` warns of what nobody has vouched for yet.
void check_sum(const RevisionGraph& graph, const MeaningOf& meaning, const HistorySum& sum, bool also_unrecorded, Diagnostics& diagnostics);

}  // namespace galley
