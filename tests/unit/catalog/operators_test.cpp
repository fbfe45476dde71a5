// Operators that are read well and mean something else.
#include <catch2/catch.hpp>

#include "replayed.hpp"

using namespace galley::testing;

namespace {

struct Condition {
  std::string text;
  std::string said;
};

std::string said_of(const std::string& condition) {
  return replay_body("create table t (id int primary key, a int, paid boolean, sent boolean, tags int[]);\nupdate t set a = 1 where " +
                     condition + ";")
      .said();
}

}  // namespace

TEST_CASE("operators of other languages are told from those of SQL") {
  const auto condition = GENERATE(values<Condition>({
      {"paid && sent", "E0299 paid && sent"},
      {"paid && sent is null", "E0299 paid && sent"},
      {"(a = 1) && (id = 2)", "E0299 (a = 1) && (id = 2)"},
      {"paid || sent", "E0299 paid || sent"},
      {"(a = 1) || (a = 2)", "E0299 (a = 1) || (a = 2)"},
      {"a = null", "W0223 a = null"},
      {"null <> a", "W0223 null <> a"},
      {"paid and (a != null or a = 1)", "W0223 a != null"},
      {"a === 1", "W0224 a === 1"},
      {"a !== 1", "W0224 a !== 1"},
      {"!paid", "W0224 !paid"},
  }));
  INFO(condition.text);
  CHECK(said_of(condition.text) == condition.said);
}

TEST_CASE("operators of SQL are left alone") {
  const auto condition = GENERATE(values<std::string>({
      "tags && array[1, 2]",
      "'a' || a = 'a1'",
      "'x' || (a = 1) = 'xtrue'",
      "a is null",
      "a is not distinct from null",
      "coalesce(a, null) = 1",
      "not paid",
      "a = any (tags)",
  }));
  INFO(condition);
  CHECK(said_of(condition).empty());
}
