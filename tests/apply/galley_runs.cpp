#include "galley_runs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "support/files.hpp"
#include "support/paths.hpp"
#include "support/server.hpp"
#include "support/text.hpp"

namespace fs = std::filesystem;

namespace galley::testing {
namespace {

bool is_for(const std::string& name, std::string_view dialect) {
  for (const std::string_view other : {"postgresql", "sqlite"}) {
    if (name.starts_with(other)) return other == dialect;
  }
  return true;
}

/// What a case says it needs at least.
bool has_needed_server(const fs::path& project) {
  const fs::path file = project / "needs";
  if (!fs::exists(file)) return true;
  constexpr std::string_view start = "postgresql ";
  const std::string needed = read_file(file);
  if (!needed.starts_with(start)) throw std::runtime_error(file.string() + " does not say what is needed");
  return PostgresServer::major_version() >= std::stoi(needed.substr(start.size()));
}

bool contains(const std::vector<std::string>& arguments, std::string_view wanted) {
  return std::find(arguments.begin(), arguments.end(), wanted) != arguments.end();
}

}  // namespace

fs::path repository() { return source_folder(); }
fs::path every_step() {
  constexpr int first_detaching_concurrently = 14;
  const fs::path folder = repository() / "tests/apply/every-step";
  const int version = PostgresServer::major_version();
  if (version == 0 || version >= first_detaching_concurrently) return folder;
  static const TemporaryFolder variant("every-step");
  constexpr std::string_view newer = "detach partition logs_1 concurrently";
  std::string text = read_file(folder / "migrations/steps.mig");
  const std::size_t place = text.find(newer);
  if (place == std::string::npos) throw std::runtime_error("every-step does not detach concurrently any more");
  write_migration(variant.path(), text.replace(place, newer.size(), "detach partition logs_1"));
  return variant.path();
}

fs::path apply_case(std::string_view name) { return repository() / "tests/apply/cases" / name; }

std::vector<fs::path> projects_for(std::string_view dialect) {
  std::vector<fs::path> projects{repository()};
  for (const fs::directory_entry& entry : fs::directory_iterator(apply_case(""))) {
    if (!entry.is_directory() || !is_for(entry.path().filename(), dialect)) continue;
    if (dialect != "postgresql" || has_needed_server(entry.path())) projects.push_back(entry.path());
  }
  std::sort(projects.begin(), projects.end());
  return projects;
}

RunResult galley(const fs::path& project, std::vector<std::string> arguments) {
  const std::array<std::string, 3> start{executable(), "-C", project};
  arguments.insert(arguments.begin(), start.begin(), start.end());
  if (contains(arguments, "postgresql") && !contains(arguments, "--target") && PostgresServer::major_version() > 0)
    arguments.insert(arguments.end(), {"--target", fmt::format("postgresql:{}", PostgresServer::major_version())});
  return run(arguments);
}

std::string galley_output(const fs::path& project, const std::vector<std::string>& arguments) {
  const RunResult result = galley(project, arguments);
  if (result.exit == 0) return result.out;
  throw std::runtime_error(
      fmt::format("galley {} in {} ended with {}:\n{}", fmt::join(arguments, " "), project.string(), result.exit, result.err));
}

std::string upgrade_script(const fs::path& project, std::string_view dialect, std::string_view range) {
  return galley_output(project, {"upgrade", "-d", std::string(dialect), std::string(range)});
}

std::string downgrade_script(const fs::path& project, std::string_view dialect, std::string_view range) {
  return galley_output(project, {"downgrade", "-d", std::string(dialect), "--accept-data-loss", std::string(range)});
}

std::vector<std::string> heads_of(const fs::path& project) {
  const std::string listed = galley_output(project, {"heads"});
  std::vector<std::string> heads;
  for (const std::string_view line : lines_of(listed)) heads.emplace_back(line.substr(0, line.find(' ')));
  return heads;
}

void write_migration(const fs::path& project, std::string_view text) { write_file(project / "migrations/a.mig", text); }

}  // namespace galley::testing
