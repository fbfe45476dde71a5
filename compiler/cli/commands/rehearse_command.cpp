// galley rehearse: the script, run where it does no harm.
#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/dialect_options.hpp"
#include "cli/rehearsal.hpp"
#include "rehearse/servers.hpp"

namespace galley {
namespace {

struct RehearseOptions {
  std::string range;
  DialectChoice choice;
  RehearsalPlace place;
  bool round_trip = false;
};

ExitCode rehearse(Session& session, const RehearseOptions& options) {
  RehearsalPlace place = options.place;
  const bool target_names_dialect = options.choice.target.find(':') != std::string::npos;
  std::string named = options.choice.dialect;
  if (named.empty() && !target_names_dialect) named = dialect_for(place);
  if (const ExitCode code = session.open(); code != ExitCode::done) return code;
  session.script_choice.runner = Runner::plain;  // SQL alone, where the shell is not what runs it
  std::unique_ptr<Dialect> dialect = session.choose_dialect(named, options.choice.target);
  if (!dialect) return ExitCode::wrong_usage;
  place.dialect = dialect->name();
  if (const std::string wrong = wrong_place(place); !wrong.empty()) return session.fail(ExitCode::wrong_usage, wrong);
  if (runs_shell(place)) {
    session.script_choice.runner = Runner::psql;
    dialect = session.choose_dialect(named, options.choice.target);
  }
  RehearsalOptions own{.version_table = session.config().version_table, .default_schema = session.config().default_schema};
  if (const auto& databases = session.config().script.databases; !databases.empty()) own.database = databases.front();
  std::string error;
  const std::unique_ptr<RehearsalServer> server = make_rehearsal(place, own, error);
  if (!server) return session.fail(ExitCode::input_output_failed, error);
  Rehearsal rehearsal(session, *dialect, *server,
                      {.range = options.range, .round_trip = options.round_trip, .starts_as_it_is = !place.file.empty()});
  const ExitCode code = rehearsal.run();
  const ExitCode written = session.write_output("", rehearsal.report());
  if (code != ExitCode::done) return code;
  if (const ExitCode said = session.print_diagnostics(); said != ExitCode::done) return said;
  return written;
}

}  // namespace

void add_rehearse_command(CLI::App& app, Session& session) {
  CLI::App* command =
      app.add_subcommand("rehearse", "Run the script of an upgrade where it does no harm, and compare the schema it reaches");
  auto options = std::make_shared<RehearseOptions>();
  command->add_option("RANGE", options->range, "[FROM:]TO, as for upgrade (FROM left out: base, or with --database where that database is)")
      ->type_name("")
      ->required();
  add_dialect_options(*command, options->choice);
  command->add_option("--database", options->place.file, "SQLite: run it on a copy of this database, which is not written")
      ->type_name("FILE");
  command->add_flag("--round-trip", options->round_trip, "Then down to FROM and up again");
  command
      ->add_option("--server", options->place.binaries,
                   "PostgreSQL: the folder with initdb and postgres, for a cluster of its own that is gone afterwards")
      ->type_name("BINDIR");
  command->footer(
      "Without --server the script for SQLite is run, in memory. Printed is what each step did and how long it took. Exit code 3: a\n"
      "script has failed, or has reached another schema than the history says.\n"
      "\nExamples:\n  galley rehearse heads --round-trip\n  galley rehearse --database shop.db heads\n"
      "  galley rehearse --server /usr/lib/postgresql/15/bin heads\n");
  command->callback([&session, options] { session.command = [&session, options] { return rehearse(session, *options); }; });
}

}  // namespace galley
