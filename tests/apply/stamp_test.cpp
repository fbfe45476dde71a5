// Scripts that move the version rows alone, on real servers.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "galley_runs.hpp"
#include "target.hpp"

namespace galley::testing {
namespace {

std::string stamp_script(std::string_view dialect, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {"stamp", "-d", std::string(dialect)});
  const RunResult compiled = galley(apply_case("diamond"), arguments);
  INFO(compiled.err);
  REQUIRE(compiled.exit == 0);
  return compiled.out;
}

void stamps_move_rows(std::string_view dialect) {
  const auto target = fresh_target(dialect);
  if (!target) return;
  const auto apply = [&](const std::vector<std::string>& arguments, std::string_view rows) {
    const std::string script = stamp_script(dialect, arguments);
    const RunResult result = target->apply(script);
    INFO(fmt::format("{}\n", fmt::join(arguments, " ")) << script << result.err);
    CHECK(result.exit == 0);
    CHECK(target->version_rows() == rows);
  };
  apply({"base"}, "");  // makes the table
  const std::string schema = target->schema();
  apply({"m"}, "m");
  apply({"m:b1,b2"}, "b1,b2");
  apply({"b1,b2:b1", "--purge"}, "b1");
  apply({"b1:b2"}, "b1,b2");
  apply({"b1,b2:+1"}, "m");
  apply({"m:heads"}, "t");
  apply({"t:base"}, "");
  CHECK(target->schema() == schema);
}

/// A database where FROM is not so stays as it is.
void a_stamp_from_elsewhere_is_refused(std::string_view dialect) {
  const auto target = fresh_target(dialect);
  if (!target) return;
  REQUIRE(target->apply(upgrade_script(apply_case("diamond"), dialect, "b1")).exit == 0);
  const State before = state_of(*target);
  for (const char* range : {"m", "a:m", "b1,b2:m"}) {
    const RunResult refused = target->apply(stamp_script(dialect, {range}));
    INFO(range << "\n" << refused.err);
    CHECK(refused.exit == target->failure());
    CHECK_THAT(refused.err, Catch::Contains("GAL-"));
    CHECK(state_of(*target) == before);
  }
  REQUIRE(target->apply(stamp_script(dialect, {"b1:m"})).exit == 0);
  CHECK(target->version_rows() == "m");
}

/// Where nothing has been migrated there is no table to move rows in.
void a_stamp_needs_the_table(std::string_view dialect) {
  const auto target = fresh_target(dialect);
  if (!target) return;
  const RunResult refused = target->apply(stamp_script(dialect, {"a:m"}));
  CHECK(refused.exit == target->failure());
  CHECK_THAT(refused.err, Catch::Contains("GAL-P03"));
}

}  // namespace

TEST_CASE("stamps move the version rows and nothing else on PostgreSQL", "[postgresql]") { stamps_move_rows("postgresql"); }
TEST_CASE("stamps move the version rows and nothing else on SQLite", "[sqlite]") { stamps_move_rows("sqlite"); }
TEST_CASE("a stamp from elsewhere is refused on PostgreSQL", "[postgresql]") { a_stamp_from_elsewhere_is_refused("postgresql"); }
TEST_CASE("a stamp from elsewhere is refused on SQLite", "[sqlite]") { a_stamp_from_elsewhere_is_refused("sqlite"); }
TEST_CASE("a stamp from a revision needs the version table on PostgreSQL", "[postgresql]") { a_stamp_needs_the_table("postgresql"); }
TEST_CASE("a stamp from a revision needs the version table on SQLite", "[sqlite]") { a_stamp_needs_the_table("sqlite"); }

TEST_CASE("a stamp runs as a plain script, in one transaction and twice", "[postgresql]") {
  const auto target = fresh_target("postgresql");
  if (!target) return;
  const std::string plain = stamp_script("postgresql", {"--runner", "plain", "m"});
  CHECK(target->apply(plain).exit == 0);
  CHECK(target->apply(plain).exit == 0);
  CHECK(target->version_rows() == "m");
  const std::string single = stamp_script("postgresql", {"--transaction", "single", "m:b1,b2"});
  CHECK(target->apply(single).exit == 0);
  CHECK(target->apply(single).exit == 0);
  CHECK(target->version_rows() == "b1,b2");
}

}  // namespace galley::testing
