// What raw SQL is said to lock, against what was measured on servers of every version (tests/data/postgresql).
#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

#include "postgresql/raw_locks.hpp"
#include "postgresql/sql_parser.hpp"
#include "support/measured_facts.hpp"

namespace galley::testing {
namespace {

using postgresql::locks_of_raw;
using postgresql::parse_sql;
using postgresql::RawLocks;

RawLocks locks_of(std::string_view sql) {
  const postgresql::ParsedSql parsed = parse_sql(sql);
  REQUIRE(parsed.statements.size() == 1);
  return locks_of_raw(*parsed.statements.front().tree, "public");
}

std::string text_of(const RawLocks& locks) {
  std::string text;
  for (const Lock& lock : locks.impact.locks) text += std::string(lock_mode_name(lock.mode)) + " " + lock.relation + "; ";
  return text + (locks.is_known ? "known" : "not known");
}

std::string mode_on(const RawLocks& locks, const std::string& table) {
  const auto found = std::find_if(locks.impact.locks.begin(), locks.impact.locks.end(),
                                  [&](const Lock& lock) { return lock.relation == "public." + table; });
  return found == locks.impact.locks.end() ? "none" : std::string(lock_mode_name(found->mode));
}

}  // namespace

TEST_CASE("raw SQL is said to lock the table that it names as it was measured") {
  // What the text does not tell: what was done before, or how the server goes about it; and locks that nobody waits for, on sequences and
  // by GRANT (18).
  const std::set<std::string> exempt{"drop_trigger_if_exists_missing",
                                     "vacuum_truncating",
                                     "copy_to",
                                     "tx_not_valid_then_validate",
                                     "tx_check_not_valid_then_validate",
                                     "tx_truncate_then_insert",
                                     "select_nextval",
                                     "select_setval",
                                     "setval_from_max",
                                     "create_sequence_owned",
                                     "create_function_sql_body_table",
                                     "grant_table",
                                     "grant_column",
                                     "revoke_table",
                                     "grant_sequence",
                                     "grant_maintain"};
  int compared = 0;
  for (const Record& record : measured_facts()) {
    if (!is_measured(record) || record.at("target") == "none" || exempt.contains(record.at("id"))) continue;
    const postgresql::ParsedSql parsed = parse_sql(record.at("sql"));
    if (parsed.error || parsed.statements.size() != 1) continue;  // newer than the parser
    const RawLocks locks = locks_of_raw(*parsed.statements.front().tree, "public");
    if (!locks.is_known && mode_on(locks, record.at("target")) == "none") continue;  // and it says so
    INFO(record.at("id") << ": " << record.at("sql"));
    CHECK(mode_on(locks, record.at("target")) == record.at("lock_target"));
    ++compared;
  }
  CHECK(compared > 370);
}

TEST_CASE("raw SQL locks what its text names, and where the text does not tell that is said") {
  CHECK(text_of(locks_of("select 1")) == "known");
  CHECK(text_of(locks_of("select * from a join app.b using (id), pg_class")) == "ACCESS SHARE public.a; ACCESS SHARE app.b; known");
  CHECK(text_of(locks_of("select * from a for update")) == "ROW SHARE public.a; known");
  CHECK(text_of(locks_of("with w as (delete from a returning id) insert into \"B c\" select id from w")) ==
        "ROW EXCLUSIVE public.\"B c\"; ROW EXCLUSIVE public.a; known");
  CHECK(text_of(locks_of("select mine(1) from a")) == "ACCESS SHARE public.a; not known");
  CHECK(text_of(locks_of("do $$ begin drop table a; end $$")) == "not known");
  CHECK(text_of(locks_of("call p()")) == "not known");
  CHECK(text_of(locks_of("truncate a, b cascade")) == "ACCESS EXCLUSIVE public.a; ACCESS EXCLUSIVE public.b; not known");
  CHECK(text_of(locks_of("lock table a in share row exclusive mode")) == "SHARE ROW EXCLUSIVE public.a; known");
  CHECK(text_of(locks_of("alter table a add constraint fk foreign key (b) references b (id)")) ==
        "SHARE ROW EXCLUSIVE public.a; SHARE ROW EXCLUSIVE public.b; known");
  CHECK(text_of(locks_of("create table c (id int references a (id), b int references b)")) ==
        "SHARE ROW EXCLUSIVE public.a; SHARE ROW EXCLUSIVE public.b; known");
  CHECK(text_of(locks_of("alter table a attach partition b default")) ==
        "SHARE UPDATE EXCLUSIVE public.a; ACCESS EXCLUSIVE public.b; known");
  CHECK(text_of(locks_of("drop trigger tr on app.a")) == "ACCESS EXCLUSIVE app.a; known");
  CHECK(text_of(locks_of("drop table a")) == "ACCESS EXCLUSIVE public.a; not known");
  CHECK(text_of(locks_of("drop index ix")) == "not known");
  CHECK(text_of(locks_of("alter view v set (security_barrier)")) == "ACCESS EXCLUSIVE public.v; known");
  CHECK(text_of(locks_of("alter table v set (security_barrier)")) == "ACCESS EXCLUSIVE public.v; known");
  CHECK(text_of(locks_of("alter materialized view m set (fillfactor = 70)")) == "SHARE UPDATE EXCLUSIVE public.m; known");
  CHECK(text_of(locks_of("alter view v rename a to b")) == "ACCESS EXCLUSIVE public.v; known");
  CHECK(text_of(locks_of("create or replace view v as select * from a")) == "ACCESS EXCLUSIVE public.v; ACCESS SHARE public.a; known");
  CHECK(text_of(locks_of("create table c as select * from a")) == "ACCESS SHARE public.a; known");
  CHECK(text_of(locks_of("comment on column app.a.c is 'x'")) == "SHARE UPDATE EXCLUSIVE app.a; known");
  CHECK(text_of(locks_of("grant select on a to public")) == "known");
}

}  // namespace galley::testing
