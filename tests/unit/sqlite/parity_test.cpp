// docs/parity.md: what each database does with each statement, as the compiler has it. GALLEY_UPDATE_GOLDEN=1 writes it anew.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <cstdlib>
#include <iterator>
#include <set>

#include "driver/lowering.hpp"
#include "sqlite/capabilities.hpp"
#include "support/fake_project.hpp"
#include "support/files.hpp"
#include "support/paths.hpp"
#include "support/text.hpp"

namespace galley::testing {
namespace {

constexpr std::size_t shown_width = 110;

/// One line of Markdown, in a cell of a table.
std::string cell(std::string_view text, bool cut) {
  std::string out;
  for (const char c : text) {
    const bool is_blank = c == ' ' || c == '\n';
    if (is_blank && (out.empty() || out.back() == ' ')) continue;
    if (cut && out.size() >= shown_width) return out + " ...";
    if (c == '|') out += '\\';
    out += is_blank ? ' ' : c;
  }
  return out;
}

/// The tables that are rebuilt, and what is dropped beside them.
std::string rebuilds_cell(const std::vector<Step>& steps) {
  constexpr std::string_view start = "CREATE TABLE galley_new_";
  std::string out;
  std::set<std::string> rebuilt;
  for (const Step& step : steps) {
    if (!step.sql.starts_with(start)) continue;
    const std::string table = step.sql.substr(start.size(), step.sql.find(' ', start.size()) - start.size());
    if (rebuilt.insert(table).second) out += fmt::format("{}`{}` is rebuilt", out.empty() ? "" : ", ", table);
  }
  if (out.empty()) return out;
  for (const Step& step : steps) {
    const bool is_drop = step.sql.starts_with("DROP VIEW ") || step.sql.starts_with("DROP TABLE ");
    if (is_drop &&
        std::none_of(rebuilt.begin(), rebuilt.end(), [&](const std::string& table) { return step.sql == "DROP TABLE " + table + ";"; }))
      out += fmt::format(", `{}`", cell(step.sql, true));
  }
  return out;
}

std::string statements_cell(const std::vector<Step>& steps) {
  constexpr std::size_t most = 3;
  std::string out;
  std::size_t count = 0;
  for (const Step& step : steps) {
    if (step.sql.empty()) continue;
    if (++count > most) continue;
    out += fmt::format("{}`{}`", out.empty() ? "" : " ", cell(step.sql, true));
  }
  return count > most ? fmt::format("{} and {} more", out, count - most) : out;
}

/// What the dialect makes of one statement: its SQL, what is said beside it, or the refusal.
std::string outcome(const std::string& prelude, const std::string& statement, std::string_view dialect_name) {
  const auto fake =
      make_project({{"a.mig", fmt::format("revision a; upgrade {{\n{}}}\nrevision b revises a; upgrade {{ {}; }}\n", prelude, statement)}});
  const auto dialect = dialect_named(dialect_name);
  const auto refused = [&]() -> std::string {
    fake->diagnostics.sort_and_unique();
    for (const Diagnostic& each : fake->diagnostics.all())
      if (each.severity == Severity::error) return fmt::format("refused ({}): {}", each.code, cell(each.text, false));
    return "refused";
  };
  const CompileOptions options;
  const auto plan = fake->project.graph ? make_plan(*fake->project.graph, Direction::upgrade, "a:b", fake->diagnostics) : std::nullopt;
  if (!plan) return refused();
  const Replay replayed = replay(*fake->project.graph, *plan, *dialect, replay_options_of(options), fake->diagnostics);
  if (fake->diagnostics.has_errors()) return refused();
  const std::vector<Step> steps = dialect->lower(replayed.steps.front(), {}, fake->diagnostics);
  if (fake->diagnostics.has_errors()) return refused();
  std::string out = rebuilds_cell(steps);
  if (out.empty()) out = statements_cell(steps);
  if (out.empty())
    out = std::any_of(steps.begin(), steps.end(), [](const Step& step) { return !step.proof.empty(); }) ? "a guard" : "nothing";
  std::vector<std::string> notes;
  for (const Step& step : steps)
    for (const std::string& note : step.notes)
      if (std::find(notes.begin(), notes.end(), note) == notes.end()) notes.push_back(note);
  for (const std::string& note : notes) out += fmt::format(" *{}*", cell(note, false));
  return out;
}

std::string versions() {
  using sqlite::Capabilities;
  struct Named {
    std::string_view what;
    bool Capabilities::*has;
  };
  const std::vector<Named> all{
      {"references of other tables follow RENAME TO whatever `foreign_keys` says", &Capabilities::renames_follow_keys},
      {"`pragma_table_xinfo`, which the guard of a rebuild reads", &Capabilities::lists_hidden_columns},
      {"generated columns", &Capabilities::generated_columns},
      {"ADD COLUMN looks at the rows, and refuses NOT NULL only where there are some", &Capabilities::add_column_tests_rows},
      {"UPDATE .. FROM", &Capabilities::update_from},
      {"DROP COLUMN", &Capabilities::drop_column},
      {"ADD COLUMN tests a CHECK on the rows", &Capabilities::add_column_checks_rows},
      {"STRICT tables", &Capabilities::strict_tables},
      {"`->` and `->>`", &Capabilities::json_operators},
      {"SET and DROP NOT NULL", &Capabilities::alter_not_null},
      {"ADD and DROP CONSTRAINT of a CHECK", &Capabilities::alter_check},
      {"DROP CONSTRAINT of a foreign key", &Capabilities::drop_foreign_key},
  };
  std::string out = "| from | SQLite has |\n| --- | --- |\n";
  for (int minor = sqlite::oldest_minor; minor <= sqlite::newest_minor; ++minor) {
    std::string found;
    for (const Named& each : all) {
      const auto now = sqlite::capabilities_of(fmt::format("3.{}", minor));
      const bool before = minor > sqlite::oldest_minor && (*sqlite::capabilities_of(fmt::format("3.{}", minor - 1))).*each.has;
      if ((*now).*each.has && !before) found += fmt::format("{}{}", found.empty() ? "" : "; ", each.what);
    }
    if (!found.empty()) out += fmt::format("| 3.{} | {} |\n", minor, found);
  }
  return out;
}

std::string page() {
  std::string prelude;
  std::string body;
  const std::string forms = read_file(source_folder() + "/tests/data/parity.txt");
  for (const std::string_view line : lines_of(forms)) {
    if (line.starts_with("> ")) {
      prelude += fmt::format("{}\n", line.substr(2));
    } else if (line.starts_with("## ")) {
      body += fmt::format("\n{}\n\n| statement | PostgreSQL 15 | SQLite 3.40 |\n| --- | --- | --- |\n", line);
    } else if (!line.empty()) {
      const std::string statement(line);
      body += fmt::format("| `{}` | {} | {} |\n", cell(statement, false), outcome(prelude, statement, "postgresql"),
                          outcome(prelude, statement, "sqlite"));
    }
  }
  return fmt::format(
      "# What each database does\n\n"
      "Made by a test from what the compiler writes: of each statement the SQL, or the tables that are rebuilt, or the refusal. *What is "
      "said beside it* stands in\n"
      "the script as a comment; nothing is left out in silence. A refusal says what to write instead, mostly `on postgresql {{ }}` and `on "
      "sqlite {{ }}`.\n\n"
      "The statements stand on these tables:\n\n```mig\n{}```\n{}"
      "\n## Versions of SQLite\n\nThe target (`--target sqlite:3.35`) decides between SQLite's own ALTER TABLE and a rebuild of the "
      "table:\n\n{}\n{}",
      prelude, body, versions(), read_file(source_folder() + "/tests/data/parity-versions.txt"));
}

}  // namespace

TEST_CASE("docs/parity.md says what the compiler does", "[parity]") {
  const std::string file = source_folder() + "/docs/parity.md";
  const std::string now = page();
  if (std::getenv("GALLEY_UPDATE_GOLDEN") != nullptr && std::getenv("CI") == nullptr) write_file(file, now);
  CHECK(diff(now, read_file(file)) == "");
}

}  // namespace galley::testing
