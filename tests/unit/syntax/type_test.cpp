#include "parsing.hpp"

using namespace galley;

namespace {

TypeName type(std::string_view text) { return test::action<ast::AlterColumnType>(fmt::format("alter column c type {}", text)).type; }

}  // namespace

TEST_CASE("types of several words have one name") {
  const auto [text, name] = GENERATE(table<std::string, std::string>({
      {"int", "int"},
      {"DOUBLE  precision", "double precision"},
      {"character varying(20)", "character varying"},
      {"char varying", "char varying"},
      {"national character varying(3)", "national character varying"},
      {"bit varying", "bit varying"},
      {"timestamp", "timestamp"},
      {"timestamp with time zone", "timestamp with time zone"},
      {"timestamp(3) with time zone", "timestamp with time zone"},
      {"time without time zone", "time without time zone"},
      {"interval", "interval"},
      {"citext", "citext"},
      {"\"My Type\"", "My Type"},
  }));
  CAPTURE(text);
  CHECK(type(text).name == name);
}

TEST_CASE("arguments, schemas, quotes and arrays are kept") {
  CHECK(type("timestamp(3) with time zone").arguments == std::vector<std::string>{"3"});
  CHECK(type("numeric(12,-2)").arguments == std::vector<std::string>{"12", "-2"});
  CHECK(type("geometry(Point, 4326)").arguments == std::vector<std::string>{"Point", "4326"});
  CHECK(type("app.Status").schema == "app");
  CHECK(type("app.Status").name == "status");
  CHECK(type("\"int\"").quoted);
  CHECK_FALSE(type("app.int").quoted);
  CHECK(type("text[][3]").array_dimensions == 2);
  CHECK(type("varchar(3)[]").arguments.size() == 1);
}

TEST_CASE("what is no type is refused") {
  CHECK(test::errors_of("create table t (a);") == test::Errors{"E0101 2:18 expected a type, found \")\""});
  CHECK(test::errors_of("create table t (a not null);") == test::Errors{"E0101 2:19 expected a type, found \"not\""});
  CHECK(test::errors_of("create table t (a numeric(1,);") == test::Errors{"E0101 2:29 expected an argument of the type, found \")\""});
  CHECK(test::errors_of("create table t (a int[][][][][][][]);").size() == 1);
}
