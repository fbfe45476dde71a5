// galley fmt: migrations in the one layout.
#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>

#include "base/output_file.hpp"
#include "cli/commands.hpp"
#include "galley/format.hpp"

namespace galley {
namespace {

constexpr std::string_view standard_input = "-";

struct FmtOptions {
  std::vector<std::string> files;
  bool check = false;
};

/// The worse of two ends.
ExitCode worse(ExitCode a, ExitCode b) { return a == ExitCode::done || b == ExitCode::input_output_failed ? b : a; }

/// Through a link to the file that it names, which would otherwise be replaced by a file.
ExitCode rewrite(Session& session, const std::string& path, const std::string& text) {
  std::error_code code;
  const std::filesystem::path target = std::filesystem::canonical(path, code);
  return session.write_output(code ? path : target.generic_string(), text);
}

/// Each file by itself: one with errors stays as it is and does not keep the others from being formatted.
ExitCode format_files(Session& session, bool check) {
  const Project& project = session.project();
  std::string changed;
  ExitCode end = ExitCode::done;
  for (const SourceId id : project.migrations) {
    const std::optional<std::string> text = format_source(project.sources, id, session.diagnostics());
    if (!text || *text == project.sources[id].text()) continue;
    const std::string& path = project.sources[id].path();
    const ExitCode written = check ? ExitCode::findings : rewrite(session, path, *text);
    if (check || written == ExitCode::done) changed += path + "\n";
    end = worse(end, written);
  }
  if (const ExitCode code = session.print_diagnostics(); code != ExitCode::done) end = worse(code, end);
  return worse(end, session.write_output("", changed));
}

ExitCode format_standard_input(Session& session, bool check) {
  std::string error;
  std::optional<std::string> text = read_whole_file("/dev/stdin", error);
  if (!text) return session.fail(ExitCode::input_output_failed, fmt::format("cannot read standard input: {}", error));
  SourceSet& sources = session.project().sources;
  const SourceId id = sources.add("<stdin>", std::move(*text));
  const std::optional<std::string> formatted = format_source(sources, id, session.diagnostics());
  if (const ExitCode code = session.print_diagnostics(); code != ExitCode::done) return code;
  if (!check) return session.write_output("", *formatted);
  return *formatted == sources[id].text() ? ExitCode::done : ExitCode::findings;
}

ExitCode run_fmt(Session& session, const FmtOptions& options) {
  if (std::ranges::find(options.files, standard_input) != options.files.end()) {
    if (options.files.size() == 1) return format_standard_input(session, options.check);
    return session.fail(ExitCode::wrong_usage, "\"-\" stands for standard input and goes alone");
  }
  const ExitCode code = session.open_texts(options.files);
  return code == ExitCode::done ? format_files(session, options.check) : code;
}

}  // namespace

void add_fmt_command(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand("fmt", "Bring migrations into the one layout, comments and all");
  auto options = std::make_shared<FmtOptions>();
  command->add_flag("--check", options->check, "Change nothing; list the files that would change and end with code 3");
  command
      ->add_option("FILE", options->files, "Files, or folders to look for *.mig in (default: the project's migrations; -: standard input)")
      ->type_name("");
  command->footer(
      "The files that were changed are listed. A file with errors stays as it is.\n"
      "\nExamples:\n  galley fmt\n  galley fmt --check\n  galley fmt - < a.mig\n");
  command->callback([&session, options] { session.command = [&session, options] { return run_fmt(session, *options); }; });
}

}  // namespace galley
