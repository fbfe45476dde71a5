#include "base/background.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <stdexcept>
#include <vector>

using namespace galley;

TEST_CASE("work in the background is done in the order in which it is given, in a thread of its own or without one") {
  Background background(GENERATE(values({std::size_t{0}, Background::worth_a_thread})));
  std::vector<int> done;
  std::future<void> last;
  for (int i = 0; i < 1000; ++i) last = background.run([&done, i] { done.push_back(i); });
  last.get();
  REQUIRE(done.size() == 1000);
  CHECK(std::is_sorted(done.begin(), done.end()));
}

TEST_CASE("what work in the background throws reaches the one who waits for it, and the next work is done") {
  Background background(GENERATE(values({std::size_t{0}, Background::worth_a_thread})));
  bool is_done = false;
  std::future<void> failed = background.run([] { throw std::runtime_error("no"); });
  std::future<void> after = background.run([&] { is_done = true; });
  CHECK_THROWS_WITH(failed.get(), "no");
  after.get();
  CHECK(is_done);
}

TEST_CASE("work that nobody waits for is done before the background ends") {
  int done = 0;
  {
    Background background(GENERATE(values({std::size_t{0}, Background::worth_a_thread})));
    for (int i = 0; i < 100; ++i) static_cast<void>(background.run([&] { ++done; }));
  }
  CHECK(done == 100);
}

TEST_CASE("work in two halves gives what each has made, in their order") {
  const std::size_t items = GENERATE(values<std::size_t>({0, 1, 2, 65, 1001}));
  const auto count = [](std::size_t begin, std::size_t end) {
    std::vector<std::size_t> seen;
    for (std::size_t i = begin; i < end; ++i) seen.push_back(i);
    return seen;
  };
  std::vector<std::size_t> all;
  for (const std::vector<std::size_t>& half : in_halves(items, count)) all.insert(all.end(), half.begin(), half.end());
  CHECK(all == count(0, items));
}
