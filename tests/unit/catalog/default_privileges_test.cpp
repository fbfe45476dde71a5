// What new objects have by the history's default privileges.
#include <catch2/catch.hpp>

#include "replayed.hpp"

using namespace galley;
using namespace galley::testing;

namespace {

std::string text_of(const std::vector<Grant>& grants) {
  std::string text;
  for (const Grant& grant : grants)
    text += (text.empty() ? "" : ", ") + grant.privilege + " to " + grant.role + (grant.grantable ? " with grant option" : "");
  return text;
}

std::string given(const Replayed& replayed, const std::string& schema, const std::string& role, const std::string& part) {
  const ObjectPointer defaults = replayed.result.end.find_object({ObjectKind::default_privileges, {schema, role}, part});
  return defaults ? text_of(defaults->grants) : "as the server has it";
}

std::size_t count_of_defaults(const Replayed& replayed) {
  std::size_t count = 0;
  for (const auto& [key, object] : replayed.result.end.objects()) count += key.kind == ObjectKind::default_privileges ? 1 : 0;
  return count;
}

}  // namespace

TEST_CASE("default privileges are kept where they are not what a server begins with") {
  const Replayed replayed = replay_body(
      "create schema app;\n"
      "alter default privileges in schema app, public for role owner_role, current_user grant select, insert on tables to reader;\n"
      "alter default privileges in schema public revoke insert on tables from reader;\n"
      "alter default privileges revoke execute on functions from public;\n"
      "alter default privileges grant usage on types to public;\n"
      "alter default privileges grant all on sequences to reader with grant option;\n"
      "alter default privileges revoke grant option for usage on sequences from reader;\n");
  CHECK(replayed.said().empty());
  CHECK(given(replayed, "app", "", "tables") == "insert to reader, select to reader");
  CHECK(given(replayed, "app", "owner_role", "tables") == "insert to reader, select to reader");
  CHECK(given(replayed, "public", "", "tables") == "select to reader");
  CHECK(given(replayed, "", "", "functions").empty());
  CHECK(given(replayed, "", "", "types") == "as the server has it");
  CHECK(given(replayed, "", "", "sequences") == "select to reader with grant option, update to reader with grant option, usage to reader");
  CHECK(count_of_defaults(replayed) == 6);
  const Replayed back = replay_body(
      "alter default privileges revoke execute on functions from public;\n"
      "alter default privileges grant execute on functions to public;\n");
  CHECK(count_of_defaults(back) == 0);
}

TEST_CASE("new objects have what all schemas and their own give") {
  const Replayed replayed = replay_body(
      "create schema app;\n"
      "create table old (id int primary key);\n"
      "alter default privileges grant select on tables to reader;\n"
      "alter default privileges in schema app grant insert on tables to reader;\n"
      "alter default privileges for role somebody grant delete on tables to reader;\n"
      "alter default privileges grant usage on sequences to reader;\n"
      "alter default privileges revoke usage on types from public;\n"
      "create table t (id int generated always as identity primary key);\n"
      "create table app.t (id int primary key);\n"
      "alter table app.t add column n int generated always as identity;\n"
      "create enum mood as ('ok');\n"
      "create domain positive as int;\n"
      "declare table elsewhere (id int);\n");
  CHECK(replayed.said().empty());
  const Catalog& end = replayed.result.end;
  CHECK(replayed.table("old").grants.empty());
  CHECK(replayed.table("elsewhere").grants.empty());
  CHECK(text_of(end.find_table({"public", "t"})->grants) == "select to reader");
  CHECK(text_of(end.find_table({"public", "t"})->find_column("id")->identity->grants) == "usage to reader");
  CHECK(text_of(end.find_table({"app", "t"})->grants) == "insert to reader, select to reader");
  CHECK(text_of(end.find_table({"app", "t"})->find_column("n")->identity->grants) == "usage to reader");
  CHECK(end.find_enum({"public", "mood"})->grants.empty());
  CHECK(end.find_object({ObjectKind::domain, {"public", "positive"}, {}})->grants.empty());
  const Operation& made = replayed.operations()[7];
  REQUIRE(std::holds_alternative<CreateTable>(made.change));
  CHECK(text_of(made.given_by_default.at(ObjectKind::table)) == "select to reader");
  CHECK(text_of(made.given_by_default.at(ObjectKind::sequence)) == "usage to reader");
  CHECK(text_of(std::get<CreateTable>(made.change).table.grants) == "select to reader");
}

