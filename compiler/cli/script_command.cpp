// galley upgrade, galley downgrade: the script.
#include <CLI/CLI.hpp>

#include <fmt/format.h>

#include "cli/change_window.hpp"
#include "cli/commands.hpp"
#include "cli/dialect_options.hpp"

namespace galley {
namespace {

struct ScriptOptions {
  std::string range;
  DialectChoice choice;
  std::string output;
  bool accept_data_loss = false;
  ScriptChoice script;
  std::string transaction = "per-revision";
  std::vector<std::string> databases;
  std::string window;
  std::string runner = "psql";
};

/// Nothing where it makes no sense, which has been said.
std::optional<ScriptChoice> script_choice_of(const ScriptOptions& options, Session& session) {
  ScriptChoice choice = options.script;
  if (options.transaction == "single") choice.transaction = TransactionMode::single;
  if (options.transaction == "none") choice.transaction = TransactionMode::none;
  if (options.runner == "plain") choice.runner = Runner::plain;
  choice.databases = options.databases;
  if (choice.runner == Runner::plain && choice.transaction != TransactionMode::per_revision) {
    session.fail(ExitCode::wrong_usage,
                 "--runner plain and --transaction do not go together: a plain script works inside and outside a transaction");
    return std::nullopt;
  }
  if (options.window.empty()) return choice;
  std::string error;
  const std::optional<ChangeWindow> window = read_change_window(options.window, error);
  if (!window) {
    session.fail(ExitCode::wrong_usage, "--window: " + error);
    return std::nullopt;
  }
  choice.window_begin = window->begin;
  choice.window_end = window->end;
  return choice;
}

ExitCode write_script(Session& session, Direction direction, const ScriptOptions& options) {
  const std::optional<ScriptChoice> choice = script_choice_of(options, session);
  if (!choice) return ExitCode::wrong_usage;
  session.script_choice = *choice;
  if (const ExitCode code = session.open_headers(); code != ExitCode::done) return code;
  const std::unique_ptr<Dialect> dialect = session.choose_dialect(options.choice.dialect, options.choice.target);
  if (!dialect) return ExitCode::wrong_usage;
  if (!dialect->heeds_script_settings() && choice->asks_for_guards())
    return session.fail(ExitCode::wrong_usage,
                        fmt::format("--transaction, --runner, --database and --window mean nothing in a script for {}", dialect->name()));
  CompileOptions compile_options = session.compile_options();
  compile_options.direction = direction;
  compile_options.range = options.range;
  compile_options.accept_data_loss = options.accept_data_loss;
  const std::optional<ScriptText> script = compile_text(session.project(), *dialect, compile_options, session.diagnostics());
  if (const ExitCode code = session.print_diagnostics(); !script) return code;
  return session.write_output(options.output, *script);
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
  command
      ->add_option("--strategy", options->script.strategy,
                   "PostgreSQL: direct, or online, which keeps nobody waiting for long (default: what a revision's header says, else the "
                   "configuration)")
      ->type_name("NAME")
      ->check(CLI::IsMember(strategy_names()));
  command
      ->add_option("--annotate", options->script.annotate,
                   "PostgreSQL: what comments say of each statement: none, brief (default: locks, rewrites, scans) or full")
      ->type_name("NAME")
      ->check(CLI::IsMember(annotation_names()));
  command->add_option("-o,--output", options->output, "Write the script to this file, whole or not at all (default: standard output)")
      ->type_name("FILE");
  command
      ->add_option("--transaction", options->transaction,
                   "PostgreSQL: per-revision (default), single (the whole script or nothing), or none (that of whoever runs it)")
      ->type_name("MODE")
      ->check(CLI::IsMember(std::vector<std::string>{"per-revision", "single", "none"}));
  command->add_option("--runner", options->runner, "PostgreSQL: psql (default), or plain: nothing but SQL, for any other client")
      ->type_name("NAME")
      ->check(CLI::IsMember(std::vector<std::string>{"psql", "plain"}));
  command->add_option("--database", options->databases, "PostgreSQL: the script runs in the database of this name alone; may be repeated")
      ->type_name("NAME")
      ->allow_extra_args(false);
  command
      ->add_option("--window", options->window,
                   "PostgreSQL: the script runs between these instants alone: 2026-01-15T22:00Z/2026-01-16T04:00Z")
      ->type_name("START/END");
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
