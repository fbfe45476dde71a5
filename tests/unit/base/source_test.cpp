#include "galley/source.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "support/files.hpp"

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

TEST_CASE("a file that was read is released and comes back when it is needed") {
  const testing::TemporaryFolder folder;
  const std::string path = folder / "a.mig";
  const std::string large(400'000, 'x');
  testing::write_file(path, "one\ntwo\nthree");
  testing::write_file(folder / "large.mig", large);
  SourceSet sources;
  SourceId id;
  SourceId second;
  SourceId large_id;
  std::string error;
  REQUIRE(sources.read(path, id, error));
  REQUIRE(sources.read(path, second, error));
  REQUIRE(sources.read(folder / "large.mig", large_id, error));
  CHECK(sources[id].text() == "one\ntwo\nthree");
  CHECK(sources[large_id].text() == large);
  const bool keep_line_numbers = GENERATE(true, false);
  for (const SourceId each : {id, second, large_id}) sources.release(each, keep_line_numbers);
  sources.release(id, keep_line_numbers);
  CHECK(sources.place({id, 8, 9}) == path + ":3");
  CHECK(sources[id].line(2) == "two");
  CHECK(sources[second].text() == "one\ntwo\nthree");
  CHECK(sources[large_id].text() == large);
}

TEST_CASE("many files share the blocks of a set") {
  const testing::TemporaryFolder folder;
  SourceSet sources;
  std::vector<SourceId> ids(200);
  std::string error;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const std::string path = folder / fmt::format("{}.mig", i);
    testing::write_file(path, std::string(3000, static_cast<char>('a' + i % 26)));
    REQUIRE(sources.read(path, ids[i], error));
    if (i >= 50) sources.release(ids[i - 50], false);
  }
  for (std::size_t i = 0; i < ids.size(); ++i) CHECK(sources[ids[i]].text() == std::string(3000, static_cast<char>('a' + i % 26)));
  SourceId missing;
  CHECK_FALSE(sources.read(folder / "missing", missing, error));
  CHECK_FALSE(error.empty());
}

TEST_CASE("a set takes over the files of another one") {
  const testing::TemporaryFolder folder;
  SourceSet sources;
  SourceSet others;
  std::string error;
  SourceId id;
  for (const std::string name : {"a", "b", "c", "d"}) {
    testing::write_file(folder / name, name + " has\na text");
    REQUIRE((name < "c" ? sources : others).read(folder / name, id, error));
  }
  static_cast<void>(others.add("e", "e has\na text"));
  sources.append(std::move(others));
  REQUIRE(sources.size() == 5);
  const auto check = [&] {
    for (std::uint32_t i = 0; i < sources.size(); ++i) {
      const std::string name(1, static_cast<char>('a' + i));
      CHECK(sources[{i}].path().ends_with(name));
      CHECK(sources[{i}].text() == name + " has\na text");
      CHECK(sources[{i}].line(2) == "a text");
    }
  };
  check();
  for (std::uint32_t i = 0; i < sources.size(); ++i) sources.release({i}, false);
  check();
  testing::write_file(folder / "f", "f has\na text");
  REQUIRE(sources.read(folder / "f", id, error));
  CHECK(sources[id].text() == "f has\na text");
}
