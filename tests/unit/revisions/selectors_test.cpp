// Selectors and ranges: what they name, and how mistakes are answered.
#include <fmt/format.h>
#include <algorithm>
#include <catch2/catch.hpp>

#include "unit/revisions/graph_fixture.hpp"

using namespace galley;
using namespace galley::test;
using Ids = std::vector<std::string>;

namespace {

constexpr std::string_view shop = "1975aa; 1975ab < 1975aa # billing; c1 < 1975ab; c2 < 1975ab; x1 # stock; x2 < x1 | c1; 19 | x1";

}  // namespace

TEST_CASE("a selector names revisions") {
  struct Case {
    std::string selector;
    Ids revisions;
  };
  const Case c = GENERATE(values<Case>({
      {"1975aa", {"1975aa"}},
      {"1975ab", {"1975ab"}},
      {"x2", {"x2"}},
      {"19", {"19"}},  // an id before those that begin with it
      {"heads", {"19", "c1", "c2", "x2"}},
      {"base", {}},
      {"billing", {"1975ab"}},
      {"billing@heads", {"c1", "c2"}},
      {"stock@head", {"x2"}},
      {"x1,c1", {"c1", "x1"}},
      {"c1, c1 ,c2", {"c1", "c2"}},
      {"stock@head,c2", {"c2", "x2"}},
      {"stock@x1", {"x1"}},
      {"billing@1975aa", {"1975aa"}},  // below the branch, and so on its line
      {"x1@head", {"x2"}},             // the line of a revision
      {"1975aa@heads", {"c1", "c2"}},
      {"stock@base", {}},
      {"c1-1", {"1975ab"}},
      {"c1-2", {"1975aa"}},
      {"c1-3", {}},  // base is a place as well
      {"c1-0", {"c1"}},
      {"1975aa+1", {"1975ab"}},
      {"x1+1", {"x2"}},  // a dependent is not on the line
      {"stock@base+2", {"x2"}},
      {"stock@head-1", {"x1"}},
      {"x2-1,c1-1", {"1975ab", "x1"}},
      {"stock-1", {}},  // the label's revision, one down
  }));
  INFO(c.selector);
  const auto history = history_of(shop);
  const auto found = select_revisions(**history, c.selector, history->diagnostics);
  INFO(fmt::format("{}", fmt::join(history->errors(), "\n")));
  REQUIRE(found.has_value());
  CHECK(history->ids(*found) == c.revisions);
}

TEST_CASE("a unique beginning of an id is enough") {
  const auto history = history_of("1975ea83b712; 27c6a30d7c24 < 1975ea83b712");
  CHECK(history->ids(select_revisions(**history, "2", history->diagnostics).value()) == Ids{"27c6a30d7c24"});
  CHECK(history->ids(select_revisions(**history, "head", history->diagnostics).value()) == Ids{"27c6a30d7c24"});
}

TEST_CASE("a wrong selector is answered with the candidates") {
  struct Case {
    std::string selector, error;
  };
  const Case c = GENERATE(values<Case>({
      {"1975", "E0322 : \"1975\" is the beginning of 2 revisions: \"1975aa\", \"1975ab\""},
      {"head", "E0323 : \"head\" is not one revision but 4: \"19\", \"c1\", \"c2\", \"x2\""},
      {"billing@head", "E0323 : \"billing@head\" is not one revision but 2: \"c1\", \"c2\""},
      {"nope", "E0321 : no revision is called \"nope\""},
      {"1975AA", "E0321 : no revision is called \"1975AA\""},
      {"c1-1xyz", "E0339 : \"xyz\" behind \"c1-1\" means nothing"},
      {"billing@head-1xyz", "E0339 : \"xyz\" behind \"head-1\" means nothing"},
      {"bill@head", "E0326 : no revision has the label \"bill\" of \"bill@head\""},
      {"billing@tip", "E0327 : \"tip\" in \"billing@tip\" names no revision"},
      {"billing@", "E0327 : \"\" in \"billing@\" names no revision"},
      {"@head", "E0326 : no revision has the label \"\" of \"@head\""},
      {"billing@x2", "E0337 : \"x2\" is not on the branch \"billing\""},
      {"stock@c1", "E0337 : \"c1\" is not on the branch \"stock\""},
      {"1975@head", "E0322 : \"1975\" is the beginning of 2 revisions: \"1975aa\", \"1975ab\""},
      {"head-1", "E0323 : \"head\" is not one revision but 4: \"19\", \"c1\", \"c2\", \"x2\""},
      {"heads-1", "E0323 : \"heads\" is not one revision but 4: \"19\", \"c1\", \"c2\", \"x2\""},
      {"c1-4", "E0328 : \"c1-4\" runs out after 3 of 4 revisions, at \"base\""},
      {"c1+1", "E0328 : \"c1+1\" runs out after 0 of 1 revisions, at \"c1\""},
      {"c1-99999999999999999999", "E0328 : \"c1-99999999999999999999\" runs out after 3 of 1000000000 revisions, at \"base\""},
      {"base-1", "E0328 : \"base-1\" runs out after 0 of 1 revisions, at \"base\""},
      {"base+1", "E0329 : \"base+1\" does not say which way to go at \"base\": \"19\", \"1975aa\", \"x1\""},
      {"1975aa+2", "E0329 : \"1975aa+2\" does not say which way to go at \"1975ab\": \"c1\", \"c2\""},
      {"-1", "E0338 : \"-1\" does not say what it is counted from"},
      {"billing@+1", "E0338 : \"billing@+1\" does not say what it is counted from"},
      {"current", "E0338 : \"current\" does not say what it is counted from"},
      {"c1-x", "E0321 : no revision is called \"c1-x\""},
      {"", "E0320 : a revision is missing in \"\""},
      {"x1,", "E0320 : a revision is missing in \"x1,\""},
      {"x1, ,c1", "E0320 : a revision is missing in \"x1, ,c1\""},
      {"base,x1", "E0325 : \"base\" stands beside other revisions in \"base,x1\""},
  }));
  const auto history = history_of(shop);
  CHECK_FALSE(select_revisions(**history, c.selector, history->diagnostics).has_value());
  CHECK(history->errors() == Ids{c.error});
}

