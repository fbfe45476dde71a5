// galley completion, galley man: what shells and man(1) know of the commands.
#include <CLI/CLI.hpp>

#include <algorithm>

#include "cli/commands.hpp"
#include "cli/shell/command_tree.hpp"

namespace galley {
namespace {

/// Every word that names a revision, a line each. Where there is no project to be read there are none, and nothing is said.
ExitCode print_revisions(Session& session) {
  session.is_silent = true;
  if (session.open_headers() != ExitCode::done) return ExitCode::done;
  const RevisionGraph& graph = session.graph();
  std::vector<std::string> words{"base", "head", "heads"};
  for (RevisionIndex i = 0; i < graph.size(); ++i) {
    words.push_back(graph.id(i));
    for (const Name& label : graph.revision(i).header.labels) words.push_back(label.text);
  }
  return session.write_output("", fmt::format("{}\n", fmt::join(words, "\n")));
}

ExitCode print_completion(Session& session, const CLI::App& app, const std::string& shell) {
  if (shell == "revisions") return print_revisions(session);
  const CommandTree tree = command_tree(app);
  const auto write = shell == "bash" ? bash_completion : shell == "zsh" ? zsh_completion : fish_completion;
  return session.write_output("", write(tree));
}

}  // namespace

void add_completion_commands(CLI::App& app, Session& session) {
  CLI::App* completion = app.add_subcommand("completion", "Print what a shell needs to complete the commands, flags and revisions");
  auto shell = std::make_shared<std::string>();
  completion->add_option("SHELL", *shell, "bash, zsh or fish (revisions: the words that name one, for these)")
      ->type_name("")
      ->required()
      ->check(CLI::IsMember(std::vector<std::string>{"bash", "zsh", "fish", "revisions"}));
  completion->footer(
      "Examples:\n  source <(galley completion bash)\n  galley completion zsh > ~/.zsh/functions/_galley\n"
      "  galley completion fish | source\n");
  completion->callback(
      [&app, &session, shell] { session.command = [&app, &session, shell] { return print_completion(session, app, *shell); }; });

  CLI::App* manual = app.add_subcommand("man", "Print the manual page");
  manual->footer("Examples:\n  galley man | man -l -\n");
  manual->callback([&app, &session] {
    session.command = [&app, &session] { return session.write_output("", manual_page(command_tree(app), std::string(version()))); };
  });
}

}  // namespace galley
