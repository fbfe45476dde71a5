#include <catch2/catch.hpp>

#include "replayed.hpp"

using namespace galley;
using namespace galley::testing;

TEST_CASE("a statement under a condition that does not hold does nothing and says so") {
  const auto [body, said] = GENERATE(table<std::string, std::string>({
      {"create table if not exists t (b int);", "W0201 t"},
      {"create index if not exists i on t (a);", "W0201 i"},
      {"alter table t add column if not exists a text;", "W0201 a"},
      {"drop table if exists u;", "W0202 u"},
      {"drop index if exists j;", "W0202 j"},
      {"drop enum if exists e;", "W0202 e"},
      {"alter table t drop column if exists b;", "W0202 b"},
      {"alter table t drop constraint if exists c;", "W0202 c"},
  }));
  INFO(body);
  const Replayed replayed = replay_body("create table t (a int); create index i on t (a); " + body);
  CHECK(replayed.said() == said);
  CHECK(replayed.operations().size() == 2);
}

TEST_CASE("a condition that holds stays with the change") {
  const Replayed replayed =
      replay_body("create table if not exists t (a int); create index if not exists i on t (a); drop table if exists t;");
  REQUIRE(replayed.said().empty());
  CHECK(std::get<CreateTable>(replayed.operations()[0].change).if_not_exists);
  CHECK(std::get<CreateIndex>(replayed.operations()[1].change).if_not_exists);
  CHECK(std::get<DropTable>(replayed.operations()[2].change).if_exists);
}

TEST_CASE("if not exists is no excuse for another kind of object") {
  CHECK(replay_body("create enum e as ('a'); create table if not exists e (a int);").said() == "E0210 e");
  CHECK(replay_body("create table t (a int primary key); create index if not exists pk_t on t (a);").said() == "E0210 pk_t");
}

TEST_CASE("an index on a table of the same revision is built plainly") {
  const Replayed replayed =
      replay_body("create table t (a int); rename table t to u; create index concurrently i on u (a); drop index concurrently i;");
  const Operation& create = replayed.operations()[2];
  CHECK_FALSE(std::get<CreateIndex>(create.change).concurrently);
  CHECK(create.notes == std::vector<std::string>{"built plainly inside the transaction: the table is made in this revision"});
  CHECK_FALSE(std::get<DropIndex>(replayed.operations()[3].change).concurrently);
}

TEST_CASE("an index on an older table is built concurrently") {
  const Replayed replayed = replay_history(
      "revision a; upgrade { create table t (a int); } revision b revises a; upgrade { create index concurrently i on t (a); }");
  CHECK(std::get<CreateIndex>(replayed.operations()[0].change).concurrently);
  CHECK(replayed.operations()[0].notes.empty());
}

TEST_CASE("branches for other dialects do not count") {
  const Replayed replayed = replay_body(R"(
    on postgresql { create table t (a int); on sqlite { drop table nowhere; } }
    on sqlite { create table t (b int); }
    sql on sqlite $$pragma x$$;
    sql on postgresql $$vacuum$$ outside transaction;)");
  CHECK(replayed.said().empty());
  REQUIRE(replayed.operations().size() == 2);
  CHECK(replayed.table("t").columns.front().name == "a");
  CHECK(std::get<RawSql>(replayed.operations()[1].change).outside_transaction);
  CHECK(replayed.sources->text(std::get<RawSql>(replayed.operations()[1].change).span) == "vacuum");
}
