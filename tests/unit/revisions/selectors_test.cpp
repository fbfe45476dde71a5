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
      {"head-1xyz", "E0321 : no revision is called \"head-1xyz\""},
      {"bill@head", "E0326 : no revision has the label \"bill\" of \"bill@head\""},
      {"billing@tip", "E0327 : \"tip\" in \"billing@tip\" is neither \"head\" nor \"heads\""},
      {"", "E0320 : a revision is missing in \"\""},
      {"x1,", "E0320 : a revision is missing in \"x1,\""},
      {"x1, ,c1", "E0320 : a revision is missing in \"x1, ,c1\""},
      {"base,x1", "E0325 : \"base\" stands beside other revisions in \"base,x1\""},
  }));
  const auto history = history_of(shop);
  CHECK_FALSE(select_revisions(**history, c.selector, history->diagnostics).has_value());
  CHECK(history->errors() == Ids{c.error});
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
