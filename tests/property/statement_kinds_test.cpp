// Random histories leave out nothing of the language.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <iterator>

#include "property/random_history.hpp"
#include "property/statement_kinds.hpp"

namespace galley::testing {

TEST_CASE("random histories have statements of every kind that the language has, and every part of a header", "[random]") {
  constexpr std::uint64_t histories = 1500;
  std::set<std::string> seen;
  std::string all;
  for (std::uint64_t seed = 1; seed <= histories; ++seed) {
    const std::string text = random_history(seed).text();
    seen.merge(kinds_in(text));
    all += text;
  }
  CHECK_FALSE(seen.contains("Error"));
  const std::set<std::string> wanted = kinds_of_the_language();
  std::vector<std::string> missing;
  std::set_difference(wanted.begin(), wanted.end(), seen.begin(), seen.end(), std::back_inserter(missing));
  CHECK(fmt::format("{}", fmt::join(missing, ", ")) == "");
  CHECK(wanted.size() > 80);
  for (const std::string_view part : {" revises ", ", ", " depends on ", " labels ", "downgrade {", "strategy online"})
    CHECK(all.find(part) != std::string::npos);
  for (const std::string_view kind :
       {"sequence", "function", "procedure", "view", "materialized view", "type", "schema", "policy", "trigger", "statistics", "domain"}) {
    INFO("drop " << kind);
    CHECK(all.find(fmt::format(" drop {} ", kind)) != std::string::npos);
  }
}

}  // namespace galley::testing
