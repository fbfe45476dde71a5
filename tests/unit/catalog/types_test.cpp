#include "catalog/types.hpp"

#include <catch2/catch.hpp>

#include "galley/operation.hpp"
#include "replayed.hpp"

using namespace galley;
using namespace galley::testing;

namespace {

Type type_of(const std::string& written) {
  return replay_body("create enum e as ('a'); create enum f as ('a'); create table t (c " + written + ");").table("t").columns.front().type;
}

}  // namespace

TEST_CASE("synonyms are one type") {
  const auto [written, meant] = GENERATE(table<std::string, std::string>({
      {"integer", "int"},
      {"INT4", "int"},
      {"int8", "bigint"},
      {"decimal(12, 2)", "numeric(12, 2)"},
      {"double precision", "double"},
      {"float", "double"},
      {"float(24)", "real"},
      {"float(25)", "double"},
      {"bool", "boolean"},
      {"character varying(9)", "varchar(9)"},
      {"timestamp with time zone", "timestamptz"},
      {"timestamp(3) with time zone", "timestamptz(3)"},
      {"timestamp without time zone", "timestamp"},
      {"bytea", "bytes"},
      {"text[][]", "text[][]"},
      {"citext", "citext"},
      {"e[]", "e[]"},
  }));
  CHECK(type_text(type_of(written)) == meant);
}

TEST_CASE("every built-in type is found by its own name") {
  for (auto kind = static_cast<unsigned>(TypeKind::smallint); kind <= static_cast<unsigned>(TypeKind::jsonb); ++kind)
    CHECK(builtin_type(type_name(static_cast<TypeKind>(kind))) == static_cast<TypeKind>(kind));
  CHECK_FALSE(builtin_type("strin"));
}

TEST_CASE("a change of type keeps values or may lose some") {
  const auto [from, to, keeps] = GENERATE(table<std::string, std::string, bool>({
      {"int", "bigint", true},
      {"bigint", "int", false},
      {"int", "numeric", true},
      {"int", "numeric(12,2)", true},
      {"int", "numeric(11,2)", false},
      {"numeric(10,2)", "numeric(12,2)", true},
      {"numeric(10,2)", "numeric(10,3)", false},
      {"numeric", "numeric(10,2)", false},
      {"bigint", "double", false},
      {"real", "double", true},
      {"double", "real", false},
      {"numeric", "int", false},
      {"varchar(9)", "varchar(10)", true},
      {"varchar(10)", "varchar(9)", false},
      {"varchar", "varchar(9)", false},
      {"varchar(9)", "text", true},
      {"text", "varchar(9)", false},
      {"char", "varchar(1)", true},
      {"text", "int", false},
      {"int", "text", true},
      {"e", "text", true},
      {"text", "e", false},
      {"e", "f", false},
      {"date", "timestamptz", true},
      {"timestamp", "date", false},
      {"timestamptz(3)", "timestamptz", true},
      {"timestamptz", "timestamptz(3)", false},
      {"json", "jsonb", false},
      {"jsonb", "json", true},
      {"int[]", "bigint[]", true},
      {"int[]", "int", false},
      {"uuid", "uuid", true},
      {"citext", "varchar(9)", false},
  }));
  INFO(from << " to " << to);
  CHECK(keeps_values(type_of(from), type_of(to)) == keeps);
}

TEST_CASE("a server converts some types by itself") {
  CHECK(converts_by_itself(type_of("bigint"), type_of("int")));
  CHECK(converts_by_itself(type_of("e"), type_of("text")));
  CHECK_FALSE(converts_by_itself(type_of("text"), type_of("e")));
  CHECK_FALSE(converts_by_itself(type_of("text"), type_of("int")));
  CHECK_FALSE(converts_by_itself(type_of("e"), type_of("f")));
  CHECK_FALSE(converts_by_itself(type_of("int[]"), type_of("int")));
}
