#include <catch2/catch.hpp>

#include "replayed.hpp"

using namespace galley;
using namespace galley::testing;

namespace {

// What stands before the revision that is taken back.
const std::string base = R"(
revision a;
upgrade {
  create enum mood as ('sad', 'ok', 'glad');
  create table k (id int primary key, code text unique) comment 'keys';
  create table t (id int primary key, a int not null default 1, b varchar(9), m mood default 'ok', k int references k,
                  g text generated always as (b) stored, constraint ck_t check (a > 0), constraint uq_t unique (a, b));
  create index ix_t on t (a desc) where a is not null;
  comment on column t.a is 'A';
  comment on constraint ck_t on t is 'positive';
  comment on index ix_t is 'I';
  comment on enum mood is 'M';
  create function fn(a int) returns int language sql set jit = off set work_mem = '1MB' as $$select 1$$;
  create view w (x, y) as $$select 1, 2$$;
  grant select (x) on view w to r;
}
)";

std::string history(const std::string& body, const std::string& downgrade = "downgrade auto;") {
  return base + "revision b revises a; upgrade { " + body + " } " + downgrade;
}

Replayed up(const std::string& body) {
  ReplayRequest request;
  request.range = "a:b";
  return replay_history(history(body), request);
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "; ";
  return text;
}

}  // namespace

TEST_CASE("a derived downgrade gives back the schema that was") {
  const std::string body = GENERATE(values<std::string>({
      "create table n (id int primary key, k int references k); create index on n (k); insert into n (id) values (1);",
      "create table n (id int); alter table n add column m mood; create enum late as ('a'); alter table n add column l late default 'a';",
      "drop table t;",
      "drop table k cascade;",
      "rename table k to keys; alter table t rename column k to key_id;",
      "alter table t add column c int not null default 0 check (c > a) unique references k;",
      "alter table t drop column g;",
      "alter table t alter column a type bigint;",
      "drop table t; drop enum mood;",
      "alter table t alter column a set default 5; alter table t alter column a drop not null; alter table t alter column b set not null;",
      "alter table t alter column a comment 'other'; comment on table k is null; comment on index ix_t is null; comment on enum mood is "
      "'N';",
      "comment on constraint ck_t on t is null; alter table t drop constraint ck_t;",
      "alter table t add constraint c check (id > 0) not valid; alter table t validate constraint c;",
      "alter table t rename constraint ck_t to ck;",
      "alter table k alter column code set storage external; alter table k alter column code set statistics 5; "
      "alter table k alter column code set compression pglz; alter table k alter column code type varchar(90);",
      "alter table t replica identity full; alter table t replica identity nothing; alter table t replica identity default;",
      "alter table t alter column b set not null; create unique index ux on t (b); alter table t replica identity using index ux; "
      "rename index ux to uy; drop index uy;",
      "alter table t alter column a set (n_distinct = 5, n_distinct_inherited = -1); alter table t alter column a reset (n_distinct);",
      "create index ii on t (a); alter table t cluster on ii; rename index ii to iy; alter table t cluster on pk_t; drop index iy; alter "
      "table t set without "
      "cluster;",
      "alter table k cluster on pk_k; alter table k drop constraint pk_k cascade;",
      "alter function fn stable strict cost 5 reset \"JIT\" set work_mem = '2MB' set search_path = x; alter function fn(int) reset all;",
      "alter function fn leakproof security definer parallel safe set a.b = 1; alter function fn(int) reset all set jit = on immutable;",
      "alter view w set (security_barrier, check_option = local); alter view w rename column x to z; alter view w reset "
      "(security_barrier); "
      "alter view w rename y to x; alter view w set (check_option = cascaded);",
      "alter table k replica identity full; alter table k alter column code set storage main; drop table k cascade;",
      "alter table t add constraint fk_late foreign key (a) references k (id); change constraint fk_late on t deferrable;",
      "truncate t; truncate k cascade;",
      "alter table k drop constraint pk_k cascade; alter table k add primary key (code);",
      "drop index ix_t; create unique index ix_t on t (b); rename index ix_t to ix_u;",
      "alter enum mood add value 'x' after 'sad'; alter enum mood rename value 'ok' to 'fine'; rename enum mood to temper;",
      "alter enum mood drop value 'sad' using 'glad'; alter enum mood drop value 'glad';",
      "alter table t alter column b set not null; alter table t alter column b set not null;",
      "insert into k (id, code) values (1, 'x'), (2, 'y'); update k set code = 'z'; delete from k;",
      "create table n (id int); rename table n to o; alter table o add column x int; create index on o (x); drop table o;",
      "drop table t; create table t (other text); rename table t to s;",
  }));
  INFO(body);
  const Replayed upgraded = up(body);
  REQUIRE(upgraded.said().empty());
  const Replayed downgraded = replay_down(history(body));
  CHECK(downgraded.said().empty());
  CHECK(downgraded.result.start == upgraded.result.end);
  CHECK(downgraded.result.end == upgraded.result.start);
}

