// Steps along a line of the history. A walk never guesses: at a fork, and where the line ends too early, it says so.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "galley/revision_graph.hpp"
#include "revisions/branch.hpp"
#include "revisions/relative.hpp"

namespace galley::revisions {

/// Where a range starts: what relative terms without an anchor are counted from.
struct Start {
  RevisionSet applied;              // with everything that it implies
  std::vector<RevisionIndex> rows;  // of the version table
  std::string_view text;            // as it was written
};

/// One relative term. What comes out is one revision, or none for base; nothing after an error.
class Walk {
 public:
  using Revisions = std::vector<RevisionIndex>;

  /// `branch` may be null: then any way is right, as long as there is only one.
  Walk(const RevisionGraph& graph, std::string_view term, const Relative& relative, const Branch* branch, Diagnostics& diagnostics)
      : graph_(graph), term_(term), relative_(relative), branch_(branch), diagnostics_(diagnostics) {}

  /// From a revision, or from base.
  [[nodiscard]] std::optional<Revisions> from(std::optional<RevisionIndex> position) { return walk(position, 0); }
  /// Up: to the next revision that is not applied, and on from there. Down: from the row, or from what is applied of the branch.
  [[nodiscard]] std::optional<Revisions> from(const Start& start) { return relative_.is_up ? up_from(start) : down_from(start); }

 private:
  [[nodiscard]] std::optional<Revisions> up_from(const Start& start);
  [[nodiscard]] std::optional<Revisions> down_from(const Start& start);
  [[nodiscard]] std::optional<Revisions> walk(std::optional<RevisionIndex> position, std::uint32_t walked);
  [[nodiscard]] Revisions next_above(std::optional<RevisionIndex> position) const;
  [[nodiscard]] Revisions next_below(RevisionIndex position) const;
  [[nodiscard]] Revisions not_applied_next(const Start& start) const;
  [[nodiscard]] Revisions applied_tips(const Start& start) const;
  std::nullopt_t runs_out(std::uint32_t walked, std::string_view at);
  std::nullopt_t forks(std::string_view at, const Revisions& candidates);
  [[nodiscard]] std::string name_of(std::optional<RevisionIndex> position) const { return position ? graph_.id(*position) : "base"; }
  [[nodiscard]] std::string steps_text() const;

  const RevisionGraph& graph_;
  std::string_view term_;
  const Relative& relative_;
  const Branch* branch_;
  Diagnostics& diagnostics_;
};

}  // namespace galley::revisions
