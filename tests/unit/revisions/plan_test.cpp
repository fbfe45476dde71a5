// Ranges: which steps they are, and which of them are refused.
#include <catch2/catch.hpp>

#include "unit/revisions/graph_fixture.hpp"

using namespace galley;
using namespace galley::test;
using Ids = std::vector<std::string>;

namespace {

constexpr auto up = Direction::upgrade;
constexpr auto down = Direction::downgrade;
constexpr std::string_view across = "a1; a2 < a1; b1; b2 < b1 | a2; b3 < b2; c1";

}  // namespace

TEST_CASE("a plan knows what is applied before its first step") {
  const auto history = history_of(across);
  const auto plan = make_plan(**history, up, "a1,b1:b3", history->diagnostics);
  REQUIRE(plan.has_value());
  CHECK(plan->start_rows == Ids{"a1", "b1"});
  CHECK(history->ids(plan->applied) == Ids{"a1", "b1"});
  REQUIRE(plan->steps.size() == 3);
  CHECK(history->ids({plan->steps[0].revision, plan->steps[1].revision, plan->steps[2].revision}) == Ids{"a2", "b2", "b3"});
  CHECK(plan->steps[0].rows_after == Ids{"a2", "b1"});
  CHECK(plan->end_rows() == Ids{"b3"});
}

TEST_CASE("heads as a start leaves out those that dependencies imply") {
  const auto history = history_of(across);
  const auto plan = make_plan(**history, down, "heads:b1,c1", history->diagnostics);
  REQUIRE(plan.has_value());
  CHECK(plan->start_rows == Ids{"b3", "c1"});
  CHECK(plan->end_rows() == Ids{"a2", "b1", "c1"});
}

TEST_CASE("a range with nothing to do is an empty plan") {
  struct Case {
    Direction direction;
    std::string range;
    Ids rows;
  };
  const Case c = GENERATE(values<Case>({{up, "a2:a2", {"a2"}},
                                        {up, "base:base", {}},
                                        {up, "a2,c1:a2", {"a2", "c1"}},
                                        {up, "b3,c1:heads", {"b3", "c1"}},
                                        {down, "a2:a2", {"a2"}},
                                        {down, "base:base", {}},
                                        {down, "a2,c1:c1", {"a2", "c1"}},
                                        {down, "heads:b3,c1", {"b3", "c1"}}}));
  INFO(c.range);
  const auto history = history_of(across);
  const auto plan = make_plan(**history, c.direction, c.range, history->diagnostics);
  REQUIRE(plan.has_value());
  CHECK(plan->steps.empty());
  CHECK(plan->start_rows == c.rows);
  CHECK(plan->end_rows() == c.rows);
}

TEST_CASE("a range that makes no sense is refused") {
  struct Case {
    Direction direction;
    std::string range, error;
  };
  const Case c = GENERATE(values<Case>({
      {up, "a1:a2:b1", "E0330 : range \"a1:a2:b1\" has more than one \":\""},
      {up, ":heads", "E0320 : a revision is missing in \":heads\""},
      {up, "a1:", "E0320 : a revision is missing in \"a1:\""},
      {up, "a1,a2:heads", "E0331 : \"a1\" and \"a2\" cannot be in the version table together"},
      {up, "a2,b3:heads", "E0331 : \"a2\" and \"b3\" cannot be in the version table together"},
      {up, "heads,a1:heads", "E0331 : \"a1\" and \"b3\" cannot be in the version table together"},
      {up, "a2:a1", "E0332 : upgrade \"a2:a1\" runs backwards: \"a1\" is already applied at \"a2\""},
      {up, "a2:base", "E0332 : upgrade \"a2:base\" runs backwards: \"base\" is already applied at \"a2\""},
      {up, "b3:a2", "E0332 : upgrade \"b3:a2\" runs backwards: \"a2\" is already applied at \"b3\""},
      {down, "a1:a2", "E0333 : downgrade \"a1:a2\" runs forwards: \"a2\" comes after \"a1\""},
      {down, "b1:c1", "E0334 : \"c1\" is not an ancestor of \"b1\""},
      {down, "a2:b1", "E0334 : \"b1\" is not an ancestor of \"a2\""},
      {down, "base:a1", "E0334 : \"a1\" is not an ancestor of \"base\""},
      {down, "b3:a2", "E0335 : nothing to take down above \"a2\", which is no row of the version table because \"b3\" needs it"},
      {down, "heads:a1,b3", "E0336 : \"b3\" cannot stay: it goes down with the descendants of \"a1\""},
      {down, "heads:a1,a2", "E0336 : \"a2\" cannot stay: it goes down with the descendants of \"a1\""},
      {down, "x:y", "E0321 : no revision is called \"x\" | E0321 : no revision is called \"y\""},
  }));
  const auto history = history_of(across);
  CHECK(plan_text(*history, c.direction, c.range) == "error" + c.error);
}

TEST_CASE("a downgrade takes only the line above its target, and what depends on it") {
  struct Case {
    std::string range;
    Ids steps;
  };
  const Case c = GENERATE(values<Case>({{"base", {"c1", "b3", "b2", "b1", "a2", "a1"}},
                                        {"heads:b1", {"b3", "b2"}},
                                        {"heads:a1", {"b3", "b2", "a2"}},
                                        {"a2,b1:a1", {"a2"}},
                                        {"b2:a1,b1", {"b2", "a2"}}}));
  INFO(c.range);
  const auto history = history_of(across);
  const auto plan = make_plan(**history, down, c.range, history->diagnostics);
  REQUIRE(plan.has_value());
  std::vector<RevisionIndex> steps;
  for (const PlannedRevision& step : plan->steps) steps.push_back(step.revision);
  CHECK(history->ids(steps) == c.steps);
}
