#include <catch2/catch.hpp>

#include "unit/sqlite/support.hpp"

using namespace galley;
using namespace galley::test;

namespace {

std::vector<std::string> raw(const std::string& text) { return lowered({operation(RawSql{text, false, {}}, nullptr, nullptr)}); }

std::string code_of(const std::string& text, bool outside = false) {
  Diagnostics diagnostics;
  static_cast<void>(lowered({operation(RawSql{text, outside, {}}, nullptr, nullptr)}, diagnostics));
  return diagnostics.all().empty() ? "" : diagnostics.all().front().code;
}

}  // namespace

TEST_CASE("raw SQL comes out one statement at a time, with one semicolon each") {
  CHECK(raw("create view v as select 1 -- one\n;; create view w as select ';' ;") ==
        std::vector<std::string>{"create view v as select 1;", "create view w as select ';';"});
  CHECK(raw("  -- nothing\n").empty());
  CHECK(raw("create trigger tr after insert on t begin update t set a = 1; delete from u; end").size() == 1);
}

TEST_CASE("raw SQL that the script's transaction cannot hold is refused") {
  CHECK(code_of("begin") == "E0461");
  CHECK(code_of("select 1; COMMIT;") == "E0461");
  CHECK(code_of("/* x */ rollback") == "E0461");
  CHECK(code_of("rollback to savepoint s").empty());
  CHECK(code_of("vacuum") == "E0462");
  CHECK(code_of("pragma main.journal_mode = wal") == "E0462");
  CHECK(code_of("pragma user_version = 3").empty());
  CHECK(code_of("select 1", true) == "E0463");
  CHECK(code_of("select 'a") == "E0460");
}

TEST_CASE("raw SQL that the sqlite3 shell would misread is refused") {
  CHECK(code_of(".shell echo hello") == "E0465");
  CHECK(code_of("select 1;\n.print hello") == "E0465");
  CHECK(code_of("select 6\n/\n2") == "E0464");
  CHECK(code_of("select 1 as\nGo -- away\n, 2") == "E0464");
  CHECK(code_of("select '\n/\ngo\n.print'").empty());
  CHECK(code_of("select 6 /\n2").empty());
}
