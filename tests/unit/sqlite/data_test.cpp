#include <catch2/catch.hpp>

#include "unit/sqlite/support.hpp"

using namespace galley;
using namespace galley::test;

namespace {

Expression default_keyword() { return {KeywordValue{"default"}, {}}; }

}  // namespace

TEST_CASE("DEFAULT among values leaves the column out, and rows that leave out the same stay together") {
  Column b = column("b", type(TypeKind::text));
  b.default_value = text("d");
  const Table t = table("t", {column("a", type(TypeKind::integer)), b});
  const auto statements = lowered({operation(InsertRows{t.name,
                                                        {"a", "b"},
                                                        {},
                                                        {{number("1"), text("x")},
                                                         {number("2"), text("y")},
                                                         {number("3"), default_keyword()},
                                                         {default_keyword(), default_keyword()},
                                                         {number("5"), text("z")}}},
                                             &t, &t)});
  CHECK(statements == std::vector<std::string>{"INSERT INTO t (a, b) VALUES\n  (1, 'x'),\n  (2, 'y');", "INSERT INTO t (a) VALUES (3);",
                                               "INSERT INTO t DEFAULT VALUES;", "INSERT INTO t (a, b) VALUES (5, 'z');"});
  Database database;
  database.apply(lowered({operation(CreateTable{t}, nullptr, &t)}));
  database.apply(statements);
  CHECK(database.query("SELECT a, b FROM t") == "1|x\n2|y\n3|d\nNULL|d\n5|z");
}

TEST_CASE("values are written for the type of their column") {
  const Table t =
      table("t", {column("yes", type(TypeKind::boolean)), column("raw", type(TypeKind::bytes)), column("at", type(TypeKind::timestamptz))});
  CHECK(lowered({operation(InsertRows{t.name, {"yes", "raw", "at"}, {}, {{text("on"), text("\\x00ff"), text("2026-01-01T10:00:00Z")}}}, &t,
                           &t)}) ==
        std::vector<std::string>{"INSERT INTO t (yes, raw, at) VALUES (TRUE, X'00ff', '2026-01-01 10:00:00');"});
}

TEST_CASE("update and delete keep to one line for each clause") {
  const Table t = table("order", {column("a", type(TypeKind::integer))});
  CHECK(lowered({operation(UpdateRows{t.name, {{"a", number("1")}}, binary(">", name("a"), number("0"))}, &t, &t),
                 operation(DeleteRows{t.name, std::nullopt}, &t, &t)}) ==
        std::vector<std::string>{"UPDATE \"order\" SET a = 1\nWHERE a > 0;", "DELETE FROM \"order\";"});
}
