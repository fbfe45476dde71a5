#include "parsing.hpp"

using namespace galley;
using test::Errors;

namespace {

ast::Revision revision(std::string text) {
  auto parsed = test::parse_text(std::move(text));
  REQUIRE(parsed.errors() == Errors{});
  REQUIRE(parsed.file.revisions.size() == 1);
  return parsed.file.revisions[0];
}

std::vector<std::string> texts(const std::vector<Name>& names) {
  std::vector<std::string> result;
  for (const Name& name : names) result.push_back(name.text);
  return result;
}

}  // namespace

TEST_CASE("ids may begin with digits, look like numbers, be quoted and keep their case") {
  const auto id =
      GENERATE(as<std::string>(), "1975ea83b712", "27c6a30d7c24", "0001_initial_models", "123e45", "42", "1e5", "AbC", "head_", "Ünïcode");
  CHECK(revision("revision " + id + ";").header.id.text == id);
  CHECK(revision("revision \"" + id + "-x.1\";").header.id.text == id + "-x.1");
}

TEST_CASE("the clauses of a header come in any order") {
  const auto header = revision(
                          "revision a1 'two words' ticket 'T' labels billing, Core author 'dana' strategy online depends on 0d, e created "
                          "'now' revises 1b, \"c-d\";")
                          .header;
  CHECK(header.message->value == "two words");
  CHECK(texts(header.parents) == std::vector<std::string>{"1b", "c-d"});
  CHECK(texts(header.dependencies) == std::vector<std::string>{"0d", "e"});
  CHECK(texts(header.labels) == std::vector<std::string>{"billing", "Core"});
  CHECK(header.strategy == ast::Strategy::online);
  CHECK(header.created->value == "now");
  CHECK(header.author->value == "dana");
  CHECK(header.ticket->value == "T");
}

TEST_CASE("a bare header is a base without a message") {
  const auto header = revision("revision a1;").header;
  CHECK_FALSE(header.message);
  CHECK(header.parents.empty());
  CHECK_FALSE(header.strategy);
}

TEST_CASE("downgrades are automatic, written or impossible") {
  CHECK(std::holds_alternative<ast::DowngradeAuto>(revision("revision a1; upgrade { }").downgrade));
  CHECK_FALSE(revision("revision a1; upgrade { }").downgrade_span.exists());
  CHECK(std::holds_alternative<ast::DowngradeAuto>(revision("revision a1; upgrade { } downgrade auto;").downgrade));
  CHECK(
      std::get<ast::DowngradeIrreversible>(revision("revision a1; upgrade { } downgrade irreversible 'it''s gone';").downgrade).why.value ==
      "it's gone");
  CHECK(std::get<ast::DowngradeBody>(revision("revision a1; upgrade { } downgrade { drop table t; }").downgrade).body.size() == 1);
  CHECK(std::get<ast::DowngradeBody>(revision("revision a1; upgrade { } downgrade { }").downgrade).body.empty());
}

TEST_CASE("a file holds several revisions") {
  auto parsed = test::parse_text(
      "revision a1; upgrade { drop table t; }\nrevision a2 revises a1; upgrade { } downgrade auto;\nrevision a3 revises a2;\n");
  CHECK(parsed.errors() == Errors{});
  REQUIRE(parsed.file.revisions.size() == 3);
  CHECK(parsed.file.revisions[2].header.id.text == "a3");
}

TEST_CASE("the words of headers stay usable as names") {
  CHECK(test::statements("create table revision (upgrade int, downgrade int, revises int, labels text);\nalter table revision {\n  add "
                         "column auto int;\n}")
            .size() == 2);
}

TEST_CASE("places in a header are byte ranges") {
  const std::string text = "-- ü\nrevision a1 'x' revises b2;";
  const auto header = revision(text).header;
  CHECK(text.substr(header.id.span.begin, 2) == "a1");
  CHECK(text.substr(header.parents[0].span.begin, 2) == "b2");
  CHECK(text.substr(header.span.begin, header.span.end - header.span.begin) == "revision a1 'x' revises b2");
}

TEST_CASE("the dump shows each node with its place") {
  const auto parsed = test::parse_text("revision a1 'x';\nupgrade { alter table s.t drop column \"C\" cascade; }\n");
  CHECK(dump(parsed.file) ==
        "revision a1 [0-15]\n"
        "  message 'x' [12-15]\n"
        "  upgrade\n"
        "    alter table [27-66]\n"
        "      name s.t [39-42]\n"
        "      drop column [43-66]\n"
        "        column \"C\" [55-58]\n"
        "        cascade\n"
        "  downgrade auto\n");
}
