#include "cli/session.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <span>
#include <system_error>

#include "base/background.hpp"
#include "base/output_file.hpp"
#include "cli/migration_files.hpp"
#include "diag/render.hpp"
#include "revisions/id_length.hpp"

namespace galley {
namespace {

namespace fs = std::filesystem;

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

struct FilesRead {
  SourceSet sources;
  std::vector<std::string> errors;
};

FilesRead read_all(std::span<const std::string> paths) {
  FilesRead read;
  for (const std::string& path : paths) {
    SourceId id;
    std::string error;
    if (!read.sources.read(path, id, error)) read.errors.push_back(fmt::format("cannot read \"{}\": {}", path, error));
  }
  return read;
}

/// Columns of the terminal; 0 where the stream is none.
std::size_t width_of(int stream) {
  winsize size{};
  return ::isatty(stream) == 1 && ::ioctl(stream, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

}  // namespace

bool Session::wants_color(int stream) const {
  if (options.color != "auto") return options.color == "always";
  if (is_set("NO_COLOR")) return false;                                                                 // no-color.org
  if (is_set("CLICOLOR_FORCE") && std::string_view(std::getenv("CLICOLOR_FORCE")) != "0") return true;  // bixense.com/clicolors
  const char* terminal = std::getenv("TERM");
  return ::isatty(stream) == 1 && !(terminal != nullptr && std::string_view(terminal) == "dumb");
}

ExitCode Session::fail(ExitCode code, std::string_view message) {
  if (is_silent) return code;
  if (prints_text()) {
    std::ignore = write_all(STDERR_FILENO, fmt::format("galley: {}\n", message));
  } else {
    diagnostics_.add({.text = std::string(message)});
  }
  return code;
}

ExitCode Session::open(void (*load_project)(Project& project, Diagnostics& diagnostics)) {
  if (const ExitCode code = enter_folder(); code != ExitCode::done) return code;
  if (const ExitCode code = read_configuration(); code != ExitCode::done) return code;
  if (const ExitCode code = read_migrations(); code != ExitCode::done) return code;
  if (const ExitCode code = read_record(); code != ExitCode::done) return code;
  load_project(project_, diagnostics_);
  check_ids();
  if (project_.graph && !diagnostics_.has_errors()) return ExitCode::done;
  if (when_broken) when_broken();
  return print_diagnostics();
}

ExitCode Session::open() {
  if (const ExitCode code = open(load); code != ExitCode::done || !record_) return code;
  const RevisionGraph& all = graph();
  check_sum(
      all, [&](RevisionIndex i) -> std::string_view { return all.revision(i).meaning; }, *record_, warns_of_unrecorded, diagnostics_);
  return diagnostics_.has_errors() ? print_diagnostics() : ExitCode::done;
}

std::string Session::sum_path() const { return (fs::path(options.config).parent_path() / "galley.sum").generic_string(); }

ExitCode Session::read_record() {
  std::error_code code;
  const std::string path = sum_path();
  if (ignores_record || !fs::exists(path, code)) return ExitCode::done;
  std::string error;
  std::optional<std::string> text = read_whole_file(path, error);
  if (!text) return fail(ExitCode::input_output_failed, fmt::format("cannot read \"{}\": {}", path, error));
  record_ = read_sum(project_.sources, project_.sources.add(path, std::move(*text)), diagnostics_);
  if (!record_) return print_diagnostics();
  return ExitCode::done;
}

void Session::check_ids() {
  if (project_.graph) check_id_lengths(*project_.graph, config_.longest_id(), config_.version_table, diagnostics_);
}

ExitCode Session::open_texts(const std::vector<std::string>& files) {
  if (const ExitCode code = enter_folder(); code != ExitCode::done) return code;
  if (files.empty()) {
    const ExitCode code = read_configuration();
    return code == ExitCode::done ? read_migrations() : code;
  }
  std::vector<std::string> paths;
  for (const std::string& file : files) {
    std::error_code code;
    if (!fs::is_directory(file, code)) {
      paths.push_back(file);
      continue;
    }
    std::string error;
    const std::optional<std::vector<std::string>> found = find_migrations(file, error);
    if (!found) return fail(ExitCode::input_output_failed, error);
    paths.insert(paths.end(), found->begin(), found->end());
  }
  return read_files(paths);
}

ExitCode Session::enter_folder() {
  if (options.directory.empty()) return ExitCode::done;
  std::error_code code;
  fs::current_path(options.directory, code);
  if (!code) return ExitCode::done;
  return fail(ExitCode::input_output_failed, fmt::format("cannot enter \"{}\": {}", options.directory, code.message()));
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

/// From where the configuration is, so that a project can be compiled from elsewhere with --config alone.
std::string Session::migrations_folder() const { return (fs::path(options.config).parent_path() / config_.migrations).generic_string(); }

ExitCode Session::read_migrations() {
  std::string error;
  const std::string folder = migrations_folder();
  std::error_code code;
  if (may_be_empty && !fs::exists(folder, code)) return ExitCode::done;
  const std::optional<std::vector<std::string>> paths = find_migrations(folder, error);
  if (!paths) return fail(ExitCode::input_output_failed, error);
  if (paths->empty() && !may_be_empty) {
    return fail(ExitCode::wrong_usage,
                fmt::format("there is no *.mig file in \"{}\" (-C names the project's folder, [project] migrations in "
                            "galley.toml the one below it)",
                            folder));
  }
  return read_files(*paths);
}

/// In two threads: while the system opens a file, another one can be copied.
ExitCode Session::read_files(const std::vector<std::string>& paths) {
  const std::span all(paths);
  bool complete = true;
  for (FilesRead& read :
       in_halves(paths.size(), [&](std::size_t begin, std::size_t end) { return read_all(all.subspan(begin, end - begin)); })) {
    for (std::uint32_t i = 0; i < read.sources.size(); ++i) project_.migrations.push_back({project_.sources.size() + i});
    project_.sources.append(std::move(read.sources));
    for (const std::string& error : read.errors) fail(ExitCode::input_output_failed, error);
    complete = complete && read.errors.empty();
  }
  return complete ? ExitCode::done : ExitCode::input_output_failed;
}

CompileOptions Session::compile_options() const {
  CompileOptions compile;
  compile.project_name = config_.project;
  compile.replay.default_schema = config_.default_schema;
  compile.replay.naming = config_.naming;
  compile.replay.types = config_.types;
  return compile;
}

ExitCode Session::print_diagnostics() {
  diagnostics_.sort_and_unique();
  if (prints_text() && !is_silent) {
    const RenderOptions how{.color = wants_color(STDERR_FILENO)};
    std::ignore = write_all(STDERR_FILENO, render_text(diagnostics_, project_.sources, how, width_of(STDERR_FILENO)));
  }
  if (!diagnostics_.has_errors()) return ExitCode::done;
  // An error without a place in a source is about what was asked for.
  const bool in_sources = std::any_of(diagnostics_.all().begin(), diagnostics_.all().end(), [](const Diagnostic& diagnostic) {
    return diagnostic.severity == Severity::error && diagnostic.span.exists();
  });
  return in_sources ? ExitCode::migration_errors : ExitCode::wrong_usage;
}

void Session::finish() {
  if (prints_text()) return;
  diagnostics_.sort_and_unique();
  const ReportOptions how{.version = std::string(version()), .folder = options.directory};
  const auto render = options.message_format == "json" ? render_json : options.message_format == "sarif" ? render_sarif : render_github;
  std::ignore = write_all(STDERR_FILENO, render(diagnostics_, project_.sources, how));
}

ExitCode Session::write_output(const std::string& file, std::string_view text) {
  return write_output(file, [&](int descriptor) { return write_all(descriptor, text); });
}

ExitCode Session::write_output(const std::string& file, const ScriptText& text) {
  return write_output(file,
                      [&](int descriptor) { return text.for_each([&](std::string_view piece) { return write_all(descriptor, piece); }); });
}

ExitCode Session::write_output(const std::string& file, const WriteText& write) {
  const std::optional<std::string> error = file.empty() ? write(STDOUT_FILENO) : write_whole_file(file, write);
  if (!error) return ExitCode::done;
  return fail(ExitCode::input_output_failed, fmt::format("cannot write \"{}\": {}", file.empty() ? "standard output" : file, *error));
}

}  // namespace galley
