#include "sqlite/read_raw.hpp"

#include <catch2/catch.hpp>

#include "support.hpp"

namespace galley::test {
namespace {

Catalog shop() {
  Catalog catalog;
  catalog.put(std::make_shared<const Table>(plain_orders()));
  return catalog;
}

RawReading read(std::string_view text) { return sqlite::read_raw(text, {SourceId{0}, 100, 100}, shop(), {}); }

/// "no such table: ordres" and the word that it stands at, with a "?" where the server may know better.
std::string mistake(std::string_view text) {
  const RawReading reading = read(text);
  if (!reading.error) return {};
  const RawError& error = *reading.error;
  return fmt::format("{}{} [{}]", error.message, error.uncertain ? "?" : "", text.substr(error.offset, error.size));
}

template <class Kind>
const Kind& only_meaning(const RawReading& reading) {
  REQUIRE_FALSE(reading.error);
  REQUIRE(reading.statements.size() == 1);
  REQUIRE(reading.statements.front().meaning.size() == 1);
  return std::get<Kind>(reading.statements.front().meaning.front().what);
}

}  // namespace

TEST_CASE("mistakes in raw SQL stand at their word", "[read_raw]") {
  CHECK(mistake("updat orders set status = 'x'") == "near \"updat\": syntax error [updat]");
  CHECK(mistake("select 1;\n  update orders st status = 'x'") == "near \"st\": syntax error [st]");
  CHECK(mistake("update orders set status =") == "incomplete input []");
  CHECK(mistake("update ordres set status = 'x'") == "no such table: ordres? [ordres]");
  CHECK(mistake("update orders set stauts = 'x'") == "no such column: stauts? [stauts]");
  CHECK(mistake("select o.\"stauts\" from orders o").find("no such column: o.stauts?") == 0);
  CHECK(mistake("update orders set status = 'x' where id = 1").empty());
}

TEST_CASE("a statement sees what those before it have made", "[read_raw]") {
  CHECK(mistake("create table t (a int); insert into t values (1); drop table t;").empty());
  CHECK(mistake("alter table orders rename to purchases; select * from purchases").empty());
  CHECK(mistake("alter table orders rename to purchases; select * from orders").find("no such table: orders?") == 0);
}

TEST_CASE("raw SQL that changes the schema means the same as the language", "[read_raw]") {
  const RawReading made = read("create table if not exists Places (id integer primary key, name text not null)");
  const auto& table = only_meaning<ast::CreateTable>(made);
  CHECK(table.if_not_exists);
  CHECK(table.name.name.text == "places");
  CHECK(same_place(table.name.name.span, {SourceId{0}, 127, 133}));
  CHECK(table.elements.size() == 2);

  const RawReading viewed = read("create view v as select id from orders -- all");
  CHECK(only_meaning<ast::CreateView>(viewed).query.text == "select id from orders");
  const RawReading renamed = read("alter table orders rename to \"Old Orders\"");
  CHECK(only_meaning<ast::RenameTable>(renamed).to.text == "Old Orders");
}

TEST_CASE("what the language cannot say is not followed", "[read_raw]") {
  const RawReading reading = read("select 1; create table t as select * from orders");
  REQUIRE_FALSE(reading.error);
  REQUIRE(reading.statements.size() == 2);
  CHECK(reading.statements[0].not_followed.empty());
  REQUIRE(reading.statements[1].not_followed.size() == 1);
  CHECK(reading.statements[1].not_followed.front().name == "t");
  CHECK(reading.statements[1].not_followed.front().offset == 23);
}

TEST_CASE("what is of the session, or has an end missing, is told of when the script is made", "[read_raw]") {
  for (const char* text : {"pragma foreign_keys = on", "begin", "commit", ".tables", "select 'x", "select (1"}) {
    INFO(text);
    const RawReading reading = read(text);
    CHECK_FALSE((reading.error && reading.error->message.find("near") == 0));
    for (const ReadStatement& statement : reading.statements) CHECK(statement.meaning.empty());
  }
}

}  // namespace galley::test
