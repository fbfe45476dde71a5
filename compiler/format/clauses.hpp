// Where a statement that is too long for its line may be broken: before the words that begin its clauses.
#pragma once

#include <vector>

#include "format/pieces.hpp"

namespace galley::format {

/// Pieces [first, last) of a text.
struct Range {
  std::size_t first = 0;
  std::size_t last = 0;
  [[nodiscard]] bool is_empty() const { return first >= last; }
  [[nodiscard]] std::size_t size() const { return last - first; }
};

enum class Manner {
  each,  // every clause begins a line
  fill   // as many clauses on a line as fit
};
struct Clauses {
  Manner manner = Manner::fill;
  std::vector<Range> list;  // one behind the other
};

/// Of a statement, an action, a column or a constraint.
[[nodiscard]] Clauses clauses_of(const std::vector<Piece>& pieces, Range statement);
/// Of the rest of a statement, which begins at `statement`.
[[nodiscard]] Clauses clauses_of_rest(const std::vector<Piece>& pieces, Range statement, std::size_t rest);

/// How deep a piece leads into brackets: 1, -1 or 0.
[[nodiscard]] int nesting(const Piece& piece);

}  // namespace galley::format
