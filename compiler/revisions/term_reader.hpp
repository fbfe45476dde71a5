// One term of a selector: an id, the beginning of one, a word, a label, label@..., and steps up or down from any of them.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "revisions/selectors.hpp"

namespace galley::revisions {

class TermReader {
 public:
  /// `start` may be null.
  TermReader(const RevisionGraph& graph, Diagnostics& diagnostics, const Start* start)
      : graph_(graph), diagnostics_(diagnostics), start_(start) {}

  /// Nothing after an error.
  [[nodiscard]] std::optional<Term> read(std::string_view text);

 private:
  using Revisions = std::vector<RevisionIndex>;

  [[nodiscard]] std::optional<Revisions> without_branch(std::string_view term);
  [[nodiscard]] std::optional<Revisions> on_branch(std::string_view place, const Branch& branch);
  [[nodiscard]] std::optional<Branch> find_branch(std::string_view name);
  [[nodiscard]] std::optional<Revisions> walked(const Relative& relative, const Branch* branch);
  [[nodiscard]] std::optional<Revisions> one_of(std::string_view term, Revisions heads, std::string_view all);
  [[nodiscard]] std::optional<Revisions> by_prefix(std::string_view prefix, const Branch* branch);
  [[nodiscard]] std::optional<RevisionIndex> exactly(std::string_view name) const;
  [[nodiscard]] bool is_anchor(std::string_view name) const;
  std::nullopt_t report_unknown(std::string_view term, const Branch* branch);

  const RevisionGraph& graph_;
  Diagnostics& diagnostics_;
  const Start* start_;
  std::string_view text_;  // the term at hand
};

}  // namespace galley::revisions
