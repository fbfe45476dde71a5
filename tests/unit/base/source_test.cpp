#include "galley/source.hpp"

#include <catch2/catch.hpp>

using namespace galley;

TEST_CASE("positions count lines and code points from one") {
  const SourceFile file("a.mig", "ab\r\n\täö x\n\nlast");
  const auto at = [&](std::uint32_t offset) {
    const Position p = file.position(offset);
    return std::pair(p.line, p.column);
  };
  CHECK(at(0) == std::pair(1U, 1U));
  CHECK(at(4) == std::pair(2U, 1U));
  CHECK(at(10) == std::pair(2U, 5U));  // after a tab and two letters of two bytes
  CHECK(at(12) == std::pair(3U, 1U));
  CHECK(at(17) == std::pair(4U, 5U));  // just behind the end
}

TEST_CASE("lines come without their ends") {
  const SourceFile file("a.mig", "ab\r\n\ncd");
  CHECK(file.line(1) == "ab");
  CHECK(file.line(2).empty());
  CHECK(file.line(3) == "cd");
  CHECK(file.line(4).empty());
  CHECK(SourceFile("b.mig", "").line(1).empty());
}

TEST_CASE("a span of nowhere has no text and no place") {
  SourceSet sources;
  const SourceId id = sources.add("m/a.mig", "one\ntwo\n");
  CHECK(sources.text({id, 4, 7}) == "two");
  CHECK(sources.place({id, 4, 7}) == "m/a.mig:2");
  CHECK(sources.text({}).empty());
  CHECK(sources.place({}).empty());
}
