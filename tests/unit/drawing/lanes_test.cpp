// No edge of a picture runs through a revision or over another edge, and large histories are laid out soon.
#include "drawing/lanes.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "unit/revisions/graph_fixture.hpp"

using namespace galley;
using namespace galley::drawing;
using namespace galley::test;

namespace {

/// Each cell between two rows is one edge's alone, or that of a revision's own line.
void check_cells(const Lanes& lanes) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> owner;  // lane and row, by the row that the edge starts from
  for (const LaneEdge& edge : lanes.parents) {
    REQUIRE(edge.from_row < edge.to_row);
    REQUIRE(edge.lane < lanes.width);
    for (std::uint32_t row = edge.from_row + 1; row < edge.to_row; ++row) {
      REQUIRE(lanes.lane[row] != edge.lane);
      const auto [cell, is_new] = owner.emplace(std::pair{edge.lane, row}, edge.from_row);
      REQUIRE((is_new || cell->second == edge.from_row));
    }
  }
}

}  // namespace

TEST_CASE("a line is one lane, and a fork opens another that its merge closes") {
  const auto line = history_of("a; b < a; c < b");
  CHECK(assign_lanes(**line).lane == std::vector<std::uint32_t>{0, 0, 0});
  const auto fork = history_of("a; b < a; c < a; m < b, c; n < m; x");
  const Lanes lanes = assign_lanes(**fork);
  CHECK(fork->ids((**fork).order()) == std::vector<std::string>{"a", "b", "c", "m", "n", "x"});
  CHECK(lanes.lane == std::vector<std::uint32_t>{0, 0, 1, 0, 0, 0});
  CHECK(lanes.width == 2);
}

TEST_CASE("public histories are drawn without an edge through a revision") {
  const std::string name = GENERATE("aiida", "airflow", "fides", "glance", "keystone", "neutron", "quetz", "romm", "superset");
  INFO(name);
  const auto history = public_history(name);
  const Lanes lanes = assign_lanes(**history);
  CHECK(lanes.lane.size() == (**history).size());
  check_cells(lanes);
}

TEST_CASE("branches that merge again and again keep to few lanes") {
  std::vector<RevisionText> revisions{{"a", {}, {}, {}}};
  for (int i = 0; i < 3'000; ++i) {
    const std::string below = revisions.back().id;
    revisions.push_back({fmt::format("b{:05}x", i), {below}, {}, {}});
    revisions.push_back({fmt::format("b{:05}y", i), {below}, {}, {}});
    revisions.push_back({fmt::format("m{:05}", i), {revisions[revisions.size() - 2].id, revisions.back().id}, {}, {}});
  }
  const auto history = history_of(revisions);
  CHECK(assign_lanes(**history).width == 2);
}
