// One script for databases at different revisions, from every set of revisions that a database can have.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <cstdint>

#include "galley_runs.hpp"
#include "support/fake_project.hpp"
#include "support/files.hpp"
#include "support/text.hpp"
#include "target.hpp"

namespace fs = std::filesystem;

namespace galley::testing {
namespace {

fs::path graph_project() { return repository() / "tests/apply/any-revision"; }

std::string compiled(const fs::path& project, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {"upgrade", "-d", "postgresql", "--idempotent"});
  return galley_output(project, arguments);
}

/// The version rows of every set of revisions that holds all that its members need, "" for none.
std::vector<std::string> all_starts(const fs::path& project) {
  std::vector<NamedText> files;
  for (const std::string& file : files_below(project / "migrations")) files.emplace_back(file, read_file(project / "migrations" / file));
  const auto fake = make_project(files);
  REQUIRE(fake->project.graph);
  const RevisionGraph& graph = *fake->project.graph;
  REQUIRE(graph.size() < 20);
  std::vector<std::string> starts;
  for (std::uint32_t bits = 0; bits < std::uint32_t{1} << graph.size(); ++bits) {
    RevisionSet set(graph.size());
    std::vector<RevisionIndex> members;
    for (RevisionIndex i = 0; i < graph.size(); ++i) {
      if ((bits >> i & 1U) == 0) continue;
      set[i] = true;
      members.push_back(i);
    }
    if (graph.with_ancestors(members) != set) continue;
    std::vector<std::string> rows;
    for (const RevisionIndex row : graph.rows_of(set)) rows.push_back(graph.id(row));
    starts.push_back(fmt::format("{}", fmt::join(rows, ",")));
  }
  return starts;
}

State after(const std::string& script) {
  const auto target = fresh_target("postgresql");
  apply_well(*target, script);
  return state_of(*target);
}

void same(const State& found, const State& wanted) {
  CHECK(found.version_rows == wanted.version_rows);
  CHECK(diff(wanted.schema, found.schema) == "");
  CHECK(diff(wanted.data, found.data) == "");
}

/// Sections that were not skipped, as the script for psql announces them.
std::size_t sections_in(std::string_view output) {
  std::size_t found = 0;
  for (const std::string_view line : lines_of(output))
    if (line.starts_with("== ") && line.find('/') != std::string_view::npos) ++found;
  return found;
}

/// From each start: the end of a fresh upgrade; and a second run does nothing.
void prove_from_everywhere(const fs::path& project, const std::string& script) {
  const State wanted = after(upgrade_script(project, "postgresql", "heads"));
  for (const std::string& rows : all_starts(project)) {
    INFO("from \"" << rows << "\"");
    const auto target = fresh_target("postgresql");
    if (!rows.empty()) apply_well(*target, upgrade_script(project, "postgresql", rows));
    apply_well(*target, script);
    same(state_of(*target), wanted);
    const RunResult again = target->apply(script);
    INFO(again.out << again.err);
    CHECK(again.exit == 0);
    CHECK(sections_in(again.out) == 0);
    same(state_of(*target), wanted);
  }
}

/// Revisions in two lines that merge every ten, so that there are edges of every kind.
std::vector<NamedText> long_history(int revisions) {
  std::string text = "revision r0; upgrade { create table t0 (id int primary key); }\n";
  for (int i = 1; i < revisions; ++i) {
    const std::string needs = i % 10 == 0 && i > 10 ? fmt::format("revises r{} depends on r{}", i - 1, i - 11)
                              : i % 10 == 5         ? fmt::format("revises r{}", i - 5)
                                                    : fmt::format("revises r{}", i - 1);
    text += fmt::format("revision r{} {}; upgrade {{ create table t{} (id int primary key); alter table t{} add column c{} int; }}\n", i,
                        needs, i, i % 10 == 0 || i % 10 == 5 ? i : i - 1, i);
  }
  return {{"a.mig", text}};
}

std::size_t size_of_script(int revisions) {
  CompileOptions options;
  options.range = "heads";
  options.idempotent = true;
  return compile_text("postgresql", long_history(revisions), options).size();
}

/// A database at these rows of the graph, and the script for all of them.
struct Place {
  std::unique_ptr<Target> target = fresh_target("postgresql");
  std::string script = target ? compiled(graph_project(), {"heads"}) : std::string();

  explicit Place(const std::string& rows) {
    if (target) apply_well(*target, upgrade_script(graph_project(), "postgresql", rows));
  }
  void refused(const std::string& code) const {
    const State before = state_of(*target);
    const RunResult result = target->apply(script);
    INFO(result.err);
    CHECK(result.exit == target->failure());
    CHECK_THAT(result.err, Catch::Contains(code));
    CHECK((state_of(*target) == before));
  }
};

}  // namespace

TEST_CASE("one script brings a database up from every set of version rows", "[postgresql][any-revision]") {
  if (!fresh_target("postgresql")) return;
  CHECK(all_starts(graph_project()).size() > 40);
  prove_from_everywhere(graph_project(), compiled(graph_project(), {"heads"}));
}

TEST_CASE("so does a plain one", "[postgresql][any-revision]") {
  if (!fresh_target("postgresql")) return;
  for (const char* name : {"diamond", "dependency"}) {
    const fs::path project = apply_case(name);
    prove_from_everywhere(project, compiled(project, {"--runner", "plain", "heads"}));
  }
}

