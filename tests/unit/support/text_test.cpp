#include "support/text.hpp"

#include <catch2/catch.hpp>

namespace galley::testing {

TEST_CASE("a diff shows what differs and a few lines around it") {
  CHECK(diff("a\nb\nc\n", "a\nb\nc\n").empty());
  CHECK(diff("a\nb\nc\n", "a\nx\nc\n") == "  a\n- b\n+ x\n  c\n");
  CHECK(diff("1\n2\n3\n4\n5\n6\n", "1\n2\n3\n4\n5\n7\n") == "  ...\n  3\n  4\n  5\n- 6\n+ 7\n");
  CHECK(diff("", "new\n") == "+ new\n");
}

TEST_CASE("a difference in the last line end alone is not silent") {
  CHECK(diff("a\n", "a") == "the texts differ in their last line end only\n");
}

}  // namespace galley::testing
