#include "diag/shown.hpp"

#include <catch2/catch.hpp>

using namespace galley;

TEST_CASE("text is shown as wide as a terminal makes it") {
  struct Case {
    std::string text, shown;
    std::size_t width;
  };
  const Case c = GENERATE(values<Case>({{"abc", "abc", 3},
                                        {"\ta", "    a", 5},
                                        {"漢字", "漢字", 4},
                                        {"ｆｕｌｌ", "ｆｕｌｌ", 8},
                                        {"e\u0301", "e\u0301", 1},
                                        {"\u0E01\u0E31", "\u0E01\u0E31", 1},
                                        {"🐘", "🐘", 2},
                                        {"a\u200Bb", "a<U+200B>b", 10},
                                        {"\x1b[31m", "<U+001B>[31m", 12},
                                        {"\xFF", "<FF>", 4},
                                        {"", "", 0}}));
  INFO(c.text);
  CHECK(show(c.text).text == c.shown);
  CHECK(show(c.text).width == c.width);
}

TEST_CASE("a text is cut between characters") {
  CHECK(beginning_within("漢字", 3) == "漢");
  CHECK(beginning_within("漢字", 4) == "漢字");
  CHECK(beginning_within("e\u0301x", 1) == "e\u0301");
  CHECK(beginning_within("ab", 0) == "");
  CHECK(end_within("漢字", 3) == "字");
  CHECK(end_within("ab\xC3\xA4", 2) == "b\xC3\xA4");
  CHECK(end_within("ab", 9) == "ab");
  CHECK(end_within(std::string(100'000, 'a') + "漢", 3) == "a漢");
}
