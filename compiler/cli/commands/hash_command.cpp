// galley hash: records the history in galley.sum.
#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>

#include "base/output_file.hpp"
#include "cli/commands.hpp"
#include "revisions/history_sum.hpp"

namespace galley {
namespace {

/// A line for each revision whose record is to change, by id: what it is, and the id.
std::string changes_text(const RevisionGraph& graph, const SumDifference& difference, const std::vector<std::string>& digests,
                         const HistorySum& sum) {
  std::vector<std::pair<std::string, std::string_view>> changes;
  for (RevisionIndex i = 0; i < graph.size(); ++i) {
    const std::optional<std::size_t> line = difference.line_of[i];
    if (!line)
      changes.emplace_back(graph.id(i), "new");
    else if (std::ranges::find(difference.changed, i) != difference.changed.end())
      changes.emplace_back(graph.id(i), "changed");
    else if (sum[*line].digest != digests[i])
      changes.emplace_back(graph.id(i), "follows");
  }
  for (const SumLine* line : difference.missing) changes.emplace_back(line->id, "gone");
  std::sort(changes.begin(), changes.end());
  std::string text;
  for (const auto& [id, what] : changes) text += fmt::format("{:<9}{}\n", what, id);
  return text;
}

/// What is recorded now; an unreadable record is as good as none, because it is written anew.
HistorySum recorded(Session& session, std::string& text) {
  std::string error;
  std::error_code code;
  if (!std::filesystem::exists(session.sum_path(), code)) return {};
  text = read_whole_file(session.sum_path(), error).value_or("");
  SourceSet sources;
  Diagnostics ignored;
  return read_sum(sources, sources.add(session.sum_path(), text), ignored).value_or(HistorySum{});
}

ExitCode hash(Session& session, bool only_check) {
  session.ignores_record = true;
  if (const ExitCode code = session.open(); code != ExitCode::done) return code;
  const RevisionGraph& graph = session.graph();
  const MeaningOf meaning = [&](RevisionIndex i) -> std::string_view { return graph.revision(i).meaning; };
  std::string before;
  const HistorySum sum = recorded(session, before);
  const std::vector<std::string> digests = sum_digests(graph, meaning);
  const std::string after = sum_text(graph, digests);
  const std::string changes = changes_text(graph, compare(graph, meaning, sum), digests, sum);
  session.print_diagnostics();
  if (const ExitCode code = session.write_output("", changes); code != ExitCode::done) return code;
  if (before == after) return ExitCode::done;
  return only_check ? ExitCode::findings : session.write_output(session.sum_path(), after);
}

}  // namespace

void add_hash_command(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand("hash", "Record the history in galley.sum, so that later edits of it are found");
  auto only_check = std::make_shared<bool>(false);
  command->add_flag("--check", *only_check, "Change nothing; list what the record lacks and end with code 3");
  command->footer(
      "A line is printed for each revision whose record changes: new, changed, gone, or follows (what it builds on has changed).\n"
      "Where galley.sum is there, every command that reads whole revisions compares it with them.\n"
      "\nExamples:\n  galley hash\n  galley hash --check\n");
  command->callback([&session, only_check] { session.command = [&session, only_check] { return hash(session, *only_check); }; });
}

}  // namespace galley
