// galley explain: what a code means, with an example and its remedy.
#include <unistd.h>
#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "diag/pages.hpp"

namespace galley {
namespace {

ExitCode explain(Session& session, const std::string& code) {
  if (code.empty()) return session.write_output("", list_of_pages());
  if (const Page* page = find_page(code)) return session.write_output("", page_for_terminal(*page, session.wants_color(STDOUT_FILENO)));
  const std::optional<std::string> meant = nearest_code(code);
  return session.fail(ExitCode::wrong_usage, fmt::format("there is no code \"{}\"{}\nTry: galley explain, which lists all", code,
                                                         meant ? fmt::format(": did you mean \"{}\"?", *meant) : ""));
}

}  // namespace

void add_explain_command(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand("explain", "Say what the code of a message means and what to do (without CODE: list all codes)");
  auto code = std::make_shared<std::string>();
  command->add_option("CODE", *code, "The code of a message, or one that a script stopped with: E0203, W0301, GAL-G01")->type_name("");
  command->footer("Examples:\n  galley explain E0203\n  galley explain GAL-P03\n");
  command->callback([&session, code] { session.command = [&session, code] { return explain(session, *code); }; });
}

}  // namespace galley
