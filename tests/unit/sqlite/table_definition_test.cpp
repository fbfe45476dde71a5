#include <catch2/catch.hpp>

#include "sqlite/table_definition.hpp"
#include "unit/sqlite/support.hpp"

using namespace galley;
using namespace galley::test;

namespace {

std::string create(const Table& table) {
  Bench bench;
  std::string sql = sqlite::create_table({.name = table.name.name}, table, bench.context);
  for (const Diagnostic& diagnostic : bench.diagnostics.all()) FAIL(diagnostic.text);
  Database database;
  INFO(sql);
  CHECK(database.run(sql).empty());
  return sql;
}

Column identity(const std::string& name) {
  Column id = column(name, type(TypeKind::bigint), true);
  id.identity = Identity{};
  return id;
}

}  // namespace

TEST_CASE("an identity that is the primary key is the rowid with a counter") {
  CHECK(create(table("t", {identity("id"), column("a", type(TypeKind::text))}, {primary_key("pk_t", {"id"})})) ==
        "CREATE TABLE t (\n  id INTEGER CONSTRAINT pk_t PRIMARY KEY AUTOINCREMENT,\n  a TEXT\n);");
}

TEST_CASE("other primary keys are table constraints over NOT NULL columns") {
  CHECK(create(table("t", {column("a", type(TypeKind::text)), column("b", type(TypeKind::uuid))}, {primary_key("pk_t", {"a", "b"})})) ==
        "CREATE TABLE t (\n  a TEXT NOT NULL,\n  b TEXT NOT NULL,\n  CONSTRAINT pk_t PRIMARY KEY (a, b)\n);");
}

TEST_CASE("an enumeration is text with a named check at its column") {
  CHECK(create(table("t", {column("status", enumeration("e", {"new", "it's"}))})) ==
        "CREATE TABLE t (\n  status TEXT CONSTRAINT status_values CHECK (status IN ('new', 'it''s'))\n);");
}

TEST_CASE("a constraint written at a column stays there, so that the column can be dropped with it") {
  const Table t = table("t", {column("a", type(TypeKind::integer)), column("p", type(TypeKind::integer))},
                        {check("ck", binary(">", name("a"), number("0")), "a"), foreign_key("fk", "p", "q", ReferentialAction::cascade)});
  CHECK(create(t) ==
        "CREATE TABLE t (\n  a INTEGER CONSTRAINT ck CHECK (a > 0),\n  p INTEGER CONSTRAINT fk REFERENCES q (id) ON DELETE CASCADE\n);");
}

TEST_CASE("an identity that is not the whole key is an error") {
  Bench bench;
  const Table t = table("t", {identity("n"), column("a", type(TypeKind::text))}, {primary_key("pk_t", {"a"})});
  static_cast<void>(sqlite::create_table({.name = "t"}, t, bench.context));
  REQUIRE(bench.diagnostics.all().size() == 1);
  CHECK(bench.diagnostics.all().front().code == "E0453");
}

TEST_CASE("another schema than the default one is an error") {
  Table t = table("t", {column("a", type(TypeKind::text))});
  t.name.schema = "app";
  Diagnostics diagnostics;
  static_cast<void>(lowered({operation(CreateTable{t}, nullptr, &t)}, diagnostics));
  REQUIRE(diagnostics.error_count() == 1);
  CHECK(diagnostics.all().front().code == "E0451");
}

TEST_CASE("defaults stand bare where SQLite takes them bare") {
  Column c = column("c", type(TypeKind::text));
  const auto with_default = [&](TypeKind kind, Expression value) {
    c.type = type(kind);
    c.default_value = std::move(value);
    const std::string sql = create(table("t", {c}));
    return sql.substr(sql.find("DEFAULT"), sql.rfind('\n') - sql.find("DEFAULT"));
  };
  CHECK(with_default(TypeKind::text, text("a")) == "DEFAULT 'a'");
  CHECK(with_default(TypeKind::text, text("a\r\n")) == "DEFAULT ('a' || char(13) || '\n')");
  CHECK(with_default(TypeKind::integer, {Unary{"-", number("1")}, {}}) == "DEFAULT -1");
  CHECK(with_default(TypeKind::boolean, {Literal{LiteralKind::true_, {}}, {}}) == "DEFAULT TRUE");
  CHECK(with_default(TypeKind::boolean, text("f")) == "DEFAULT FALSE");
  CHECK(with_default(TypeKind::bytes, text("\\xC0ffee")) == "DEFAULT X'C0ffee'");
  CHECK(with_default(TypeKind::timestamptz, call("now")) == "DEFAULT CURRENT_TIMESTAMP");
  CHECK(with_default(TypeKind::integer, binary("+", number("1"), number("1"))) == "DEFAULT (1 + 1)");
  CHECK(with_default(TypeKind::uuid, call("gen_random_uuid")).starts_with("DEFAULT (lower(hex(randomblob(4))"));
}
