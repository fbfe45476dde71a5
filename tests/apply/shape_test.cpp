// Tables that are not what the history says: found before anything is changed, and found again when a section begins.
#include <fmt/format.h>
#include <algorithm>
#include <catch2/catch.hpp>

#include "galley_runs.hpp"
#include "support/files.hpp"
#include "support/text.hpp"
#include "target.hpp"

namespace fs = std::filesystem;

namespace galley::testing {
namespace {

constexpr const char* three_revisions =
    "revision a1; upgrade {\n"
    "    create table users (id int primary key, email varchar(100) not null);\n"
    "    create table orders (id bigint primary key, total numeric(12,2), state text, user_id int, constraint ck_total check (total > "
    "0));\n"
    "    create index ix_orders_state on orders (state);\n"
    "}\n"
    "revision a2 revises a1; upgrade { alter table orders add column note text; }\n"
    "revision a3 revises a2; upgrade { alter table users add column born date; alter table orders add column due date; }\n";

/// Of all revisions, those first on which others stand.
std::vector<std::string> ids_in_order(const fs::path& project) {
  const RunResult listed = galley(project, {"history"});
  std::vector<std::string> ids;
  for (const std::string_view line : lines_of(listed.out)) {
    const std::size_t begin = line.find(" -> ") + 4;
    ids.emplace_back(line.substr(begin, line.find(' ', begin) - begin));
  }
  std::reverse(ids.begin(), ids.end());
  return ids;
}

struct Drifting {
  TemporaryFolder project{"shape"};
  std::unique_ptr<Target> target = fresh_target("postgresql");

