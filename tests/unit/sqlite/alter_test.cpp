// Each change natively where the target can, else by a rebuild; run on the linked SQLite, rows and all.
#include <catch2/catch.hpp>

#include <algorithm>

#include "unit/sqlite/support.hpp"

using namespace galley;
using namespace galley::test;

namespace {

const ObjectName orders_name{"public", "orders"};

Table orders() {
  Column id = column("id", type(TypeKind::bigint), true);
  id.identity = Identity{};
  Table t = table("orders", {id, column("note", type(TypeKind::text)), column("amount", type(TypeKind::text))},
                  {primary_key("pk_orders", {"id"})});
  t.indexes.push_back(index("ix_orders_note", {"note"}));
  return t;
}

/// The table as it is in a database, with three rows; the counter stands at 9.
void make(Database& database, const Table& table) {
  database.apply(lowered({operation(CreateTable{table}, nullptr, &table)}));
  database.apply(
      {"INSERT INTO orders (id, note, amount) VALUES (1, 'x', '10'), (2, 'y', '20'), (9, 'z', '30')", "DELETE FROM orders WHERE id = 9"});
}

bool rebuilds(const std::vector<std::string>& statements) {
  return std::any_of(statements.begin(), statements.end(),
                     [](const std::string& sql) { return sql.starts_with("INSERT INTO galley_new_"); });
}

Table with(Table table, Column added) {
  table.columns.push_back(std::move(added));
  return table;
}

}  // namespace

TEST_CASE("a nullable column or one with a constant default is added natively") {
  Column c = column("c", type(TypeKind::integer), true);
  c.default_value = number("5");
  const Table before = orders();
  const Table after = with(before, c);
  const auto statements = lowered({operation(AddColumn{orders_name, c, {}}, &before, &after)});
  CHECK(statements == std::vector<std::string>{"ALTER TABLE orders ADD COLUMN c INTEGER NOT NULL DEFAULT 5;"});
  Database database;
  make(database, before);
  database.apply(statements);
  CHECK(database.query("SELECT c FROM orders") == "5\n5");
}

TEST_CASE("a column whose default is the present time is added by a rebuild that fills it") {
  Column c = column("at", type(TypeKind::timestamptz), true);
  c.default_value = call("now");
  const Table before = orders();
  const Table after = with(before, c);
  const auto statements = lowered({operation(AddColumn{orders_name, c, {}}, &before, &after)});
  REQUIRE(rebuilds(statements));
  Database database;
  make(database, before);
  database.apply(statements);
  CHECK(database.query("SELECT id, note, at IS NOT NULL FROM orders") == "1|x|1\n2|y|1");
}

TEST_CASE("a rebuild keeps rows, the counter, the index and the rows of referencing tables") {
  const Table before = orders();
  Table after = before;
  after.columns[1].not_null = true;
  const auto statements = lowered({operation(SetColumnNotNull{orders_name, "note", true}, &before, &after)});
  REQUIRE(rebuilds(statements));
  Database database;
  make(database, before);
  database.apply({"CREATE TABLE child (id INTEGER PRIMARY KEY, o INTEGER REFERENCES orders (id) ON DELETE CASCADE)",
                  "INSERT INTO child VALUES (1, 1), (2, 2)", "CREATE VIEW v AS SELECT note FROM orders", "PRAGMA foreign_keys = OFF"});
  database.apply(statements);
  CHECK(database.query("SELECT id, note FROM orders") == "1|x\n2|y");
  CHECK(database.query("SELECT count(*) FROM child") == "2");
  CHECK(database.query("SELECT count(*) FROM v") == "2");
  CHECK(database.query("SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'orders'") == "ix_orders_note");
  database.apply({"INSERT INTO orders (note) VALUES ('n')"});
  CHECK(database.query("SELECT max(id) FROM orders") == "10");
  CHECK(database.run("INSERT INTO orders (note) VALUES (NULL)") == "NOT NULL constraint failed: orders.note");
  CHECK(database.query("SELECT sql FROM sqlite_master WHERE name = 'child'").find("REFERENCES orders (id)") != std::string::npos);
}

