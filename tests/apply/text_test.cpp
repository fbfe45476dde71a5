// Whatever a user writes stays inside its literal, name or comment: applied with psql, nothing of it is run, and every byte arrives.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <filesystem>
#include <random>

#include "support/fake_project.hpp"
#include "support/files.hpp"
#include "support/server.hpp"
#include "support/text.hpp"

namespace galley::testing {
namespace {

constexpr int rounds = 60;

/// Pieces that end a literal, a name, a comment or a command somewhere, or that psql or a terminal acts on.
std::vector<std::string> fragments(const std::string& canary) {
  return {"\n",
          "\r\n",
          "\r",
          "\t",
          "\\",
          "\\\\",
          "'",
          "''",
          "\"",
          "\"\"",
          "$$",
          "$galley$",
          "$galley1$",
          ":name",
          ":'name'",
          ":\"name\"",
          ":{?name}",
          "--",
          "/*",
          "*/",
          ";",
          "\\;",
          "\\gexec\n",
          "\\q\n",
          "\\endif\n",
          "\\if true\n",
          "\\x41",
          "E'",
          "U&'",
          "%s",
          "%",
          "{}",
          "\x01",
          "\x1b[31m",
          "\x7f",
          "\xc2\x85",
          "\xe2\x80\xa8",
          "\xe2\x80\xae",
          "\xe2\x81\xa6",
          "\xef\xbb\xbf",
          "\xc3\xa9",
          "\xf0\x9f\x90\x98",
          "a",
          " ",
          "\n\\! touch " + canary + "\n",
          "`touch " + canary + "`",
          "'; DROP TABLE canary; --",
          "\"; DROP TABLE canary; --",
          "\nDROP TABLE canary;\n",
          "$galley$; DROP TABLE canary; --",
          "*/ DROP TABLE canary; --"};
}

class Texts {
 public:
  Texts(unsigned seed, std::vector<std::string> pieces) : random_(seed), pieces_(std::move(pieces)) {}

  /// Never empty, at most `bytes` long.
  std::string next(std::size_t bytes) {
    std::string text;
    const std::size_t count = 1 + random_() % 6;
    for (std::size_t i = 0; i < count; ++i) {
      const std::string& piece = pieces_[random_() % pieces_.size()];
      if (text.size() + piece.size() <= bytes) text += piece;
    }
    return text.empty() ? "x" : text;
  }

