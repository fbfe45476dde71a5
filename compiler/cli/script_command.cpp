// galley upgrade, galley downgrade: the script.
#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/dialect_options.hpp"

namespace galley {
namespace {

struct ScriptOptions {
  std::string range;
  DialectChoice choice;
  std::string output;
  bool accept_data_loss = false;
};

ExitCode write_script(Session& session, Direction direction, const ScriptOptions& options) {
  if (const ExitCode code = session.open_headers(); code != ExitCode::done) return code;
  const std::unique_ptr<Dialect> dialect = session.choose_dialect(options.choice.dialect, options.choice.target);
  if (!dialect) return ExitCode::wrong_usage;
  CompileOptions compile_options = session.compile_options();
  compile_options.direction = direction;
  compile_options.range = options.range;
  compile_options.accept_data_loss = options.accept_data_loss;
  const std::optional<ScriptText> script = compile_text(session.project(), *dialect, compile_options, session.diagnostics());
  if (const ExitCode code = session.print_diagnostics(); !script) return code;
  return session.write_output(options.output, script->pieces());
}

CLI::App* add_script_command(CLI::App& app, Session& session, Direction direction, const std::string& name, const std::string& what) {
  CLI::App* command = app.add_subcommand(name, what);
  auto options = std::make_shared<ScriptOptions>();
  command
      ->add_option("RANGE", options->range,
                   direction == Direction::upgrade
                       ? "[FROM:]TO, each a revision id or the start of one, head, heads or base (FROM left out: base)"
                       : "[FROM:]TO, each a revision id or the start of one, head, heads or base (FROM left out: heads)")
      ->type_name("")
      ->required();
  add_dialect_options(*command, options->choice);
  command->add_option("-o,--output", options->output, "Write the script to this file, whole or not at all (default: standard output)")
      ->type_name("FILE");
  if (direction == Direction::downgrade) {
    command->add_flag("--accept-data-loss", options->accept_data_loss,
                      "Compile even though the script drops data, without asking whoever runs it for a consent of their own");
  }
  command->callback([&session, direction, options] {
    session.command = [&session, direction, options] { return write_script(session, direction, *options); };
  });
  return command;
}

}  // namespace

void add_script_commands(CLI::App& app, Session& session) {
  add_script_command(app, session, Direction::upgrade, "upgrade",
                     "Print the SQL script that brings a database from one revision up to another")
      ->footer(
          "\nExamples:\n  galley upgrade -d postgresql heads > upgrade.sql\n  galley upgrade -d sqlite 1975ea83b712:head -o upgrade.sql\n");
  add_script_command(app, session, Direction::downgrade, "downgrade",
                     "Print the SQL script that takes a database back to an earlier revision")
      ->footer(
          "\nExamples:\n  galley downgrade -d postgresql head:1975ea83b712\n  galley downgrade -d sqlite base --accept-data-loss -o "
          "back.sql\n");
}

}  // namespace galley
