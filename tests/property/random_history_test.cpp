// Properties of every history, tried on random ones. GALLEY_HISTORIES is how many, GALLEY_HISTORY_SEED the first.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <cstdlib>

#include "property/history_run.hpp"
#include "property/random_history.hpp"
#include "property/shrink.hpp"

namespace galley::testing {
namespace {

std::uint64_t setting(const char* name, std::uint64_t otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : std::strtoull(value, nullptr, 10);
}

using MakeDatabase = std::unique_ptr<HistoryDatabase> (*)();

struct Count {
  std::size_t histories = 0;
  std::size_t revisions = 0;
  std::size_t statements = 0;
  std::size_t steps_back = 0;
};

/// The first failure of this history; empty where everything holds.
std::string failure_of(const RandomHistory& history, MakeDatabase make) { return run_history(history.text(), *make()).failure; }

std::string first_difference(const HistoryRun& a, const HistoryRun& b) {
  for (std::size_t i = 0; i < std::min(a.answers.size(), b.answers.size()); ++i)
    if (a.answers[i] != b.answers[i])
      return fmt::format("both databases answer alike\nafter revision {}\n{}\nbut\n{}", i + 1, a.answers[i], b.answers[i]);
  return {};
}

std::string disagreement_of(const RandomHistory& history) {
  const HistoryRun here = run_history(history.text(), *make_sqlite_history_database());
  const HistoryRun there = run_history(history.text(), *make_postgresql_history_database());
  if (!here.failure.empty()) return here.failure;
  return there.failure.empty() ? first_difference(here, there) : there.failure;
}

void report(std::uint64_t seed, const RandomHistory& history, const std::function<std::string(const RandomHistory&)>& failure) {
  const RandomHistory small = shrink(history, failure);
  UNSCOPED_INFO("GALLEY_HISTORY_SEED=" << seed << "\n" << failure(small) << "\n" << small.text());
  CHECK(false);
}

}  // namespace

TEST_CASE("random histories go up, down and up again as the catalog says, on SQLite", "[sqlite][random]") {
  const std::uint64_t first = setting("GALLEY_HISTORY_SEED", 1);
  const std::uint64_t count = setting("GALLEY_HISTORIES", 60);
  Count done;
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    const RandomHistory history = random_history(seed);
    const HistoryRun run = run_history(history.text(), *make_sqlite_history_database());
    done = {done.histories + 1, done.revisions + run.revisions, done.statements + history.statements(), done.steps_back + run.steps_back};
    if (!run.failure.empty())
      report(seed, history, [](const RandomHistory& each) { return failure_of(each, make_sqlite_history_database); });
  }
  WARN(fmt::format("{} histories, {} revisions, {} statements, {} taken back with rows", done.histories, done.revisions, done.statements,
                   done.steps_back));
}

TEST_CASE("random histories mean the same on both databases", "[postgresql][random]") {
  if (!make_postgresql_history_database()) return;
  const std::uint64_t first = setting("GALLEY_HISTORY_SEED", 1);
  const std::uint64_t count = setting("GALLEY_HISTORIES", 30) / 10;
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    const RandomHistory history = random_history(seed);
    if (!disagreement_of(history).empty()) report(seed, history, disagreement_of);
  }
  WARN(fmt::format("{} histories", count));
}

TEST_CASE("a seed gives the same history everywhere", "[random]") {
  CHECK(random_history(7).text() == random_history(7).text());
  CHECK(random_history(7).text() != random_history(8).text());
}

}  // namespace galley::testing
