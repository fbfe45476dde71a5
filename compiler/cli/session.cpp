#include "cli/session.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "base/output_file.hpp"

namespace galley {
namespace {

namespace fs = std::filesystem;

bool wants_color(const std::string& choice) {
  if (choice != "auto") return choice == "always";
  return ::isatty(STDERR_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr;
}

/// Every *.mig below the folder, by name, so that the order of a directory decides nothing.
std::optional<std::vector<std::string>> find_migrations(const std::string& folder, std::string& error) {
  std::error_code code;
  std::vector<std::string> paths;
  fs::path at = folder;
  for (fs::recursive_directory_iterator it(folder, code), end; !code && it != end; it.increment(code)) {
    at = it->path();
    if (at.extension() == ".mig" && !it->is_directory(code)) paths.push_back(at.generic_string());
  }
  if (code) {
    error = fmt::format("cannot read \"{}\": {}", at.generic_string(), code.message());
    return std::nullopt;
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace

ExitCode Session::fail(ExitCode code, std::string_view message) {
  const std::string line = fmt::format("galley: {}\n", message);
  std::ignore = write_all(STDERR_FILENO, line);
  return code;
}

ExitCode Session::open() {
  if (!options.directory.empty()) {
    std::error_code code;
    fs::current_path(options.directory, code);
    if (code) return fail(ExitCode::input_output_failed, fmt::format("cannot enter \"{}\": {}", options.directory, code.message()));
  }
  if (const ExitCode code = read_configuration(); code != ExitCode::done) return code;
  if (const ExitCode code = read_migrations(); code != ExitCode::done) return code;
  load(project_, diagnostics_);
  return project_.graph && !diagnostics_.has_errors() ? ExitCode::done : print_diagnostics();
}

ExitCode Session::read_configuration() {
  std::error_code code;
  const std::string path = options.config.empty() ? "galley.toml" : options.config;
  if (options.config.empty() && !fs::exists(path, code)) return ExitCode::done;
  std::string error;
  std::optional<std::string> text = read_whole_file(path, error);
  if (!text) return fail(ExitCode::input_output_failed, fmt::format("cannot read \"{}\": {}", path, error));
  const SourceId id = project_.sources.add(path, std::move(*text));
  std::optional<Config> config = read_config(project_.sources, id, diagnostics_);
  if (!config || diagnostics_.has_errors()) return print_diagnostics();
  config_ = std::move(*config);
  return ExitCode::done;
}

ExitCode Session::read_migrations() {
  std::string error;
  // From where the configuration is, so that a project can be compiled from elsewhere with --config alone.
  const std::string folder = (fs::path(options.config).parent_path() / config_.migrations).generic_string();
  const std::optional<std::vector<std::string>> paths = find_migrations(folder, error);
  if (!paths) return fail(ExitCode::input_output_failed, error);
  if (paths->empty()) {
    return fail(ExitCode::wrong_usage,
                fmt::format("there is no *.mig file in \"{}\" (-C names the project's folder, [project] migrations in "
                            "galley.toml the one below it)",
                            folder));
  }
  bool complete = true;
  for (const std::string& path : *paths) {
    std::optional<std::string> text = read_whole_file(path, error);
    complete = complete && text.has_value();
    if (text) {
      project_.migrations.push_back(project_.sources.add(path, std::move(*text)));
    } else {
      fail(ExitCode::input_output_failed, fmt::format("cannot read \"{}\": {}", path, error));
    }
  }
  return complete ? ExitCode::done : ExitCode::input_output_failed;
}

CompileOptions Session::compile_options() const {
  CompileOptions compile;
  compile.project_name = config_.project;
  compile.replay.default_schema = config_.default_schema;
  compile.replay.naming = config_.naming;
  return compile;
}

std::unique_ptr<Dialect> Session::make(std::string_view dialect, std::string_view target) {
  DialectOptions dialect_options{.target = std::string(target),
                                 .default_schema = config_.default_schema,
                                 .version_table = config_.version_table,
                                 .foreign_keys = config_.sqlite_foreign_keys};
  if (target.empty()) dialect_options.target = dialect == "postgresql" ? config_.postgresql_target : config_.sqlite_target;
  std::string error;
  std::unique_ptr<Dialect> made = make_dialect(dialect, dialect_options, error);
  if (!made) fail(ExitCode::wrong_usage, error);
  return made;
}

std::vector<std::unique_ptr<Dialect>> Session::choose_dialects(const std::string& dialect, const std::string& target) {
  // A target may name its dialect: "postgresql:15".
  const std::size_t colon = target.find(':');
  const std::string named = colon == std::string::npos ? "" : target.substr(0, colon);
  const std::string number = colon == std::string::npos ? target : target.substr(colon + 1);
  if (!named.empty() && !dialect.empty() && named != dialect) {
    fail(ExitCode::wrong_usage, fmt::format("--target {} and --dialect {} name different dialects", target, dialect));
    return {};
  }
  std::vector<std::string> names = config_.dialects;
  if (!dialect.empty()) names = {dialect};
  if (!named.empty()) names = {named};
  if (names.size() > 1 && !number.empty()) {
    fail(ExitCode::wrong_usage,
         fmt::format("--target {} needs a dialect: write {}:{}", target, fmt::join(names, fmt::format(":{} or ", number)), number));
    return {};
  }
  std::vector<std::unique_ptr<Dialect>> made;
  for (const std::string& name : names) {
    made.push_back(make(name, number));
    if (!made.back()) return {};
  }
  return made;
}

std::unique_ptr<Dialect> Session::choose_dialect(const std::string& dialect, const std::string& target) {
  std::vector<std::unique_ptr<Dialect>> made = choose_dialects(dialect, target);
  if (made.size() > 1) {
    fail(ExitCode::wrong_usage, fmt::format("say for which database: -d {}", fmt::join(config_.dialects, " or -d ")));
    return nullptr;
  }
  return made.empty() ? nullptr : std::move(made.front());
}

ExitCode Session::print_diagnostics() {
  diagnostics_.sort_and_unique();
  const std::string text = render_text(diagnostics_, project_.sources, {.color = wants_color(options.color)});
  std::ignore = write_all(STDERR_FILENO, text);
  if (!diagnostics_.has_errors()) return ExitCode::done;
  // An error without a place in a source is about what was asked for.
  const bool in_sources = std::any_of(diagnostics_.all().begin(), diagnostics_.all().end(), [](const Diagnostic& diagnostic) {
    return diagnostic.severity == Severity::error && diagnostic.span.exists();
  });
  return in_sources ? ExitCode::migration_errors : ExitCode::wrong_usage;
}

ExitCode Session::write_output(const std::string& file, std::string_view text) {
  const std::optional<std::string> error = file.empty() ? write_all(STDOUT_FILENO, text) : write_whole_file(file, text);
  if (!error) return ExitCode::done;
  return fail(ExitCode::input_output_failed, fmt::format("cannot write \"{}\": {}", file.empty() ? "standard output" : file, *error));
}

}  // namespace galley
