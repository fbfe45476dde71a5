#include "base/line_difference.hpp"

#include <catch2/catch.hpp>

using galley::line_difference;
using galley::lines_of;

TEST_CASE("lines that only one text has are marked, and the others shown between them") {
  CHECK(line_difference(lines_of("a\nb\nc\n"), lines_of("a\nx\nc\n")) == "  a\n- b\n+ x\n  c\n");
  CHECK(line_difference({}, lines_of("a\nb")) == "+ a\n+ b\n");
  CHECK(line_difference(lines_of("a\n"), {}) == "- a\n");
  CHECK(line_difference({}, {}).empty());
}

TEST_CASE("texts that are alike differ in nothing") { CHECK(line_difference(lines_of("a\nb\n"), lines_of("a\nb\n")).empty()); }

TEST_CASE("a comma that a new last column asks for is no difference") {
  CHECK(line_difference(lines_of("(\n  a int\n)\n"), lines_of("(\n  a int,\n  b int\n)\n")) == "  (\n    a int,\n+   b int\n  )\n");
  CHECK(line_difference(lines_of("a,\n"), lines_of("a\n")).empty());
}