TEST_CASE("an id that looks like steps is an id, and the beginning of one is tried before steps from a beginning") {
  const auto history = history_of("2026; 2026-01 < 2026; 2026-02x < 2026-01; 2026-02y < 2026-02x; z-10 < 2026-02y");
  const auto named = [&](std::string_view selector) {
    return history->ids(select_revisions(**history, selector, history->diagnostics).value());
  };
  CHECK(named("2026-01") == Ids{"2026-01"});
  CHECK(named("2026-01-1") == Ids{"2026"});
  CHECK(named("z-1") == Ids{"z-10"});
  CHECK(named("z-10-1") == Ids{"2026-02y"});
  CHECK(named("z-1+0") == Ids{"z-10"});
  CHECK_FALSE(select_revisions(**history, "2026-02z", history->diagnostics).has_value());
}

TEST_CASE("steps up and down, from where the range starts") {
  struct Case {
    std::string history;
    Direction direction;
    std::string range, changes;
  };
  const auto up = Direction::upgrade;
  const auto down = Direction::downgrade;
  const std::string line = "a; b < a; c < b";
  const std::string fork = "a; b1 < a # x; b2 < a # y; c1 < b1; m < c1, b2; n < m";
  const std::string across = "a1 # a; a2 < a1; b1 # b; b2 < b1 | a2; b3 < b2";
  const Case c = GENERATE_COPY(values<Case>({
      {line, up, "+1", "I a"},
      {line, up, "+3", "I a; U a>b; U b>c"},
      {line, up, "a:+1", "U a>b"},
      {line, up, "c:+0", ""},
      {line, up, "base+1:head", "U a>b; U b>c"},
      {line, up, "head-1:head", "U b>c"},
      {line, down, "-1", "U c>b"},
      {line, down, "b:-2", "U b>a; D a"},
      {line, down, "head-1:-1", "U b>a"},
      {line, down, "base+1", "U c>b; U b>a"},
      // a fork is passed with a branch; so is a merge point
      {fork, up, "a:x@+1", "U a>b1"},
      {fork, up, "b2:x@+1", "I b1"},
      {fork, up, "x@+2", "I a; U a>b1"},
      {fork, up, "b1,b2:x@+1", "U b1>c1"},
      {fork, up, "c1,b2:+1", "D c1, U b2>m"},
      {fork, down, "m:x@-1", "U m>b2, I c1"},
      {fork, down, "n:x@-2", "U n>m; U m>b2, I c1"},
      // one branch goes down, the other stays
      {fork, down, "c1,b2:x@-2", "U c1>b1; D b1"},
      {fork, down, "c1,b2:x@a", "U c1>b1; D b1"},
      {fork, down, "c1,b2:y@-1", "D b2"},
      {fork, down, "c1,b2:x@-1", "U c1>b1"},
      {across, down, "b3:a@-1", "U b3>b2; U b2>a2, I b1; U a2>a1"},
      {across, down, "b3:b@-1", "U b3>b2"},
      {across, down, "b3:b@base", "U b3>b2; U b2>a2, I b1; D b1"},
      {across, down, "b3:a@base", "U b3>b2; U b2>a2, I b1; U a2>a1; D a1"},
      {across, up, "a2:b@+1", "I b1"},
      {across, up, "a2,b1:b@+2", "D b1, U a2>b2; U b2>b3"},
      {across, up, "a2,b1:heads", "D b1, U a2>b2; U b2>b3"},
  }));
  INFO(c.history << "   " << c.range);
  const auto history = history_of(c.history);
  CHECK(plan_text(*history, c.direction, c.range) == c.changes);
}

