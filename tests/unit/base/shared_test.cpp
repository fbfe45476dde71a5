#include "galley/shared.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <numeric>
#include <string>

#include "galley/variant.hpp"

using namespace galley;

namespace {

/// Counts how often it was copied.
struct Tracked {
  int value = 0;
  int* copies = nullptr;
  Tracked() = default;
  Tracked(int v, int* c) : value(v), copies(c) {}
  Tracked(const Tracked& other) : value(other.value), copies(other.copies) {
    if (copies != nullptr) ++*copies;
  }
  Tracked(Tracked&&) noexcept = default;
  Tracked& operator=(const Tracked&) = default;
  Tracked& operator=(Tracked&&) noexcept = default;
  ~Tracked() = default;
  friend bool operator==(const Tracked& a, const Tracked& b) { return a.value == b.value; }
};

}  // namespace

TEST_CASE("copies of a list share its items until one is changed, and then only that one is copied") {
  int copies = 0;
  SharedList<Tracked> list;
  for (int i = 0; i < 3; ++i) list.push_back(Tracked(i, &copies));
  REQUIRE(copies == 0);
  SharedList<Tracked> other = list;
  CHECK(other.is_same(list));
  CHECK(copies == 0);
  other.edit(1).value = 10;
  CHECK(copies == 1);
  CHECK(std::as_const(list)[1].value == 1);
  CHECK(std::as_const(other)[1].value == 10);
  CHECK_FALSE(other == list);
  other.edit(1).value = 1;
  CHECK(copies == 1);
  CHECK(other == list);
  CHECK_FALSE(other.is_same(list));
}

TEST_CASE("edit_where copies the items that it changes") {
  int copies = 0;
  SharedList<Tracked> list;
  for (int i = 0; i < 4; ++i) list.push_back(Tracked(i, &copies));
  SharedList<Tracked> other = list;
  edit_where(
      other, [](const Tracked& item) { return item.value % 2 == 1; }, [](Tracked& item) { item.value = -item.value; });
  CHECK(copies == 2);
  CHECK(std::as_const(other)[3].value == -3);
  CHECK(std::as_const(list)[3].value == 3);
}

TEST_CASE("a list is changed like a vector") {
  SharedList<std::string> list{"a", "c"};
  const SharedList<std::string> before = list;
  list.insert(list.cbegin() + 1, "b");
  const std::vector<std::string> more{"d", "e"};
  list.insert(list.cend(), more.begin(), more.end());
  list.remove_if([](const std::string& item) { return item == "d"; });
  CHECK(list == SharedList<std::string>{"a", "b", "c", "e"});
  CHECK(std::accumulate(list.cbegin(), list.cend(), std::string()) == "abce");
  CHECK(std::lower_bound(list.cbegin(), list.cend(), "c") - list.cbegin() == 2);
  CHECK(before == SharedList<std::string>{"a", "c"});
  for (std::string& item : list) item += "!";
  CHECK(list.front() == "a!");
  CHECK(list.back() == "e!");
  list.clear();
  CHECK(list.empty());
  CHECK(SharedList<std::string>().begin() == SharedList<std::string>().end());
}

TEST_CASE("what may be missing is shared and compared by value") {
  Maybe<std::string> missing;
  CHECK_FALSE(missing.has_value());
  CHECK(missing == std::nullopt);
  Maybe<std::string> one = std::string("one");
  Maybe<std::string> same = one;
  *same += "!";
  CHECK(*std::as_const(one) == "one");
  CHECK(*std::as_const(same) == "one!");
  CHECK_FALSE(one == same);
  CHECK(std::optional<std::string>(one) == "one");
  one = std::nullopt;
  CHECK(one == missing);
}

TEST_CASE("a box that was never filled holds a default value") {
  Box<std::string> box;
  CHECK(std::as_const(box)->empty());
  CHECK(box == Box<std::string>(""));
  *box = "x";
  const Box<std::string> copy = box;
  *box += "y";
  CHECK(*copy == "x");
  CHECK(*std::as_const(box) == "xy");
}
