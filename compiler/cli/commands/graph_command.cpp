// galley graph: the history as a picture, or as text that other programs draw.
#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/rows_file.hpp"
#include "drawing/drawing.hpp"
#include "galley/script.hpp"
#include "revisions/history_range.hpp"

namespace galley {
namespace {

struct GraphOptions {
  std::string range;
  std::string format = "dot";
  std::string rows_file;
  std::string output;
};

/// What the range adds, to be told from the rest; nothing without a range.
std::optional<RevisionSet> highlighted(Session& session, const GraphOptions& options, ExitCode& code) {
  std::optional<std::vector<RevisionIndex>> rows;
  if (!options.rows_file.empty()) {
    const RowsRead read = read_rows(session, options.rows_file);
    if (code = read.code; code != ExitCode::done) return std::nullopt;
    rows.emplace();
    for (const VersionRow& row : read.rows)
      if (row.revision) rows->push_back(*row.revision);
  }
  const std::string range = options.range.empty() && rows ? "current:" : options.range;
  if (range.empty()) return RevisionSet(session.graph().size());
  const std::optional<HistoryRange> found = select_history(session.graph(), range, rows, session.diagnostics());
  if (found) return found->after;
  code = session.print_diagnostics();
  return std::nullopt;
}

ExitCode draw(Session& session, const GraphOptions& options) {
  if (const ExitCode code = session.open_headers(); code != ExitCode::done) return code;
  ExitCode code = ExitCode::done;
  const std::optional<RevisionSet> marked = highlighted(session, options, code);
  if (!marked) return code;
  if (code = session.print_diagnostics(); code != ExitCode::done) return code;
  const RevisionGraph& graph = session.graph();
  if (options.format == "mermaid") return session.write_output(options.output, drawing::draw_mermaid(graph, *marked));
  if (options.format == "dot") return session.write_output(options.output, drawing::draw_dot(graph, *marked));
  const std::string title = comment_text(session.config().project + (options.range.empty() ? "" : ": " + options.range));
  return session.write_output(options.output, drawing::draw_svg(graph, *marked, title));
}

}  // namespace

void add_graph_command(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand("graph", "Draw the history: branches, merges, dependencies, labels");
  auto options = std::make_shared<GraphOptions>();
  command->add_option("RANGE", options->range, "[FROM]:[TO], what to highlight: what TO has and FROM has not (left out: nothing)")
      ->type_name("");
  command->add_option("--format", options->format, "dot (for Graphviz, default), mermaid (for Markdown), or svg, a picture of its own")
      ->type_name("FORMAT")
      ->check(CLI::IsMember(std::vector<std::string>{"dot", "mermaid", "svg"}));
  add_rows_option(*command, options->rows_file);
  command->add_option("-o,--output", options->output, "Write to this file, whole or not at all (default: standard output)")
      ->type_name("FILE");
  command->footer(
      "The oldest revision stands at the bottom. With --from-rows and without RANGE, what is pending is highlighted.\n"
      "\nExamples:\n  galley graph | dot -Tpng -o history.png\n  galley graph --format svg 1975ea83b712:heads -o history.svg\n"
      "  galley graph --format mermaid\n");
  command->callback([&session, options] { session.command = [&session, options] { return draw(session, *options); }; });
}

}  // namespace galley