TEST_CASE("steps that could mean several things, or nothing, are refused") {
  struct Case {
    std::string history;
    Direction direction;
    std::string range, error;
  };
  const auto up = Direction::upgrade;
  const auto down = Direction::downgrade;
  const std::string fork = "a; b1 < a # x; b2 < a # y; c1 < b1; m < c1, b2";
  const Case c = GENERATE_COPY(values<Case>({
      {fork, up, "a:+1", "errorE0329 : \"+1\" does not say which way to go at \"a\": \"b1\", \"b2\""},
      {fork, up, "+2", "errorE0329 : \"+2\" does not say which way to go at \"a\": \"b1\", \"b2\""},
      {fork, up, "m:+1", "errorE0328 : \"+1\" runs out after 0 of 1 revisions, at \"m\""},
      {fork, up, "c1,b2:+2", "errorE0328 : \"+2\" runs out after 1 of 2 revisions, at \"m\""},
      {fork, down, "m:-1", "errorE0329 : \"-1\" does not say which way to go at \"m\": \"c1\", \"b2\""},
      {fork, down, "b1,b2:-1", "errorE0342 : \"-1\" could be counted from 2 revisions: \"b1\", \"b2\""},
      {fork, down, "b1:-3", "errorE0328 : \"-3\" runs out after 2 of 3 revisions, at \"base\""},
      {fork, down, "base:-1", "errorE0328 : \"-1\" runs out after 0 of 1 revisions, at \"base\""},
      {fork, down, "b2:x@-1", "errorE0343 : nothing of the branch \"x\" is applied at \"b2\", where \"x@-1\" starts"},
      {fork, up, "-1:head", "errorE0338 : \"-1\" does not say what it is counted from"},
      {fork, up, "b1:-1", "errorE0332 : upgrade \"b1:-1\" runs backwards: \"a\" is already applied at \"b1\""},
      {fork, down, "b1:+1", "errorE0333 : downgrade \"b1:+1\" runs forwards: \"c1\" comes after \"b1\""},
      {fork, up, "a:x@b2", "errorE0337 : \"b2\" is not on the branch \"x\""},
  }));
  INFO(c.history << "   " << c.range);
  const auto history = history_of(c.history);
  CHECK(plan_text(*history, c.direction, c.range) == c.error);
  CHECK_FALSE(history->diagnostics.all().at(0).help.empty());
}

TEST_CASE("at a fork the branch that leads on is named by its label") {
  const auto history = history_of("a; b1 < a # x; b2 < a");
  CHECK(plan_text(*history, Direction::upgrade, "a:+1").starts_with("error"));
  CHECK(history->diagnostics.all().at(0).help ==
        Ids{"write the id of the revision that is meant, for example \"b1\"", "or name the branch: \"x@+1\""});
}

TEST_CASE("a slip of the pen is answered with what was meant") {
  const auto history = history_of(shop);
  CHECK_FALSE(select_revisions(**history, "haeds", history->diagnostics).has_value());
  CHECK_FALSE(select_revisions(**history, "biling@head", history->diagnostics).has_value());
  CHECK(history->diagnostics.all()[0].label == "did you mean \"heads\"?");
  CHECK(history->diagnostics.all()[1].label == "did you mean \"billing\"?");
}

TEST_CASE("many candidates are cut short") {
  std::vector<RevisionText> revisions;
  for (int i = 0; i < 20; ++i) revisions.push_back({fmt::format("r{:02}", i), {}, {}, {}});
  const auto history = history_of(revisions);
  CHECK_FALSE(select_revisions(**history, "r", history->diagnostics).has_value());
  CHECK(
      history->errors()[0] ==
      "E0322 : \"r\" is the beginning of 20 revisions: \"r00\", \"r01\", \"r02\", \"r03\", \"r04\", \"r05\", \"r06\", \"r07\" and 12 more");
}

TEST_CASE("an empty history has no head, but nothing to do either") {
  const auto history = history_of("");
  CHECK(select_revisions(**history, "heads", history->diagnostics) == std::vector<RevisionIndex>{});
  CHECK(make_plan(**history, Direction::upgrade, "heads", history->diagnostics)->steps.empty());
  CHECK(make_plan(**history, Direction::downgrade, "base", history->diagnostics)->steps.empty());
  CHECK_FALSE(select_revisions(**history, "head", history->diagnostics).has_value());
  CHECK(history->errors() == Ids{"E0324 : \"head\" names nothing: there are no revisions"});
}
