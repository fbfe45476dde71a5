#include <catch2/catch.hpp>

#include "galley/script.hpp"

using namespace galley;

namespace {

Step step(std::string sql, Placement placement = Placement::transaction, std::string loss = "") {
  Step made;
  made.sql = std::move(sql);
  made.reason = "do " + made.sql;
  made.placement = placement;
  made.loss = std::move(loss);
  return made;
}

/// One revision "a" with the message "first", from base.
struct OneRevision {
  OneRevision() {
    revision.header.id = {"a", {}};
    revision.header.message = ast::StringLiteral{"first", {}};
    Diagnostics diagnostics;
    graph.emplace(*RevisionGraph::build({&revision}, diagnostics));
  }
  Script script(std::vector<Step> steps) {
    Plan plan;
    plan.steps.push_back({.revision = 0, .change = VersionRowChange{.inserts = {"a"}}, .rows_after = {"a"}});
    Replay replay;
    replay.steps.emplace_back();
    return make_script(*graph, plan, replay, {std::move(steps)});
  }
  ast::Revision revision;
  std::optional<RevisionGraph> graph;
};

std::vector<std::size_t> sizes(const Script& script) {
  std::vector<std::size_t> sizes;
  for (const Section& section : script.sections) sizes.push_back(section.steps.size());
  return sizes;
}

}  // namespace

TEST_CASE("statements that fit one transaction are one section") {
  const Script script = OneRevision().script({step("x;"), step("y;")});
  CHECK(sizes(script) == std::vector<std::size_t>{2});
  CHECK_FALSE(script.has_split_revision());
  CHECK(script.sections[0].transactional);
  CHECK(script.sections[0].title == "first");
  CHECK(script.path == std::vector<std::vector<std::string>>{{}, {"a"}});
  CHECK(script.from_text == "base");
  CHECK(script.to_text == "a");
}

TEST_CASE("a revision without statements still has a section, which moves the version rows") {
  const Script script = OneRevision().script({});
  REQUIRE(script.sections.size() == 1);
  CHECK(script.sections[0].is_last());
  CHECK(script.sections[0].transactional);
}

TEST_CASE("a statement outside a transaction splits the revision and stands alone") {
  const Script script = OneRevision().script({step("a;"), step("b;"), step("c;", Placement::outside), step("d;"), step("e;")});
  CHECK(sizes(script) == std::vector<std::size_t>{2, 1, 2});
  CHECK(script.has_split_revision());
  CHECK_FALSE(script.sections[1].transactional);
  CHECK(script.sections[1].title == "do c;");
  CHECK(script.sections[0].title == "do a;; do b;");
  CHECK_FALSE(script.sections[1].is_last());
  CHECK(script.sections[2].is_last());
}

TEST_CASE("a statement that must be committed before the next has a transaction of its own") {
  const Script script = OneRevision().script({step("a;", Placement::own_transaction), step("b;"), step("c;", Placement::own_transaction)});
  CHECK(sizes(script) == std::vector<std::size_t>{1, 1, 1});
  CHECK(script.sections[0].transactional);
}

TEST_CASE("a revision of one statement outside a transaction is not split") {
  const Script script = OneRevision().script({step("a;", Placement::outside)});
  CHECK_FALSE(script.has_split_revision());
  CHECK_FALSE(script.sections[0].transactional);
}

TEST_CASE("the digest of a section follows its statements alone") {
  const Script one = OneRevision().script({step("a;"), step("b;"), step("c;", Placement::outside)});
  const Script same = OneRevision().script({step("a;"), step("b;"), step("c;", Placement::outside)});
  const Script other = OneRevision().script({step("a;b;"), step("c;", Placement::outside)});
  CHECK(one.sections[0].digest == same.sections[0].digest);
  CHECK(one.sections[0].digest != other.sections[0].digest);
}

TEST_CASE("every loss is listed once, in the order of the script") {
  const Script script = OneRevision().script({step("a;", Placement::transaction, "table z"), step("b;", Placement::outside, "table a"),
                                              step("c;", Placement::transaction, "table z"), step("d;")});
  CHECK(script.losses == std::vector<std::string>{"table z", "table a"});
}
