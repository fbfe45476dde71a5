// Every row of tests/data/sqlite/ddl.csv: the library at hand does what was measured, and the compiler writes what each version can.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <set>
#include <sstream>

#include "rehearse/sqlite_connection.hpp"
#include "support/fake_project.hpp"
#include "support/files.hpp"
#include "support/measured_facts.hpp"

namespace galley::testing {
namespace {

std::vector<int> numbers_of(const std::string& version) {
  std::vector<int> numbers;
  std::istringstream stream(version);
  for (std::string part; std::getline(stream, part, '.');) numbers.push_back(std::stoi(part));
  return numbers;
}

bool covers(const std::string& range, const std::vector<int>& version) {
  const std::size_t dash = range.find('-');
  return numbers_of(range.substr(0, dash)) <= version && version <= numbers_of(range.substr(dash == std::string::npos ? 0 : dash + 1));
}

std::string linked_version() {
  std::string error;
  SqliteConnection connection(":memory:", SqliteConnection::Mode::read_write, error);
  return connection.query("SELECT sqlite_version()", error)->front().front();
}

/// "yes" or "no", with what comes first in a database of its own.
std::string outcome_here(const Record& fact) {
  const TemporaryFolder folder("facts");
  std::string error;
  SqliteConnection connection(folder / "test.db", SqliteConnection::Mode::read_write, error);
  for (const char* part : {"pragmas", "setup"})
    if (connection.run(fact.at(part), {})) return "no";
  std::string sql = fact.at("sql");
  if (const std::size_t copy = sql.find("'copy.db'"); copy != std::string::npos)
    sql.replace(copy, 9, "'" + (folder / "copy.db").string() + "'");
  return connection.run(sql, {}) ? "no" : "yes";
}

/// The statements of a case that make tables and the like; rows are not the compiler's business.
std::string history_of(const Record& fact, const std::string& statement) {
  std::string text = "revision a; upgrade {\n";
  std::istringstream setup(fact.at("setup") + ";");
  std::string one;
  for (std::string part; std::getline(setup, part, ';');) {
    one += (one.empty() ? "" : ";") + part;
    const bool is_open = one.find("CREATE TRIGGER") != std::string::npos && one.find("END") == std::string::npos;
    if (is_open) continue;
    const std::size_t begin = one.find_first_not_of(' ');
    if (begin != std::string::npos && !one.substr(begin).starts_with("INSERT"))
      text += fmt::format("sql on sqlite $${}$$ undo $$select 1$$;\n", one.substr(begin));
    one.clear();
  }
  return text + fmt::format("}}\nrevision b revises a; upgrade {{ {}; }}\n", statement);
}

/// "native", "rebuild", "other", or the code of the first error.
std::string written_for(int minor, const std::string& history) {
  const auto fake = make_project({{"a.mig", history}});
  const auto dialect = dialect_named("sqlite", {.target = fmt::format("3.{}", minor)});
  CompileOptions options;
  options.range = "a:b";
  std::optional<std::string> script;
  if (fake->project.graph) script = compile(fake->project, *dialect, options, fake->diagnostics);
  if (!script) {
    fake->diagnostics.sort_and_unique();
    for (const Diagnostic& diagnostic : fake->diagnostics.all())
      if (diagnostic.severity == Severity::error) return std::string(diagnostic.code);
  }
  const std::string_view body = std::string_view(*script).substr(script->find("== 1/1"));
  if (body.find("galley_new_") != std::string_view::npos) return "rebuild";
  return body.find("ALTER TABLE") == std::string_view::npos ? "other" : "native";
}

/// "25 rebuild; 35 native" at 3.34: "rebuild"
std::string expected_at(int minor, const std::string& written) {
  std::istringstream parts(written);
  std::string expected;
  for (std::string part; std::getline(parts, part, ';');) {
    std::istringstream words(part);
    int from = 0;
    std::string what;
    words >> from >> what;
    if (from <= minor) expected = what;
  }
  return expected;
}

constexpr int oldest_target = 25;

}  // namespace

TEST_CASE("every measured case ends on the library at hand as it did when it was measured", "[sqlite][facts]") {
  const std::string version = linked_version();
  int seen = 0;
  for (const Record& fact : records_of("sqlite/ddl.csv")) {
    if (!covers(fact.at("versions"), numbers_of(version))) continue;
    INFO(fact.at("id") << " on " << version << ": " << fact.at("pragmas") << " " << fact.at("setup") << "\n" << fact.at("sql"));
    CHECK(outcome_here(fact) == (fact.at("succeeds") == "yes" ? "yes" : "no"));
    ++seen;
  }
  CHECK(seen > 245);  // of 251 cases: each has one row for each version that was measured, and none between two where it changed
}

TEST_CASE("for each version the compiler writes the native form where it was measured to work, and else a rebuild", "[sqlite][facts]") {
  if (numbers_of(linked_version()) < numbers_of("3.40.0")) return;  // the compiler's parser of raw SQL would not know what came later
  std::map<std::string, Record> shapes;
  for (const Record& shape : records_of("sqlite/shapes.csv")) shapes.emplace(shape.at("id"), shape);
  const std::set<std::string> groups{"rename", "add column", "drop column", "alter constraints"};
  const std::vector<int> measured{25, 26, 30, 31, 34, 35, 36, 37, 38, 39, 40, 44, 48, 50, 51, 52, 53, 54};
  std::size_t rows = 0;
  for (const Record& fact : records_of("sqlite/ddl.csv")) {
    if (!groups.contains(fact.at("group"))) continue;
    REQUIRE(shapes.contains(fact.at("id")));
    const Record& shape = shapes.at(fact.at("id"));
    const std::string history = history_of(fact, shape.at("statement"));
    ++rows;
    for (const int minor : measured) {
      const bool is_covered = covers(fact.at("versions"), {3, minor, 0}) || covers(fact.at("versions"), {3, minor, 1}) ||
                              covers(fact.at("versions"), {3, minor, 2}) || covers(fact.at("versions"), {3, minor, 3});
      if (!is_covered || minor < oldest_target) continue;
      INFO(fact.at("id") << " for 3." << minor << ", measured: " << fact.at("succeeds") << " " << fact.at("error") << "\n" << history);
      const std::string written = written_for(minor, history);
      CHECK(written == expected_at(minor, shape.at("written")));
      if (written == "native") CHECK((fact.at("succeeds") != "no" || !shape.at("reason").empty()));
    }
  }
  CHECK(rows > 170);
}

}  // namespace galley::testing
