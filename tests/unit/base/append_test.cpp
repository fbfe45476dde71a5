#include "base/append.hpp"

#include <catch2/catch.hpp>
#include <cstdint>

using namespace galley;

TEST_CASE("texts, characters and numbers are put together") {
  std::string out = "a";
  append(out, "b", 'c', std::string("d"), -5, std::uint64_t{18446744073709551615U});
  CHECK(out == "abcd-518446744073709551615");
  CHECK(concatenated() == "");
  CHECK(concatenated(0, '/', std::size_t{10}) == "0/10");
}
