// galley heads, galley branches, galley history, galley show: what the graph of revisions looks like. Headers are enough.
#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/revision_lines.hpp"
#include "cli/rows_file.hpp"
#include "revisions/history_range.hpp"

namespace galley {
namespace {

struct HistoryOptions {
  std::string range;
  bool verbose = false;
  bool resolve_dependencies = false;
  bool indicate_current = false;
  std::string rows_file;
};

ExitCode print(Session& session, const std::string& text) {
  const ExitCode code = session.print_diagnostics();
  return code == ExitCode::done ? session.write_output("", text) : code;
}

std::string described(Session& session, RevisionIndex index, const HistoryOptions& options) {
  return summary(session.graph(), index) + "\n" + (options.verbose ? details(session.project(), index) : std::string());
}

ExitCode print_heads(Session& session, const HistoryOptions& options) {
  if (const ExitCode code = session.open_headers(); code != ExitCode::done) return code;
  const RevisionGraph& graph = session.graph();
  std::string text;
  for (const RevisionIndex head : graph.heads())
    if (!options.resolve_dependencies || graph.dependents(head).empty()) text += described(session, head, options);
  return print(session, text);
}

ExitCode print_branches(Session& session, const HistoryOptions& options) {
  if (const ExitCode code = session.open_headers(); code != ExitCode::done) return code;
  const RevisionGraph& graph = session.graph();
  std::string text;
  for (const RevisionIndex revision : graph.order()) {
    if (!graph.is_branch_point(revision)) continue;
    text += described(session, revision, options);
    for (const RevisionIndex child : graph.children(revision)) text += "    -> " + summary(graph, child) + "\n";
  }
  return print(session, text);
}

/// The rows of the database, where the command asks for them: from the file, or from standard input for --indicate-current.
std::optional<std::vector<RevisionIndex>> rows_of(Session& session, const HistoryOptions& options, ExitCode& code) {
  if (options.rows_file.empty() && !options.indicate_current) return std::nullopt;
  const RowsRead read = read_rows(session, options.rows_file.empty() ? "-" : options.rows_file);
  code = read.code;
  std::vector<RevisionIndex> rows;
  for (const VersionRow& row : read.rows)
    if (row.revision) rows.push_back(*row.revision);
  return rows;
}

ExitCode print_history(Session& session, const HistoryOptions& options) {
  if (const ExitCode code = session.open_headers(); code != ExitCode::done) return code;
  ExitCode code = ExitCode::done;
  const std::optional<std::vector<RevisionIndex>> rows = rows_of(session, options, code);
  if (code != ExitCode::done) return code;
  const RevisionGraph& graph = session.graph();
  const std::optional<HistoryRange> range = select_history(graph, options.range, rows, session.diagnostics());
  if (!range) return session.print_diagnostics();
  RevisionSet wanted = range->after;
  for (const RevisionIndex start : range->from) wanted[start] = true;
  std::string text;
  for (auto it = graph.order().rbegin(); it != graph.order().rend(); ++it) {
    if (!wanted[*it]) continue;
    const std::string parents = ids_of(graph, graph.parents(*it));
    const bool is_current = options.indicate_current && rows && std::ranges::find(*rows, *it) != rows->end();
    text += (parents.empty() ? "base" : parents) + " -> " + summary(graph, *it, is_current) + "\n";
    if (options.verbose) text += details(session.project(), *it);
  }
  return print(session, text);
}

ExitCode show(Session& session, const HistoryOptions& options) {
  if (const ExitCode code = session.open_headers(); code != ExitCode::done) return code;
  const std::optional<std::vector<RevisionIndex>> revisions = select_revisions(session.graph(), options.range, session.diagnostics());
  if (!revisions) return session.print_diagnostics();
  std::string text;
  for (const RevisionIndex revision : *revisions)
    text += (text.empty() ? "" : "\n") + summary(session.graph(), revision) + "\n" + all_details(session.project(), revision);
  return print(session, text);
}

using Command = ExitCode (*)(Session& session, const HistoryOptions& options);

void set_callback(CLI::App& command, Session& session, std::shared_ptr<HistoryOptions> options, Command run_command) {
  command.callback([&session, options = std::move(options), run_command] {
    session.command = [&session, options, run_command] { return run_command(session, *options); };
  });
}

constexpr const char* verbose_text = "Also show parents, dependencies, file, date, author and ticket";

void add_history(CLI::App& app, Session& session) {
  CLI::App* history = app.add_subcommand("history", "List revisions, newest first");
  auto options = std::make_shared<HistoryOptions>();
  history
      ->add_option("RANGE,-r,--rev-range", options->range,
                   "[FROM]:[TO], both included (FROM left out: base, TO left out: heads); -3:head begins three below head")
      ->type_name("");
  history->add_flag("-v,--verbose", options->verbose, verbose_text);
  history->add_flag("-i,--indicate-current", options->indicate_current, "Mark the rows of a database, from --from-rows or standard input");
  add_rows_option(*history, options->rows_file);
  history->footer(
      "In RANGE, \"current\" stands for the rows of --from-rows.\n"
      "\nExamples:\n  galley history\n  galley history -v 1975ea83b712:head\n"
      "  galley history current:heads --from-rows rows.txt\n"
      "  psql -At -c 'select version_num from galley_version' | galley history --indicate-current\n");
  set_callback(*history, session, std::move(options), print_history);
}

}  // namespace

void add_history_commands(CLI::App& app, Session& session) {
  CLI::App* heads = app.add_subcommand("heads", "List the newest revision of every branch");
  auto of_heads = std::make_shared<HistoryOptions>();
  heads->add_flag("-v,--verbose", of_heads->verbose, verbose_text);
  heads->add_flag("--resolve-dependencies", of_heads->resolve_dependencies,
                  "Leave out heads that another revision depends on, as the version table does");
  heads->footer("Examples:\n  galley heads\n  galley heads --resolve-dependencies -v\n");
  set_callback(*heads, session, std::move(of_heads), print_heads);

  CLI::App* branches = app.add_subcommand("branches", "List the revisions that the history branches at, and what follows each");
  auto of_branches = std::make_shared<HistoryOptions>();
  branches->add_flag("-v,--verbose", of_branches->verbose, verbose_text);
  branches->footer("Examples:\n  galley branches\n  galley branches --verbose\n");
  set_callback(*branches, session, std::move(of_branches), print_branches);

  add_history(app, session);

  CLI::App* show_command = app.add_subcommand("show", "Show everything that the header of a revision and the graph say about it");
  auto of_show = std::make_shared<HistoryOptions>();
  show_command->add_option("REVISION", of_show->range, "A revision, or several with commas")->type_name("")->required();
  show_command->footer("Examples:\n  galley show 1975\n  galley show heads\n  galley show billing@head-1\n");
  set_callback(*show_command, session, std::move(of_show), show);
}

}  // namespace galley