 private:
  std::minstd_rand random_;
  std::vector<std::string> pieces_;
};

std::string in_quotes(std::string_view text, char quote) {
  std::string out(1, quote);
  for (const char c : text) out.append(c == quote ? 2 : 1, c);
  return out + quote;
}
std::string literal(std::string_view text) { return in_quotes(text, '\''); }

std::string hex(std::string_view text) {
  std::string out;
  for (const char c : text) out += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return out;
}

struct Written {
  std::string name, column, comment, column_comment, value, default_value, inserted, message;
};

std::string statements_with(const Written& w) {
  const std::string table = in_quotes(w.name, '"');
  const std::string column = in_quotes(w.column, '"');
  return fmt::format(
      "  create enum e as ('a', {});\n"
      "  create table {} (id int primary key, {} text default {}) comment {};\n"
      "  comment on column {}.{} is {};\n"
      "  insert into {} (id) values (1);\n"
      "  insert into {} (id, {}) values (2, {});\n"
      "  require no rows $$select 1 where false$$ else {};\n",
      literal(w.value), table, column, literal(w.default_value), literal(w.comment), table, column, literal(w.column_comment), table, table,
      column, literal(w.inserted), literal(w.message));
}

std::optional<std::string> script_of(const std::string& migration) {
  const auto fake = make_project({{"a.mig", migration}});
  DialectOptions options;
  options.target = std::to_string(PostgresServer::major_version());
  return compile(fake->project, *dialect_named("postgresql", options), {}, fake->diagnostics);
}

/// In hexadecimal, what has arrived; in the order of the members.
std::string arrived(const PostgresDatabase& database) {
  return database.query(R"(
CREATE FUNCTION pg_temp.hex(text) RETURNS text LANGUAGE sql AS $$ SELECT encode(convert_to($1, 'UTF8'), 'hex') $$;
SELECT pg_temp.hex(enumlabel::text) FROM pg_enum WHERE enumlabel <> 'a';
SELECT pg_temp.hex(relname::text), pg_temp.hex(obj_description(oid, 'pg_class')) FROM pg_class
 WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname NOT IN ('canary', 'galley_version', 'galley_step');
SELECT pg_temp.hex(a.attname::text), pg_temp.hex(col_description(a.attrelid, a.attnum)) FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
 WHERE a.attnum = 2 AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname NOT IN ('canary', 'galley_version', 'galley_step');
SELECT format('SELECT pg_temp.hex(%I) FROM public.%I ORDER BY id', a.attname, c.relname) FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
 WHERE a.attnum = 2 AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname NOT IN ('canary', 'galley_version', 'galley_step') \gexec
)");
}

std::string wanted(const Written& w) {
  return fmt::format("{}\n{}|{}\n{}|{}\n{}\n{}\n", hex(w.value), hex(w.name), hex(w.comment), hex(w.column), hex(w.column_comment),
                     hex(w.default_value), hex(w.inserted));
}

}  // namespace

TEST_CASE("user text stays in its literal, name or comment", "[postgresql][text]") {
  const PostgresServer* server = PostgresServer::find();
  if (server == nullptr) return;
  TemporaryFolder folder("canary");
  const std::filesystem::path canary = folder / "ran";
  Texts texts(4, fragments(canary.string()));
  int applied = 0;
  int headers = 0;
  for (int round = 0; round < rounds; ++round) {
    constexpr std::size_t identifier_bytes = 63;
    constexpr std::size_t text_bytes = 400;
    const Written w{.name = texts.next(identifier_bytes - 8),
                    .column = texts.next(identifier_bytes),
                    .comment = texts.next(text_bytes),
                    .column_comment = texts.next(text_bytes),
                    .value = "v" + texts.next(identifier_bytes - 1),
                    .default_value = texts.next(text_bytes),
                    .inserted = texts.next(text_bytes),
                    .message = texts.next(text_bytes)};
    const std::string header = fmt::format("revision r1 {} author {} ticket {};\n", literal(texts.next(text_bytes)),
                                           literal(texts.next(text_bytes)), literal(texts.next(text_bytes)));
    const std::string body = "upgrade {\n" + statements_with(w) + "}\n";
    std::optional<std::string> script = script_of(header + body);
    if (script)
      ++headers;
    else
      script = script_of("revision r1;\n" + body);  // a header may be refused, and is no reason not to try the rest
    if (!script) continue;
    const PostgresDatabase database(*server);
    REQUIRE(database.psql("CREATE TABLE canary (a int)").exit == 0);
    const RunResult result = database.psql(*script);
    INFO(*script << "\n" << result.err);
    REQUIRE(result.exit == 0);
    CHECK_FALSE(std::filesystem::exists(canary));
    CHECK(database.query("SELECT to_regclass('public.canary') IS NOT NULL") == "t\n");
    CHECK(database.query("SELECT version_num FROM galley_version") == "r1\n");
    CHECK(arrived(database) == wanted(w));
    ++applied;
  }
  CHECK(applied > rounds / 3);
  CHECK(headers > rounds / 6);
}

TEST_CASE("the message of a requirement arrives as it was written", "[postgresql][text]") {
  const PostgresServer* server = PostgresServer::find();
  if (server == nullptr) return;
  const PostgresDatabase database(*server);
  const std::optional<std::string> script =
      script_of("revision r1; upgrade { require no rows $$select 1$$ else 'it''s 100% :name \\! $galley$ {} \"so\"'; }\n");
  REQUIRE(script);
  const RunResult result = database.psql(*script);
  CHECK(result.exit == 3);
  CHECK_THAT(result.err, Catch::Contains("GAL-D03: it's 100% :name \\! $galley$ {} \"so\""));
}

TEST_CASE("unqualified names in raw text are those of the default schema", "[postgresql][text]") {
  const PostgresServer* server = PostgresServer::find();
  if (server == nullptr) return;
  const PostgresDatabase database(*server);
  const std::optional<std::string> script = script_of(
      "revision r1; upgrade {\n"
      "  create table t (id int primary key, v text);\n"
      "  sql $$insert into t values (1, 'A')$$ undo $$delete from t$$;\n"
      "  create view w as $$select id, lower(v) as v from t$$;\n"
      "  create function f() returns bigint language sql as $$select count(*) from t$$;\n"
      "  create function g() returns bigint language plpgsql as $$begin return (select count(*) from w); end$$;\n"
      "  require rows $$select 1 from w where v = 'a'$$ else 'nothing';\n"
      "}\n");
  REQUIRE(script);
  const RunResult result = database.psql(*script);
  INFO(*script << "\n" << result.err);
  REQUIRE(result.exit == 0);
  CHECK(database.query("SELECT v, f(), g() FROM w") == "a|1|1\n");
}

TEST_CASE("a function of the same name elsewhere is not taken for a built-in one", "[postgresql][text]") {
  const PostgresServer* server = PostgresServer::find();
  if (server == nullptr) return;
  const PostgresDatabase database(*server);
  REQUIRE(database.psql("CREATE FUNCTION public.lower(varchar) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT 'evil' $$;").exit == 0);
  const std::optional<std::string> script = script_of(
      "revision r1; upgrade {\n  create table t (id int primary key, v varchar(9), l text generated always as (lower(v)) stored);\n"
      "  insert into t (id, v) values (1, 'ABC');\n}\n");
  REQUIRE(script);
  const RunResult result = database.psql(*script);
  INFO(result.err);
  REQUIRE(result.exit == 0);
  CHECK(database.query("SELECT l FROM t") == "abc\n");
}

}  // namespace galley::testing
