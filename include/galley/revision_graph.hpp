// The graph of revisions: parents, dependencies, labels, order, selectors and the rows of the version table.
// The model is Alembic's (parents make branch lines, dependencies only order); docs/revisions.md has it in full.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "galley/ast.hpp"
#include "galley/diagnostics.hpp"
#include "galley/shared.hpp"

namespace galley {

/// Index of a revision in its graph. Indices follow the ids in byte order, so they are independent of files.
using RevisionIndex = std::uint32_t;
using RevisionSet = std::vector<bool>;  // one flag for each index

class RevisionGraph {
 public:
  /// Reports duplicate ids, missing parents and dependencies, cycles, self-parents, redundant parents, label clashes and
  /// unusable ids, all of them in one run. The revisions must outlive the graph.
  static std::optional<RevisionGraph> build(std::vector<const ast::Revision*> revisions, Diagnostics& diagnostics);

  RevisionGraph(RevisionGraph&&) noexcept;
  RevisionGraph& operator=(RevisionGraph&&) noexcept;
  ~RevisionGraph();

  [[nodiscard]] std::uint32_t size() const;
  [[nodiscard]] const ast::Revision& revision(RevisionIndex index) const;
  [[nodiscard]] const std::string& id(RevisionIndex index) const;
  [[nodiscard]] std::optional<RevisionIndex> find(std::string_view id) const;
  /// In the order written.
  [[nodiscard]] const std::vector<RevisionIndex>& parents(RevisionIndex index) const;
  /// Without those that an ancestor already has.
  [[nodiscard]] const std::vector<RevisionIndex>& dependencies(RevisionIndex index) const;
  [[nodiscard]] const std::vector<RevisionIndex>& children(RevisionIndex index) const;
  /// Revisions that depend on this one.
  [[nodiscard]] const std::vector<RevisionIndex>& dependents(RevisionIndex index) const;
  /// Every label that reaches this revision, sorted.
  [[nodiscard]] const std::vector<std::string>& labels(RevisionIndex index) const;

  [[nodiscard]] std::vector<RevisionIndex> bases() const;
  [[nodiscard]] std::vector<RevisionIndex> heads() const;  // no child by parents
  [[nodiscard]] bool is_head(RevisionIndex index) const;
  [[nodiscard]] bool is_branch_point(RevisionIndex index) const { return children(index).size() > 1; }
  [[nodiscard]] bool is_merge_point(RevisionIndex index) const { return parents(index).size() > 1; }

  /// All revisions, parents and dependencies first; among those that are free, the smallest id first.
  [[nodiscard]] const std::vector<RevisionIndex>& order() const;

  /// The given revisions and everything they need (parents and dependencies, all the way).
  [[nodiscard]] RevisionSet with_ancestors(const std::vector<RevisionIndex>& revisions) const;
  /// Those of `applied` that nothing else in `applied` implies: the rows of the version table, sorted by id.
  [[nodiscard]] std::vector<RevisionIndex> rows_of(const RevisionSet& applied) const;

 private:
  struct Data;
  explicit RevisionGraph(std::unique_ptr<Data> data);
  std::unique_ptr<Data> data_;
};

/// What one step does to the version table, in this order: deletes, then the update, then inserts. Each statement
/// concerns exactly one row.
struct VersionRowChange {
  std::vector<std::string> deletes;
  std::optional<std::pair<std::string, std::string>> update;  // from, to
  std::vector<std::string> inserts;
  friend bool operator==(const VersionRowChange&, const VersionRowChange&) = default;
};

enum class Direction { upgrade, downgrade };

struct PlannedRevision {
  RevisionIndex revision = 0;
  Maybe<VersionRowChange> change;       // always there; scripts share it
  std::vector<std::string> rows_after;  // sorted
};

struct Plan {
  Direction direction = Direction::upgrade;
  std::vector<std::string> start_rows;  // sorted; empty at base
  std::vector<RevisionIndex> applied;   // before the first step, in the graph's order
  std::vector<PlannedRevision> steps;   // in the order of the script
  [[nodiscard]] const std::vector<std::string>& end_rows() const { return steps.empty() ? start_rows : steps.back().rows_after; }
};

/// `range` is [FROM:]TO. FROM left out: base for an upgrade, all heads for a downgrade. A selector is a full id, a unique
/// prefix, `head`, `heads`, `base`, or several of them with commas. Errors have no place in a source; their text names
/// the argument, the candidates and the fix.
[[nodiscard]] std::optional<Plan> make_plan(const RevisionGraph& graph, Direction direction, std::string_view range,
                                            Diagnostics& diagnostics);

/// The revisions that a selector names; nothing after an error. `base` gives an empty list.
[[nodiscard]] std::optional<std::vector<RevisionIndex>> select_revisions(const RevisionGraph& graph, std::string_view selector,
                                                                         Diagnostics& diagnostics);

/// The change of the version table that one step makes. `applied` is the set before the step.
[[nodiscard]] VersionRowChange version_row_change(const RevisionGraph& graph, Direction direction, RevisionIndex revision,
                                                  const RevisionSet& applied);

}  // namespace galley
