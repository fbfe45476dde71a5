#include "postgresql/quoting.hpp"

#include <catch2/catch.hpp>

#include "postgresql/raw_sql.hpp"

using namespace galley;
using namespace galley::postgresql;

namespace {

/// Texts with everything that ever broke a script, alone and in pairs.
std::vector<std::string> hostile_texts() {
  const std::vector<std::string> pieces{"",         "a",       "'",      "\"",   "\\", "\n",      "\r\n", "\t",      "$$",
                                        "$galley$", "$galley", "$",      ":x",   ":'", "--",      "/*",   "*/",      ";",
                                        "\\!",      "\\.",     "\x1b",   "\x7f", "%",  "\\gexec", "é",    "日",      "🐘",
                                        "\u202e",   "\u2028",  "\u200d", "it's", "E'", "\\'",     "''",   "\xc2\xa0"};
  std::vector<std::string> texts;
  for (const std::string& first : pieces) {
    for (const std::string& second : pieces) texts.push_back(first + second);
  }
  return texts;
}

/// The inside of 'it''s' as the server reads it.
std::string undoubled(const std::string& literal) {
  std::string out;
  for (std::size_t i = 1; i + 1 < literal.size(); ++i) {
    out += literal[i];
    if (literal[i] == '\'') ++i;
  }
  return out;
}

/// What the server's lexer takes as one token.
std::size_t tokens_in(const std::string& sql) {
  const RawTokens scanned = scan_raw(sql, raw_rules());
  CHECK_FALSE(scanned.fault.has_value());
  return scanned.tokens.size();
}

}  // namespace

TEST_CASE("names are quoted only where the server needs it") {
  const auto [name, expected] = GENERATE(table<std::string, std::string>({
      {"accounts", "accounts"},
      {"_a$1", "_a$1"},
      {"name", "name"},  // unreserved
      {"status", "status"},
      {"user", "\"user\""},  // reserved
      {"left", "\"left\""},  // may name functions and types only
      {"coalesce", "\"coalesce\""},
      {"json_table", "\"json_table\""},    // since 17
      {"system_user", "\"system_user\""},  // since 16
      {"Accounts", "\"Accounts\""},
      {"1st", "\"1st\""},
      {"$a", "\"$a\""},
      {"größe", "\"größe\""},
      {"a b", "\"a b\""},
      {"a\"b", "\"a\"\"b\""},
      {"", "\"\""},
  }));
  CHECK(identifier(name) == expected);
}

TEST_CASE("functions may have names that are no names for anything else") {
  CHECK(function_identifier("left") == "left");
  CHECK(function_identifier("coalesce") == "coalesce");
  CHECK(function_identifier("lower") == "lower");
  CHECK(function_identifier("user") == "\"user\"");
  CHECK(function_identifier("char") == "\"char\"");
}

TEST_CASE("plain strings stay as they are and what hides is made visible") {
  CHECK(string_literal("") == "''");
  CHECK(string_literal("it's") == "'it''s'");
  CHECK(string_literal("a\\b") == "'a\\b'");
  CHECK(string_literal("two\nlines\tand a tab") == "'two\nlines\tand a tab'");
  CHECK(string_literal(":name $$ \\!") == "':name $$ \\!'");
  CHECK(string_literal("a\r\n'\\b") == "E'a\\r\n''\\\\b'");
  CHECK(string_literal("\u202eabc") == "E'\\U0000202Eabc'");
}

TEST_CASE("a literal is one token and psql changes nothing in it, whatever the text") {
  for (const std::string& text : hostile_texts()) {
    CAPTURE(text);
    const std::string literal = string_literal(text);
    CHECK(tokens_in(literal) == 1);
    CHECK(without_psql_variables(literal) == literal);
    if (!literal.starts_with("E")) CHECK(undoubled(literal) == text);
    if (text.empty()) continue;
    const std::string name = identifier(text);
    CHECK(tokens_in(name) == 1);
    CHECK(without_psql_variables(name) == name);
  }
}

TEST_CASE("a dollar quote is closed by its own tag alone") {
  CHECK(dollar_quoted("x", "galley") == "$galley$x$galley$");
  CHECK(dollar_quoted("$galley$ $galley1$", "galley") == "$galley2$$galley$ $galley1$$galley2$");
  for (const std::string& text : hostile_texts()) {
    CAPTURE(text);
    CHECK(tokens_in(dollar_quoted(text, "galley")) == 1);
  }
}
