// Revision graphs written in a line: "a; b < a; m < b, c | d # label" is a base `a`, `b` with the parent `a`, and `m` with
// two parents, a dependency on `d` and a label. Places point into that line.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "galley/revision_graph.hpp"

namespace galley::test {

/// Revisions and what is said about them. Nothing in it moves once it is made.
struct History {
  SourceSet sources;
  std::vector<std::unique_ptr<ast::Revision>> revisions;
  Diagnostics diagnostics;
  std::optional<RevisionGraph> graph;

  /// The graph; fails the test where there is none.
  const RevisionGraph& operator*() const;
  [[nodiscard]] RevisionIndex index(std::string_view id) const;
  [[nodiscard]] std::vector<RevisionIndex> indices(const std::vector<std::string>& ids) const;
  [[nodiscard]] std::vector<std::string> ids(const std::vector<RevisionIndex>& indices) const;
  /// "E0302 b: parent ..." for each diagnostic; the text at its place stands before the colon.
  [[nodiscard]] std::vector<std::string> errors() const;
};

struct RevisionText {
  std::string id;
  std::vector<std::string> parents, dependencies, labels;
};

[[nodiscard]] std::unique_ptr<History> history_of(std::string_view line);
/// Without places.
[[nodiscard]] std::unique_ptr<History> history_of(const std::vector<RevisionText>& revisions);
/// tests/data/dags/NAME.json
[[nodiscard]] std::unique_ptr<History> public_history(std::string_view name);
/// a000000, a000001 and so on, each the parent of the next.
[[nodiscard]] std::vector<RevisionText> line_of(int length);

/// "I b" "U a>b" "D b", in the order of the statements.
[[nodiscard]] std::string text_of(const VersionRowChange& change);
/// "I a; U a>b | ...": the changes of each step; "error: " and the messages where there is no plan.
[[nodiscard]] std::string plan_text(History& history, Direction direction, std::string_view range);

}  // namespace galley::test
