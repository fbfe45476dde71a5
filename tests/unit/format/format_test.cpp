#include <catch2/catch.hpp>

#include "texts.hpp"

using namespace galley;
using namespace galley::testing;

namespace {

std::string body(const std::string& text) {
  const FormatResult result = format_result("revision a;\nupgrade {\n" + text + "\n}\n");
  INFO(result.said);
  REQUIRE(result.text);
  const std::string before = "revision a;\n\nupgrade {\n";
  REQUIRE(result.text->starts_with(before));
  return result.text->substr(before.size(), result.text->size() - before.size() - 2);
}

}  // namespace

TEST_CASE("line ends stay as the first one is") {
  CHECK(formatted("revision a;\r\nupgrade { drop table t;\r\n-- x\r\n/* y\r\n z */\r\n}") ==
        "revision a;\r\n\r\nupgrade {\r\n    drop table t;\r\n    -- x\r\n    /* y\r\n     z */\r\n}\r\n");
  CHECK(formatted("revision a; upgrade { drop table t; -- x\r\n}\n") == "revision a;\r\n\r\nupgrade {\r\n    drop table t;  -- x\r\n}\r\n");
}

TEST_CASE("a comment in what follows the columns of a table keeps nothing from being formatted") {
  const std::optional<std::string> text = formatted(
      "revision a; upgrade { create table t (id int) with -- how\n(fillfactor = 70, autovacuum_enabled = false) tablespace fast; }");
  REQUIRE(text);
  CHECK(formatted(*text) == text);
}

TEST_CASE("a line end inside of a string decides nothing") {
  CHECK(formatted("revision a 'x\ny';\r\nupgrade { }") == "revision a 'x\ny';\r\n\r\nupgrade { }\r\n");
}

TEST_CASE("the bytes of raw text, strings and queries are those that were written") {
  CHECK(body("sql $$ a\r\n\tb  \n$$;") == "    sql $$ a\r\n\tb  \n$$;\n");
  CHECK(body("comment on table t is 'a  \n\tb';") == "    comment on table t is 'a  \n\tb';\n");
  CHECK(body("delete from t where a in ( SELECT  B -- c\n from  u );") == "    delete from t where a in (SELECT  B -- c\n from  u);\n");
}

TEST_CASE("a byte order mark goes") { CHECK(formatted("\xEF\xBB\xBFrevision a; upgrade { }") == "revision a;\n\nupgrade { }\n"); }

TEST_CASE("wide characters count as wide as they are shown") {
  CHECK(body("create table t (\xE4\xBD\xA0\xE5\xA5\xBD int, a int);") ==
        "    create table t (\n        \xE4\xBD\xA0\xE5\xA5\xBD  int,\n        a     int\n    );\n");
}

TEST_CASE("ids and labels keep their case, arguments of types too") {
  CHECK(formatted("REVISION A1 'x' REVISES B2, Revises DEPENDS ON On LABELS Labels, L2; UPGRADE { }") ==
        "revision A1 'x'\n    revises B2, Revises\n    depends on On\n    labels Labels, L2;\n\nupgrade { }\n");
  CHECK(body("ALTER TABLE T ADD COLUMN G GEOMETRY( Point , 4326 );") == "    alter table t add column g geometry(Point,4326);\n");
}

TEST_CASE("a text with errors is not formatted") {
  const FormatResult result = format_result("revision a; upgrade { drop tabel t; }");
  CHECK_FALSE(result.text);
  CHECK_THAT(result.said, Catch::Contains("tabel"));
}
