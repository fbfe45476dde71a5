// galley heads, galley history: what the graph of revisions looks like.
#include <CLI/CLI.hpp>

#include <iterator>

#include "cli/commands.hpp"
#include "galley/script.hpp"

namespace galley {
namespace {

std::string ids_of(const RevisionGraph& graph, const std::vector<RevisionIndex>& revisions) {
  std::vector<std::string_view> ids;
  for (const RevisionIndex revision : revisions) ids.push_back(graph.id(revision));
  return fmt::format("{}", fmt::join(ids, ", "));
}

std::string message_of(const ast::RevisionHeader& header) { return header.message ? comment_text(header.message->value) : "(no message)"; }

/// "1975ea83b712 (billing) (head) create accounts"
std::string summary(const RevisionGraph& graph, RevisionIndex index) {
  std::string line = graph.id(index);
  const ast::RevisionHeader& header = graph.revision(index).header;
  if (!header.labels.empty()) {
    std::vector<std::string_view> labels;
    for (const Name& label : header.labels) labels.push_back(label.text);
    line += fmt::format(" ({})", fmt::join(labels, ", "));
  }
  if (graph.is_head(index)) line += " (head)";
  if (graph.parents(index).empty()) line += " (base)";
  if (graph.is_branch_point(index)) line += " (branch point)";
  if (graph.is_merge_point(index)) line += " (merge)";
  return line + "  " + message_of(header);
}

void append_details(std::string& text, const Session& session, const SourceSet& sources, RevisionIndex index) {
  const RevisionGraph& graph = session.graph();
  const ast::RevisionHeader& header = graph.revision(index).header;
  const auto add = [&](std::string_view what, std::string_view value) {
    if (!value.empty()) fmt::format_to(std::back_inserter(text), "    {:<11}{}\n", what, comment_text(value));
  };
  const auto add_literal = [&](std::string_view what, const std::optional<ast::StringLiteral>& literal) {
    if (literal) add(what, literal->value);
  };
  add("revises", ids_of(graph, graph.parents(index)));
  add("depends on", ids_of(graph, graph.dependencies(index)));
  add("file", sources.place(header.id.span));
  add_literal("created", header.created);
  add_literal("author", header.author);
  add_literal("ticket", header.ticket);
}

ExitCode print_heads(Session& session) {
  if (const ExitCode code = session.open(); code != ExitCode::done) return code;
  std::string text;
  for (const RevisionIndex head : session.graph().heads()) text += summary(session.graph(), head) + "\n";
  session.print_diagnostics();
  return session.write_output("", text);
}

ExitCode print_history(Session& session, bool verbose) {
  if (const ExitCode code = session.open(); code != ExitCode::done) return code;
  const RevisionGraph& graph = session.graph();
  std::string text;
  for (auto it = graph.order().rbegin(); it != graph.order().rend(); ++it) {
    const std::string parents = ids_of(graph, graph.parents(*it));
    text += fmt::format("{} -> {}\n", parents.empty() ? "base" : parents, summary(graph, *it));
    if (verbose) append_details(text, session, session.project().sources, *it);
  }
  session.print_diagnostics();
  return session.write_output("", text);
}

}  // namespace

void add_history_commands(CLI::App& app, Session& session) {
  CLI::App* heads = app.add_subcommand("heads", "List the newest revision of every branch");
  heads->callback([&session] { session.command = [&session] { return print_heads(session); }; });

  CLI::App* history = app.add_subcommand("history", "List all revisions, newest first");
  auto verbose = std::make_shared<bool>(false);
  history->add_flag("-v,--verbose", *verbose, "Also show parents, dependencies, file, author and ticket");
  history->callback([&session, verbose] { session.command = [&session, verbose] { return print_history(session, *verbose); }; });
}

}  // namespace galley
