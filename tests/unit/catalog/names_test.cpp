#include <catch2/catch.hpp>

#include "replayed.hpp"

using namespace galley;
using namespace galley::testing;

namespace {

std::string names_of(const Table& table) {
  std::string names;
  for (const Constraint& constraint : table.constraints) names += constraint.name + " ";
  for (const Index& index : table.indexes) names += index.name + " ";
  return names;
}

}  // namespace

TEST_CASE("names left out follow the convention of their kind") {
  const Replayed replayed = replay_body(R"(
    create table k (id int primary key);
    create table t (a int primary key, b text unique, c int references k, check (a > c), check (true), exclude using gist (b with =));
    create index on t (lower(b), c desc);)");
  CHECK(replayed.said().empty());
  CHECK(names_of(replayed.table("t")) == "pk_t uq_t_b fk_t_c ck_t_a_c ck_t_expr ex_t_b ix_t_b_c ");
}

TEST_CASE("a convention may name the referenced table") {
  ReplayRequest request;
  request.options.naming.foreign_key = "{table}_{referenced_table}_{columns}_fkey";
  const Replayed replayed = replay_body("create table k (id int primary key); create table t (a int references k);", request);
  CHECK(names_of(replayed.table("t")) == "t_k_a_fkey ");
}

TEST_CASE("a derived name avoids those that are taken") {
  const Replayed replayed = replay_body(R"(
    create table t (a int check (a > 0) check (a < 9), constraint ck_t_a check (a <> 5));
    create index ix_t_a on t (a);
    create index on t (a);
    create index on t (a);)");
  CHECK(replayed.said().empty());
  CHECK(names_of(replayed.table("t")) == "ck_t_a_2 ck_t_a_3 ck_t_a ix_t_a ix_t_a_2 ix_t_a_3 ");
}

TEST_CASE("long derived names are cut and stay apart") {
  const std::string column(60, 'c');
  const Replayed replayed = replay_body("create table t (" + column + "1 int unique, " + column + "2 int unique);");
  const auto& constraints = replayed.table("t").constraints;
  REQUIRE(constraints.size() == 2);
  CHECK(constraints[0].name.size() == 63);
  CHECK(constraints[1].name.size() == 63);
  CHECK(constraints[0].name != constraints[1].name);
}

TEST_CASE("a cut name ends at a character and in eight digits of its hash") {
  CHECK(shorten_identifier(std::string(63, 'x')) == std::string(63, 'x'));
  const std::string cut = shorten_identifier(std::string(64, 'x'));
  CHECK(cut.size() == 63);
  CHECK(cut.substr(0, 55) == std::string(54, 'x') + "_");
  CHECK(cut.find_first_not_of("0123456789abcdef", 55) == std::string::npos);
  const std::string umlauts = "x" + [] {
    std::string text;
    for (int i = 0; i < 40; ++i) text += "\xC3\xA4";
    return text;
  }();
  CHECK(shorten_identifier(umlauts).substr(0, 54) == umlauts.substr(0, 53) + "_");  // byte 54 would halve a letter
  CHECK(shorten_identifier(umlauts) == shorten_identifier(umlauts));
  CHECK(shorten_identifier(umlauts) != shorten_identifier(umlauts + "y"));
}

TEST_CASE("quoted names keep their case, others fold") {
  const Replayed replayed = replay_body(
      "create table \"Mixed\" (\"Id\" int primary key); create table MIXED (id int); alter table \"Mixed\" rename column \"Id\" to id;");
  CHECK(replayed.said().empty());
  CHECK(replayed.table("Mixed").columns.front().name == "id");
  CHECK(replayed.table("mixed").columns.front().name == "id");
}

TEST_CASE("a dialect that ignores case finds names and collisions by it") {
  ReplayRequest request;
  request.ignores_case = true;
  CHECK(replay_body("create table t (a int); create table \"T\" (a int);", request).said() == "E0210 \"T\"");
  CHECK(replay_body("create table t (a int, \"A\" int);", request).said() == "E0211 \"A\"");
  CHECK(replay_body("create table t (a int); alter table \"T\" rename column \"A\" to b; drop table \"T\";", request).said().empty());
  CHECK(replay_body("create table t (a int); rename table t to \"T\";", request).said().empty());
}

TEST_CASE("the same name may stand in two schemas") {
  const Replayed replayed = replay_body("create table t (a int primary key); create table app.t (a int primary key references t);");
  CHECK(replayed.said() == "W0210 app.t");
  CHECK(replayed.result.end.tables().size() == 2);
}
