// The graph itself: what it is made of, its order, its labels.
#include <fmt/format.h>
#include <algorithm>
#include <catch2/catch.hpp>

#include "unit/revisions/graph_fixture.hpp"

using namespace galley;
using namespace galley::test;
using Ids = std::vector<std::string>;

TEST_CASE("links go both ways, parents in the order written") {
  const auto history = history_of("a; c < b; b < a; m < c, d | x; d < b; x");
  const RevisionGraph& graph = **history;
  CHECK(graph.size() == 6);
  CHECK(history->ids(graph.parents(history->index("m"))) == Ids{"c", "d"});
  CHECK(history->ids(graph.dependencies(history->index("m"))) == Ids{"x"});
  CHECK(history->ids(graph.children(history->index("b"))) == Ids{"c", "d"});
  CHECK(history->ids(graph.dependents(history->index("x"))) == Ids{"m"});
  CHECK(history->ids(graph.bases()) == Ids{"a", "x"});
  CHECK(history->ids(graph.heads()) == Ids{"m", "x"});
  CHECK(graph.is_branch_point(history->index("b")));
  CHECK(graph.is_merge_point(history->index("m")));
  CHECK_FALSE(graph.find("z").has_value());

  const auto swapped = history_of("a; b < a; c < a; m < c, b");
  CHECK(swapped->ids((**swapped).parents(swapped->index("m"))) == Ids{"c", "b"});
}

TEST_CASE("an empty history is a graph without heads") {
  const auto history = history_of("");
  CHECK((**history).size() == 0);
  CHECK((**history).heads().empty());
  CHECK((**history).order().empty());
}

TEST_CASE("ids keep their case, and those that differ in case alone are different") {
  const auto history = history_of("A; a < A; \xC3\xA9 < a; 2026-01.x < \xC3\xA9");
  CHECK(history->ids((**history).order()) == Ids{"A", "a", "\xC3\xA9", "2026-01.x"});
}

TEST_CASE("what is free is ordered by id, whatever the order of the files") {
  Ids entries{"z", "b < z", "a < z", "y", "m < a, b", "c | m"};
  std::sort(entries.begin(), entries.end());
  do {
    const auto history = history_of(fmt::format("{}", fmt::join(entries, ";")));
    REQUIRE(history->ids((**history).order()) == Ids{"y", "z", "a", "b", "m", "c"});
  } while (std::next_permutation(entries.begin(), entries.end()));
}

TEST_CASE("a dependency that something else implies is dropped") {
  struct Case {
    std::string history, of;
    Ids left;
  };
  const Case c = GENERATE(values<Case>({{"a; b < a; c < b | a", "c", {}},           // an ancestor
                                        {"a; b < a | a", "b", {}},                  // the parent itself
                                        {"x; a | x; b < a | x", "b", {}},           // an ancestor depends on it
                                        {"x; y < x; b | x, y", "b", {"y"}},         // another dependency has it
                                        {"x; b | x, x", "b", {"x"}},                // twice
                                        {"x; y; b | y, x", "b", {"y", "x"}},        // both needed
                                        {"x; y | x; z | y; b | x, z", "b", {"z"}},  // by dependencies alone
                                        {"a; d < a; b < a | d", "b", {"d"}}}));     // implies the parent, which stays
  INFO(c.history);
  const auto history = history_of(c.history);
  CHECK(history->ids((**history).dependencies(history->index(c.of))) == c.left);
}

TEST_CASE("a dependency on a label is one on the revision that the label is written at") {
  const auto history = history_of("a; b < a # shop; c < b; x | shop");
  CHECK(history->ids((**history).dependencies(history->index("x"))) == Ids{"b"});
}

TEST_CASE("labels spread to descendants, and towards the base up to a branch or merge point") {
  struct Case {
    std::string history, label;
    Ids reached;
  };
  const std::string fork = "a; b < a; c < b; c2 < c # shop; c3 < c2; d < b";
  const Case c = GENERATE_COPY(values<Case>({
      {"a; b < a # shop; c < b", "shop", {"a", "b", "c"}},
      {fork, "shop", {"c", "c2", "c3"}},                                 // b is a branch point
      {"a; b < a # shop; c1 < b; c2 < b", "shop", {"b", "c1", "c2"}},    // the labelled one is a branch point itself
      {"a; b; m < a, b; n < m # shop", "shop", {"n"}},                   // m is a merge point
      {"a # shop; b # till; m < a, b; n < m", "shop", {"a", "m", "n"}},  // survives a merge
      {"a # shop; b | a; c < b", "shop", {"a"}},                         // not over dependencies
      {"a; b < a # shop, till; c < b # bar", "bar", {"a", "b", "c"}},
  }));
  INFO(c.history);
  const auto history = history_of(c.history);
  Ids reached;
  for (RevisionIndex i = 0; i < (**history).size(); ++i) {
    const auto& labels = (**history).labels(i);
    CHECK(std::is_sorted(labels.begin(), labels.end()));
    if (std::find(labels.begin(), labels.end(), c.label) != labels.end()) reached.push_back((**history).id(i));
  }
  CHECK(reached == c.reached);
}

TEST_CASE("ancestors follow parents and dependencies") {
  const auto history = history_of("a; b < a; c < b; x; y < x | b");
  const RevisionSet set = (**history).with_ancestors(history->indices({"y"}));
  CHECK(set == RevisionSet{true, true, false, true, true});
  CHECK(history->ids((**history).rows_of(set)) == Ids{"y"});
}

namespace {

/// Builds, orders and plans all of it up and down. Anything that grows with the square would run into the test's time limit.
void check_plans(const std::vector<RevisionText>& revisions) {
  const auto history = history_of(revisions);
  const auto up = make_plan(**history, Direction::upgrade, "heads", history->diagnostics);
  const auto down = make_plan(**history, Direction::downgrade, "base", history->diagnostics);
  REQUIRE(up.has_value());
  REQUIRE(down.has_value());
  CHECK(up->steps.size() == revisions.size());
  CHECK(down->steps.size() == revisions.size());
}

}  // namespace

TEST_CASE("a hundred thousand revisions in a line are planned up and down without recursion") { check_plans(line_of(100'000)); }

TEST_CASE("two long lines that merge or depend again and again are planned") {
  constexpr int length = 20'000;
  const bool merges = GENERATE(true, false);
  // Ids that make the order finish one line first, and a pace that keeps the two far apart.
  std::vector<RevisionText> revisions = line_of(length);
  for (int i = 0; i < length; ++i) {
    RevisionText& next = revisions.emplace_back(RevisionText{fmt::format("b{:06}", i), {}, {}, {}});
    if (i > 0) next.parents.push_back(fmt::format("b{:06}", i - 1));
    if (i % 3 == 1) (merges ? next.parents : next.dependencies).push_back(fmt::format("a{:06}", i / 3));
  }
  check_plans(revisions);
}

TEST_CASE("a branch point with very many children is planned") {
  std::vector<RevisionText> revisions{{"base0", {}, {}, {"all"}}};
  RevisionText merge{"z", {}, {}, {}};
  for (int i = 0; i < 2'000; ++i) {
    revisions.push_back({fmt::format("c{:06}", i), {"base0"}, {}, {}});
    merge.parents.push_back(revisions.back().id);
  }
  revisions.push_back(merge);
  check_plans(revisions);
}
