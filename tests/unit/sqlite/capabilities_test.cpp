#include <catch2/catch.hpp>

#include "sqlite/capabilities.hpp"
#include "sqlite/dialect.hpp"

using galley::sqlite::capabilities_of;

TEST_CASE("a target is a minor version that was measured") {
  CHECK(capabilities_of("")->minor == 40);
  CHECK(capabilities_of("3.25")->minor == 25);
  CHECK(capabilities_of("3.40.1")->minor == 40);
  CHECK(capabilities_of("3.54")->drop_foreign_key);
  CHECK_FALSE(capabilities_of("3.34")->drop_column);
  for (const char* unknown : {"3", "3.", "3.24", "3.55", "4.1", "3.40.", "3.40.1.2", "3.-40", "3.x", "15", "3.99999999999999999999"}) {
    INFO(unknown);
    CHECK_FALSE(capabilities_of(unknown));
  }
}

TEST_CASE("an unknown target is an error that names the known ones") {
  galley::DialectOptions options;
  options.target = "3.10";
  std::string error;
  CHECK_FALSE(galley::make_sqlite(options, error));
  CHECK(error == "unknown version \"3.10\" of SQLite: known are 3.25 to 3.54");
}

TEST_CASE("names that differ in case only are the same") {
  std::string error;
  CHECK(galley::make_sqlite({}, error)->identity_of("OrderÄ") == "orderÄ");
}