TEST_CASE("several changes of one table are one rebuild") {
  const Table before = orders();
  Table typed = before;
  typed.columns[2].type = type(TypeKind::integer);
  Table not_null = typed;
  not_null.columns[1].not_null = true;
  const Table checked = [&] {
    Table t = not_null;
    t.constraints.push_back(check("ck_orders_amount", binary(">", name("amount"), number("0"))));
    return t;
  }();
  const auto statements =
      lowered({operation(AlterColumnType{orders_name, "amount", type(TypeKind::integer), {}, binary("+", name("amount"), number("1"))},
                         &before, &typed),
               operation(SetColumnNotNull{orders_name, "note", true}, &typed, &not_null),
               operation(AddConstraint{orders_name, checked.constraints.back()}, &not_null, &checked)});
  CHECK(std::count_if(statements.begin(), statements.end(), [](const std::string& sql) { return sql.starts_with("DROP TABLE"); }) == 1);
  Database database;
  make(database, before);
  database.apply(statements);
  CHECK(database.query("SELECT amount, typeof(amount) FROM orders") == "11|integer\n21|integer");
  CHECK_FALSE(database.run("UPDATE orders SET amount = 0").empty());
}

TEST_CASE("a data statement between two changes makes two rebuilds") {
  const Table before = orders();
  Table after = before;
  after.columns[1].not_null = true;
  Table later = after;
  later.columns[2].not_null = true;
  const auto statements = lowered({operation(SetColumnNotNull{orders_name, "note", true}, &before, &after),
                                   operation(UpdateRows{orders_name, {{"amount", text("1")}}, std::nullopt}, &after, &after),
                                   operation(SetColumnNotNull{orders_name, "amount", true}, &after, &later)});
  CHECK(std::count_if(statements.begin(), statements.end(), [](const std::string& sql) { return sql.starts_with("DROP TABLE"); }) == 2);
}

TEST_CASE("a default dropped in the same rebuild still fills the rows that are there") {
  const Table before = orders();
  Column c = column("c", type(TypeKind::timestamptz), true);
  c.default_value = call("now");
  const Table added = with(before, c);
  Table dropped = added;
  dropped.columns.back().default_value.reset();
  const auto statements = lowered({operation(AddColumn{orders_name, c, {}}, &before, &added),
                                   operation(SetColumnDefault{orders_name, "c", std::nullopt}, &added, &dropped)});
  Database database;
  make(database, before);
  database.apply(statements);
  CHECK(database.query("SELECT count(c) FROM orders") == "2");
  CHECK_FALSE(database.run("INSERT INTO orders (note) VALUES ('a')").empty());
}

TEST_CASE("the values of an enumeration follow its changes, also where a default and a check name them") {
  Table before = orders();
  before.columns.push_back(column("status", enumeration("status", {"new", "old"})));
  before.columns.back().default_value = text("new");
  Table after = before;
  after.columns.back().type = enumeration("status", {"fresh", "old"});
  after.columns.back().default_value = text("fresh");
  const auto statements = lowered({operation(RenameEnumValue{{"public", "status"}, "new", "fresh"}, &before, &after)});
  Database database;
  make(database, before);
  database.apply(statements);
  CHECK(database.query("SELECT status FROM orders") == "fresh\nfresh");
  CHECK(database.run("UPDATE orders SET status = 'new'") == "CHECK constraint failed: status_values");
}

TEST_CASE("dropping a value without a replacement fails while a row has it") {
  Table before = orders();
  before.columns.push_back(column("status", enumeration("status", {"new", "old"})));
  Table after = before;
  after.columns.back().type = enumeration("status", {"old"});
  const auto statements = lowered({operation(DropEnumValue{{"public", "status"}, "new", std::nullopt}, &before, &after)});
  Database database;
  make(database, before);
  database.apply({"UPDATE orders SET status = 'new'"});
  CHECK(database.run(statements[0]).empty());
  CHECK(database.run(statements[1]) == "CHECK constraint failed: status_values");
}