TEST_CASE("the sequence of an identity is given what its table's owner has said") {
  const Replayed replayed = replay_body(
      "alter default privileges grant usage on sequences to reader;\n"
      "alter default privileges for role owner_role grant select on sequences to writer;\n"
      "create table t (n int not null);\n"
      "alter table t owner to owner_role;\n"
      "alter table t alter column n add generated always as identity;\n");
  CHECK(replayed.said().empty());
  CHECK(text_of(replayed.table("t").find_column("n")->identity->grants) == "select to writer");
}

TEST_CASE("default privileges go with their schema, follow it, and come back") {
  const std::string defaults =
      "revision a; upgrade { create schema app; alter default privileges in schema app grant select on tables to reader with grant option; "
      "}";
  const Replayed renamed = replay_history(defaults + " revision b revises a; upgrade { rename schema app to shop; }");
  CHECK(given(renamed, "shop", "", "tables") == "select to reader with grant option");
  CHECK(count_of_defaults(renamed) == 1);
  const std::string dropping = defaults + " revision b revises a; upgrade { drop schema app; }";
  CHECK(count_of_defaults(replay_history(dropping)) == 0);
  const Replayed back = replay_down(dropping);
  CHECK(given(back, "app", "", "tables") == "select to reader with grant option");
  REQUIRE(back.operations().size() == 2);
  CHECK(std::holds_alternative<ChangeDefaultPrivileges>(back.operations()[1].change));
}

TEST_CASE("a table made again has what it had, whatever the defaults are by then") {
  const Replayed back = replay_down(
      "revision a; upgrade { create table t (id int primary key); alter default privileges grant select on tables to reader; }"
      " revision b revises a; upgrade { drop table t; }");
  REQUIRE(back.operations().size() == 1);
  CHECK(back.table("t").grants.empty());
  CHECK(text_of(back.operations()[0].given_by_default.at(ObjectKind::table)) == "select to reader");
}

TEST_CASE("changes of default privileges are taken back as far as they changed anything") {
  const auto back = [](const std::string& before, const std::string& change) {
    return replay_down("revision a; upgrade { create schema app; " + before + " } revision b revises a; upgrade { " + change + " }");
  };
  const Replayed mirrored = back("", "alter default privileges in schema app grant select on tables to r, s;");
  REQUIRE(mirrored.operations().size() == 1);
  CHECK(std::get<ChangeDefaultPrivileges>(mirrored.operations()[0].change).is_revoke);
  CHECK(count_of_defaults(mirrored) == 0);
  const Replayed partly = back("alter default privileges grant select on tables to r;",
                               "alter default privileges grant select, insert on tables to r with grant option;");
  CHECK(given(partly, "", "", "tables") == "select to r");
  CHECK(back("alter default privileges grant select on tables to r;", "alter default privileges grant select on tables to r;")
            .operations()
            .empty());
}

TEST_CASE("default privileges that cannot be are found") {
  const auto said = [](const std::string& statement) {
    return replay_body("create schema app; alter default privileges " + statement).said();
  };
  CHECK(said("in schema ap grant select on tables to r;") == "E0252 ap");
  CHECK(said("in schema app grant usage on schemas to r;") == "E0264 app");
  CHECK(said("for role public grant select on tables to r;") == "E0264 public");
  CHECK(said("grant select (a) on tables to r;") == "E0264 a");
  CHECK(said("grant select on tables to public with grant option;") == "E0279 public");
  CHECK(said("grant execute on tables to r;") == "E0275 execute");
  CHECK(said("grant select on types to r;") == "E0275 select");
  CHECK(said("in schema app revoke execute on functions from public;") == "E0264 public");
  CHECK(said("in schema app revoke execute on functions from r;").empty());
}
