#include "revisions/history_range.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "diag/catalogue/revisions.hpp"
#include "revisions/relative.hpp"
#include "revisions/selectors.hpp"

namespace galley {
namespace {

using revisions::Start;
using Revisions = std::vector<RevisionIndex>;

constexpr std::string_view current = "current";

std::string rows_text(const RevisionGraph& graph, const Revisions& rows) {
  std::string text;
  for (const RevisionIndex row : rows) text += (text.empty() ? "" : ",") + graph.id(row);
  return text.empty() ? "base" : text;
}

/// The rows in place of "current", also before steps where there is one row.
std::string with_rows(const RevisionGraph& graph, std::string_view selector, const std::optional<Revisions>& rows) {
  const bool is_current = rows && selector.starts_with(current);
  const std::string_view rest = is_current ? selector.substr(current.size()) : selector;
  const bool has_steps = !rest.empty() && rows && rows->size() < 2 && (rest.front() == '+' || rest.front() == '-');
  if (!is_current || (!rest.empty() && !has_steps)) return std::string(selector);
  return rows_text(graph, *rows) + std::string(rest);
}

bool is_relative(std::string_view selector) {
  const auto relative = revisions::split_relative(selector);
  return relative && relative->anchor.empty();
}

class HistoryReader {
 public:
  HistoryReader(const RevisionGraph& graph, Diagnostics& diagnostics) : graph_(graph), diagnostics_(diagnostics) {}

  std::optional<HistoryRange> read(std::string_view range, const std::string& from, const std::string& to) {
    const bool starts_at_end = is_relative(from);
    const auto first = read_one(starts_at_end ? to : from, nullptr);
    if (!first) return std::nullopt;
    const Start start{graph_.with_ancestors(*first), *first, starts_at_end ? std::string_view(to) : std::string_view(from)};
    const auto second = read_one(starts_at_end ? from : to, &start);
    if (!second) return std::nullopt;
    return between(range, starts_at_end ? *second : *first, starts_at_end ? *first : *second);
  }

 private:
  std::optional<Revisions> read_one(std::string_view selector, const Start* start) {
    const auto terms = revisions::select_terms(graph_, selector, diagnostics_, start);
    if (!terms) return std::nullopt;
    return revisions::revisions_of(*terms);
  }

  std::optional<HistoryRange> between(std::string_view range, const Revisions& from, const Revisions& to) {
    const RevisionSet below = graph_.with_ancestors(from);
    HistoryRange found{from, graph_.with_ancestors(to)};
    const bool runs_backwards =
        from != to && !from.empty() && std::all_of(to.begin(), to.end(), [&](RevisionIndex i) -> bool { return below[i]; });
    if (runs_backwards) {
      diagnostics_.report({}, diag::backward_range, range)
          .help("write the older end first: \"{}:{}\"", rows_text(graph_, to), rows_text(graph_, from));
      return std::nullopt;
    }
    for (RevisionIndex i = 0; i < graph_.size(); ++i) found.after[i] = found.after[i] && !below[i];
    return found;
  }

  const RevisionGraph& graph_;
  Diagnostics& diagnostics_;
};

}  // namespace

std::optional<HistoryRange> select_history(const RevisionGraph& graph, std::string_view range, const std::optional<Revisions>& rows,
                                           Diagnostics& diagnostics) {
  const std::size_t colon = range.find(':');
  if (colon != std::string_view::npos && range.find(':', colon + 1) != std::string_view::npos) {
    diagnostics.report({}, diag::malformed_range, range).help("write FROM:TO");
    return std::nullopt;
  }
  const std::string_view from = colon == std::string_view::npos ? std::string_view() : range.substr(0, colon);
  const std::string_view to = colon == std::string_view::npos ? range : range.substr(colon + 1);
  return HistoryReader(graph, diagnostics)
      .read(range, from.empty() ? "base" : with_rows(graph, from, rows), to.empty() ? "heads" : with_rows(graph, to, rows));
}

}  // namespace galley