TEST_CASE("rows without an integer key keep their rowids") {
  const Table before = table("orders", {column("note", type(TypeKind::text)), column("amount", type(TypeKind::text))});
  Table after = before;
  after.columns[0].not_null = true;
  Database database;
  database.apply(lowered({operation(CreateTable{before}, nullptr, &before)}));
  database.apply({"INSERT INTO orders (rowid, note) VALUES (5, 'a'), (9, 'b')"});
  database.apply(lowered({operation(SetColumnNotNull{orders_name, "note", true}, &before, &after)}));
  CHECK(database.query("SELECT rowid, note FROM orders") == "5|a\n9|b");
}

TEST_CASE("a column of its own constraints is dropped natively from 3.35, others by a rebuild") {
  Table before = orders();
  before.columns.push_back(column("p", type(TypeKind::integer)));
  before.constraints.push_back(foreign_key("fk", "p", "q"));
  Table after = before;
  after.columns.pop_back();
  after.constraints.pop_back();
  const auto drop = [&](const std::string& target) { return lowered({operation(DropColumn{orders_name, "p"}, &before, &after)}, target); };
  CHECK(drop("3.40") == std::vector<std::string>{"ALTER TABLE orders DROP COLUMN p;"});
  CHECK(rebuilds(drop("3.34")));
  before.constraints.push_back(check("ck", binary(">", name("p"), number("0"))));
  CHECK(rebuilds(drop("3.40")));
}

TEST_CASE("what newer versions can do natively is left to them") {
  const Table before = orders();
  Table after = before;
  after.columns[1].not_null = true;
  const std::vector<Operation> set{operation(SetColumnNotNull{orders_name, "note", true}, &before, &after)};
  CHECK(lowered(set, "3.52") == std::vector<std::string>{"ALTER TABLE orders ALTER COLUMN note SET NOT NULL;"});
  CHECK(rebuilds(lowered(set, "3.51")));
}

TEST_CASE("a change of type that SQLite keeps alike does nothing") {
  const Table before = orders();
  Table after = before;
  after.columns[1].type = type(TypeKind::uuid);
  CHECK(lowered({operation(AlterColumnType{orders_name, "note", type(TypeKind::uuid), {}, {}}, &before, &after)}).empty());
}

TEST_CASE("a table that has something unknown is not rebuilt") {
  const Table before = orders();
  Table after = before;
  after.columns[1].not_null = true;
  Database database;
  make(database, before);
  Diagnostics diagnostics;
  const std::string proof = [&] {
    for (const Step& step : steps({operation(SetColumnNotNull{orders_name, "note", true}, &before, &after)}, diagnostics)) {
      if (!step.proof.empty()) return step.proof;
    }
    return std::string();
  }();
  CHECK(database.query("SELECT " + proof) == "1");
  SECTION("a trigger") { database.apply({"CREATE TRIGGER tr AFTER INSERT ON orders BEGIN SELECT 1; END"}); }
  SECTION("an index") { database.apply({"CREATE INDEX extra ON orders (amount)"}); }
  SECTION("a column") { database.apply({"ALTER TABLE orders ADD COLUMN extra"}); }
  CHECK(database.query("SELECT " + proof) == "0");
}

TEST_CASE("a change of a table that the new definition refers to comes before the rebuild") {
  const Table before = orders();
  const Table parent = table("parent", {column("id", type(TypeKind::integer))}, {primary_key("pk_parent", {"id"})});
  Table first = before;
  first.columns[1].not_null = true;
  Table second = first;
  second.constraints.push_back(foreign_key("fk", "amount", "parent"));
  second.constraints.back().column.clear();
  const auto statements =
      lowered({operation(SetColumnNotNull{orders_name, "note", true}, &before, &first), operation(CreateTable{parent}, nullptr, &parent),
               operation(AddConstraint{orders_name, second.constraints.back()}, &first, &second)});
  CHECK(std::count_if(statements.begin(), statements.end(), [](const std::string& sql) { return sql.starts_with("DROP TABLE"); }) == 1);
  REQUIRE(statements.size() > 2);
  CHECK(statements[0].starts_with("CREATE TABLE parent"));
  CHECK(statements[1].starts_with("CREATE TABLE galley_new_orders"));
}

