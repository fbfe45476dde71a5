// Up, down and up again, on real databases: the same schema, and the version rows that the plan says.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "galley_runs.hpp"
#include "target.hpp"

namespace fs = std::filesystem;

namespace galley::testing {
namespace {

/// Only a script that splits a revision makes it; it stays.
void forget_ledger(const Target& target, std::string_view dialect) {
  if (dialect == "postgresql") static_cast<void>(target.query("DROP TABLE IF EXISTS public.galley_step"));
}

bool goes_down(const fs::path& project, std::string_view dialect, const std::string& head) {
  return galley(project, {"downgrade", "-d", std::string(dialect), "--accept-data-loss", head + ":base"}).exit == 0;
}

std::vector<std::string> reversible_heads(const fs::path& project, std::string_view dialect) {
  std::vector<std::string> heads;
  for (const std::string& head : heads_of(project)) {
    if (goes_down(project, dialect, head)) heads.push_back(head);
  }
  return heads;
}

void prove_round_trip(const fs::path& project, std::string_view dialect) {
  INFO(project);
  const auto target = fresh_target(dialect);
  if (!target) return;
  const std::string top = fmt::format("{}", fmt::join(reversible_heads(project, dialect), ","));
  REQUIRE(!top.empty());
  const std::string up = upgrade_script(project, dialect, top);
  apply_well(*target, up);
  forget_ledger(*target, dialect);
  const std::string first = target->schema();
  const std::string rows = target->version_rows();  // a head that another one depends on is none of them
  apply_well(*target, downgrade_script(project, dialect, rows + ":base"));
  CHECK(target->version_rows().empty());
  apply_well(*target, up);
  forget_ledger(*target, dialect);
  CHECK(target->schema() == first);
  CHECK(target->version_rows() == rows);
  if (heads_of(project).size() != reversible_heads(project, dialect).size()) {
    apply_well(*target, upgrade_script(project, dialect, rows + ":heads"));
  }
}

void prove_every_head(const fs::path& project, std::string_view dialect) {
  INFO(project);
  for (const std::string& head : heads_of(project)) {
    const auto target = fresh_target(dialect);
    if (!target) return;
    apply_well(*target, upgrade_script(project, dialect, head));
    CHECK_THAT(target->version_rows(), Catch::Contains(head));
  }
}

}  // namespace

TEST_CASE("up, down and up again gives the schema of the first up, on PostgreSQL", "[postgresql]") {
  for (const fs::path& project : projects_for("postgresql")) prove_round_trip(project, "postgresql");
}
TEST_CASE("up, down and up again gives the schema of the first up, on SQLite", "[sqlite]") {
  for (const fs::path& project : projects_for("sqlite")) prove_round_trip(project, "sqlite");
}
TEST_CASE("a fresh database reaches every head by itself, on PostgreSQL", "[postgresql]") {
  for (const fs::path& project : projects_for("postgresql")) prove_every_head(project, "postgresql");
}
TEST_CASE("a fresh database reaches every head by itself, on SQLite", "[sqlite]") {
  for (const fs::path& project : projects_for("sqlite")) prove_every_head(project, "sqlite");
}

TEST_CASE("only the irreversible line of the example history does not go down", "[sqlite]") {
  CHECK(heads_of(repository()).size() == reversible_heads(repository(), "sqlite").size() + 1);
  const RunResult refused = galley(repository(), {"downgrade", "-d", "sqlite", "--accept-data-loss", "heads:base"});
  CHECK(refused.exit == 1);
  CHECK_THAT(refused.err, Catch::Contains("forget closed accounts") || Catch::Contains("the law asks for it"));
}

}  // namespace galley::testing
