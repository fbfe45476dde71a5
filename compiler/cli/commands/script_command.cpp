// galley upgrade, galley downgrade, galley stamp: the script.
#include <CLI/CLI.hpp>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/script_options.hpp"
#include "diag/catalogue/postgresql.hpp"
#include "driver/recorded.hpp"
#include "driver/stamp.hpp"

namespace galley {
namespace {

/// Says why where one script cannot serve databases at different revisions.
bool can_be_idempotent(Direction direction, const ScriptChoice& choice, const Dialect& dialect, Diagnostics& diagnostics) {
  if (direction == Direction::downgrade) {
    diagnostics.report({}, diag::not_idempotent, "as a downgrade")
        .help(
            "what it loses would depend on the database, so nobody could accept it; compile one for each start: galley downgrade FROM:TO");
  } else if (!dialect.heeds_script_settings()) {
    diagnostics.report({}, diag::not_idempotent, fmt::format("for {}", dialect.name()))
        .help("its shell has no conditions, so nothing can be skipped; compile one for each start: galley upgrade FROM:TO");
  } else if (choice.transaction != TransactionMode::per_revision) {
    diagnostics.report({}, diag::not_idempotent, "in one transaction")
        .help("which tables it locks at the beginning would depend on the database; leave --transaction out, or --idempotent");
  } else {
    return true;
  }
  return false;
}

ExitCode write_script(Session& session, Direction direction, const ScriptOptions& options) {
  check_the_rest_when_broken(session, options.choice, direction, options.range);
  ScriptRequest request = open_for_script(session, options);
  if (request.code != ExitCode::done) return request.code;
  if (options.idempotent && !can_be_idempotent(direction, session.script_choice, *request.dialect, session.diagnostics()))
    return session.print_diagnostics();
  request.compile.idempotent = options.idempotent;
  request.compile.direction = direction;
  request.compile.accept_data_loss = options.accept_data_loss;
  const std::optional<ScriptText> script =
      compile_recorded(session.project(), *request.dialect, request.compile, session.record(), session.diagnostics());
  if (const ExitCode code = session.print_diagnostics(); !script) return code;
  return session.write_output(options.output, *script);
}

/// What stays is the database; its version rows are to say so.
ExitCode write_stamp(Session& session, const ScriptOptions& options) {
  const ScriptRequest request = open_for_script(session, options);
  if (request.code != ExitCode::done) return request.code;
  const std::optional<ScriptText> script =
      stamp_text(session.project(), *request.dialect, request.compile, options.purge, session.diagnostics());
  if (const ExitCode code = session.print_diagnostics(); !script) return code;
  return session.write_output(options.output, *script);
}

CLI::App* add_script_command(CLI::App& app, Session& session, Direction direction, const std::string& name, const std::string& what) {
  CLI::App* command = app.add_subcommand(name, what);
  auto options = std::make_shared<ScriptOptions>();
  const bool is_up = direction == Direction::upgrade;
  add_range_options(
      *command, *options,
      fmt::format("[FROM:]TO, each a revision id or the start of one, a label, head, heads, base, or steps: head-1, {} (FROM left out: {})",
                  is_up ? "+2" : "-1", is_up ? "base" : "heads"));
  command
      ->add_option("--strategy", options->script.strategy,
                   "PostgreSQL: direct, or online, which keeps nobody waiting for long (default: what a revision's header says, else the "
                   "configuration)")
      ->type_name("NAME")
      ->check(CLI::IsMember(strategy_names()));
  command
      ->add_option("--annotate", options->script.annotate,
                   "What comments say of each statement: none, brief (default: locks, rewrites, scans) or full")
      ->type_name("NAME")
      ->check(CLI::IsMember(annotation_names()));
  add_guard_options(*command, *options);
  CLI::Option* idempotent =
      command->add_flag("--idempotent", options->idempotent,
                        "PostgreSQL: one script for databases at different revisions, at FROM or later; what is applied is skipped");
  if (!is_up) {
    idempotent->group("");  // refused, with the reason
    command->add_flag("--accept-data-loss", options->accept_data_loss,
                      "Compile even though the script drops data, without asking whoever runs it for a consent of their own");
  }
  command->callback([&session, direction, options] {
    session.command = [&session, direction, options] { return write_script(session, direction, *options); };
  });
  return command;
}

void add_stamp_command(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand("stamp", "Print the SQL script that moves the version rows and changes nothing else");
  auto options = std::make_shared<ScriptOptions>();
  add_range_options(*command, *options, "[FROM:]TO, as for upgrade (FROM left out: base, a database without version rows)");
  command->add_flag("--purge", options->purge, "No other row stays (left out: rows of other branches do)");
  add_guard_options(*command, *options);
  command->footer(
      "The script is guarded as others are: it stops where the database is not at FROM.\n"
      "\nExamples:\n  galley stamp -d postgresql heads                      a database that was made from galley schema\n"
      "  galley stamp -d sqlite 1975ea83b712:27c6a30d7c24\n  galley stamp -d postgresql --from-rows rows.txt --purge heads\n");
  command->callback([&session, options] { session.command = [&session, options] { return write_stamp(session, *options); }; });
}

}  // namespace

void add_script_commands(CLI::App& app, Session& session) {
  add_script_command(app, session, Direction::upgrade, "upgrade",
                     "Print the SQL script that brings a database from one revision up to another")
      ->footer(
          "Examples:\n  galley upgrade -d postgresql heads > upgrade.sql\n  galley upgrade -d sqlite 1975ea83b712:head -o upgrade.sql\n"
          "  galley upgrade -d postgresql 1975ea83b712:+2\n"
          "  psql -At -c 'select version_num from galley_version' | galley upgrade -d postgresql --from-rows - heads\n");
  add_script_command(app, session, Direction::downgrade, "downgrade",
                     "Print the SQL script that takes a database back to an earlier revision")
      ->footer(
          "Examples:\n  galley downgrade -d postgresql head:1975ea83b712\n  galley downgrade -d postgresql -1\n  galley downgrade -d "
          "sqlite base --accept-data-loss -o "
          "back.sql\n");
  add_stamp_command(app, session);
}

}  // namespace galley