TEST_CASE("an index whose name another table takes over is gone by then") {
  const Table before = orders();
  Table first = before;
  first.columns[1].not_null = true;
  Table second = first;
  second.indexes.clear();
  const Table other = table("other", {column("a", type(TypeKind::integer))});
  Table indexed = other;
  indexed.indexes.push_back(index("ix_orders_note", {"a"}));
  const auto statements = lowered({operation(SetColumnNotNull{orders_name, "note", true}, &before, &first),
                                   operation(DropIndex{orders_name, "ix_orders_note"}, &first, &second),
                                   operation(CreateIndex{other.name, indexed.indexes.front()}, &other, &indexed)});
  Database database;
  make(database, before);
  database.apply(lowered({operation(CreateTable{other}, nullptr, &other)}));
  database.apply(statements);
  CHECK(database.query("SELECT tbl_name FROM sqlite_master WHERE name = 'ix_orders_note'") == "other");
}

TEST_CASE("a column of the same name, dropped and added, does not keep the old values") {
  const Table before = orders();
  Table dropped = before;
  dropped.columns.erase(dropped.columns.begin() + 2);
  dropped.columns[1].not_null = true;
  Column again = column("amount", type(TypeKind::timestamptz));
  again.default_value = call("now");
  const Table after = with(dropped, again);
  Table required = before;
  required.columns[1].not_null = true;
  Database database;
  make(database, before);
  database.apply(lowered({operation(SetColumnNotNull{orders_name, "note", true}, &before, &required),
                          operation(DropColumn{orders_name, "amount"}, &required, &dropped),
                          operation(AddColumn{orders_name, again, {}}, &dropped, &after)}));
  CHECK(database.query("SELECT note, amount > '2020' AND amount LIKE '%:%' FROM orders") == "x|1\ny|1");
}

TEST_CASE("a USING that reads what an earlier change computed waits for it") {
  const Table before = orders();
  Table first = before;
  first.columns[2].type = type(TypeKind::integer);
  Table second = first;
  second.columns[2].type = type(TypeKind::text);
  Database database;
  make(database, before);
  database.apply(
      lowered({operation(AlterColumnType{orders_name, "amount", type(TypeKind::integer), {}, binary("+", name("amount"), number("1"))},
                         &before, &first),
               operation(AlterColumnType{orders_name, "amount", type(TypeKind::text), {}, binary("||", text("n"), name("amount"))}, &first,
                         &second)}));
  CHECK(database.query("SELECT amount FROM orders") == "n11\nn21");
}

TEST_CASE("foreign keys of other tables follow a renamed table, before 3.26 by a rebuild") {
  const Table parent = table("parent", {column("id", type(TypeKind::integer))}, {primary_key("pk_parent", {"id"})});
  Table renamed = parent;
  renamed.name.name = "elder";
  const Table child = table("child", {column("p", type(TypeKind::integer))}, {foreign_key("fk", "p", "parent")});
  const Table adopted = table("child", {column("p", type(TypeKind::integer))}, {foreign_key("fk", "p", "elder")});
  Operation rename = operation(RenameTable{parent.name, renamed.name}, &parent, &renamed);
  rename.tables.push_back({std::make_shared<const Table>(child), std::make_shared<const Table>(adopted)});
  for (const std::string target : {"3.25", "3.26"}) {
    INFO(target);
    Database database;
    database.apply(lowered({operation(CreateTable{parent}, nullptr, &parent), operation(CreateTable{child}, nullptr, &child)}));
    const auto statements = lowered({rename}, target);
    CHECK(rebuilds(statements) == (target == "3.25"));
    database.apply(statements);
    CHECK(database.query("SELECT \"table\" FROM pragma_foreign_key_list('child')") == "elder");
  }
}
