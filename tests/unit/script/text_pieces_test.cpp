#include <catch2/catch.hpp>

#include "galley/script.hpp"

using namespace galley;

namespace {

std::string whole(const TextPieces& pieces) {
  std::string text;
  for (const std::string_view piece : pieces.all()) text += piece;
  return text;
}

/// Section `i` of many is "<i/TOTAL>" and some filling.
std::string section(std::size_t number, const std::string& total, std::size_t filling) {
  return fmt::format("<{}/{}>{}", number, total, std::string(filling, static_cast<char>('a' + number % 26)));
}

}  // namespace

TEST_CASE("pieces one after the other are the text") {
  TextPieces pieces;
  std::string text;
  for (std::size_t size : {0, 1, 1000, 300'000, 7, 262'144, 3}) {
    const std::string more(size, static_cast<char>('a' + size % 26));
    pieces.append(more);
    text += more;
  }
  CHECK(pieces.size() == text.size());
  CHECK(pieces.all().size() > 2);
  CHECK(whole(pieces) == text);
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
