#include "cli/rehearsal_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>

#include "galley/script.hpp"

namespace galley {
namespace {

std::string time_text(Duration time) {
  const double milliseconds = static_cast<double>(time.count()) / 1000;
  return milliseconds < 1000 ? fmt::format("{:.1f} ms", milliseconds) : fmt::format("{:.1f} s", milliseconds / 1000);
}

std::string rows_text(std::int64_t rows) { return rows == 0 ? std::string() : "   " + counted(static_cast<std::size_t>(rows), "row"); }

}  // namespace

std::string steps_text(const RehearsedScript& script) {
  std::string text;
  Duration total{};
  for (const RehearsedStep& step : script.steps) {
    total += step.time;
    if (step.title.starts_with("done")) continue;
    fmt::format_to(std::back_inserter(text), "  {:>10}  {}\n", time_text(step.time), step.title);
    for (const RehearsedStatement& statement : step.statements)
      fmt::format_to(std::back_inserter(text), "  {:>10}      {}{}\n", time_text(statement.time), statement.what,
                     rows_text(statement.rows));
  }
  if (script.error.empty()) return text + fmt::format("  {:>10}  in all\n", time_text(total));
  fmt::format_to(std::back_inserter(text), "  FAILED\n");
  std::string_view rest = script.error;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    fmt::format_to(std::back_inserter(text), "      {}\n", rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return text;
}

bool is_as_wanted(const std::vector<SchemaDifference>& differences) {
  return std::all_of(differences.begin(), differences.end(), [](const SchemaDifference& difference) { return difference.wanted.empty(); });
}

std::string schema_report(const std::vector<SchemaDifference>& differences, const SchemaListing& found) {
  std::string text;
  if (is_as_wanted(differences)) {
    std::map<std::string, std::size_t, std::less<>> counts;
    for (const auto& [object, definition] : found) ++counts[object.substr(0, object.find(' '))];
    std::string kinds;
    for (const auto& [kind, count] : counts)
      kinds += (kinds.empty() ? "" : ", ") + (kind == "index" && count > 1 ? fmt::format("{} indexes", count) : counted(count, kind));
    text = fmt::format("  The schema is what the history says: {}.\n", kinds.empty() ? "nothing" : kinds);
  } else {
    text = "  THE SCHEMA IS NOT what the history says:\n";
  }
  for (const SchemaDifference& difference : differences) {
    if (difference.wanted.empty()) {
      fmt::format_to(std::back_inserter(text), "      {} is not in the history\n", difference.object);
      continue;
    }
    fmt::format_to(std::back_inserter(text), "      {}{}\n        - {}\n", difference.object, difference.found.empty() ? " is missing" : "",
                   difference.wanted);
    if (!difference.found.empty()) fmt::format_to(std::back_inserter(text), "        + {}\n", difference.found);
  }
  return text;
}

}  // namespace galley
