// galley revision, galley merge: new files in the history.
#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/merge_check.hpp"
#include "cli/new_revision.hpp"
#include "cli/revision_lines.hpp"

namespace galley {
namespace {

struct RevisionOptions {
  NewRevisionOptions revision;
  std::string head = "head";
  bool splice = false;
};

struct MergeOptions {
  NewRevisionOptions revision;
  std::vector<std::string> merged;
};

/// The first of the revisions that has children already, which a new one would branch off.
std::optional<RevisionIndex> first_without_head(const RevisionGraph& graph, const std::vector<RevisionIndex>& revisions) {
  const auto found = std::ranges::find_if(revisions, [&](RevisionIndex i) { return !graph.is_head(i); });
  return found == revisions.end() ? std::nullopt : std::optional(*found);
}

/// To be typed: "27c6a30d7c24 ae1027a6acf2".
std::string words_of(const RevisionGraph& graph, const std::vector<RevisionIndex>& revisions) {
  std::string words;
  for (const RevisionIndex revision : revisions) words += (words.empty() ? "" : " ") + graph.id(revision);
  return words;
}

ExitCode say_several_heads(Session& session, const std::vector<RevisionIndex>& heads) {
  return session.fail(ExitCode::wrong_usage,
                      fmt::format("a revision has one parent, and \"head\" is {}: {}\nTry: galley revision --head {} ..., or "
                                  "first: galley merge heads",
                                  heads.size(), ids_of(session.graph(), heads), session.graph().id(heads.front())));
}

ExitCode new_revision(Session& session, const RevisionOptions& options) {
  session.may_be_empty = true;
  if (const ExitCode code = session.open_headers(); code != ExitCode::done) return code;
  const RevisionGraph& graph = session.graph();
  NewRevisionOptions revision = options.revision;
  if (graph.size() > 0) {
    if (options.head == "head" && graph.heads().size() > 1) return say_several_heads(session, graph.heads());
    const auto parents = select_revisions(graph, options.head, session.diagnostics());
    if (!parents) return session.print_diagnostics();
    if (parents->size() > 1) return say_several_heads(session, *parents);
    if (const auto inner = first_without_head(graph, *parents); inner && !options.splice)
      return session.fail(
          ExitCode::wrong_usage,
          fmt::format("revision \"{}\" is no head: {} already builds on it\nTry: --head {} to go on there, or --splice to "
                      "start another branch at \"{}\"",
                      graph.id(*inner), ids_of(graph, graph.children(*inner)), graph.id(graph.children(*inner).front()), graph.id(*inner)));
    for (const RevisionIndex parent : *parents) revision.revision.parents.push_back(graph.id(parent));
  }
  return write_new_revision(session, revision);
}

ExitCode merge(Session& session, const MergeOptions& options) {
  if (const ExitCode code = session.open_headers(); code != ExitCode::done) return code;
  const RevisionGraph& graph = session.graph();
  std::string selector;
  for (const std::string& part : options.merged) selector += (selector.empty() ? "" : ",") + part;
  const auto parents = select_revisions(graph, selector.empty() ? "heads" : selector, session.diagnostics());
  if (!parents) return session.print_diagnostics();
  if (parents->size() < 2)
    return session.fail(ExitCode::wrong_usage, fmt::format("a merge needs two revisions or more, and this is {}: {}\nTry: galley heads",
                                                           parents->size(), parents->empty() ? "base" : ids_of(graph, *parents)));
  if (const auto inner = first_without_head(graph, *parents))
    return session.fail(ExitCode::wrong_usage,
                        fmt::format("revision \"{}\" is no head: {} already builds on it\nTry: galley merge {}", graph.id(*inner),
                                    ids_of(graph, graph.children(*inner)), words_of(graph, graph.heads())));
  NewRevisionOptions revision = options.revision;
  for (const RevisionIndex parent : *parents) revision.revision.parents.push_back(graph.id(parent));
  if (revision.revision.message.empty()) revision.revision.message = "merge " + ids_of(graph, *parents);
  const ExitCode code = write_new_revision(session, revision);
  return code == ExitCode::done ? say_merge_conflicts(session) : code;
}

}  // namespace

void add_revision_commands(CLI::App& app, Session& session) {
  CLI::App* revision = app.add_subcommand("revision", "Write the file of a new revision; nothing else is touched or opened");
  auto of_revision = std::make_shared<RevisionOptions>();
  add_new_revision_options(*revision, of_revision->revision);
  revision->add_option("--head", of_revision->head, "What it builds on (default: head; base: a new line of its own)")
      ->type_name("REVISION");
  revision->add_flag("--splice", of_revision->splice, "Build on a revision that is no head, which makes a branch");
  revision->footer(
      "The path of the file is printed. It is named by date, id and message.\n"
      "\nExamples:\n  galley revision -m 'create accounts'\n  galley revision -m 'invoices' --head 1975 --splice --branch-label billing\n"
      "  galley revision -m 'reports' --head base --depends-on billing@head --rev-id reports_1\n");
  revision->callback(
      [&session, of_revision] { session.command = [&session, of_revision] { return new_revision(session, *of_revision); }; });

  CLI::App* merge_command = app.add_subcommand("merge", "Write the file of a revision that makes one line of several");
  auto of_merge = std::make_shared<MergeOptions>();
  merge_command->add_option("REVISION", of_merge->merged, "The heads to merge (left out: all)")->type_name("");
  add_new_revision_options(*merge_command, of_merge->revision);
  merge_command->footer(
      "What both branches have changed without knowing of each other is listed as warnings, as galley check does.\n"
      "\nExamples:\n  galley merge -m 'billing meets shipping'\n  galley merge 27c6 ae10 --branch-label shop\n");
  merge_command->callback([&session, of_merge] { session.command = [&session, of_merge] { return merge(session, *of_merge); }; });
}

}  // namespace galley
