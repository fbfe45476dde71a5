#include "syntax/lexer.hpp"
#include "parsing.hpp"

using namespace galley;
using galley::test::Errors;
using galley::test::errors_of;
using galley::test::errors_of_file;

namespace {

std::vector<std::string> token_texts(const std::string& text) {
  Diagnostics diagnostics;
  std::vector<std::string> result;
  for (const syntax::Token& token : syntax::lex(text, SourceId{0}, diagnostics).list) {
    if (token.kind != syntax::TokenKind::end) result.push_back(text.substr(token.begin, token.end - token.begin));
  }
  CHECK_FALSE(diagnostics.has_errors());
  return result;
}

std::string name_of(std::string_view text) { return test::statement<ast::DropTable>(fmt::format("drop table {};", text)).name.name.text; }

}  // namespace

TEST_CASE("operators are cut as PostgreSQL cuts them") {
  using Texts = std::vector<std::string>;
  CHECK(token_texts("a=-1") == Texts{"a", "=", "-", "1"});
  CHECK(token_texts("a@-b") == Texts{"a", "@-", "b"});
  CHECK(token_texts("a->>'b'") == Texts{"a", "->>", "'b'"});
  CHECK(token_texts("a+--x\nb") == Texts{"a", "+", "b"});
  CHECK(token_texts("a*/*x*/b") == Texts{"a", "*", "b"});
  CHECK(token_texts("a::b:c") == Texts{"a", "::", "b", ":", "c"});
}

TEST_CASE("numbers, ids and words are told apart") {
  using Texts = std::vector<std::string>;
  CHECK(token_texts("1.5e-3+.5 1. 1e5 27c6a30d7c24 0001_initial 123e45") ==
        Texts{"1.5e-3", "+", ".5", "1.", "1e5", "27c6a30d7c24", "0001_initial", "123e45"});
  CHECK(token_texts("a.b 1e+5 1e+x") == Texts{"a", ".", "b", "1e+5", "1e", "+", "x"});
}

TEST_CASE("names fold in ASCII only, quoted ones are kept") {
  CHECK(name_of("Foo") == "foo");
  CHECK(name_of("\"Foo\"") == "Foo");
  CHECK(name_of("\"a\"\"b\"") == "a\"b");
  CHECK(name_of("ÄRGER") == "\xC3\x84rger");
  CHECK(name_of("\"drop table\"") == "drop table");
  CHECK(name_of(std::string(63, 'x')) == std::string(63, 'x'));
  CHECK(name_of("comment") == "comment");
  CHECK(name_of("type") == "type");
}

TEST_CASE("strings keep line ends, backslashes and doubled quotes") {
  const auto text = [](std::string_view literal) {
    return test::statement<ast::SetTimeout>(fmt::format("set lock_timeout {};", literal)).value.value;
  };
  CHECK(text("'it''s'") == "it's");
  CHECK(text("''''") == "'");
  CHECK(text("''") == "");
  CHECK(text("'a\r\nb\\'") == "a\r\nb\\");
  CHECK(text("'--x /* ;'") == "--x /* ;");
}

TEST_CASE("raw text is kept byte for byte") {
  const auto raw = [](std::string_view text) { return test::statement<ast::RawSql>(fmt::format("sql {};", text)).text.text; };
  CHECK(raw("$$a;\r\n\t'b$$") == "a;\r\n\t'b");
  CHECK(raw("$x$ $$ $y$ $x$") == " $$ $y$ ");
  CHECK(raw("$$$$") == "");
}

TEST_CASE("a BOM, CRLF, tabs and nested comments are no obstacle") {
  auto parsed = test::parse_text("\xEF\xBB\xBFrevision a1\r\n\t'x';\r\n/* a /* b */ c */ upgrade {\r\n\tdrop table t; -- x\r\n}\r\n");
  CHECK(parsed.errors() == Errors{});
  REQUIRE(parsed.file.revisions.size() == 1);
  CHECK(parsed.file.revisions[0].upgrade.size() == 1);
}

TEST_CASE("what is left open is reported where it begins, once") {
  CHECK(errors_of_file("revision a1;\nupgrade {\n  drop table t; /* x /* y */\n}\n") == Errors{"E0108 3:17 this comment is not closed"});
  CHECK(errors_of_file("revision a1;\nupgrade {\n  sql $x$ drop $$;\n}\n") == Errors{"E0109 3:7 this raw text is not closed by $x$"});
  CHECK(errors_of("set lock_timeout '5s;\ndrop table \"a b\";\ncomment on table t is 'x';") ==
        Errors{"E0106 2:18 this string is not closed"});
  CHECK(errors_of("drop table \"a;\ndrop table b;") == Errors{"E0107 2:12 this quoted name is not closed"});
}

TEST_CASE("a string left open in one statement does not hide an error in the next") {
  CHECK(errors_of("create enum e as ('a, 'b');\ndrop tabel t;\nset lock_timeout '5s';") ==
        Errors{"E0106 2:25 this string is not closed", "E0101 3:6 expected a kind of object, found \"tabel\"; did you mean \"table\"?"});
}

TEST_CASE("bytes that are no text are refused where they stand") {
  CHECK(errors_of_file("revision a1;\n-- \xFF\n") == Errors{"E0102 2:4 the file is not valid UTF-8 from here on"});
  CHECK(errors_of_file(std::string("revision a1;\n\0", 14)) == Errors{"E0103 2:1 the file contains a NUL byte"});
  CHECK(errors_of_file("\xFF\xFEr\0e\0").size() == 1);
  CHECK(errors_of("drop table t\xC2\xA0;") == Errors{"E0111 2:13 unexpected character U+00A0"});
  CHECK(errors_of("update t set a = \xE2\x80\x98x\xE2\x80\x99;")[0] == "E0111 2:18 unexpected character U+2018");
  CHECK(errors_of("update t set a = \x01;") == Errors{"E0111 2:18 unexpected character U+0001"});
  CHECK(errors_of("update t set a = $1;") == Errors{"E0111 2:18 unexpected character \"$\""});
  CHECK(errors_of("drop table \"\";") == Errors{"E0113 2:12 a name cannot be empty"});
}

TEST_CASE("national strings are refused as a whole") {
  const auto prefix = GENERATE(as<std::string>(), "N", "n");
  CHECK(errors_of("set lock_timeout " + prefix + "'a;b';") ==
        Errors{fmt::format("E0112 2:18 strings with the prefix \"{}\" are not part of the language", prefix)});
}

TEST_CASE("a file without a revision is an error") {
  CHECK(errors_of_file("") == Errors{"E0105 1:1 the file contains no revision"});
  CHECK(errors_of_file("\xEF\xBB\xBF -- nothing\n").size() == 1);
}

TEST_CASE("a file of more than 64 MiB is refused") {
  CHECK(errors_of_file(std::string(64 * 1024 * 1024 + 1, ' ')) == Errors{"E0104 1:1 the file has 67108865 bytes; 64 MiB is the limit"});
}
