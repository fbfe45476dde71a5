#include "revisions/range.hpp"

#include <algorithm>
#include <tuple>

#include "diag/catalogue/revisions.hpp"

namespace galley::revisions {
namespace {

/// What is wrong with TO in any case, said in one run with what is wrong with FROM.
void report_target_too(const RevisionGraph& graph, Range range, Diagnostics& diagnostics) {
  Diagnostics found;
  std::ignore = select_terms(graph, range.to, found);
  for (const Diagnostic& diagnostic : found.all())
    if (diagnostic.code != diag::no_start.code) diagnostics.add(diagnostic);
}

/// Rows of which one implies another cannot have come about. (Of `heads` some may be implied, by dependencies.)
bool check_rows(const RevisionGraph& graph, const RangeStart& range, Diagnostics& diagnostics) {
  const auto is_row = [&](RevisionIndex i) { return std::binary_search(range.start.rows.begin(), range.start.rows.end(), i); };
  for (const Term& term : range.terms) {
    if (term.revisions.empty() || std::any_of(term.revisions.begin(), term.revisions.end(), is_row)) continue;
    const RevisionIndex implied = term.revisions.front();
    const std::string& by = graph.id(row_over(graph, implied, range.start.rows));
    diagnostics.report({}, diag::impossible_rows, graph.id(implied), by).help("\"{}\" implies \"{}\": leave it out", by, graph.id(implied));
    return false;
  }
  return true;
}

}  // namespace

std::optional<Range> split_range(std::string_view range, std::string_view from_left_out, Diagnostics& diagnostics) {
  const std::size_t colon = range.find(':');
  if (colon == std::string_view::npos) return Range{from_left_out, range};
  if (range.find(':', colon + 1) != std::string_view::npos) {
    diagnostics.report({}, diag::malformed_range, range).help("write FROM:TO");
    return std::nullopt;
  }
  const Range parts{range.substr(0, colon), range.substr(colon + 1)};
  if (!parts.from.empty() && !parts.to.empty()) return parts;
  diagnostics.report({}, diag::empty_selector, range).help("write FROM:TO, where FROM may be \"base\" and TO \"heads\"");
  return std::nullopt;
}

std::optional<RangeStart> read_start(const RevisionGraph& graph, Range range, Diagnostics& diagnostics) {
  auto terms = select_terms(graph, range.from, diagnostics);
  if (!terms) {
    report_target_too(graph, range, diagnostics);
    return std::nullopt;
  }
  RangeStart found{std::move(*terms), {}};
  found.start.applied = graph.with_ancestors(revisions_of(found.terms));
  found.start.rows = graph.rows_of(found.start.applied);
  found.start.text = range.from;
  if (!check_rows(graph, found, diagnostics)) return std::nullopt;
  return found;
}

RevisionIndex row_over(const RevisionGraph& graph, RevisionIndex ancestor, const std::vector<RevisionIndex>& rows) {
  return *std::find_if(rows.begin(), rows.end(), [&](RevisionIndex row) -> bool { return graph.with_ancestors({row})[ancestor]; });
}

}  // namespace galley::revisions
