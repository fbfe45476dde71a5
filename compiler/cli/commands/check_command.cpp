// galley check: everything that can be said about the migrations without writing a script.
#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/dialect_options.hpp"
#include "driver/lowering.hpp"
#include "galley/script.hpp"

namespace galley {
namespace {

ExitCode run_check(Session& session, const DialectChoice& choice, const std::string& strategy) {
  session.script_choice.strategy = strategy;
  const OlderTables older_tables = strategy.empty() ? OlderTables::are_new : OlderTables::are_in_use;
  check_the_rest_when_broken(session, choice, Direction::upgrade, "heads");
  session.warns_of_unrecorded = true;
  if (const ExitCode code = session.open(); code != ExitCode::done) return code;
  const std::vector<std::unique_ptr<Dialect>> dialects = session.choose_dialects(choice.dialect, choice.target);
  if (dialects.empty()) return ExitCode::wrong_usage;
  std::vector<std::string> targets;
  DialectNotes notes;
  for (const auto& dialect : dialects) {
    check_history(session.project(), *dialect, session.compile_options(), older_tables, notes, session.diagnostics());
    targets.push_back(dialect->target_text());
  }
  if (const ExitCode code = session.print_diagnostics(); code != ExitCode::done) return code;
  std::string text = fmt::format("{} in {}, checked for {}\n", counted(session.graph().size(), "revision"),
                                 counted(session.project().migrations.size(), "file"), fmt::join(targets, " and "));
  // Of one database alone: what it does in another way than the migrations say is for whoever asks about it.
  if (!choice.dialect.empty() || !choice.target.empty()) text += notes.text(session.project().sources);
  return session.write_output("", text);
}

}  // namespace

void add_check_command(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand("check", "Read and replay every migration, up and down, and say what is wrong");
  auto choice = std::make_shared<DialectChoice>();
  add_dialect_options(*command, *choice);
  auto strategy = std::make_shared<std::string>();
  command
      ->add_option(
          "--strategy", *strategy,
          "PostgreSQL: direct or online, for every revision, as if all tables were in use (default: what a revision's header says, "
          "else the configuration)")
      ->type_name("NAME")
      ->check(CLI::IsMember(strategy_names()));
  command->footer(
      "Without -d every dialect of the configuration is checked. With it, what the database does in another way than\nthe migrations say "
      "is listed as well.\n\nExamples:\n  galley check\n  galley check -d postgresql --target 12\n");
  command->callback(
      [&session, choice, strategy] { session.command = [&session, choice, strategy] { return run_check(session, *choice, *strategy); }; });
}

}  // namespace galley
