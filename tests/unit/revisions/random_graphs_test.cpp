// Graphs of all shapes, made by a fixed generator, against definitions that are slow and plain.
#include <fmt/format.h>
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "unit/revisions/plan_checks.hpp"

using namespace galley;
using namespace galley::test;

namespace {

using Numbers = std::set<int>;

/// Revisions by number, each with links to smaller ones.
struct RandomGraph {
  std::vector<Numbers> parents, dependencies;
  std::vector<std::string> ids;  // shuffled, so that ids and topology have nothing to do with each other

  RandomGraph(unsigned seed, int size) {
    std::mt19937 random(seed);  // the same numbers on every machine
    const auto below = [&](int limit) { return static_cast<int>(random() % static_cast<unsigned>(limit)); };
    const int reach = 2 + below(size);  // how far back links go: narrow and wide graphs
    for (int i = 0; i < size; ++i) {
      const auto earlier = [&] { return i - 1 - below(std::min(i, reach)); };
      ids.push_back(fmt::format("r{:03}", i));
      parents.emplace_back();
      dependencies.emplace_back();
      if (i == 0 || below(10) == 0) continue;
      for (int n = below(3) == 0 ? 3 : 1; n > 0; --n) parents.back().insert(earlier());
      for (int n = below(4) == 0 ? 3 : 0; n > 0; --n) dependencies.back().insert(earlier());
    }
    for (int i = size - 1; i > 0; --i) std::swap(ids[static_cast<std::size_t>(i)], ids[static_cast<std::size_t>(below(i + 1))]);
  }

  std::vector<std::string> names(const Numbers& numbers) const {
    std::vector<std::string> found;
    for (const int number : numbers) found.push_back(ids[static_cast<std::size_t>(number)]);
    return found;
  }
  std::unique_ptr<History> history() const {
    std::vector<RevisionText> revisions;
    for (std::size_t i = 0; i < ids.size(); ++i) revisions.push_back({ids[i], names(parents[i]), names(dependencies[i]), {}});
    return history_of(revisions);
  }
  /// All that is above, by parents alone or by both kinds of links.
  std::vector<Numbers> ancestors(bool with_dependencies) const {
    std::vector<Numbers> all(ids.size());
    for (std::size_t i = 0; i < ids.size(); ++i) {
      Numbers direct = parents[i];
      if (with_dependencies) direct.insert(dependencies[i].begin(), dependencies[i].end());
      for (const int number : direct) {
        all[i].insert(number);
        all[i].insert(all[static_cast<std::size_t>(number)].begin(), all[static_cast<std::size_t>(number)].end());
      }
    }
    return all;
  }
};

/// Those of `numbers` that are an ancestor of another of `among`.
Numbers implied(const Numbers& numbers, const Numbers& among, const std::vector<Numbers>& ancestors) {
  Numbers found;
  for (const int number : numbers) {
    if (std::any_of(among.begin(), among.end(), [&](int other) { return ancestors[static_cast<std::size_t>(other)].contains(number); }))
      found.insert(number);
  }
  return found;
}

}  // namespace

TEST_CASE("redundant parents are found in graphs of all shapes") {
  const auto seed = static_cast<unsigned>(GENERATE(range(0, 60)));
  const RandomGraph random(seed, 3 + static_cast<int>(seed) * 5);  // up to a few times 64 questions
  const auto ancestors = random.ancestors(false);
  std::multiset<std::string> expected;
  for (const Numbers& parents : random.parents) {
    for (const std::string& id : random.names(implied(parents, parents, ancestors)))
      expected.insert(fmt::format("E0307 parent \"{}\"", id));
  }
  const auto history = random.history();
  std::multiset<std::string> found;
  for (const Diagnostic& d : history->diagnostics.all())
    found.insert(fmt::format("{} {}", d.code, d.text.substr(0, d.text.find(" is already"))));
  CHECK(found == expected);
}

TEST_CASE("graphs of all shapes lose redundant dependencies and plan from anywhere to anywhere") {
  const auto seed = static_cast<unsigned>(GENERATE(range(0, 60)));
  INFO("seed " << seed);
  RandomGraph random(seed, 3 + static_cast<int>(seed));
  for (Numbers& parents : random.parents) {  // make it a sound history
    for (const int number : implied(parents, parents, random.ancestors(false))) parents.erase(number);
  }
  const auto history = random.history();
  const RevisionGraph& graph = **history;
  const auto ancestors = random.ancestors(true);
  for (std::size_t i = 0; i < random.ids.size(); ++i) {
    Numbers left = random.dependencies[i];
    Numbers direct = random.parents[i];
    direct.insert(left.begin(), left.end());
    for (const int number : implied(left, direct, ancestors)) left.erase(number);
    for (const int number : random.parents[i]) left.erase(number);
    CHECK(history->ids(graph.dependencies(history->index(random.ids[i]))) == random.names(left));
  }
  for (RevisionIndex from = 0; from < graph.size(); from += 3) {
    const auto onward = make_plan(graph, Direction::upgrade, graph.id(from) + ":heads", history->diagnostics);
    REQUIRE(onward.has_value());
    CHECK(onward->steps.size() + onward->applied.size() == graph.size());
    check_steps(*history, *onward);
    if (const auto back = make_plan(graph, Direction::downgrade, graph.id(from), history->diagnostics)) check_steps(*history, *back);
  }
}
