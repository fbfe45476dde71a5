#include "base/sha256.hpp"
#include "parsing.hpp"

using namespace galley;

namespace {

std::string meaning(std::string text) {
  auto parsed = test::parse_text(std::move(text));
  REQUIRE(parsed.errors().empty());
  REQUIRE(parsed.file.revisions.size() == 1);
  return parsed.file.revisions[0].meaning;
}

const std::string plain = "revision a1 'x'; upgrade { drop table t; sql $$a b$$; }";

}  // namespace

TEST_CASE("layout, comments and the case of keywords do not change the meaning") {
  CHECK(meaning("\xEF\xBB\xBFREVISION a1\r\n'x';\nUpgrade {\n\tDROP /* y */ TABLE T;sql $$a b$$; -- z\n}\n") == meaning(plain));
}

TEST_CASE("what is said differently changes the meaning") {
  const auto text =
      GENERATE(as<std::string>(), "revision a1 'y'; upgrade { drop table t; sql $$a b$$; }",
               "revision a1 'x'; upgrade { drop table \"t\"; sql $$a b$$; }", "revision a1 'x'; upgrade { drop table t; sql $$a  b$$; }",
               "revision a1 'x'; upgrade { drop table t; sql $$a b$$; } downgrade auto;");
  CHECK(meaning(text) != meaning(plain));
}

TEST_CASE("the meaning is the digest of kinds and texts") {
  using namespace std::string_literals;
  CHECK(meaning("revision A1;") == sha256_hex("wrevision\0wa1\0p;\0"s));
}

TEST_CASE("each revision of a file has a meaning of its own") {
  auto parsed = test::parse_text("revision a1; upgrade { }\nrevision a2 revises a1; upgrade { }\n");
  REQUIRE(parsed.file.revisions.size() == 2);
  CHECK(parsed.file.revisions[0].meaning == meaning("revision a1; upgrade { }"));
  CHECK(parsed.file.revisions[1].meaning == meaning("revision a2 revises a1; upgrade { }"));
}
