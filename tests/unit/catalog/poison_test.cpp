#include <catch2/catch.hpp>

#include "replayed.hpp"

using namespace galley::testing;

TEST_CASE("what could not be made causes no further errors") {
  const auto [body, said] = GENERATE(table<std::string, std::string>({
      {"create table t (a strin); create index on t (a); insert into t (a) values (1); alter table t add column b int; drop table t;",
       "E0202 strin"},
      {"create table t (a strin); create table u (a int references t (a)); drop table u;", "E0202 strin"},
      {"create table t (id int); alter table t add column a strin; create index on t (a); alter table t alter column a set not null;",
       "E0202 strin"},
      {"create table t (id int); alter table t add column a int default (b); update t set a = 1; alter table t drop column a;", "E0231 b"},
      {"create enum e as ('a', 'a'); create table t (a e default 'z'); drop table t; drop enum e;", "E0213 'a'"},
      {"create table t (id int); create index i on t (b); drop index i;", "E0203 b"},
      {"create table t (id int); alter table t add constraint c check (b); alter table t drop constraint c;", "E0203 b"},
      {"create index i on nowhere (a); rename index i to j; drop index j;", "E0201 nowhere"},
      {"rename table a to b; alter table b drop column c;", "E0201 a"},
  }));
  INFO(body);
  CHECK(replay_body(body).said() == said);
}

TEST_CASE("independent mistakes are all reported in one run") {
  CHECK(replay_body("drop table a; drop table b; create table t (x strin, y strim);").said() ==
        "E0201 a, E0201 b, E0202 strin, E0202 strim");
}

TEST_CASE("a failed statement changes nothing") {
  const Replayed replayed =
      replay_body("create table t (a int, b int); create index i on t (a); alter table t drop column a; drop index nowhere;");
  CHECK(replayed.table("t").columns.size() == 2);
  CHECK(replayed.operations().size() == 2);
}
