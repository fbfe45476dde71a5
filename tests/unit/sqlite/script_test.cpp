// Whole scripts on files, by the sqlite3 shell: a clean run, a second one, the wrong place, a cut at every line end, and a
// client that goes on after errors.
#include <catch2/catch.hpp>

#include "sqlite/dialect.hpp"
#include "support/sqlite.hpp"
#include "unit/sqlite/support.hpp"

using namespace galley;
using namespace galley::test;
using galley::testing::RunResult;
using galley::testing::SqliteDatabase;

namespace {

/// The shell as a DBA runs it.
struct Shell {
  SqliteDatabase database;

  RunResult run(const std::string& script, const std::vector<std::string>& arguments = {"-bail"}) const {
    return database.shell(script, arguments);
  }
  std::string dump() const { return run(".dump\n").out; }
};

DialectOptions options_with(bool foreign_keys) {
  DialectOptions options;
  options.foreign_keys = foreign_keys;
  return options;
}

Section section_of(int number, std::vector<Operation> operations) {
  Section section;
  section.number = number;
  section.place = number;
  section.title = "it's step " + std::to_string(number);
  Diagnostics diagnostics;
  section.steps = steps(std::move(operations), diagnostics);
  REQUIRE_FALSE(diagnostics.has_errors());
  return section;
}

const Table users =
    table("users", {column("id", type(TypeKind::integer), true), column("name", type(TypeKind::text))}, {primary_key("pk_users", {"id"})});
const Table notes = table("notes", {column("id", type(TypeKind::integer), true), column("user_id", type(TypeKind::integer))},
                          {primary_key("pk_notes", {"id"}), foreign_key("fk_notes_user", "user_id", "users", ReferentialAction::cascade)});

RevisionInScript revision(std::string_view id, VersionRowChange change) {
  RevisionInScript result;
  result.id = id;
  result.change = std::move(change);
  return result;
}

/// base -> a1: two tables and rows
Script first() {
  Script script;
  script.project = "shop";
  script.from_text = "base";
  script.to_text = "a1";
  script.path = {{}, {"a1"}};
  script.revisions = {revision("a1", {.deletes = {}, .update = {}, .inserts = {"a1"}})};
  script.sections = {section_of(
      1, {operation(CreateTable{users}, nullptr, &users), operation(CreateTable{notes}, nullptr, &notes),
          operation(InsertRows{users.name, {"id", "name"}, {}, {{number("1"), text("a\n.shell\n/\nb")}, {number("2"), text("it's")}}},
                    &users, &users),
          operation(InsertRows{notes.name, {"id", "user_id"}, {}, {{number("7"), number("1")}}}, &notes, &notes)})};
  return script;
}

/// a1 -> c3: a native change, then a rebuild
Script second(bool rebuilds) {
  Table added = users;
  added.columns.push_back(column("mail", type(TypeKind::text)));
  Table required = added;
  required.columns[1].not_null = true;
  Script script;
  script.project = "shop";
  script.from_text = "a1";
  script.to_text = "c3";
  script.path = {{"a1"}, {"b2"}, {"c3"}};
  script.revisions = {revision("b2", {.deletes = {}, .update = {{"a1", "b2"}}, .inserts = {}}),
                      revision("c3", {.deletes = {}, .update = {{"b2", "c3"}}, .inserts = {}})};
  script.sections.push_back(section_of(1, {operation(AddColumn{users.name, added.columns.back(), {}}, &users, &added)}));
  std::vector<Operation> last;
  if (rebuilds) last.push_back(operation(SetColumnNotNull{users.name, "name", true}, &added, &required));
  last.push_back(operation(UpdateRows{users.name, {{"mail", text("none")}}, std::nullopt}, &added, &added));
  script.sections.push_back(section_of(2, std::move(last)));
  return script;
}

std::string written(const Script& script, bool foreign_keys) {
  std::string error;
  return make_sqlite(options_with(foreign_keys), error)->write(script, SourceSet());
}

std::string up_to_line(const std::string& text, std::size_t end) { return text.substr(0, end + 1); }

}  // namespace