TEST_CASE("a plain one whose preflight has refused does nothing, and says so at its end", "[postgresql][any-revision]") {
  const auto target = fresh_target("postgresql");
  if (!target) return;
  const fs::path project = apply_case("diamond");
  apply_well(*target, upgrade_script(project, "postgresql", "b1"));
  static_cast<void>(target->query("INSERT INTO galley_version VALUES ('strange')"));
  const State before = state_of(*target);
  const RunResult result = target->apply("\\set ON_ERROR_STOP off\n" + compiled(project, {"--runner", "plain", "heads"}));
  CHECK_THAT(result.err, Catch::Contains("GAL-P09") && Catch::Contains("GAL-G09") && Catch::Contains("GAL-G10"));
  CHECK((state_of(*target) == before));
}

TEST_CASE("version rows that cannot be are refused before anything changes", "[postgresql][any-revision]") {
  const Place place("b1,c1");
  if (!place.target) return;
  const auto [rows, code] = GENERATE(table<const char*, const char*>({
      {"INSERT INTO galley_version VALUES ('strange')", "strange"},
      {"UPDATE galley_version SET version_num = 'b9' WHERE version_num = 'b1'", "b9"},
      {"INSERT INTO galley_version VALUES ('a')", "imply"},
  }));
  static_cast<void>(place.target->query(rows));
  place.refused("GAL-P09");
  place.refused(code);
}

TEST_CASE("a table is compared before the first revision that is to change it", "[postgresql][any-revision]") {
  SECTION("as the revisions before have left it") {
    const Place place("b1");
    if (!place.target) return;
    static_cast<void>(place.target->query("ALTER TABLE people ALTER COLUMN name TYPE varchar(7)"));
    place.refused("GAL-P06");
  }
  SECTION("not where a later one came first, which it does not know of; but before the next one") {
    const Place place("c1");
    if (!place.target) return;
    static_cast<void>(place.target->query("ALTER TABLE people ALTER COLUMN name TYPE varchar(7)"));
    const RunResult result = place.target->apply(place.script);
    CHECK_THAT(result.err, Catch::Contains("GAL-G06") && Catch::Contains("public.people"));
    CHECK(place.target->version_rows() == "b2,e,x1");  // the first that comes after it in the order
  }
}

TEST_CASE("a script for a part of the graph leaves the rest alone, and starts where it was told to", "[postgresql][any-revision]") {
  const auto target = fresh_target("postgresql");
  if (!target) return;
  apply_well(*target, upgrade_script(graph_project(), "postgresql", "e"));
  const RunResult result = target->apply(compiled(graph_project(), {"b2"}));
  INFO(result.err);
  CHECK(result.exit == 0);
  CHECK_THAT(result.err, Catch::Contains("GAL-P16"));
  CHECK(target->version_rows() == "b2,e");
  const RunResult refused = target->apply(compiled(graph_project(), {"b2,x1:heads"}));
  CHECK(refused.exit == target->failure());
  CHECK_THAT(refused.err, Catch::Contains("GAL-P09") && Catch::Contains("x1"));
  apply_well(*target, compiled(graph_project(), {"b2:heads"}));
  CHECK(target->version_rows() == "d,e");
}

TEST_CASE("an idempotent script that another one overtakes stops", "[postgresql][any-revision]") {
  const Place place("a");
  if (!place.target) return;
  std::string script = place.script;
  const std::size_t at = script.find("\nBEGIN;\n", script.find("galley_next() = 2"));
  REQUIRE(at != std::string::npos);
  script.insert(at + 1, "UPDATE public.galley_version SET version_num = 'b2';\n");
  const RunResult result = place.target->apply(script);
  CHECK(result.exit == place.target->failure());
  CHECK_THAT(result.err, Catch::Contains("GAL-G01"));
}

TEST_CASE("the size of an idempotent script is linear in the number of revisions") {
  const std::size_t one = size_of_script(1000);
  const std::size_t two = size_of_script(2000);
  INFO(one << " and " << two << " bytes");
  CHECK(static_cast<double>(two) / static_cast<double>(one) > 1.95);
  CHECK(static_cast<double>(two) / static_cast<double>(one) < 2.06);
}

TEST_CASE("what one script for databases at different revisions cannot be is refused with the reason") {
  const auto refused = [](std::vector<std::string> arguments) {
    const RunResult result = galley(graph_project(), std::move(arguments));
    CHECK(result.exit == 2);
    CHECK(result.out.empty());
    return result.err;
  };
  CHECK_THAT(refused({"upgrade", "-d", "sqlite", "--idempotent", "heads"}), Catch::Contains("E0446") && Catch::Contains("for sqlite"));
  CHECK_THAT(refused({"downgrade", "-d", "postgresql", "--idempotent", "base"}),
             Catch::Contains("E0446") && Catch::Contains("as a downgrade") && Catch::Contains("loses"));
  for (const char* mode : {"single", "none"})
    CHECK_THAT(refused({"upgrade", "-d", "postgresql", "--idempotent", "--transaction", mode, "heads"}),
               Catch::Contains("E0446") && Catch::Contains("in one transaction"));
}

}  // namespace galley::testing
