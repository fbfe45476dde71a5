#include <catch2/catch.hpp>

#include "galley/script.hpp"

using namespace galley;

TEST_CASE("whatever a user wrote stays on the line of its comment") {
  CHECK(comment_text("plain text, ä and 漢") == "plain text, ä and 漢");
  CHECK(comment_text("a\n\\! rm -rf /\r\n") == "a<U+000A>\\! rm -rf /<U+000D><U+000A>");
  CHECK(comment_text("a\xE2\x80\xA8"
                     "b\xE2\x80\xAE"
                     "c\xC2\x85") == "a<U+2028>b<U+202E>c<U+0085>");
  CHECK(comment_text(std::string_view("nul\0", 4)) == "nul<U+0000>");
  CHECK(comment_text("broken \xFF utf-8 \xC3") == "broken <FF> utf-8 <C3>");
  CHECK(comment_text("").empty());
}

TEST_CASE("counts agree with their noun") {
  CHECK(counted(0, "table") == "0 tables");
  CHECK(counted(1, "table") == "1 table");
  CHECK(counted(2, "table") == "2 tables");
}

TEST_CASE("lock modes have PostgreSQL's names") {
  CHECK(lock_mode_name(LockMode::access_exclusive) == "ACCESS EXCLUSIVE");
  CHECK(lock_mode_name(LockMode::share_row_exclusive) == "SHARE ROW EXCLUSIVE");
}
