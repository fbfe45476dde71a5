// Partitions that come and go on real servers: what a concurrent detach leaves, and indexes made online that meet later partitions.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "galley_runs.hpp"
#include "support/files.hpp"
#include "support/server.hpp"
#include "support/text.hpp"
#include "target.hpp"

namespace galley::testing {
namespace {

constexpr int first_detaching_concurrently = 14;

constexpr std::string_view divided = R"(
revision a1; upgrade {
    create table t (id int not null, at date not null, kind text) partition by range (at);
    create table p partition of t for values from ('2024-01-01') to ('2025-01-01');
    create table p2 partition of t for values from ('2025-01-01') to (maxvalue);
    create table l (id int, kind text, constraint ck check (id > 0)) partition by list (kind);
    create table l1 partition of l for values in ('a', null);
    create table l2 partition of l for values in ('b', 'c "d" \', '');
    create table "Ta b" (id int, "Kind X" text, at timestamp) partition by range ("Kind X", at);
    create table "Pa'r""t" partition of "Ta b" for values from ('a', '2024-01-01') to ('b', maxvalue);
    create table h (id int) partition by hash (id);
    create table h0 partition of h for values with (modulus 2, remainder 0);
    create table e (id int, at date not null) partition by range ((id % 10));
    create table e0 partition of e for values from (1) to (2);
    create table a23456789012345678901234567890123456789012345678901234567890ü (id int, at date) partition by range (id);
    create table b2345678901234567890123456789012345678901234567890ü34567890123 partition of
        a23456789012345678901234567890123456789012345678901234567890ü for values from (-1) to (2);
    create table s (id bigint, n real, at date) partition by range (at);
    create table s1 partition of s for values from (minvalue) to ('2024-01-01') partition by range (id, n);
    create table s11 partition of s1 for values from (1, minvalue) to (1, 7.5);
    create table s12 partition of s1 for values from (2, 1) to (3, 7.5);
}
revision b1 revises a1; upgrade {
    alter table t { detach partition p concurrently; detach partition p2 concurrently; }
    alter table l { detach partition l1 concurrently; detach partition l2 concurrently; }
    alter table "Ta b" detach partition "Pa'r""t" concurrently;
    alter table h detach partition h0 concurrently;
    alter table e detach partition e0 concurrently;
    alter table a23456789012345678901234567890123456789012345678901234567890ü detach partition
        b2345678901234567890123456789012345678901234567890ü34567890123 concurrently;
    alter table s1 { detach partition s11 concurrently; detach partition s12 concurrently; }
}
revision c1 'back, with the checks that the detaching has left' revises b1; upgrade {
    alter table t attach partition p for values from ('2024-01-01') to ('2025-01-01');
    alter table e attach partition e0 for values from (1) to (2);
}
revision d1 'they make another check needless' revises c1; upgrade { alter table t detach partition p concurrently; }
revision e1 revises d1; upgrade {
    alter table t attach partition p for values from ('2023-01-01') to ('2025-01-01');
    alter table p add constraint other check (id > 0);
}
revision f1 'nobody but the server can tell' revises e1; upgrade { alter table t detach partition p concurrently; }
)";

std::string script(const std::filesystem::path& project, std::vector<std::string> arguments) {
  if (arguments.front() == "downgrade") arguments.emplace_back("--accept-data-loss");
  return galley_output(project, arguments);
}

std::string schema_of(const Target& target) {
  static_cast<void>(target.query("DROP TABLE IF EXISTS galley_step"));
  return target.schema();
}

}  // namespace

TEST_CASE("the catalog has the checks that concurrent detaching leaves", "[postgresql][online]") {
  if (PostgresServer::major_version() < first_detaching_concurrently) return;  // there is none
  const auto head = GENERATE(as<std::string>(), "b1", "c1", "d1", "e1", "f1");
  INFO(head);
  const auto target = fresh_target("postgresql");
  const auto made = fresh_target("postgresql");
  if (!target || !made) return;
  const TemporaryFolder folder("detached");
  write_migration(folder.path(), divided);
  apply_well(*target, script(folder.path(), {"upgrade", "-d", "postgresql", "a1"}));
  const std::string before = schema_of(*target);
  apply_well(*target, script(folder.path(), {"upgrade", "-d", "postgresql", "a1:" + head}));
  const std::string after = schema_of(*target);
  apply_well(*made, "\\set ON_ERROR_STOP on\n" + script(folder.path(), {"schema", "-d", "postgresql", head}));
  apply_well(*made, "CREATE TABLE galley_version (version_num text NOT NULL, CONSTRAINT galley_version_pkey PRIMARY KEY (version_num))");
  const auto without_own = [](const Target& each) {
    return each.query(
        "SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE contype = 'c' AND connamespace = 'public'::regnamespace ORDER BY 1");
  };
  CHECK(diff(without_own(*target), without_own(*made)) == "");
  apply_well(*target, script(folder.path(), {"downgrade", "-d", "postgresql", head + ":a1"}));
  CHECK(diff(before, schema_of(*target)) == "");
  apply_well(*target, script(folder.path(), {"upgrade", "-d", "postgresql", "a1:" + head}));
  CHECK(diff(after, schema_of(*target)) == "");
}

TEST_CASE("detaching online ends where detaching plainly does, beside checks of any name", "[postgresql][online]") {
  const TemporaryFolder folder("detached");
  write_migration(folder.path(), R"(
revision a1; upgrade {
    create table t (id int not null, at date not null) partition by range (at);
    create table p (id int not null, at date not null, constraint mine check (at >= '2024-01-01' and at < '2024-12-31'));
    alter table t attach partition p for values from ('2024-01-01') to ('2025-01-01');
    create table p2 partition of t for values from ('2025-01-01') to (maxvalue);
    create table r (id int) partition by range (id);
    create table r1 partition of r for values from (1) to (2);
    create table rest partition of r default;
    insert into t (id, at) values (1, '2024-03-03'), (2, '2025-05-05');
}
revision b1 revises a1; upgrade { alter table t { detach partition p; detach partition p2; } alter table r detach partition r1; }
)");
  std::string before;
  std::string detached;
  for (const std::string strategy : {"direct", "online"}) {
    INFO(strategy);
    const auto target = fresh_target("postgresql");
    if (!target) return;
    apply_well(*target, script(folder.path(), {"upgrade", "-d", "postgresql", "a1"}));
    apply_well(*target, "ALTER TABLE p2 ADD CONSTRAINT p2_at_check CHECK (id > 1)");  // the server's own name
    const std::string start = schema_of(*target);
    const std::string up = script(folder.path(), {"upgrade", "-d", "postgresql", "--strategy", strategy, "a1:b1"});
    if (strategy == "online" && PostgresServer::major_version() >= first_detaching_concurrently)
      CHECK_THAT(up, Catch::Contains(" CONCURRENTLY") && Catch::Contains("DETACH PARTITION public.r1;"));
    apply_well(*target, up);
    const std::string end = schema_of(*target);
    if (strategy == "online") CHECK(diff(detached, end) == "");
    detached = end;
    apply_well(*target, script(folder.path(), {"downgrade", "-d", "postgresql", "--strategy", strategy, "b1:a1"}));
    CHECK(diff(start, schema_of(*target)) == "");
  }
}

TEST_CASE("partitions that come after an index was made online have their part of it", "[postgresql][online]") {
  const TemporaryFolder folder("later");
  write_migration(folder.path(), R"(
revision a1; upgrade {
    create table t (id int not null, at date not null, kind text) partition by range (at);
    create table p partition of t for values from ('2024-01-01') to ('2025-01-01');
    insert into t (id, at) values (1, '2024-03-03');
}
revision b1 revises a1 strategy online; upgrade { create index ix on t (kind, lower(kind)); create unique index ux on t (id, at); }
revision c1 revises b1 strategy online; upgrade {
    create table p2 partition of t for values from ('2025-01-01') to ('2026-01-01');
    create table p3 (id int not null, at date not null, kind text);
    create index p3_kind on p3 (kind, lower(kind));
    insert into p3 (id, at) values (1, '2026-02-02');
    alter table t attach partition p3 for values from ('2026-01-01') to ('2027-01-01');
}
revision d1 revises c1 strategy online; upgrade { create index later on t (at desc); drop index ix; }
)");
  std::string direct;
  for (const std::string strategy : {"direct", "online"}) {
    const auto target = fresh_target("postgresql");
    if (!target) return;
    for (const std::string range : {"a1", "a1:b1", "b1:c1", "c1:d1"})
      apply_well(*target, script(folder.path(), {"upgrade", "-d", "postgresql", "--strategy", strategy, range}));
    CHECK(target->query("SELECT count(*) FROM pg_index WHERE NOT indisvalid") == "0\n");
    CHECK(target->query("SELECT count(*) FROM pg_inherits JOIN pg_index ON indexrelid = inhparent") ==
          "6\n");  // two indexes, three partitions
    const std::string end = schema_of(*target);
    if (strategy == "online") CHECK(diff(direct, end) == "");
    direct = end;
    apply_well(*target, script(folder.path(), {"downgrade", "-d", "postgresql", "--strategy", strategy, "d1:base"}));
  }
}

TEST_CASE("a partition that goes takes no foreign key of another table along", "[postgresql][online]") {
  const TemporaryFolder folder("referenced");
  write_migration(folder.path(), R"(
revision a1; upgrade {
    create table ev (id int not null, at int not null, constraint pk_ev primary key (id, at)) partition by range (at);
    create table ev_a partition of ev for values from (1) to (5);
    create table ev_b partition of ev for values from (5) to (9) partition by range (id);
    create table ev_b1 partition of ev_b for values from (1) to (9);
    create table ev_b2 partition of ev_b for values from (9) to (99);
    create table notes (ev int, at int, constraint fk_notes foreign key (ev, at) references ev (id, at) on delete cascade);
    insert into ev (id, at) values (1, 1), (2, 6), (9, 7);
    insert into notes (ev, at) values (2, 6);
}
revision b1 revises a1; upgrade { drop table ev_a cascade; drop table ev_b2; create table ev_c partition of ev for values from (10) to (19); }
)");
  const auto target = fresh_target("postgresql");
  if (!target) return;
  const std::string keys =
      "SELECT conname || ' ' || convalidated FROM pg_constraint WHERE conrelid = 'notes'::regclass AND conparentid = 0";
  apply_well(*target, script(folder.path(), {"upgrade", "-d", "postgresql", "a1"}));
  for (int round = 0; round < 2; ++round) {
    apply_well(*target, script(folder.path(), {"upgrade", "-d", "postgresql", "a1:b1"}));
    CHECK(target->query(keys) == "fk_notes true\n");
    CHECK(target->query("SELECT count(*) FROM ev") == "1\n");
    apply_well(*target, script(folder.path(), {"downgrade", "-d", "postgresql", "b1:a1"}));
    CHECK(target->query(keys) == "fk_notes true\n");
  }
  apply_well(*target, "DELETE FROM ev");
  CHECK(target->query("SELECT count(*) FROM notes") == "0\n");
}

}  // namespace galley::testing
