#include "base/utf8.hpp"

#include <catch2/catch.hpp>
#include <string>

using namespace galley;

TEST_CASE("valid UTF-8 of every length is accepted") {
  CHECK(first_invalid_utf8("") == std::string_view::npos);
  CHECK(first_invalid_utf8("a \xC3\xA4 \xE2\x82\xAC \xF0\x9F\x90\x98") == std::string_view::npos);
  CHECK(first_invalid_utf8("\xF4\x8F\xBF\xBF") == std::string_view::npos);  // U+10FFFF
}

TEST_CASE("broken UTF-8 is found at its first byte") {
  const std::string broken =
      GENERATE("\x80", "\xC3", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF8\x88\x80\x80\x80", "\xE2\x82", "\xFF");
  CHECK(first_invalid_utf8("ab" + broken) == 2);
}

TEST_CASE("wide, plain and invisible characters take two, one and no columns") {
  CHECK(display_width(U'漢') == 2);
  CHECK(display_width(U'🐘') == 2);
  CHECK(display_width(U'ä') == 1);
  CHECK(display_width(0x0301) == 0);
}

TEST_CASE("characters that make a line read differently are deceptive") {
  const char32_t deceptive = GENERATE(as<char32_t>{}, 0x0A, 0x1B, 0x7F, 0x85, 0x200E, 0x202E, 0x2028, 0x2066, 0xFEFF);
  CHECK(is_deceptive(deceptive));
  CHECK_FALSE(is_deceptive(U'a'));
  CHECK_FALSE(is_deceptive(U'漢'));
  CHECK_FALSE(is_deceptive(U' '));
}
