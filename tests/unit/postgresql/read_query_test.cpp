#include "postgresql/read_query.hpp"

#include <catch2/catch.hpp>

namespace galley::postgresql {
namespace {

std::string kind_name(ObjectKind kind) {
  if (kind == ObjectKind::table) return "relation";
  return kind == ObjectKind::function ? "function" : "type";
}

std::vector<std::string> columns_of(const NameInTree& relation) {
  if (relation.name == "known") return {"id", "b"};
  return {};
}

/// "relation app.t@14, function f@7 | a b"
std::string read(std::string_view text) {
  const QueryReading reading = read_query(text, columns_of);
  if (reading.error) return fmt::format("{} @{}", reading.error->message, reading.error->offset);
  std::string out;
  for (const RawReference& reference : reading.references)
    out += fmt::format("{}{} {}{}{}@{}", out.empty() ? "" : ", ", kind_name(reference.kind), reference.schema,
                       reference.schema.empty() ? "" : ".", reference.name, reference.offset);
  return fmt::format("{} | {}", out, fmt::join(reading.columns, " "));
}

}  // namespace

TEST_CASE("a query's relations, functions, types and columns", "[read_query]") {
  CHECK(read("select a, t.b from t where c > 1") == "relation t@19 | a b c");
  CHECK(read("select * from app.t") == "relation app.t@14 | *");
  CHECK(read("select count(*) from t") == "relation t@21 | ");
  CHECK(read("select a as alias from t order by a") == "relation t@23 | a");
  CHECK(read("select app.f(a), lower(b), count(*) from t") == "function app.f@7, relation t@41 | a b");
  CHECK(read("select a::int, b::mood, c::app.addr, d::text[] from t") == "type mood@18, type app.addr@27, relation t@52 | a b c d");
  CHECK(read("select 1 from a join b using (id) natural join c") == "relation a@14, relation b@21, relation c@47 | * id");
  CHECK(read("select 1 from t as x, lateral (select x.a from u where u.b = x.b) y") == "relation t@14, relation u@47 | a b");
  CHECK(read("select 1 from a union select 2 from b") == "relation a@14, relation b@36 | ");
  CHECK(read("values (1), (2)") == " | ");
  CHECK(read("select case when exists (select 1 from t where a = 1) then 1 end") == "relation t@39 | a");
}

TEST_CASE("the names of a result's columns are the server's", "[read_query]") {
  const auto output = [](std::string_view text) { return fmt::format("{}", fmt::join(read_query(text, columns_of).output, " ")); };
  CHECK(output("select a, t.b, s.t.c, d as e, 1, 'x', a + 1 from t") == "a b c e ?column? ?column? ?column?");
  CHECK(output("select lower(a), app.f(b), count(*), a::text, 1::int, (1 + 1)::bigint, cast(null as numeric)") ==
        "lower f count a int4 int8 numeric");
  CHECK(output("select case when a then 1 end, case when a then 1 else b end, coalesce(a, b), nullif(a, b), greatest(a, b)") ==
        "case b coalesce nullif greatest");
  CHECK(output("select current_date, current_timestamp(3), array[1], row(1, 2), exists (select 1), array(select a), (select x from t)") ==
        "current_date current_timestamp array row exists array x");
  CHECK(output("select (a).b, c[1], d collate \"C\"") == "b c d");
  CHECK(output("values (1, 2), (3, 4)") == "column1 column2");
  CHECK(output("select a from t union all select b from u") == "a");
  CHECK(output("with q as (select 1) select a from q") == "a");
  SECTION("a star stands for columns of relations that are known") {
    CHECK(output("select * from t").empty());
    CHECK(output("select a, t.* from t").empty());
    CHECK(output("select a, * from known") == "a id b");
    CHECK(output("select k.*, u.c from known k join u on true") == "id b c");
    CHECK(output("select * from known k, known as l (x)") == "id b x b");
    CHECK(output("select * from (select id as i from known) s") == "i");
    CHECK(output("with known as (select 1) select * from known").empty());
    CHECK(output("select * from known join known k using (id)") == "id b b");
    CHECK(output("select * from known natural join (select 1 as b, 2 as c) as x") == "b id c");
    CHECK(output("select j.* from (known join known k on true) as j (x)") == "x b id b");
    CHECK(output("select * from known join t using (id)").empty());
  }
}

TEST_CASE("names that a query makes are not relations", "[read_query]") {
  CHECK(read("with q as (select a from t) select b from q") == "relation t@25 | a b");
  CHECK(read("with recursive q as (select 1 union select n from q) select * from q") == " | * n");
  SECTION("without RECURSIVE a query of WITH does not see itself") {
    CHECK(read("with q as (select 1 from q) select * from q") == "relation q@25 | *");
  }
  SECTION("later queries of a WITH see earlier ones") {
    CHECK(read("with a as (select 1), b as (select 2 from a) select * from b") == " | *");
  }
  SECTION("and a query beside it does not") {
    CHECK(read("select (with q as (select 1) select 2 from q), (select 3 from q)") == "relation q@62 | ");
  }
  CHECK(read("with q as (select 1) select * from app.q") == "relation app.q@35 | *");
}

TEST_CASE("the server's own names are left out, named ones in strings are not", "[read_query]") {
  CHECK(read("select now() from pg_class, pg_catalog.pg_type, information_schema.tables") == " | ");
  CHECK(read("select nextval('app.Seq'), '\"T\"'::regclass") == "relation app.seq@15, relation T@27 | ");
}

TEST_CASE("a mistake has its place in bytes", "[read_query]") {
  CHECK(read("select 1 form t x") == "syntax error at or near \"t\" @14");
  CHECK(read("select 'äöü', 1 form t x") == "syntax error at or near \"t\" @24");
  CHECK(read("select (1") == "syntax error at end of input @9");
  CHECK(read("") == "a query is expected here @0");
  CHECK(read("-- nothing") == "a query is expected here @0");
  CHECK(read("delete from t") == "one query is expected here: select, values, table or with @0");
  CHECK(read("select 1; select 2") == "one query is expected here: select, values, table or with @10");
  CHECK(read("select 1 into t") == "SELECT INTO is not a query @0");
}

TEST_CASE("no depth or size harms the parser", "[read_query]") {
  const auto repeated = [](std::string_view unit, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += unit;
    return text;
  };
  CHECK(read("select " + repeated("(", 100000) + "1" + repeated(")", 100000)) == " | ");
  CHECK(read("select 1" + repeated("+1", 200000)) == " | ");
  CHECK(read("select 1" + repeated("+1", 3000)) == " | ");
  CHECK(read("select 1" + repeated(" union select 1", 100000)) == " | ");
  CHECK(read("select a" + repeated(", a", 50000)) == " | a");
  CHECK(read("select a" + repeated(", a", 100000)) == " | ");  // longer than what is followed
  CHECK(read("select " + repeated("(", 100000)) == " | ");
  CHECK(read(std::string("select '\0'", 10)) == "the character U+0000 @8");
}

}  // namespace galley::postgresql
