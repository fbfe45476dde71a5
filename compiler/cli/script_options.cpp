#include "cli/script_options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "cli/change_window.hpp"
#include "cli/rows_file.hpp"
#include "shells.hpp"

namespace galley {
namespace {

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

/// What is wrong with the settings for a script of this dialect; empty where nothing is.
std::string wrong_settings(const ScriptOptions& options, ScriptChoice choice, const Dialect& dialect) {
  const std::string_view shell = shell_of(dialect.name());
  if (!options.runner.empty() && options.runner != "plain" && options.runner != shell)
    return fmt::format("--runner {} does not run scripts for {}: {} does, and plain is for any other client", options.runner,
                       dialect.name(), shell);
  choice.runner = Runner::psql;
  if (dialect.heeds_script_settings() || !choice.asks_for_guards()) return {};
  return fmt::format("--transaction, --database and --window mean nothing in a script for {}", dialect.name());
}

}  // namespace

void add_range_options(CLI::App& command, ScriptOptions& options, const std::string& range_text) {
  command.add_option("RANGE", options.range, range_text)->type_name("")->required();
  add_rows_option(command, options.rows_file);
  add_dialect_options(command, options.choice);
  command.add_option("-o,--output", options.output, "Write the script to this file, whole or not at all (default: standard output)")
      ->type_name("FILE");
}

void add_guard_options(CLI::App& command, ScriptOptions& options) {
  command
      .add_option("--transaction", options.transaction,
                  "PostgreSQL: per-revision (default), single (the whole script or nothing), or none (that of whoever runs it)")
      ->type_name("MODE")
      ->check(CLI::IsMember(std::vector<std::string>{"per-revision", "single", "none"}));
  command
      .add_option("--runner", options.runner,
                  "psql or sqlite3 (default: that of the database), or plain: nothing but SQL, for any other client")
      ->type_name("NAME")
      ->check(CLI::IsMember(std::vector<std::string>{"psql", "sqlite3", "plain"}));
  command.add_option("--database", options.databases, "PostgreSQL: the script runs in the database of this name alone; may be repeated")
      ->type_name("NAME")
      ->allow_extra_args(false);
  command
      .add_option("--window", options.window,
                  "PostgreSQL: the script runs between these instants alone: 2026-01-15T22:00Z/2026-01-16T04:00Z")
      ->type_name("START/END");
}

ScriptRequest open_for_script(Session& session, const ScriptOptions& options) {
  ScriptRequest request;
  const auto fail = [&](ExitCode code) {
    request.code = code;
    return std::move(request);
  };
  const std::optional<ScriptChoice> choice = script_choice_of(options, session);
  if (!choice) return fail(ExitCode::wrong_usage);
  session.script_choice = *choice;
  if (const ExitCode code = session.open_headers(); code != ExitCode::done) return fail(code);
  request.dialect = session.choose_dialect(options.choice.dialect, options.choice.target);
  if (!request.dialect) return fail(ExitCode::wrong_usage);
  if (const std::string wrong = wrong_settings(options, *choice, *request.dialect); !wrong.empty())
    return fail(session.fail(ExitCode::wrong_usage, wrong));
  request.compile = session.compile_options();
  request.compile.range = range_from_rows(session, options.range, options.rows_file, request.code);
  return request;
}

}  // namespace galley
