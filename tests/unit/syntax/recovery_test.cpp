#include "parsing.hpp"

using namespace galley;
using test::Errors;
using test::errors_of;
using test::errors_of_file;

TEST_CASE("an unknown word is reported with the nearest one that would have fitted") {
  CHECK(errors_of("creat table t (a int);") == Errors{"E0101 2:1 expected a statement, found \"creat\"; did you mean \"create\"?"});
  CHECK(errors_of("create tabel t (a int);") == Errors{"E0101 2:8 expected a kind of object, found \"tabel\"; did you mean \"table\"?"});
  CHECK(errors_of("create table t (a int uniqe);") ==
        Errors{"E0101 2:23 expected \",\" or \")\", found \"uniqe\"; did you mean \"unique\"?"});
  CHECK(errors_of("alter table t add colunm a int;") ==
        Errors{"E0101 2:19 expected \"column\" or a constraint, found \"colunm\"; did you mean \"column\"?"});
  CHECK(errors_of("set lock_timout '5s';") ==
        Errors{"E0101 2:5 expected \"lock_timeout\" or \"statement_timeout\", found \"lock_timout\"; did you mean \"lock_timeout\"?"});
  CHECK(errors_of("comment on colum t.c is 'x';") ==
        Errors{"E0101 2:12 expected a kind of object (table, column, index, view, enum, ...), found \"colum\"; did you mean \"column\"?"});
}

TEST_CASE("a missing semicolon is reported behind the statement, and the next statement is read") {
  CHECK(
      errors_of("drop table a\ndrop table b;\ndrop tabel c;") ==
      Errors{"E0101 2:13 expected \";\", found \"drop\"", "E0101 4:6 expected a kind of object, found \"tabel\"; did you mean \"table\"?"});
  CHECK(errors_of("drop table a") == Errors{"E0101 2:13 expected \";\", found \"}\""});
  CHECK(errors_of_file("revision a1\nupgrade { drop table a; }") == Errors{"E0101 1:12 expected \";\", found \"upgrade\""});
  CHECK(errors_of_file("revision a1; downgrade auto") == Errors{"E0101 1:28 expected \";\", found the end of the file"});
}

TEST_CASE("a word too many is reported where it stands") {
  CHECK(errors_of("drop table a b;") == Errors{"E0101 2:14 expected \";\", found \"b\""});
}

TEST_CASE("each bad statement is reported, the good ones between them are kept") {
  auto parsed = test::parse_body("drop table a;\nfoo;\ndrop table b;\ndrop index;\ndrop table c;\n");
  CHECK(parsed.errors() == Errors{"E0101 3:1 expected a statement, found \"foo\"", "E0101 5:11 expected an index name, found \";\""});
  REQUIRE(parsed.file.revisions.size() == 1);
  const auto& body = parsed.file.revisions[0].upgrade;
  REQUIRE(body.size() == 5);
  CHECK(std::holds_alternative<ast::Error>(body[1].what));
  CHECK(std::holds_alternative<ast::DropTable>(body[4].what));
}

TEST_CASE("a bad action does not hide the next, nor the statement behind the block") {
  CHECK(errors_of("alter table t { drp column a; alter column b set defalt 1; drop column c; }\nfoo;") ==
        Errors{"E0101 2:17 expected an action (add, drop, rename, alter, validate), found \"drp\"; did you mean \"drop\"?",
               "E0101 2:50 expected \"default\", \"not null\", \"generated\", \"expression\", \"statistics\", \"storage\", "
               "\"compression\" or \"(\", found \"defalt\"; did you mean \"default\"?",
               "E0101 3:1 expected a statement, found \"foo\""});
}

TEST_CASE("an unknown statement with a block is stepped over with its block") {
  CHECK(errors_of("when x { drop table a; foo; }\ndrop table b;") == Errors{"E0101 2:1 expected a statement, found \"when\""});
}

TEST_CASE("a block left open is reported at its brace, once") {
  CHECK(errors_of_file("revision a1;\nupgrade {\n  on sqlite {\n    drop table a;\n") ==
        Errors{"E0110 3:13 this block is not closed before the end of the file"});
  CHECK(errors_of_file("revision a1;\nupgrade {\n  drop table a;\ndowngrade auto;\n") ==
        Errors{"E0110 2:9 this block is not closed before \"downgrade\""});
  CHECK(errors_of_file("revision a1;\nupgrade {\n  drop table a;\nrevision a2 revises a1;\nupgrade { }\n") ==
        Errors{"E0110 2:9 this block is not closed before \"revision\""});
  CHECK(errors_of("alter table t {\n  drop column a;\ncreate table u (a int);") ==
        Errors{"E0110 2:15 this block is not closed before \"create\""});
}

