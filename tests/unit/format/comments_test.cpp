#include "syntax/comments.hpp"

#include <catch2/catch.hpp>

using namespace galley;

namespace {

std::vector<std::string> comments_in(std::string_view gap) {
  std::vector<std::string> list;
  for (const syntax::Comment& comment : syntax::comments_between(gap, 0, static_cast<std::uint32_t>(gap.size()))) {
    list.emplace_back(gap.substr(comment.begin, comment.end - comment.begin));
  }
  return list;
}

}  // namespace

TEST_CASE("comments between two tokens") {
  using List = std::vector<std::string>;
  const auto [gap, expected] = GENERATE(table<std::string, List>({{"", {}},
                                                                  {" \n\t", {}},
                                                                  {"-- a", {"-- a"}},
                                                                  {" -- a \n--b\n", {"-- a ", "--b"}},
                                                                  {"/* a */ /*b*/", {"/* a */", "/*b*/"}},
                                                                  {"/* a /* b */ -- c\n */ -- d", {"/* a /* b */ -- c\n */", "-- d"}},
                                                                  {"/**//*/ */", {"/**/", "/*/ */"}},
                                                                  {"-- a /* b\n/* c -- d */", {"-- a /* b", "/* c -- d */"}},
                                                                  {"\xEF\xBB\xBF-- a", {"-- a"}}}));
  CAPTURE(gap);
  CHECK(comments_in(gap) == expected);
}
