// galley current: where the rows of a database's version table stand in the history. No database is asked: the rows come from a
// file or from standard input.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "cli/commands.hpp"
#include "cli/revision_lines.hpp"
#include "cli/rows_file.hpp"
#include "galley/script.hpp"

namespace galley {
namespace {

struct CurrentOptions {
  std::string file = "-";
  bool verbose = false;
  bool check_heads = false;
};

/// The rows, what they imply, and what is left to apply.
class Standing {
 public:
  Standing(const RevisionGraph& graph, const std::vector<VersionRow>& rows) : graph_(graph), rows_(rows) {
    for (const VersionRow& row : rows)
      if (row.revision) known_.push_back(*row.revision);
    applied_ = graph_.with_ancestors(known_);
  }

  [[nodiscard]] bool is_sound() const { return known_.size() == rows_.size() && graph_.rows_of(applied_).size() == known_.size(); }
  [[nodiscard]] bool is_at_heads() const { return pending_count() == 0; }

  [[nodiscard]] std::string text(bool verbose) const {
    std::string text = fmt::format("rows of the database{}\n", rows_.empty() ? ": none, it is at base" : "");
    for (const VersionRow& row : rows_) text += row_text(row);
    const std::size_t pending = pending_count();
    text += fmt::format("\napplied: {} of {}\n", graph_.size() - pending, counted(graph_.size(), "revision"));
    if (verbose) text += list(true);
    text += pending == 0 ? "pending: none\n" : fmt::format("pending: {}, in the order of an upgrade\n", pending);
    return text + list(false);
  }

 private:
  [[nodiscard]] std::size_t pending_count() const { return static_cast<std::size_t>(std::count(applied_.begin(), applied_.end(), false)); }

  [[nodiscard]] std::string row_text(const VersionRow& row) const {
    if (!row.revision) return fmt::format("  {}  UNKNOWN: no revision of this history\n", comment_text(row.id));
    std::string line = fmt::format("  {}\n", summary(graph_, *row.revision));
    const std::vector<RevisionIndex> rows = graph_.rows_of(applied_);
    if (!std::binary_search(rows.begin(), rows.end(), *row.revision)) {
      const auto over =
          std::find_if(rows.begin(), rows.end(), [&](RevisionIndex i) -> bool { return graph_.with_ancestors({i})[*row.revision]; });
      line += fmt::format("    IMPLIED by {}: both cannot be rows\n", graph_.id(*over));
    }
    return line;
  }

  [[nodiscard]] std::string list(bool applied) const {
    std::string text;
    for (const RevisionIndex revision : graph_.order())
      if (applied_[revision] == applied) text += fmt::format("  {}\n", summary(graph_, revision));
    return text;
  }

  const RevisionGraph& graph_;
  const std::vector<VersionRow>& rows_;
  std::vector<RevisionIndex> known_;
  RevisionSet applied_;
};

ExitCode print_current(Session& session, const CurrentOptions& options) {
  if (const ExitCode code = session.open_headers(); code != ExitCode::done) return code;
  if (options.file == "-" && ::isatty(STDIN_FILENO) == 1)
    return session.fail(ExitCode::wrong_usage,
                        fmt::format("the rows of the version table are read from standard input, which is a terminal here:\n  psql -At -c "
                                    "'select version_num from {}' DATABASE | galley current",
                                    session.config().version_table));
  const RowsRead read = read_rows(session, options.file);
  if (read.code != ExitCode::done) return read.code;
  const Standing standing(session.graph(), read.rows);
  session.print_diagnostics();
  if (const ExitCode code = session.write_output("", standing.text(options.verbose)); code != ExitCode::done) return code;
  const bool is_good = standing.is_sound() && (!options.check_heads || standing.is_at_heads());
  return is_good ? ExitCode::done : ExitCode::findings;
}

}  // namespace

void add_current_command(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand("current", "Show where the rows of a database's version table stand in the history");
  auto options = std::make_shared<CurrentOptions>();
  command->add_option("FILE", options->file, "The rows, a line each (left out or -: standard input)")->type_name("");
  command->add_flag("-v,--verbose", options->verbose, "Also list what is applied");
  command->add_flag("--check-heads", options->check_heads, "End with code 3 when anything is pending");
  command->footer(
      "Ends with code 3 when a row is unknown, or when one row implies another.\n"
      "\nExamples:\n  psql -At -c 'select version_num from galley_version' shop | galley current\n"
      "  sqlite3 shop.db 'select version_num from galley_version' | galley current --check-heads\n  galley current rows.txt\n");
  command->callback([&session, options] { session.command = [&session, options] { return print_current(session, *options); }; });
}

}  // namespace galley
