#include <sqlite3.h>

#include <catch2/catch.hpp>

#include "sqlite/quoting.hpp"
#include "unit/sqlite/support.hpp"

using namespace galley::sqlite;
using galley::test::Database;

TEST_CASE("an identifier is quoted only where SQLite needs it") {
  CHECK(identifier("orders") == "orders");
  CHECK(identifier("Orders_2") == "Orders_2");
  CHECK(identifier("order") == "\"order\"");
  CHECK(identifier("Key") == "\"Key\"");
  CHECK(identifier("2fast") == "\"2fast\"");
  CHECK(identifier("größe") == "\"größe\"");
  CHECK(identifier("a b") == "\"a b\"");
  CHECK(identifier("a\"b") == "\"a\"\"b\"");
  CHECK(identifier("") == "\"\"");
  CHECK(identifier("true") == "\"true\"");
}

TEST_CASE("every keyword of the linked SQLite can be a name") {
  Database database;
  for (int i = 0; i < sqlite3_keyword_count(); ++i) {
    const char* word = nullptr;
    int size = 0;
    REQUIRE(sqlite3_keyword_name(i, &word, &size) == SQLITE_OK);
    const std::string name = identifier(std::string(word, static_cast<std::size_t>(size)));
    INFO(name);
    CHECK(database.run("CREATE TABLE " + name + " (" + name + " TEXT, CONSTRAINT " + name + " CHECK (" + name + " <> ''))").empty());
  }
}

TEST_CASE("a literal comes back from SQLite as it went in") {
  Database database;
  for (const std::string text : {"", "it's", "''", "a\nb", "a\r\nb", "\r", "\r\r", "x\r", "\\", "--", "größe", "\n.shell\n/\ngo\n;"}) {
    INFO(text);
    CHECK(database.query("SELECT " + string_literal(text)) == text);
  }
  CHECK(string_literal("it's") == "'it''s'");
  CHECK(string_literal("a\r\nb") == "'a' || char(13) || '\nb'");
}
