#include "base/edit_distance.hpp"

#include <catch2/catch.hpp>

using namespace galley;

TEST_CASE("the distance counts letters inserted, deleted, replaced and swapped") {
  const auto [a, b, distance] = GENERATE(table<std::string, std::string, std::size_t>({
      {"", "", 0},
      {"", "abc", 3},
      {"email", "emial", 1},
      {"email", "mail", 1},
      {"email", "emails", 1},
      {"email", "EMAIL", 0},
      {"kitten", "sitting", 3},
  }));
  CHECK(edit_distance(a, b) == distance);
  CHECK(edit_distance(b, a) == distance);
}

TEST_CASE("a name is suggested only when it is near") {
  CHECK(nearest("emial", {"id", "email", "owner_id"}) == "email");
  CHECK(nearest("acounts", {"accounts", "account"}) == "accounts");
  CHECK_FALSE(nearest("emial", {"id", "status"}).has_value());
  CHECK_FALSE(nearest("x", {"y"}).has_value());
  CHECK_FALSE(nearest("anything", {}).has_value());
  CHECK_FALSE(nearest(std::string(300, 'x') + "y", {std::string(300, 'x')}).has_value());
}

TEST_CASE("of equally near names the first is suggested") { CHECK(nearest("colour", {"colouh", "colouq"}) == "colouh"); }