TEST_CASE("a dropped column comes back, last, with what went along") {
  const Replayed down = replay_down(history("alter table t drop column b cascade;"));
  REQUIRE(down.said().empty());
  const Table& table = down.table("t");
  const Table& before = *down.result.start.find_table({"public", "t"});
  CHECK(before.columns.size() == 4);
  CHECK(table.columns.size() == 6);
  CHECK(table.columns.back().generated.has_value());
  CHECK(table.find_constraint("uq_t") != nullptr);
}

TEST_CASE("a dropped column without default comes back without NOT NULL") {
  ReplayRequest request;
  request.direction = Direction::downgrade;
  request.range = "c:b";
  const Replayed replayed = replay_history(base +
                                               "revision b revises a; upgrade { alter table k add column n int not null; } "
                                               "revision c revises b; upgrade { alter table k drop column n; }",
                                           request);
  CHECK_FALSE(replayed.table("k").find_column("n")->not_null);
  CHECK(joined(replayed.result.steps[0].not_restored) ==
        "values of column k.n, dropped by revision c; NOT NULL of column k.n: its values are gone; ");
}

TEST_CASE("what a downgrade costs is classed") {
  const auto [body, expected] = GENERATE(table<std::string, Reversibility>({
      {"create table n (id int);", Reversibility::lossy},
      {"alter table t add column c int;", Reversibility::lossy},
      {"alter table t rename column a to c;", Reversibility::lossless},
      {"create index concurrently on t (b);", Reversibility::lossless},
      {"alter table t alter column a type bigint;", Reversibility::lossy},
      {"drop index ix_t;", Reversibility::lossless},
      {"drop table t;", Reversibility::lossy},
      {"alter table t drop column k;", Reversibility::lossy},
      {"update t set a = 1;", Reversibility::lossy},
      {"delete from t;", Reversibility::lossy},
      {"truncate t;", Reversibility::lossy},
      {"create table n (v text); insert into n (v) values ('x'); truncate n;", Reversibility::lossless},
      {"create table n (k int references k); truncate n, t, k;", Reversibility::lossy},
      {"alter table t alter column b set storage external;", Reversibility::lossless},
      {"alter table t replica identity full;", Reversibility::lossless},
      {"insert into k (id) values (1);", Reversibility::lossless},
      {"insert into k (id) values (1 + 1);", Reversibility::impossible},
      {"sql $$select 1$$;", Reversibility::impossible},
      {"sql $$select 1$$ undo $$select 2$$;", Reversibility::lossless},
      {"alter enum mood add value 'x';", Reversibility::lossless},
      {"alter enum mood drop value 'sad' using 'ok';", Reversibility::lossy},
      {"set lock_timeout '5s';", Reversibility::lossless},
      {"alter table t add column c int; update t set c = a;", Reversibility::lossless},
      {"create table n (v text); insert into n (v) values ('x');", Reversibility::lossless},
  }));
  INFO(body);
  const Replayed replayed = up(body);
  REQUIRE(replayed.said().empty());
  CHECK(replayed.operations().back().reversibility == expected);
}

TEST_CASE("inserted rows are deleted by their keys") {
  const Replayed down = replay_down(history("insert into k (code, id) values ('x', 1), ('y', -2);"));
  REQUIRE(down.said().empty());
  const auto& change = std::get<DeleteRows>(down.operations().at(0).change);
  CHECK(to_source(*change.where) == "id in (1, -2)");
  CHECK(down.operations()[0].loss.empty());
}

TEST_CASE("a truncate names every table whose rows do not come back") {
  const Replayed down = replay_down(history("truncate k cascade;"));
  REQUIRE(down.said().empty());
  CHECK(joined(down.result.steps[0].not_restored) == "rows of k deleted by revision b; rows of t deleted by revision b; ");
  CHECK(down.operations().empty());
}

TEST_CASE("rows of a key of several columns are told apart by all of them") {
  const std::string text =
      "revision a; upgrade { create table p (x int, y text, primary key (x, y)); } "
      "revision b revises a; upgrade { insert into p (y, x) values ('a', 1), ('b', 2), ('c', 3); }";
  const Replayed down = replay_down(text);
  CHECK(to_source(*std::get<DeleteRows>(down.operations().at(0).change).where) ==
        "x = 1 and y = 'a' or x = 2 and y = 'b' or x = 3 and y = 'c'");
}