TEST_CASE("a script runs once; a second run refuses with a code and changes nothing") {
  const bool foreign_keys = GENERATE(false, true);
  const bool rebuilds = GENERATE(false, true);
  if (!SqliteDatabase::has_shell()) return;
  const Shell shell;
  const std::string up = written(first(), foreign_keys);
  const RunResult made = shell.run(up);
  INFO(made.err);
  REQUIRE(made.exit == 0);
  CHECK(made.out == "== preflight\n== 1/1  a1  it's step 1\n== done: a1\n");
  const std::string more = written(second(rebuilds), foreign_keys);
  const RunResult changed = shell.run(more);
  INFO(changed.err);
  REQUIRE(changed.exit == 0);
  const std::string dump = shell.dump();
  CHECK(dump.find("INSERT INTO notes VALUES(7,1)") != std::string::npos);
  CHECK(dump.find("INSERT INTO galley_version VALUES('c3')") != std::string::npos);
  for (const std::string& again : {up, more}) {
    const RunResult refused = shell.run(again);
    CHECK(refused.exit == 1);
    CHECK(refused.err.find("GAL-G01: the database is not at") != std::string::npos);
    CHECK(shell.dump() == dump);
  }
}

TEST_CASE("a script refuses a database that is not its own") {
  if (!SqliteDatabase::has_shell()) return;
  const Shell shell;
  const RunResult refused = shell.run(written(second(true), false));
  CHECK(refused.exit == 1);
  CHECK(refused.err.find("GAL-P03: the database has no table galley_version") != std::string::npos);
}

TEST_CASE("a script cut off at any line leaves what was there, and runs whole afterwards") {
  const bool rebuilds = GENERATE(false, true);
  const std::string more = written(second(rebuilds), rebuilds);
  if (!SqliteDatabase::has_shell()) return;
  const Shell shell;
  REQUIRE(shell.run(written(first(), false)).exit == 0);
  const std::string before = shell.dump();
  const std::size_t commit = more.find("\nCOMMIT;\n");
  for (std::size_t end = more.find('\n'); end < commit; end = more.find('\n', end + 1)) {
    static_cast<void>(shell.run(up_to_line(more, end)));
    INFO(up_to_line(more, end));
    REQUIRE(shell.dump() == before);
  }
  CHECK(shell.run(more).exit == 0);
}

TEST_CASE("without .bail a failed guard still makes the commit impossible where foreign keys are on") {
  if (!SqliteDatabase::has_shell()) return;
  const Shell shell;
  std::string up = written(first(), true);
  REQUIRE(shell.run(up).exit == 0);
  std::string more = written(second(false), true);
  REQUIRE(shell.run(more).exit == 0);
  const std::string dump = shell.dump();
  more.erase(more.find(".bail on\n"), 9);
  const RunResult refused = shell.run(more, {});
  CHECK(refused.err.find("GAL-G11") != std::string::npos);
  CHECK(shell.dump() == dump);
}

TEST_CASE("a rebuild that would leave rows without what they refer to is refused") {
  if (!SqliteDatabase::has_shell()) return;
  const Shell shell;
  REQUIRE(shell.run(written(first(), false)).exit == 0);
  Script script = second(true);
  Step orphan;
  orphan.sql = "DELETE FROM users WHERE id = 1;";
  script.sections.back().steps.push_back(orphan);
  const std::string dump = shell.dump();
  const RunResult refused = shell.run(written(script, false));
  CHECK(refused.exit == 1);
  CHECK(refused.err.find("GAL-G04") != std::string::npos);
  CHECK(shell.dump() == dump);
}

TEST_CASE("the same connection can run one script after the other") {
  const bool foreign_keys = GENERATE(false, true);
  if (!SqliteDatabase::has_shell()) return;
  const Shell shell;
  const RunResult both = shell.run(written(first(), foreign_keys) + written(second(false), foreign_keys));
  INFO(both.err);
  CHECK(both.exit == 0);
}

TEST_CASE("a downgrade that destroys data has to be accepted") {
  Script script = second(false);
  script.direction = Direction::downgrade;
  script.losses = {"column users.mail and its values"};
  std::string error;
  const std::unique_ptr<Dialect> dialect = make_sqlite({}, error);
  Diagnostics diagnostics;
  dialect->check_script(script, diagnostics);
  REQUIRE(diagnostics.error_count() == 1);
  CHECK(diagnostics.all().front().notes.front().text == "lost: column users.mail and its values");
  CHECK(diagnostics.all().front().help.front() == "compile with --accept-data-loss when that is meant");
  script.accept_data_loss = true;
  Diagnostics accepted;
  dialect->check_script(script, accepted);
  CHECK(accepted.all().empty());
}
