#include <CLI/CLI.hpp>
#include <algorithm>

#include "base/edit_distance.hpp"
#include "cli/commands.hpp"

namespace galley {
namespace {

constexpr std::string_view description =
    "Galley compiles schema migrations into the SQL script that a person reviews and applies\n"
    "by hand with psql or sqlite3. It needs no database and no network.\n";

constexpr std::string_view footer =
    "Examples:\n"
    "  galley check                                     read everything, say what is wrong\n"
    "  galley upgrade -d postgresql heads               from an empty database to the newest revisions\n"
    "  galley upgrade -d postgresql 1975ea83b712:heads  from that revision on\n"
    "  galley downgrade -d sqlite base -o back.sql      all the way back, into a file\n"
    "\nMigrations are read from the folder migrations/ (*.mig, also in folders below it).\n"
    "Exit codes: 0 done, 1 errors in the migrations, 2 wrong usage, 3 findings, 4 reading or writing failed.\n";

void add_global_options(CLI::App& app, Session& session) {
  app.add_option("-C", session.options.directory, "Work as if started in this folder")->type_name("DIR");
  app.add_option("--config", session.options.config, "Configuration to read (default: galley.toml, if there is one)")->type_name("FILE");
  app.add_option("--color", session.options.color, "Colour in messages: auto, always or never (default: auto)")
      ->type_name("WHEN")
      ->check(CLI::IsMember({"auto", "always", "never"}));
  app.add_option("--message-format", session.options.message_format, "How errors and warnings are written (default: text)")
      ->type_name("FORMAT")
      ->check(CLI::IsMember({"text", "json", "sarif", "github"}));
}

/// "there is no flag ..." for the first word that looks like one and is none.
std::optional<std::string> unknown_flag(const CLI::App& app) {
  const std::vector<std::string> unknown = app.remaining(true);
  const auto flag = std::find_if(unknown.begin(), unknown.end(), [](const std::string& word) { return word.starts_with('-'); });
  if (flag == unknown.end()) return std::nullopt;
  std::vector<std::string> names;
  const auto add_names = [&](const CLI::App& command) {
    for (const CLI::Option* option : command.get_options()) {
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    }
  };
  add_names(app);
  for (const CLI::App* command : app.get_subcommands()) add_names(*command);
  const std::optional<std::string> meant = nearest(*flag, {names.begin(), names.end()});
  return fmt::format("there is no flag \"{}\"{}", *flag, meant ? fmt::format(": did you mean \"{}\"?", *meant) : "");
}

/// What was wrong with the words of the call, and where to look it up.
std::string usage_error(const CLI::App& app, const CLI::ParseError& error) {
  const auto chosen = app.get_subcommands();
  const std::vector<std::string> unknown = app.remaining();
  const bool may_be_a_command = !unknown.empty() && !unknown.front().starts_with('-');
  if (may_be_a_command) {
    std::vector<std::string> names;
    for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) names.push_back(command->get_name());
    const std::optional<std::string> meant = nearest(unknown.front(), {names.begin(), names.end()});
    if (meant || chosen.empty())
      return fmt::format("there is no command \"{}\"{}\nTry: galley --help", unknown.front(),
                         meant ? fmt::format(": did you mean \"{}\"?", *meant) : "");
  }
  const std::string what = unknown_flag(app).value_or(error.what());
  if (!chosen.empty()) return fmt::format("{}\nTry: galley {} --help", what, chosen.front()->get_name());
  const bool is_missing = error.get_exit_code() == static_cast<int>(CLI::ExitCodes::RequiredError);
  return fmt::format("{}\nTry: galley --help", is_missing ? "a command is missing" : what);
}

ExitCode parse_and_run(CLI::App& app, Session& session, int argc, const char* const* argv) {
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForVersion& called) {
    return session.write_output("", fmt::format("{}\n", called.what()));
  } catch (const CLI::Success&) { return session.write_output("", app.help()); } catch (const CLI::ParseError& error) {
    session.command = [&, what = usage_error(app, error)] { return session.fail(ExitCode::wrong_usage, what); };
  }
  const ExitCode code = session.command();
  session.finish();
  return code;
}

}  // namespace

int run(int argc, const char* const* argv) {
  Session session;
  CLI::App app(std::string(description), "galley");
  app.require_subcommand(1);
  app.fallthrough();
  app.set_help_flag("-h,--help", "Show this help");
  app.set_version_flag("--version", fmt::format("galley {}", version()), "Show the version");
  app.get_formatter()->column_width(34);
  app.footer("-C, --config, --color and --message-format work with every command: see galley --help\n");
  add_global_options(app, session);
  add_init_command(app, session);
  add_revision_commands(app, session);
  add_script_commands(app, session);
  add_history_commands(app, session);
  add_current_command(app, session);
  add_graph_command(app, session);
  add_schema_commands(app, session);
  add_check_command(app, session);
  add_rehearse_command(app, session);
  add_hash_command(app, session);
  add_fmt_command(app, session);
  add_explain_command(app, session);
  add_completion_commands(app, session);
  app.footer(std::string(footer));  // last: commands would inherit it
  return static_cast<int>(parse_and_run(app, session, argc, argv));
}

}  // namespace galley
