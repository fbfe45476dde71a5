// The histories of real projects load, order and plan; after every step the rows are those that imply what is applied.
#include <catch2/catch.hpp>

#include "unit/revisions/plan_checks.hpp"

using namespace galley;
using namespace galley::test;

TEST_CASE("public histories go up to every head and down to base") {
  struct Case {
    std::string name;
    std::uint32_t size;
    std::size_t heads;
  };
  const Case c = GENERATE(values<Case>({{"aiida", 104, 3},
                                        {"airflow", 84, 1},
                                        {"fides", 398, 1},
                                        {"glance", 29, 2},
                                        {"keystone", 10, 2},
                                        {"neutron", 132, 2},
                                        {"quetz", 26, 5},
                                        {"romm", 101, 1},
                                        {"superset", 205, 1}}));
  INFO(c.name);
  const auto history = public_history(c.name);
  const RevisionGraph& graph = **history;
  CHECK(graph.size() == c.size);
  CHECK(graph.heads().size() == c.heads);

  const auto up = make_plan(graph, Direction::upgrade, "heads", history->diagnostics);
  REQUIRE(up.has_value());
  CHECK(up->steps.size() == graph.size());
  check_steps(*history, *up);

  const auto down = make_plan(graph, Direction::downgrade, "base", history->diagnostics);
  REQUIRE(down.has_value());
  CHECK(down->start_rows == up->end_rows());
  CHECK(down->steps.size() == graph.size());
  CHECK(down->end_rows().empty());
  check_steps(*history, *down);
}

TEST_CASE("public histories go to each revision and from there to the heads") {
  const std::string name = GENERATE("glance", "keystone", "quetz", "airflow");
  INFO(name);
  const auto history = public_history(name);
  const RevisionGraph& graph = **history;
  for (const RevisionIndex target : graph.order()) {
    const auto there = make_plan(graph, Direction::upgrade, graph.id(target), history->diagnostics);
    REQUIRE(there.has_value());
    check_steps(*history, *there);
    const auto onward = make_plan(graph, Direction::upgrade, graph.id(target) + ":heads", history->diagnostics);
    REQUIRE(onward.has_value());
    CHECK(there->steps.size() + onward->steps.size() == graph.size());
    check_steps(*history, *onward);
  }
}

TEST_CASE("a history that lacks two parents is refused with both named") {
  const auto history = public_history("bcgov-lear");
  CHECK_FALSE(history->graph.has_value());
  CHECK(history->errors() == std::vector<std::string>{"E0302 : parent \"bc62c64eeaab\" of revision \"1cdc6fdbf4cf\" does not exist",
                                                      "E0302 : parent \"5de1cfc78599\" of revision \"7fb9cd3e81bf\" does not exist"});
}
