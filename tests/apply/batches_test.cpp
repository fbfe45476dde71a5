// Batches that stop in the middle: what was committed stays, and the second run goes on behind it.
#include <catch2/catch.hpp>

#include "galley_runs.hpp"
#include "target.hpp"

namespace galley::testing {

TEST_CASE("batches that fail half-way go on behind the last one that was committed", "[postgresql]") {
  const auto target = fresh_target("postgresql");
  if (!target) return;
  const auto project = apply_case("postgresql-batches");
  REQUIRE(target->apply(upgrade_script(project, "postgresql", "b1")).exit == 0);
  REQUIRE(target->query("alter table items add constraint stop check (id < 15 or n = 0)").empty());
  const std::string script = upgrade_script(project, "postgresql", "b1:b3");

  const RunResult first = target->apply(script);
  CHECK(first.exit == target->failure());
  CHECK(target->query("select min(id), max(id), min(n), max(n) from items where n > 0") == "4|11|1|1\n");
  CHECK(target->query("select last_key from galley_step where finished is null") == "[\"11\"]\n");

  REQUIRE(target->query("alter table items drop constraint stop").empty());
  const RunResult second = target->apply(script);
  INFO(second.err);
  REQUIRE(second.exit == 0);
  CHECK(target->query("select min(n), max(n), count(*) from items where id > 3") == "1|1|22\n");
  CHECK(target->query("select kind, min(n), max(n) from parts group by kind order by kind") == "a|10|10\nb|100|100\n");
  CHECK(target->query("select count(*) from galley_step") == "0\n");
}

TEST_CASE("a number of rows that is not the expected one takes everything back", "[postgresql][sqlite]") {
  const auto dialect = GENERATE(as<std::string>(), "postgresql", "sqlite");
  const auto target = fresh_target(dialect);
  if (!target) return;
  const auto project = apply_case("data-statements");
  REQUIRE(target->apply(upgrade_script(project, dialect, "d2")).exit == 0);
  REQUIRE(target->query("insert into orders (id, user_id, total) values (99, 1, 0)").empty());
  const RunResult result = target->apply(upgrade_script(project, dialect, "d2:d3"));
  CHECK(result.exit == target->failure());
  CHECK_THAT(result.err, Catch::Contains("GAL-D02"));
  CHECK(target->query("select count(*) from orders where note is not null") == "0\n");
}

TEST_CASE("a requirement stops the script before anything of its revision is done", "[postgresql][sqlite]") {
  const auto dialect = GENERATE(as<std::string>(), "postgresql", "sqlite");
  const auto target = fresh_target(dialect);
  if (!target) return;
  const auto project = apply_case("data-statements");
  REQUIRE(target->apply(upgrade_script(project, dialect, "d2")).exit == 0);
  REQUIRE(target->query("delete from orders").empty());
  REQUIRE(target->query("delete from users").empty());
  const RunResult result = target->apply(upgrade_script(project, dialect, "d2:d3"));
  CHECK(result.exit == target->failure());
  CHECK_THAT(result.err, Catch::Contains("GAL-D03: it's empty"));
}

}  // namespace galley::testing
