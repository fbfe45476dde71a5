#include "sqlite/read_query.hpp"

#include <catch2/catch.hpp>

#include "support.hpp"

namespace galley::test {
namespace {

Catalog shop() {
  Catalog catalog;
  catalog.put(std::make_shared<const Table>(plain_orders()));
  Table users = table("Users", {column("id", type(TypeKind::integer)), column("Name", type(TypeKind::text))});
  users.name.schema = "public";
  catalog.put(std::make_shared<const Table>(users));
  return catalog;
}

/// "relation orders@14 | id status"
std::string shown(const QueryReading& reading) {
  if (reading.error) return fmt::format("{} @{}", reading.error->message, reading.error->offset);
  std::string out;
  for (const RawReference& reference : reading.references)
    out += fmt::format("{}{} {}@{}", out.empty() ? "" : ", ", reference.kind == ObjectKind::table ? "relation" : "function", reference.name,
                       reference.offset);
  return fmt::format("{} | {}", out, fmt::join(reading.columns, " "));
}

std::string read(std::string_view text) { return shown(sqlite::read_query(text, shop(), {})); }

/// The body of a trigger on orders.
std::string read_body(
    std::string_view body, void (*edit)(TriggerDefinition&) = [](TriggerDefinition& t) { t.on_insert = true; }) {
  SchemaObject trigger;
  trigger.key = {ObjectKind::trigger, {"public", "orders"}, "tr"};
  TriggerDefinition definition;
  definition.timing = ast::TriggerTiming::after;
  definition.body = body;
  edit(definition);
  trigger.definition = definition;
  return shown(sqlite::read_trigger(trigger, shop(), {}));
}

}  // namespace

TEST_CASE("SQLite reads the body of a trigger over the replayed schema", "[read_query]") {
  CHECK(read_body("update users set name = new.status where id = new.id;") == "relation Users@7 | Name id status");
  CHECK(read_body("update users set name = 'x'") == "relation Users@7 | Name");
  CHECK(read_body("insert into users (id) values (1); delete from orders where id = 3 -- all\n") ==
        "relation orders@47, relation Users@12 | id");
  CHECK(read_body("select old.status", [](TriggerDefinition& t) { t.on_update = true; }) == " | status");
  CHECK(read_body("select old.id", [](TriggerDefinition& t) { t.on_delete = true; }) == " | id");
  SECTION("and finds mistakes in it") {
    CHECK(read_body("update odrers set id = 1;") == "relation odrers@7 | ");
    CHECK(read_body("update users st id = 1;") == "near \"st\": syntax error @13");
    CHECK(read_body("select new.stauts;") == "no such column: new.stauts @11");
    CHECK(read_body("") == "near \";\": syntax error @0");
  }
}

TEST_CASE("SQLite reads a query over the replayed schema", "[read_query]") {
  CHECK(read("select id from orders where status = 'x'") == "relation orders@15 | id status");
  CHECK(read("select * from ORDERS") == "relation orders@14 | id status");
  CHECK(read("select name from users") == "relation Users@17 | Name");
  CHECK(read("select 1 from orders o join \"users\" u using (id)") == "relation orders@14, relation Users@28 | id");
  CHECK(read("select count(*) from orders;") == "relation orders@21 | ");
  CHECK(read("with q as (select id from orders) select * from q") == "relation orders@26 | id");
  CHECK(read("values (1)") == " | ");
}

TEST_CASE("SQLite names the columns of a result", "[read_query]") {
  CHECK(sqlite::read_query("select *, id + 1, name as n from orders join users using (id)", shop(), {}).output ==
        std::vector<std::string>{"id", "status", "Name", "id + 1", "n"});
}

TEST_CASE("what the schema lacks is a reference for whoever asked", "[read_query]") {
  CHECK(read("select id from odrers") == "relation odrers@15 | ");
  CHECK(read("select app_rank(id) from orders") == "function app_rank@7 | ");
}

TEST_CASE("a mistake in a SQLite query has its place", "[read_query]") {
  CHECK(read("select 'ä', stauts from orders") == "no such column: stauts @13");
  CHECK(read("select 1 form orders x") == "near \"orders\": syntax error @14");
  CHECK(read("delete from orders") == "one query is expected here: select, values or with @0");
  CHECK(read("pragma table_info(orders)") == "one query is expected here: select, values or with @0");
  CHECK(read("select 1; select 2") == "one query is expected here: select, values or with @10");
  CHECK(read("") == "one query is expected here: select, values or with @0");
}

}  // namespace galley::test
