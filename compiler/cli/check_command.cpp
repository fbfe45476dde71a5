// galley check: everything that can be said about the migrations without writing a script.
#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/dialect_options.hpp"
#include "galley/script.hpp"

namespace galley {
namespace {

ExitCode run_check(Session& session, const DialectChoice& choice) {
  if (const ExitCode code = session.open(); code != ExitCode::done) return code;
  const std::vector<std::unique_ptr<Dialect>> dialects = session.choose_dialects(choice.dialect, choice.target);
  if (dialects.empty()) return ExitCode::wrong_usage;
  std::vector<std::string> targets;
  for (const auto& dialect : dialects) {
    check(session.project(), *dialect, session.compile_options(), session.diagnostics());
    targets.push_back(dialect->target_text());
  }
  if (const ExitCode code = session.print_diagnostics(); code != ExitCode::done) return code;
  return session.write_output("", fmt::format("{} in {}, checked for {}\n", counted(session.graph().size(), "revision"),
                                              counted(session.project().migrations.size(), "file"), fmt::join(targets, " and ")));
}

}  // namespace

void add_check_command(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand("check", "Read and replay every migration, up and down, and say what is wrong");
  auto choice = std::make_shared<DialectChoice>();
  add_dialect_options(*command, *choice);
  command->footer("\nWithout -d every dialect of the configuration is checked.\n");
  command->callback([&session, choice] { session.command = [&session, choice] { return run_check(session, *choice); }; });
}

}  // namespace galley
