#include "support/server.hpp"

#include <catch2/catch.hpp>

#include "support/sqlite.hpp"

namespace galley::testing {

TEST_CASE("databases are fresh and apart, errors reach the test") {
  const PostgresServer* server = PostgresServer::find();
  if (server == nullptr) return;
  const PostgresDatabase first(*server);
  const PostgresDatabase second(*server);
  CHECK(first.psql("CREATE TABLE t (a int); -- only here\n").exit == 0);
  CHECK(first.query("SELECT count(*) FROM pg_tables WHERE tablename = 't'") == "1\n");
  CHECK(second.query("SELECT count(*) FROM pg_tables WHERE tablename = 't'") == "0\n");
  CHECK(first.psql("SELECT 1/0; CREATE TABLE never (a int);").exit == 3);
  CHECK(first.psql("SELECT 1/0;", {.variables = {}, .arguments = {}}).exit == 0);
  CHECK_THAT(first.schema(), Catch::Contains("public.t") && Catch::Contains("a integer"));
  CHECK(first.query("SHOW server_version").starts_with(std::to_string(PostgresServer::major_version()) + "."));
  CHECK_THROWS(first.query("SELECT * FROM nowhere"));
}

TEST_CASE("the sqlite shell works on a fresh file") {
  if (!SqliteDatabase::has_shell()) return;
  const SqliteDatabase database;
  CHECK(database.shell("CREATE TABLE t (a int);\nCREATE INDEX i ON t (a);\n").exit == 0);
  CHECK(database.schema() == "index|i|t|CREATE INDEX i ON t (a)\ntable|t|t|CREATE TABLE t (a int)\n");
  CHECK(database.shell(".bail on\nSELECT * FROM nowhere;\n").exit == 1);
  CHECK_THROWS(database.query("SELECT * FROM nowhere"));
}

}  // namespace galley::testing
