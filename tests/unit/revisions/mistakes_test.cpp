// What is wrong with a history is found in one run, each mistake at its place.
#include <fmt/format.h>
#include <algorithm>
#include <catch2/catch.hpp>

#include "unit/revisions/graph_fixture.hpp"

using namespace galley;
using namespace galley::test;
using Texts = std::vector<std::string>;

TEST_CASE("each mistake has its own message at the word in question") {
  struct Case {
    std::string history;
    Texts errors;
  };
  const Case c = GENERATE(values<Case>({
      {"a; b < x", {"E0302 x: parent \"x\" of revision \"b\" does not exist"}},
      {"a; b < a | x", {"E0303 x: revision \"x\" that \"b\" depends on does not exist"}},
      {"a # shop; b < shop", {"E0302 shop: parent \"shop\" of revision \"b\" does not exist"}},
      {"a; a", {"E0301 a: revision \"a\" is defined twice"}},
      {"a; a; a", {"E0301 a: revision \"a\" is defined twice", "E0301 a: revision \"a\" is defined twice"}},
      {"a < a", {"E0305 a: revision \"a\" revises itself"}},
      {"a | a", {"E0306 a: revision \"a\" depends on itself"}},
      {"a # shop | shop", {"E0306 shop: revision \"a\" depends on itself"}},
      {"a < b; b < a", {"E0304 b: revisions need one another in a loop: \"a\" -> \"b\" -> \"a\""}},
      {"a | b; b < a", {"E0304 b: revisions need one another in a loop: \"a\" -> \"b\" -> \"a\""}},
      {"a | b; b | a", {"E0304 b: revisions need one another in a loop: \"a\" -> \"b\" -> \"a\""}},
      {"a; b < a, d; c < b; d < c; e < d", {"E0304 d: revisions need one another in a loop: \"b\" -> \"d\" -> \"c\" -> \"b\""}},
      {"a < b; b < a; x < y; y < x; z < y",
       {"E0304 b: revisions need one another in a loop: \"a\" -> \"b\" -> \"a\"",
        "E0304 y: revisions need one another in a loop: \"x\" -> \"y\" -> \"x\""}},
      {"a; b < a; m < a, b", {"E0307 a: parent \"a\" is already an ancestor of parent \"b\""}},
      {"a; b < a; m < b, a", {"E0307 a: parent \"a\" is already an ancestor of parent \"b\""}},
      {"a; b < a; c < b; x; m < c, x, a", {"E0307 a: parent \"a\" is already an ancestor of parent \"c\""}},
      {"a; m < a, a", {"E0308 a: parent \"a\" is named twice"}},
      {"a; b < a # a", {"E0309 a: label \"a\" is the id of a revision"}},
      {"a # shop; b # shop", {"E0310 shop: label \"shop\" is used twice"}},
      {"a # shop, shop", {"E0310 shop: label \"shop\" is used twice"}},
      {"head", {"E0312 head: revision id \"head\" has the name of a selector"}},
      {"a # base", {"E0312 base: label \"base\" has the name of a selector"}},
  }));
  INFO(c.history);
  const auto history = history_of(c.history);
  CHECK_FALSE(history->graph.has_value());
  CHECK(history->errors() == c.errors);
}

TEST_CASE("what only looks like a mistake is none") {
  const std::string line = GENERATE("a; b | a; m < a, b",   // merges a branch and one that depends on it
                                    "a; d < a; b < a | d",  // the dependency has the parent as its ancestor
                                    "a; b1 < a; b2 < a; m < b1, b2; n < b1, b2", "heads2; base1 < heads2");
  CHECK(history_of(line)->errors().empty());
}

TEST_CASE("mistakes of all kinds are reported together and cause no others") {
  const auto history = history_of("a < x; a; b < a | y; c < c; d < e; e < d; f < a; g < a, f; h # a");
  CHECK(history->errors() == Texts{"E0309 a: label \"a\" is the id of a revision", "E0301 a: revision \"a\" is defined twice",
                                   "E0302 x: parent \"x\" of revision \"a\" does not exist",
                                   "E0303 y: revision \"y\" that \"b\" depends on does not exist", "E0305 c: revision \"c\" revises itself",
                                   "E0304 e: revisions need one another in a loop: \"d\" -> \"e\" -> \"d\"",
                                   "E0307 a: parent \"a\" is already an ancestor of parent \"f\""});
}

