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
  std::size_t left_out = 0;  // for later versions than the target

  void add(const RandomHistory& history, const HistoryRun& run) {
    if (run.is_for_later_versions) {
      ++left_out;
      return;
    }
    ++histories;
    revisions += run.revisions;
    statements += history.statements();
    steps_back += run.steps_back;
  }
  [[nodiscard]] std::string text() const {
    return fmt::format("{} histories, {} revisions, {} statements, {} taken back with rows; {} for later versions left out", histories,
                       revisions, statements, steps_back, left_out);
  }
};

/// The first failure of this history; empty where everything holds.
std::string failure_of(const RandomHistory& history, MakeDatabase make) { return run_history(history.text(), *make()).failure; }

std::string first_difference(const HistoryRun& a, const HistoryRun& b) {
  for (std::size_t i = 0; i < std::min(a.answers.size(), b.answers.size()); ++i)
    if (a.answers[i] != b.answers[i])
      return fmt::format("both databases answer alike\nafter revision {}\n{}\nbut\n{}", i + 1, a.answers[i], b.answers[i]);
  return {};
}

std::string disagreement(const HistoryRun& here, const HistoryRun& there) {
  if (!here.failure.empty()) return here.failure;
  return there.failure.empty() ? first_difference(here, there) : there.failure;
}

std::string disagreement_of(const RandomHistory& history) {
  return disagreement(run_history(history.text(), *make_sqlite_history_database()),
                      run_history(history.text(), *make_postgresql_history_database()));
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
    done.add(history, run);
    if (!run.failure.empty())
      report(seed, history, [](const RandomHistory& each) { return failure_of(each, make_sqlite_history_database); });
  }
  WARN(done.text());
}

TEST_CASE("random histories mean the same on both databases", "[postgresql][random]") {
  if (!make_postgresql_history_database()) return;
  const std::uint64_t first = setting("GALLEY_HISTORY_SEED", 1);
  const std::uint64_t count = setting("GALLEY_HISTORIES", 20);
  Count done;
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    const RandomHistory history = random_history(seed);
    const HistoryRun there = run_history(history.text(), *make_postgresql_history_database());
    done.add(history, there);
    const HistoryRun here = run_history(history.text(), *make_sqlite_history_database());
    if (!disagreement(here, there).empty()) report(seed, history, disagreement_of);
  }
  WARN(done.text());
}

TEST_CASE("a seed gives the same history everywhere", "[random]") {
  CHECK(random_history(7).text() == random_history(7).text());
  CHECK(random_history(7).text() != random_history(8).text());
}

}  // namespace galley::testing