  explicit Drifting(const std::string& revision = "a1") {
    write_migration(project.path(), three_revisions);
    if (target) REQUIRE(target->apply(upgrade_script(project.path(), "postgresql", revision)).exit == 0);
  }
  [[nodiscard]] std::string script(const std::string& range = "a1:a3") const { return upgrade_script(project.path(), "postgresql", range); }
};

}  // namespace

TEST_CASE("a drifted table stops the script before it changes anything, each difference named", "[postgresql]") {
  struct Case {
    std::string_view drift;
    std::string_view message;
  };
  const auto [drift, message] = GENERATE(
      Case{"ALTER TABLE users DROP COLUMN email", "public.users: column email is missing"},
      Case{"ALTER TABLE users ADD COLUMN age int", "public.users: column age is not in the history"},
      Case{"ALTER TABLE users ALTER COLUMN email TYPE text",
           "public.users: column email is text NOT NULL, not character varying(100) NOT NULL"},
      Case{"ALTER TABLE users ALTER COLUMN email DROP NOT NULL",
           "column email is character varying(100), not character varying(100) NOT NULL"},
      Case{"ALTER TABLE orders ALTER COLUMN total TYPE numeric(14,2)", "column total is numeric(14,2), not numeric(12,2)"},
      Case{"ALTER TABLE orders DROP CONSTRAINT ck_total", "public.orders: constraint ck_total is missing"},
      Case{"ALTER TABLE orders DROP CONSTRAINT ck_total; ALTER TABLE orders ADD CONSTRAINT ck_total CHECK (total > 0) NOT VALID",
           "constraint ck_total is check NOT VALID, not check"},
      Case{"DROP INDEX ix_orders_state", "public.orders: index ix_orders_state is missing"},
      Case{"DROP INDEX ix_orders_state; CREATE UNIQUE INDEX ix_orders_state ON orders (state)",
           "index ix_orders_state is unique, not plain"},
      Case{"DROP TABLE users", "public.users does not exist"},
      Case{"DROP TABLE users; CREATE VIEW users AS SELECT 1 AS id, ''::varchar(100) AS email", "public.users: kind is view, not table"});
  const Drifting drifting;
  if (!drifting.target) return;
  const std::string script = drifting.script();
  static_cast<void>(drifting.target->query(std::string(drift) + ";"));
  const State before = state_of(*drifting.target);
  const RunResult result = drifting.target->apply(script);
  INFO(result.err);
  CHECK(result.exit == 3);
  CHECK_THAT(result.err, Catch::Contains("GAL-P06") && Catch::Contains(std::string(message)));
  CHECK((state_of(*drifting.target) == before));
}

TEST_CASE("all differences are told at once", "[postgresql]") {
  const Drifting drifting;
  if (!drifting.target) return;
  const std::string script = drifting.script();
  static_cast<void>(drifting.target->query("ALTER TABLE users ADD COLUMN age int; ALTER TABLE orders DROP COLUMN state;"));
  const RunResult result = drifting.target->apply(script);
  CHECK_THAT(result.err, Catch::Contains("column age is not in the history") && Catch::Contains("column state is missing") &&
                             Catch::Contains("index ix_orders_state is missing"));
}

TEST_CASE("more indexes and constraints than the history knows do no harm", "[postgresql]") {
  const Drifting drifting;
  if (!drifting.target) return;
  const std::string script = drifting.script();
  static_cast<void>(
      drifting.target->query("CREATE INDEX by_hand ON orders (total); ALTER TABLE orders ADD CONSTRAINT mine CHECK (total < 1000);"));
  const RunResult result = drifting.target->apply(script);
  INFO(result.err);
  CHECK(result.exit == 0);
}

TEST_CASE("a run that resumes in the middle expects the shape of that place", "[postgresql]") {
  const Drifting drifting("a2");
  if (!drifting.target) return;
  const std::string script = drifting.script();
  SECTION("which is there") {
    const RunResult result = drifting.target->apply(script);
    INFO(result.err);
    CHECK(result.exit == 0);
  }
  SECTION("or has drifted: found by the section, before it changes anything") {
    static_cast<void>(drifting.target->query("ALTER TABLE orders DROP COLUMN note"));
    const RunResult result = drifting.target->apply(script);
    CHECK(result.exit == 3);
    CHECK_THAT(result.err, Catch::Contains("GAL-G06") && Catch::Contains("public.orders: column note is missing"));
    CHECK(drifting.target->version_rows() == "a2");
    CHECK(drifting.target->query("SELECT count(*) FROM pg_attribute WHERE attrelid = 'users'::regclass AND attname = 'born'") == "0\n");
  }
}

TEST_CASE("shape = off compares nothing", "[postgresql]") {
  const Drifting drifting;
  if (!drifting.target) return;
  write_file(drifting.project / "galley.toml", "[postgresql]\nshape = \"off\"\n");
  const std::string script = drifting.script();
  static_cast<void>(drifting.target->query("ALTER TABLE users ADD COLUMN age int"));
  CHECK(script.find("galley.shape") == std::string::npos);
  CHECK(drifting.target->apply(script).exit == 0);
}

TEST_CASE("a table that raw SQL may have changed out of sight is not compared", "[postgresql]") {
  const auto target = fresh_target("postgresql");
  if (!target) return;
  TemporaryFolder project("shape");
  write_migration(
      project.path(),
      "revision a1; upgrade { create table t (id int primary key); create table u (id int primary key);\n"
      "    sql on postgresql $sql$do $x$ begin execute 'alter table t add column secret text'; end $x$$sql$ undo $$select 1$$; }\n"
      "revision a2 revises a1; upgrade { alter table t add column note text; alter table u add column note text; }\n");
  REQUIRE(target->apply(upgrade_script(project.path(), "postgresql", "a1")).exit == 0);
  const std::string script = upgrade_script(project.path(), "postgresql", "a1:a2");
  CHECK_THAT(script, Catch::Contains("-- public.t is not compared with the history: raw SQL may have changed it"));
  CHECK_THAT(script, Catch::Contains("['public.u', 'column id', 'integer NOT NULL']"));
  const RunResult result = target->apply(script);
  INFO(result.err);
  CHECK(result.exit == 0);
}

TEST_CASE("a declared table may have more columns", "[postgresql]") {
  const auto target = fresh_target("postgresql");
  if (!target) return;
  TemporaryFolder project("shape");
  write_migration(project.path(),
                  "revision a1; upgrade { declare table legacy (id int primary key, name text); }\n"
                  "revision a2 revises a1; upgrade { alter table legacy add column note text; }\n");
  static_cast<void>(target->query("CREATE TABLE legacy (id int PRIMARY KEY, name text, more jsonb)"));
  REQUIRE(target->apply(upgrade_script(project.path(), "postgresql", "a1")).exit == 0);
  const std::string script = upgrade_script(project.path(), "postgresql", "a1:a2");
  SECTION("and is found as declared") { CHECK(target->apply(script).exit == 0); }
  SECTION("but not fewer") {
    static_cast<void>(target->query("ALTER TABLE legacy DROP COLUMN name"));
    CHECK_THAT(target->apply(script).err, Catch::Contains("GAL-P06") && Catch::Contains("public.legacy: column name is missing"));
  }
}

/// Each revision by itself, so that whatever it touches was made by a script before: a false alarm would stop it.
TEST_CASE("no history of these tests meets a false alarm, revision by revision", "[postgresql]") {
  for (const fs::path& project : projects_for("postgresql")) {
    INFO(project);
    const auto target = fresh_target("postgresql");
    if (!target) return;
    for (const std::string& id : ids_in_order(project)) {
      const std::string rows = target->version_rows();
      const std::string range = fmt::format("{}:{}", rows.empty() ? "base" : rows, id);
      INFO(range);
      const RunResult result = target->apply(upgrade_script(project, "postgresql", range));
      INFO(result.err);
      REQUIRE(result.exit == 0);
    }
    const auto whole = fresh_target("postgresql");
    REQUIRE(whole->apply(upgrade_script(project, "postgresql", "heads")).exit == 0);
    CHECK(target->version_rows() == whole->version_rows());
  }
}

}  // namespace galley::testing
