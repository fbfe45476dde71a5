// What each step does to the version table: I inserts, U updates, D deletes a row.
#include <catch2/catch.hpp>

#include "unit/revisions/graph_fixture.hpp"

using namespace galley;
using namespace galley::test;
using Rows = std::vector<std::string>;

TEST_CASE("one step changes as many rows as it replaces, and no other") {
  const std::string linear = "a; b < a; c < b";
  const std::string diamond = "a; b1 < a; b2 < a; m < b1, b2; t < m";
  const std::string three = "a; b1 < a; b2 < a; b3 < a; m < b1, b2, b3";
  const std::string across = "a1; a2 < a1; b1; b2 < b1 | a2; b3 < b2";
  const std::string line_then_dependency = "a; b < a | d; d < a";  // the dependency stands on the parent

  struct Case {
    std::string name, history;
    Direction direction;
    std::string revision;
    Rows rows;  // before the step
    std::string change;
  };
  const auto up = Direction::upgrade;
  const auto down = Direction::downgrade;
  const Case c = GENERATE_COPY(values<Case>({
      {"base", linear, up, "a", {}, "I a"},
      {"line", linear, up, "b", {"a"}, "U a>b"},
      {"line, back", linear, down, "c", {"c"}, "U c>b"},
      {"base, back", linear, down, "a", {"a"}, "D a"},
      {"first branch", diamond, up, "b1", {"a"}, "U a>b1"},
      {"second branch", diamond, up, "b2", {"b1"}, "I b2"},
      {"second branch first", diamond, up, "b1", {"b2"}, "I b1"},
      {"merge", diamond, up, "m", {"b1", "b2"}, "D b2, U b1>m"},
      {"after the merge", diamond, up, "t", {"m"}, "U m>t"},
      {"unmerge", diamond, down, "m", {"m"}, "U m>b1, I b2"},
      {"branch, back", diamond, down, "b2", {"b1", "b2"}, "D b2"},
      {"last branch, back", diamond, down, "b1", {"b1"}, "U b1>a"},
      {"merge of three", three, up, "m", {"b1", "b2", "b3"}, "D b2, D b3, U b1>m"},
      {"unmerge of three", three, down, "m", {"m"}, "U m>b1, I b2, I b3"},
      {"second base", across, up, "b1", {"a2"}, "I b1"},
      {"dependency", across, up, "b2", {"a2", "b1"}, "D b1, U a2>b2"},
      {"after the dependency", across, up, "b3", {"b2"}, "U b2>b3"},
      {"dependency, back", across, down, "b2", {"b2"}, "U b2>a2, I b1"},
      {"dependency held by another row", "a; b; x < b | a; y | a", up, "x", {"b", "y"}, "U b>x"},
      {"dependency held by another row, back", "a; b; x < b | a; y | a", down, "x", {"x", "y"}, "U x>b"},
      {"base with a dependency", "a; x | a", up, "x", {"a"}, "U a>x"},
      {"base with a dependency that is implied", "a; x | a; y < a", up, "x", {"y"}, "I x"},
      {"base with a dependency that is implied, back", "a; x | a; y < a", down, "x", {"x", "y"}, "D x"},
      {"merge whose parents are all implied", "a; b; x | a, b; m < a, b", up, "m", {"x"}, "I m"},
      {"merge whose parents are all implied, back", "a; b; x | a, b; m < a, b", down, "m", {"m", "x"}, "D m"},
      {"merge of which one parent is implied", "a; b; x | a; m < a, b", up, "m", {"b", "x"}, "U b>m"},
      {"merge of which one parent is implied, back", "a; b; x | a; m < a, b", down, "m", {"m", "x"}, "U m>b"},
      {"parent below a dependency", line_then_dependency, up, "b", {"d"}, "U d>b"},
      {"parent below a dependency, back", line_then_dependency, down, "b", {"b"}, "U b>d"},
      {"merge of a branch and what it depends on", "a; b | a; m < a, b", up, "m", {"b"}, "U b>m"},
      {"merge of a branch and what it depends on, back", "a; b | a; m < a, b", down, "m", {"m"}, "U m>b"},
      {"redundant dependency", "a; b < a; c < b | a", up, "c", {"b"}, "U b>c"},
      {"redundant dependency, back", "a; b < a; c < b | a", down, "c", {"c"}, "U c>b"},
  }));
  INFO(c.name);
  const auto history = history_of(c.history);
  const RevisionSet applied = (**history).with_ancestors(history->indices(c.rows));
  CHECK(text_of(version_row_change(**history, c.direction, history->index(c.revision), applied)) == c.change);
}

TEST_CASE("whole ranges move the rows as the model says") {
  struct Case {
    std::string history;
    Direction direction;
    std::string range, changes;
  };
  const std::string linear = "a; b < a; c < b";
  const std::string diamond = "a; b1 < a; b2 < a; m < b1, b2; t < m";
  const std::string two_heads = "a; b1 < a; b2 < a";
  const std::string across = "a1; a2 < a1; b1; b2 < b1 | a2; b3 < b2";
  const auto up = Direction::upgrade;
  const auto down = Direction::downgrade;
  const Case c = GENERATE_COPY(values<Case>({
      {linear, up, "head", "I a; U a>b; U b>c"},
      {linear, down, "base", "U c>b; U b>a; D a"},
      {diamond, up, "t", "I a; U a>b1; I b2; D b2, U b1>m; U m>t"},
      {diamond, up, "b1:t", "I b2; D b2, U b1>m; U m>t"},
      {diamond, down, "base", "U t>m; U m>b1, I b2; D b2; U b1>a; D a"},
      {diamond, down, "t:b1", "U t>m; U m>b1, I b2"},
      {diamond, down, "t:a", "U t>m; U m>b1, I b2; D b2; U b1>a"},
      {two_heads, up, "b1:heads", "I b2"},
      {across, up, "heads", "I a1; U a1>a2; I b1; D b1, U a2>b2; U b2>b3"},
      {across, down, "b3:a1", "U b3>b2; U b2>a2, I b1; U a2>a1"},
      {across, down, "b3:b1", "U b3>b2; U b2>a2, I b1"},
      {across, down, "base", "U b3>b2; U b2>a2, I b1; D b1; U a2>a1; D a1"},
  }));
  INFO(c.history << "   " << c.range);
  const auto history = history_of(c.history);
  CHECK(plan_text(*history, c.direction, c.range) == c.changes);
}