TEST_CASE("a brace too many is one mistake") {
  CHECK(errors_of_file("revision a1;\nupgrade { } }\ndowngrade auto;\nrevision a2 revises a1; upgrade { foo; }\n") ==
        Errors{"E0101 2:13 expected \"upgrade\", \"downgrade\" or \"revision\", found \"}\"",
               "E0101 4:35 expected a statement, found \"foo\""});
}

TEST_CASE("an error in a header or a clause does not hide the bodies") {
  CHECK(errors_of_file("revision a1 strategy fast;\nupgrade { foo; }\ndowngrade maybe;\n") ==
        Errors{"E0101 1:22 expected \"direct\" or \"online\", found \"fast\"", "E0101 2:11 expected a statement, found \"foo\"",
               "E0101 3:11 expected \"{\", \"auto\" or \"irreversible\", found \"maybe\""});
}

TEST_CASE("an error in one revision does not hide the next") {
  auto parsed = test::parse_text("revision ;\nupgrade { }\nrevision a2 'x';\nupgrade { foo; }\n");
  CHECK(parsed.errors() ==
        Errors{"E0101 1:10 expected the id of the revision, found \";\"", "E0101 4:11 expected a statement, found \"foo\""});
  REQUIRE(parsed.file.revisions.size() == 1);
  CHECK(parsed.file.revisions[0].header.id.text == "a2");
}

TEST_CASE("text outside a revision is one mistake") {
  CHECK(errors_of_file("create table t (a int);\ndrop table t;\nrevision a1; upgrade { }\n") ==
        Errors{"E0101 1:1 expected \"revision\", found \"create\""});
}

TEST_CASE("what is given twice is reported") {
  CHECK(errors_of_file("revision a1 author 'x' author 'y';") == Errors{"E0116 1:24 \"author\" is given twice"});
  CHECK(errors_of_file("revision a1;\nupgrade { }\nupgrade { }\ndowngrade auto;\ndowngrade { }\n") ==
        Errors{"E0116 3:1 \"upgrade\" is given twice", "E0116 5:1 \"downgrade\" is given twice"});
  CHECK(errors_of("sql $$a$$ undo $$b$$ undo $$c$$;") == Errors{"E0116 2:22 \"undo\" is given twice"});
}

TEST_CASE("a reserved word as a name is explained") {
  auto parsed = test::parse_body("create table select (a int);");
  CHECK(parsed.errors() == Errors{"E0101 2:14 expected a table name, found \"select\""});
  CHECK(parsed.diagnostics.all()[0].help ==
        std::vector<std::string>{"a query stands between dollar signs: $$ select ... $$",
                                 "\"select\" is a reserved word; as a name it stands in double quotes: \"select\""});
}

TEST_CASE("statements of the language that are not known yet are named") {
  CHECK(errors_of("alter view app.v alter column a set default 1;\nalter function f(int) no depends on extension x;\n"
                  "alter materialized view m set tablespace fast;\nalter trigger tr on t depends on extension x;\ndrop table t;") ==
        Errors{"E0117 2:1 \"alter view ... alter column\" is not part of the language yet",
               "E0117 3:1 \"alter function ... no depends\" is not part of the language yet",
               "E0117 4:1 \"alter materialized view ... set tablespace\" is not part of the language yet",
               "E0117 5:1 \"alter trigger\" is not part of the language yet"});
}

TEST_CASE("an unclosed parenthesis ends with its statement") {
  CHECK(errors_of("create table t (a int, b int;\nfoo;") ==
        Errors{"E0101 2:29 expected \",\" or \")\", found \";\"", "E0101 3:1 expected a statement, found \"foo\""});
  CHECK(errors_of("delete from t where a in (select 1;\nfoo;") ==
        Errors{"E0101 2:35 expected \")\", found \";\"", "E0101 3:1 expected a statement, found \"foo\""});
}

TEST_CASE("a between without its and is reported where the and is missing") {
  CHECK(errors_of("delete from t where a between 1 or 2;") == Errors{"E0101 2:33 expected \"and\", found \"or\""});
  CHECK(errors_of("delete from t where a between 1;") == Errors{"E0101 2:32 expected \"and\", found \";\""});
}
