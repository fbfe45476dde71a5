#include <catch2/catch.hpp>

#include <array>
#include <cstdlib>
#include <optional>
#include <string>

#include "galley/script.hpp"

using namespace galley;

namespace {

std::string whole(const TextPieces& pieces) {
  std::string text;
  const auto error = pieces.for_each([&](std::string_view piece) -> std::optional<std::string> {
    text += piece;
    return std::nullopt;
  });
  CHECK_FALSE(error);
  return text;
}

/// Section `i` of many is "<i/TOTAL>" and some filling.
std::string section(std::size_t number, const std::string& total, std::size_t filling) {
  return fmt::format("<{}/{}>{}", number, total, std::string(filling, static_cast<char>('a' + number % 26)));
}

/// A folder of that name for temporary files, for a while.
class TemporaryFolder {
 public:
  explicit TemporaryFolder(const std::string& folder) {
    if (const char* const given = std::getenv("TMPDIR")) before_ = given;
    ::setenv("TMPDIR", folder.c_str(), 1);
  }
  ~TemporaryFolder() { before_ ? ::setenv("TMPDIR", before_->c_str(), 1) : ::unsetenv("TMPDIR"); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

 private:
  std::optional<std::string> before_;
};

}  // namespace

TEST_CASE("pieces one after the other are the text, in memory, in a temporary file and where there can be none") {
  const TemporaryFolder folder(GENERATE("/tmp", "/no/such/folder"));
  const int rounds = GENERATE(1, 10);
  TextPieces pieces;
  std::string text;
  for (int i = 0; i < rounds * 7; ++i) {
    const std::size_t size = std::array<std::size_t, 7>{0, 1, 1000, 300'000, 7, 262'144, 3}.at(static_cast<std::size_t>(i % 7));
    const std::string more(size, static_cast<char>('a' + size % 26));
    pieces.append(more);
    text += more;
  }
  CHECK(pieces.size() == text.size());
  CHECK((whole(pieces) == text));
  CHECK((whole(pieces) == text));
  TextPieces moved = std::move(pieces);
  moved.append("end");
  CHECK((whole(moved) == text + "end"));
}

TEST_CASE("a visit of the pieces ends with the first error") {
  TextPieces pieces;
  for (int i = 0; i < 3; ++i) pieces.append(std::string(1'000'000, 'x'));
  int visits = 0;
  const auto stop = [&](std::string_view) -> std::optional<std::string> {
    return ++visits == 2 ? std::optional<std::string>("full") : std::nullopt;
  };
  CHECK(pieces.for_each(stop) == "full");
  CHECK(visits == 2);
  pieces.fail("gone");
  CHECK(pieces.for_each(stop) == "gone");
  CHECK(visits == 2);
}

TEST_CASE("the number of sections is corrected in every place, also across the end of a piece") {
  const auto [expected, total] = GENERATE(table<std::size_t, std::size_t>({{400, 400}, {99, 400}, {1000, 400}, {123, 456}, {0, 9}}));
  const std::size_t filling = GENERATE(0U, 977U, 262'000U);
  const std::size_t sections = filling > 100'000 ? 5 : 1000;
  SectionsText text(expected);
  std::string wanted;
  for (std::size_t i = 1; i <= sections; ++i) {
    const std::string written = section(i, std::to_string(text.expected()), filling + i % 13);
    text.append(written, written.find('/') + 1);
    wanted += section(i, std::to_string(total), filling + i % 13);
  }
  CHECK((whole(text.take(total)) == wanted));
}
