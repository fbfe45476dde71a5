#include "cli/rows_file.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "base/edit_distance.hpp"
#include "base/output_file.hpp"
#include "diag/catalogue/revisions.hpp"

namespace galley {
namespace {

constexpr std::string_view standard_input = "-";

std::string_view without_blanks(std::string_view line) {
  constexpr std::string_view blanks = " \t\r";
  const std::size_t begin = line.find_first_not_of(blanks);
  return begin == std::string_view::npos ? std::string_view() : line.substr(begin, line.find_last_not_of(blanks) - begin + 1);
}

std::string shown(const std::string& file) { return file == standard_input ? "standard input" : fmt::format("\"{}\"", file); }

/// What psql prints around rows without -At, and words that are no ids, hold one of these.
bool is_row(std::string_view line) { return line.find_first_of(" \t|,:@+'\"()") == std::string_view::npos && !line.starts_with('-'); }

void report_unknown(Session& session, const std::string& id, const std::string& file) {
  const RevisionGraph& graph = session.graph();
  std::vector<std::string_view> ids;
  for (RevisionIndex i = 0; i < graph.size(); ++i) ids.push_back(graph.id(i));
  session.diagnostics()
      .report({}, diag::unknown_row, id, shown(file))
      .suggest(nearest(id, ids))
      .help("the database was migrated with another history, or this copy of it is older: galley current shows where each row stands");
}

}  // namespace

void add_rows_option(CLI::App& command, std::string& file) {
  command.add_option("--from-rows", file, "FROM is what this file holds: the rows of the version table, a line each (-: standard input)")
      ->type_name("FILE");
}

RowsRead read_rows(Session& session, const std::string& file) {
  std::string error;
  const std::optional<std::string> text = read_whole_file(file == standard_input ? "/dev/stdin" : file, error);
  RowsRead read;
  if (!text) {
    read.code = session.fail(ExitCode::input_output_failed, fmt::format("cannot read {}: {}", shown(file), error));
    return read;
  }
  std::string_view rest = *text;
  if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = without_blanks(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.empty()) continue;
    if (is_row(line)) {
      read.rows.push_back({std::string(line), session.graph().find(line)});
      continue;
    }
    session.diagnostics()
        .report({}, diag::malformed_row, number, shown(file), line)
        .help("a line holds the id of one row and nothing else: psql -At -c 'select version_num from {}'", session.config().version_table);
    read.code = session.print_diagnostics();
    return read;
  }
  const auto by_id = [](const VersionRow& a, const VersionRow& b) { return a.id < b.id; };
  std::sort(read.rows.begin(), read.rows.end(), by_id);
  const auto same = [](const VersionRow& a, const VersionRow& b) { return a.id == b.id; };
  read.rows.erase(std::unique(read.rows.begin(), read.rows.end(), same), read.rows.end());
  return read;
}

std::string range_from_rows(Session& session, const std::string& range, const std::string& file, ExitCode& code) {
  code = ExitCode::done;
  if (file.empty()) return range;
  if (const std::size_t colon = range.find(':'); colon != std::string::npos) {
    code = session.fail(ExitCode::wrong_usage,
                        fmt::format("--from-rows says what FROM is: write \"{}\" instead of \"{}\"", range.substr(colon + 1), range));
    return {};
  }
  const RowsRead read = read_rows(session, file);
  if (code = read.code; code != ExitCode::done) return {};
  std::string from;
  for (const VersionRow& row : read.rows) {
    if (!row.revision) report_unknown(session, row.id, file);
    from += (from.empty() ? "" : ",") + row.id;
  }
  if (session.diagnostics().has_errors()) code = session.print_diagnostics();
  return fmt::format("{}:{}", from.empty() ? "base" : from, range);
}

}  // namespace galley