TEST_CASE("a loop is shown with the place of each of its links") {
  const auto history = history_of("a; b < a, d; c | b; d < c");
  REQUIRE(history->diagnostics.all().size() == 1);
  Texts notes;
  for (const DiagnosticNote& note : history->diagnostics.all()[0].notes) {
    notes.push_back(fmt::format("{} at {}", note.text, note.span.begin));
  }
  CHECK(notes == Texts{"\"b\" revises \"d\" here at 10", "\"d\" revises \"c\" here at 24", "\"c\" depends on \"b\" here at 17"});
}

TEST_CASE("a very long loop is named in short") {
  auto revisions = line_of(50'000);
  revisions.front().parents.push_back(revisions.back().id);
  const auto history = history_of(revisions);
  REQUIRE(history->diagnostics.all().size() == 1);
  CHECK(history->diagnostics.all()[0].text.size() < 400);
  CHECK(history->diagnostics.all()[0].notes.size() == 20);
  CHECK(history->diagnostics.all()[0].text.ends_with("49980 more -> \"a000000\""));
}

TEST_CASE("both places of a duplicate are shown") {
  const auto history = history_of("a; b < a; a");
  const Diagnostic& d = history->diagnostics.all().at(0);
  CHECK(d.span.begin == 10);
  REQUIRE(d.notes.size() == 1);
  CHECK(d.notes[0].span.begin == 0);
}

TEST_CASE("a missing parent is answered with the nearest id, or with the revision that has the label") {
  CHECK(history_of("1975ea83b712; b < 1975ea83b721")->diagnostics.all().at(0).label == "did you mean \"1975ea83b712\"?");
  CHECK(history_of("1975ea83b712; b | 1975ea83b721")->diagnostics.all().at(0).label == "did you mean \"1975ea83b712\"?");
  CHECK(history_of("a # shop; b < shop")->diagnostics.all().at(0).help.at(0).find("\"a\" has it") != std::string::npos);
}

TEST_CASE("ten thousand missing parents are all reported, soon") {
  std::vector<RevisionText> revisions = line_of(20'000);
  for (std::size_t i = 0; i < 10'000; ++i) revisions[2 * i].parents = {fmt::format("missing{}", i)};
  CHECK(history_of(revisions)->diagnostics.all().size() == 10'000);
}

TEST_CASE("ids that selectors or the version table cannot hold are refused") {
  struct Case {
    std::string id, fault;
  };
  const Case c = GENERATE(values<Case>({{"", "is empty"},
                                        {"a@b", "contains one of"},
                                        {"a:b", "contains one of"},
                                        {"a+1", "contains one of"},
                                        {"a,b", "contains one of"},
                                        {"it's", "contains a quote"},
                                        {"a\"b", "contains a quote"},
                                        {"a b", "contains a blank"},
                                        {"a\xC2\xA0"
                                         "b",
                                         "contains a blank"},
                                        {"a\tb", "contains a control character"},
                                        {"a\nb", "contains a control character"},
                                        {std::string("a\0b", 3), "contains a control character"},
                                        {"a\xE2\x80\xAE"
                                         "b",
                                         "contains a control character"},
                                        {"a\xFF", "is not valid UTF-8"},
                                        {"-1", "begins with \"-\""}}));
  const auto history = history_of(std::vector<RevisionText>{{c.id, {}, {}, {}}});
  REQUIRE(history->diagnostics.all().size() == 1);
  CHECK(history->diagnostics.all()[0].code == "E0311");
  CHECK(history->diagnostics.all()[0].text.find(c.fault) != std::string::npos);
  CHECK(history_of(std::vector<RevisionText>{{"fine", {}, {}, {c.id}}})->diagnostics.all().size() == 1);
}

TEST_CASE("an id fills the version column and no more") {
  CHECK(history_of(std::vector<RevisionText>{{std::string(255, 'a'), {}, {}, {}}})->errors().empty());
  CHECK(history_of(std::vector<RevisionText>{{std::string(256, 'a'), {}, {}, {}}})->errors() == Texts{"E0313 : revision id has 256 bytes"});
}