TEST_CASE("what has no inverse is an error at its place, with what to write") {
  const auto [body, said] = GENERATE(table<std::string, std::string>({
      {"sql $$select 1$$;", "E0251 sql $$select 1$$"},
      {"insert into k (id) values (abs(1));", "E0251 insert into k (id) values (abs(1))"},
      {"create table n (id int generated by default as identity primary key, v text); insert into n (v) values ('x');", ""},
      {"create table n (v text); sql $$x$$ undo $$y$$;", ""},
  }));
  CHECK(replay_down(history(body)).said() == said);
}

TEST_CASE("impossible downgrades can be warnings") {
  ReplayRequest request;
  request.direction = Direction::downgrade;
  request.range = "b:a";
  request.options.impossible_is_warning = true;
  CHECK(replay_history(history("sql $$select 1$$;"), request).said() == "W0251 sql $$select 1$$");
  CHECK(replay_history(history("drop table t;", "downgrade irreversible 'gone';"), request).said() ==
        "W0250 downgrade irreversible 'gone'");
}

TEST_CASE("an irreversible revision gives its reason") {
  const Replayed down = replay_down(history("drop table t;", "downgrade irreversible 'rows were archived';"));
  CHECK(down.said() == "E0250 downgrade irreversible 'rows were archived'");
  CHECK(down.diagnostics.all().front().text == "revision \"b\" is irreversible: rows were archived");
}

TEST_CASE("older revisions are still asked whether they can be taken back") {
  ReplayRequest request;
  request.direction = Direction::downgrade;
  request.range = "c:a";
  const std::string text =
      history("sql $$select 1$$; drop table t;") + " revision c revises b; upgrade { drop table k; } downgrade irreversible 'no';";
  CHECK(replay_history(text, request).said() == "E0251 sql $$select 1$$, E0250 downgrade irreversible 'no'");
}

TEST_CASE("a written downgrade is checked like an upgrade") {
  const Replayed down =
      replay_down(history("alter table t drop column k;", "downgrade { alter table t add column k int references nowhere; }"));
  CHECK(down.said() == "E0201 nowhere");
  const Replayed good = replay_down(history("alter table t drop column k;", "downgrade { alter table t add column k int references k; }"));
  CHECK(good.said().empty());
  CHECK(good.operations().size() == 1);
}

TEST_CASE("timeouts come first in the downgrade") {
  const Replayed down = replay_down(history("create index concurrently x on t (b); set lock_timeout '5s';"));
  REQUIRE(down.operations().size() == 2);
  CHECK(std::get<SetTimeout>(down.operations()[0].change).value == "5s");
  CHECK(std::get<DropIndex>(down.operations()[1].change).concurrently);
}

TEST_CASE("what goes with a new table is not taken back on its own") {
  const Replayed down =
      replay_down(history("create table n (id int); create index on n (id); comment on table n is 'x'; update n set id = 1;"));
  REQUIRE(down.operations().size() == 1);
  CHECK(std::get<DropTable>(down.operations()[0].change).table.name == "n");
  CHECK(joined(down.result.steps[0].not_restored).empty());
}

TEST_CASE("a change of type back says how where the server cannot know") {
  const Replayed down =
      replay_down(history("alter table t alter column b type text; alter table k alter column code type int using (code::int);"));
  CHECK(down.said() == "E0217 b");
  const Replayed other = replay_down(
      history("alter table k alter column code type int using (code::int); alter table t alter column a type text using (a::text);"));
  REQUIRE(other.said().empty());
  const auto& to_int = std::get<AlterColumnType>(other.operations().at(0).change);
  REQUIRE(to_int.using_);
  CHECK(to_source(*to_int.using_) == "a::int");
  const auto& to_text = std::get<AlterColumnType>(other.operations().at(1).change);
  CHECK_FALSE(to_text.using_);
}

TEST_CASE("what a later downgrade left in use cannot be taken back from under it") {
  const std::string text =
      "revision a; upgrade { create table t (id int); } revision b revises a; upgrade { alter table t add column x int; } "
      "revision c revises b; upgrade { create index on t (x); } downgrade { }";
  ReplayRequest request;
  request.direction = Direction::downgrade;
  request.range = "c:a";
  const Replayed down = replay_history(text, request);
  CHECK(down.said() == "E0217 add column x int");
  CHECK(down.diagnostics.all().front().notes.front().text == "the downgrade derived from this statement does not fit the schema");
}

TEST_CASE("losses of a downgrade are those of its own operations") {
  const Replayed down = replay_down(history("alter table t add column c int; create table n (id int);"));
  REQUIRE(down.operations().size() == 2);
  CHECK(down.operations()[0].loss == "table n and its rows");
  CHECK(down.operations()[1].loss == "column t.c and its values");
}
