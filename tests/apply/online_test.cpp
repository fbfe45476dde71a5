// The strategy online on tables in use: the same end as the direct statements, and nobody kept waiting by a scan.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "galley_runs.hpp"
#include "support/files.hpp"
#include "support/server.hpp"
#include "support/text.hpp"
#include "target.hpp"

namespace galley::testing {
namespace {

std::string script_with(const std::filesystem::path& project, const std::string& direction, const std::string& strategy,
                        const std::string& range) {
  std::vector<std::string> arguments{direction, "-d", "postgresql", "--strategy", strategy};
  if (direction == "downgrade") arguments.emplace_back("--accept-data-loss");
  arguments.push_back(range);
  return galley_output(project, arguments);
}

/// Only the online scripts have one; a script makes it again when it needs it.
void forget_ledgers(const Target& direct, const Target& online) {
  for (const Target* target : {&direct, &online}) static_cast<void>(target->query("DROP TABLE IF EXISTS galley_step"));
}

/// Annotations of statements that keep others from reading or writing a table while they look at all of it.
std::string long_locks(std::string_view script) {
  std::string found;
  for (const std::string_view line : lines_of(script)) {
    const bool is_strong = line.find("ACCESS EXCLUSIVE on ") != std::string_view::npos ||
                           line.find("SHARE on ") != std::string_view::npos ||
                           line.find("SHARE ROW EXCLUSIVE on ") != std::string_view::npos;
    const bool is_long = line.find(", scans it") != std::string_view::npos || line.find("rewrites it") != std::string_view::npos;
    const bool is_annotation = line.starts_with("-- [");
    if (is_annotation && is_strong && is_long && line.find("  SHARE UPDATE EXCLUSIVE on ") == std::string_view::npos)
      found.append(line).append("\n");
  }
  return found;
}

/// A project of two revisions: tables, and a change of them.
std::string warnings_of(const std::string& change, const std::string& header = {}) {
  TemporaryFolder folder("strategy");
  write_migration(folder.path(),
                  "revision a1; upgrade { create table p (id int primary key); create table t (id int primary key, v text, n int); }\n"
                  "revision b1 revises a1 " +
                      header + "; upgrade { " + change + " }\n");
  const RunResult result = galley(folder.path(), {"upgrade", "-d", "postgresql", "a1:b1"});
  INFO(result.err);
  REQUIRE(result.exit == 0);
  return result.err;
}

}  // namespace

TEST_CASE("the online forms end where the direct ones do, up and down", "[postgresql][online]") {
  const auto project = apply_case("postgresql-online");
  const auto direct = fresh_target("postgresql");
  const auto online = fresh_target("postgresql");
  if (!direct || !online) return;
  const std::string start = upgrade_script(project, "postgresql", "o1");
  apply_well(*direct, start);
  apply_well(*online, start);
  forget_ledgers(*direct, *online);
  const std::string before = online->schema();
  const std::string up = script_with(project, "upgrade", "online", "o1:heads");
  CHECK(long_locks(up) == "");
  CHECK(long_locks(script_with(project, "upgrade", "direct", "o1:heads")) != "");
  apply_well(*direct, script_with(project, "upgrade", "direct", "o1:heads"));
  apply_well(*online, up);
  CHECK(online->query("SELECT count(*) FROM galley_step") == "0\n");
  CHECK(online->query("SELECT count(*) FROM orders WHERE seen IS NULL") == "0\n");
  apply_well(*online, up);  // does nothing
  forget_ledgers(*direct, *online);
  CHECK(diff(direct->schema(), online->schema()) == "");

  apply_well(*online, script_with(project, "downgrade", "online", "o5:o1"));
  CHECK(online->query("SELECT count(*) FROM galley_step") == "0\n");
  apply_well(*direct, script_with(project, "downgrade", "direct", "o5:o1"));
  forget_ledgers(*direct, *online);
  CHECK(diff(direct->schema(), online->schema()) == "");
  CHECK(diff(before, online->schema()) == "");
}

TEST_CASE("a partition that the history does not know stops an online index before it is recorded", "[postgresql][online]") {
  const auto project = apply_case("postgresql-online");
  const auto target = fresh_target("postgresql");
  if (!target) return;
  apply_well(*target, upgrade_script(project, "postgresql", "o3"));
  static_cast<void>(target->query("CREATE TABLE events_2027 PARTITION OF events FOR VALUES FROM ('2027-01-01') TO ('2028-01-01')"));
  const RunResult stopped = target->apply(script_with(project, "upgrade", "online", "o3:o4"));
  CHECK(stopped.exit == target->failure());
  CHECK_THAT(stopped.err, Catch::Contains("GAL-"));
  CHECK(target->version_rows() == "o3");
}

TEST_CASE("without a choice of strategy, statements that keep others waiting are named", "[postgresql][online]") {
  const auto change =
      GENERATE(as<std::string>(), "alter table t alter column v set not null;", "alter table t add constraint ck check (n > 0);",
               "alter table t add constraint fk foreign key (n) references p (id);", "alter table t add constraint uq unique (v);",
               "create index ix on t (v);", "alter table t add column d timestamptz default clock_timestamp();");
  INFO(change);
  CHECK_THAT(warnings_of(change), Catch::Contains("warning[W0443]"));
  CHECK(warnings_of(change, "strategy direct") == "");
  CHECK(warnings_of(change, "strategy online") == "");
}

TEST_CASE("a change of type that copies a table in use is explained with either strategy", "[postgresql][online]") {
  CHECK_THAT(warnings_of("alter table t alter column n type bigint;"), Catch::Contains("warning[W0444]") && Catch::Contains("new_n"));
  CHECK_THAT(warnings_of("alter table t alter column n type bigint;", "strategy online"), Catch::Contains("warning[W0444]"));
  CHECK(warnings_of("alter table t alter column n type bigint;", "strategy direct") == "");
  CHECK(warnings_of("alter table t alter column v type varchar;", "strategy online") == "");
}

}  // namespace galley::testing
