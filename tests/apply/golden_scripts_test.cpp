// Every golden script that says it can run is run on a real database, twice.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "case_options.hpp"
#include "support/files.hpp"
#include "support/paths.hpp"
#include "support/server.hpp"
#include "target.hpp"

namespace fs = std::filesystem;

namespace galley::testing {
namespace {

bool has_script(const Case& each, const std::string& dialect) {
  return each.find_section(dialect) != nullptr || each.find_section(dialect + "-statements") != nullptr;
}

std::string compiled(const Case& each, const CaseOptions& options, const std::string& dialect, Direction direction,
                     const std::string& range) {
  CompileOptions compile_options = options.compile;
  compile_options.direction = direction;
  compile_options.range = range;
  compile_options.accept_data_loss = true;
  const auto fake = make_project(files_of(each, options));
  const auto script = compile(fake->project, *dialect_of(dialect, options), compile_options, fake->diagnostics);
  return script.value_or(std::string());
}

/// Where the case's range begins: what the database has to hold before.
std::string start_of(const CaseOptions& options) {
  const std::size_t colon = options.compile.range.find(':');
  if (colon != std::string::npos) return options.compile.range.substr(0, colon);
  return options.compile.direction == Direction::upgrade ? "base" : "heads";
}

/// A script for an older server has to run on all newer ones. Where the server at hand is older than the default target, a case
/// that names none is compiled for that server.
bool is_for_server(CaseOptions& options) {
  constexpr int default_target = 15;
  const auto [target, is_default] = options.targets.try_emplace("postgresql", std::to_string(default_target));
  const int server = PostgresServer::major_version();
  if (is_default && server < default_target) target->second = std::to_string(server);
  return std::stoi(target->second) <= server;
}

void run_case(const Case& each, const std::string& dialect) {
  CaseOptions options = options_of(each);
  if (dialect == "postgresql" && PostgresServer::major_version() > 0 && !is_for_server(options)) return;
  const std::string script = compiled(each, options, dialect, options.compile.direction, options.compile.range);
  if (script.empty() || !options.not_applied.empty()) return;
  const auto target = fresh_target(dialect);
  if (!target) return;
  if (const std::string start = start_of(options); start != "base") {
    const std::string before = compiled(each, options, dialect, Direction::upgrade, start);
    if (before.empty()) return;  // needs a newer server than the one at hand
    INFO("the script up to the start of the range");
    apply_well(*target, before);
  }
  apply_well(*target, script);
  INFO("the script, for the second time");
  if (dialect == "postgresql") apply_well(*target, script);
}

int run_all_cases(const std::string& dialect) {
  int count = 0;
  const fs::path folder = fs::path(source_folder()) / "golden";
  for (const std::string& file : files_below(folder)) {
    if (!file.ends_with(".case")) continue;
    for (const Case& each : parse_case_file(read_file(folder / file)).cases) {
      if (!has_script(each, dialect)) continue;
      INFO(file << ": " << each.name);
      run_case(each, dialect);
      ++count;
    }
  }
  return count;
}

}  // namespace

TEST_CASE("every golden script runs, on PostgreSQL", "[postgresql][golden]") { CHECK(run_all_cases("postgresql") > 20); }
TEST_CASE("every golden script runs, on SQLite", "[sqlite][golden]") { CHECK(run_all_cases("sqlite") > 10); }

}  // namespace galley::testing
