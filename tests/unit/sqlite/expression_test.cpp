// docs/sqlite-expressions.md, read row by row: what it says is what is written.
#include <catch2/catch.hpp>
#include <fstream>
#include <set>
#include <sstream>

#include "galley/syntax.hpp"
#include "sqlite/expressions.hpp"
#include "sqlite/functions.hpp"
#include "support/paths.hpp"
#include "unit/sqlite/support.hpp"

using namespace galley;
using namespace galley::test;

namespace {

std::string page() {
  std::ostringstream text;
  text << std::ifstream(testing::source_folder() + "/docs/sqlite-expressions.md").rdbuf();
  return text.str();
}

/// From a heading to the next one.
std::string chapter(const std::string& title) {
  const std::string text = page();
  const std::size_t begin = text.find("## " + title);
  REQUIRE(begin != std::string::npos);
  return text.substr(begin, text.find("\n## ", begin) - begin);
}

std::string unquoted(std::string cell) {
  cell.erase(0, cell.find_first_not_of(' '));
  cell.erase(cell.find_last_not_of(' ') + 1);
  if (cell.starts_with('`') && cell.ends_with('`') && cell.find('`', 1) == cell.size() - 1) cell = cell.substr(1, cell.size() - 2);
  for (std::size_t at = cell.find("\\|"); at != std::string::npos; at = cell.find("\\|", at)) cell.erase(at, 1);
  return cell;
}

/// The rows of a chapter's table: two cells each.
std::vector<std::pair<std::string, std::string>> rows(const std::string& title) {
  std::vector<std::pair<std::string, std::string>> found;
  std::istringstream lines(chapter(title));
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("| `")) continue;
    const std::size_t middle = line.find(" | ");
    found.emplace_back(unquoted(line.substr(2, middle - 2)), unquoted(line.substr(middle + 3, line.rfind('|') - middle - 3)));
  }
  REQUIRE(found.size() > 5);
  return found;
}

Expression parsed(const std::string& text) {
  SourceSet sources;
  Diagnostics diagnostics;
  const ast::File file = parse(sources, sources.add("x.mig", "revision x; upgrade { update t set a = (" + text + "); }"), diagnostics);
  for (const Diagnostic& diagnostic : diagnostics.all()) FAIL(diagnostic.text);
  return std::get<ast::Update>(file.revisions.at(0).upgrade.at(0).what).assignments.at(0).value;
}

}  // namespace

TEST_CASE("every translation of the page is what is written, and SQLite reads it") {
  Database database;
  database.apply({"CREATE TABLE t (a, b, c)", "INSERT INTO t VALUES ('12', '3', '4')"});
  for (const auto& [written, expected] : rows("What becomes something else")) {
    INFO(written);
    Bench bench;
    CHECK(sqlite::write_expression(parsed(written), sqlite::Place::data, bench.context) == expected);
    CHECK(bench.diagnostics.all().empty());
    static_cast<void>(database.query("SELECT " + (written == "a ->> 'k'" ? std::string("1") : expected) + " FROM t"));
  }
}

TEST_CASE("everything the page refuses is refused, in its words") {
  for (const auto& [written, reason] : rows("What is refused")) {
    INFO(written);
    Bench bench;
    static_cast<void>(sqlite::write_expression(parsed(written), sqlite::Place::data, bench.context));
    REQUIRE(bench.diagnostics.error_count() == 1);
    CHECK(unquoted(bench.diagnostics.all().front().text) == reason + " has no counterpart in SQLite");
  }
}

TEST_CASE("the page lists every function, and SQLite knows each under its own name") {
  const std::string chapter_text = chapter("Functions");
  std::set<std::string> listed;
  for (std::size_t at = chapter_text.find('`'); at != std::string::npos;) {
    const std::size_t end = chapter_text.find('`', at + 1);
    listed.insert(chapter_text.substr(at + 1, end - at - 1));
    at = chapter_text.find('`', end + 1);
  }
  Database database;
  for (const sqlite::Function& function : sqlite::functions()) {
    INFO(function.name);
    CHECK(listed.erase(std::string(function.name)) == 1);
    if (function.sqlite.empty()) continue;
    CHECK(database.query("SELECT count(*) > 0 FROM pragma_function_list WHERE name = '" + std::string(function.sqlite) + "'") == "1");
  }
  CHECK(listed.empty());
}

TEST_CASE("a random UUID has the form of version 4") {
  Bench bench;
  const std::string sql = sqlite::write_expression(call("gen_random_uuid"), sqlite::Place::data, bench.context);
  Database database;
  for (int i = 0; i < 50; ++i) {
    const std::string uuid = database.query("SELECT " + sql);
    INFO(uuid);
    REQUIRE(uuid.size() == 36);
    CHECK(uuid[14] == '4');
    CHECK(std::string("89ab").find(uuid[19]) != std::string::npos);
    CHECK(uuid.find_first_not_of("0123456789abcdef-") == std::string::npos);
  }
}

TEST_CASE("what a definition may not hold is refused there") {
  const auto errors = [](const Expression& expression, sqlite::Place place) {
    Bench bench;
    static_cast<void>(sqlite::write_expression(expression, place, bench.context));
    return bench.diagnostics.error_count();
  };
  CHECK(errors(call("now"), sqlite::Place::stored) == 1);
  CHECK(errors(call("now"), sqlite::Place::check) == 0);
  CHECK(errors(call("random"), sqlite::Place::check) == 1);
  CHECK(errors(call("random"), sqlite::Place::default_value) == 0);
  CHECK(errors(parsed("(select 1)"), sqlite::Place::check) == 1);
  CHECK(errors(parsed("(select 1)"), sqlite::Place::data) == 0);
}

TEST_CASE("a column of the table loses its prefix in a definition only") {
  Bench bench;
  const Expression qualified = parsed("t.a > 0");
  CHECK(sqlite::write_expression(qualified, sqlite::Place::check, bench.context) == "a > 0");
  CHECK(sqlite::write_expression(qualified, sqlite::Place::data, bench.context) == "t.a > 0");
}
