// What `stamp` makes of the rows of a version table.
#include "revisions/stamp_plan.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "unit/revisions/graph_fixture.hpp"

using namespace galley;
using namespace galley::test;

namespace {

std::string stamp(History& history, std::string_view range, bool purge) {
  const auto plan = make_stamp_plan(*history, range, purge, history.diagnostics);
  if (!plan) return fmt::format("error{}", fmt::join(history.errors(), " | "));
  return fmt::format("{} -> {}", text_of(plan->change), fmt::join(plan->end_rows, ","));
}

}  // namespace

TEST_CASE("a stamp replaces the rows that are above or below it and leaves other branches") {
  struct Case {
    std::string history, range;
    bool purge;
    std::string change;
  };
  const std::string line = "a; b < a; c < b";
  const std::string fork = "a; b1 < a # x; b2 < a # y; m < b1, b2; n";
  const std::string across = "a1 # a; a2 < a1; b1 # b; b2 < b1 | a2";
  const Case c = GENERATE_COPY(values<Case>({
      {line, "c", false, "I c -> c"},
      {line, "a:c", false, "U a>c -> c"},
      {line, "c:a", false, "U c>a -> a"},
      {line, "c:base", false, "D c -> "},
      {line, "base", false, " -> "},
      {line, "b:b", false, " -> b"},
      {line, "a:+1", false, "U a>b -> b"},
      {line, "c:-2", false, "U c>a -> a"},
      {fork, "heads", false, "I m, I n -> m,n"},
      {fork, "b1,b2:m", false, "D b2, U b1>m -> m"},
      {fork, "m:b1,b2", false, "U m>b1, I b2 -> b1,b2"},
      {fork, "b1:b2", false, "I b2 -> b1,b2"},            // another branch
      {fork, "b1:b2", true, "U b1>b2 -> b2"},             // the same, and nothing else
      {fork, "b1,b2,n:a", false, "D b2, U b1>a -> a,n"},  // all that stands on it
      {fork, "b1,b2,n:a", true, "D b2, D n, U b1>a -> a"},
      {fork, "b1,b2:x@base", false, "D b1 -> b2"},
      {fork, "b1,n:base", false, "D b1, D n -> "},
      {across, "a1,b1:b2", false, "D b1, U a1>b2 -> b2"},  // a dependency is implied
      {across, "b2:a2", false, "U b2>a2 -> a2"},
      {across, "a2:b1", false, "I b1 -> a2,b1"},
      {across, "heads", false, "I b2 -> b2"},
  }));
  INFO(c.history << "   " << c.range);
  const auto history = history_of(c.history);
  CHECK(stamp(*history, c.range, c.purge) == c.change);
}

TEST_CASE("a stamp from rows that cannot be is refused as an upgrade is") {
  const auto history = history_of("a; b < a");
  CHECK(stamp(*history, "a,b:b", false) == "errorE0331 : \"a\" and \"b\" cannot be in the version table together");
  CHECK(stamp(*history_of("a; b < a"), "a:b:c", false).starts_with("errorE0330"));
  CHECK(stamp(*history_of("a; b < a"), "z:y", false) == "errorE0321 : no revision is called \"z\" | E0321 : no revision is called \"y\"");
}
