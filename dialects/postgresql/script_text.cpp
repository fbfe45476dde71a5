#include "postgresql/script_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/append.hpp"
#include "postgresql/quoting.hpp"

namespace galley::postgresql {

std::string rows_text(const std::vector<std::string>& rows) {
  return rows.size() == 1 ? rows.front() : fmt::format("{}", fmt::join(rows, ","));
}
std::string shown_rows(const std::vector<std::string>& rows) {
  if (rows.size() == 1) return rows.front();
  return rows.empty() ? "base" : fmt::format("{}", fmt::join(rows, ", "));
}

std::string found_rows_text(const ObjectName& version_table) {
  return fmt::format("(SELECT coalesce(string_agg(version_num, ',' ORDER BY version_num COLLATE \"C\"), '') FROM {})",
                     qualified(version_table));
}

std::string do_block(std::string_view declarations, std::string_view body) {
  const std::string_view declare = declarations.empty() ? "" : "DECLARE\n";
  return concatenated("DO ", dollar_quoted(concatenated('\n', declare, declarations, "BEGIN\n", body, "END "), "galley"), ";\n");
}

std::string refuse_if(std::string_view indent, std::string_view condition, std::string_view message, std::string_view hint) {
  return refuse_if_expression(indent, condition, string_literal(message), hint.empty() ? "" : string_literal(hint));
}

std::string refuse_if_expression(std::string_view indent, std::string_view condition, std::string_view message, std::string_view hint) {
  const std::string hinted = hint.empty() ? std::string() : concatenated(",\n", indent, "    HINT = ", hint);
  return concatenated(indent, "IF ", condition, " THEN\n", indent, "  RAISE EXCEPTION USING MESSAGE = ", message, hinted, ";\n", indent,
                      "END IF;\n");
}

std::string echo(std::string_view text) {
  std::string argument = comment_text(text);
  // psql reads C escapes inside single quotes
  for (std::size_t at = argument.find_first_of("'\\"); at != std::string::npos; at = argument.find_first_of("'\\", at + 2))
    argument.insert(at, 1, argument[at]);
  return concatenated("\\echo '", argument, "'\n");
}

std::string wrapped(const std::vector<std::string>& items, std::string_view indent) {
  constexpr std::size_t line_length = 100;
  std::string out;
  std::size_t column = indent.size();
  for (std::size_t i = 0; i < items.size(); ++i) {
    const bool fits = column + items[i].size() + 2 <= line_length;
    if (i > 0) out += fits ? ", " : fmt::format(",\n{}", indent);
    if (!fits) column = indent.size();
    out += items[i];
    column += items[i].size() + 2;
  }
  return out;
}

bool is_unsafe(const Section& section) {
  return !section.transactional &&
         std::any_of(section.steps.begin(), section.steps.end(), [](const Step& step) { return step.repetition == Repetition::unsafe; });
}

bool is_resumable(const Section& section) {
  return std::any_of(section.steps.begin(), section.steps.end(), [](const Step& step) { return step.repetition == Repetition::resumes; });
}

bool keeps_ledger(const Section& section) { return section.is_split() || is_unsafe(section) || is_resumable(section); }

bool starts_at_base(const Script& script) {
  return script.direction == Direction::upgrade && script.path.front().empty() && !script.is_for_any_revision();
}

const RevisionInScript& revision_of(const Script& script, const Section& section) {
  return script.revisions[static_cast<std::size_t>(section.place) - 1];
}

}  // namespace galley::postgresql
