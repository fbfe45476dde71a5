#include "postgresql/script_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "postgresql/quoting.hpp"

namespace galley::postgresql {

std::string rows_text(const std::vector<std::string>& rows) { return fmt::format("{}", fmt::join(rows, ",")); }
std::string shown_rows(const std::vector<std::string>& rows) { return rows.empty() ? "base" : fmt::format("{}", fmt::join(rows, ", ")); }

std::string found_rows(const ScriptContext& context) {
  return fmt::format("(SELECT coalesce(string_agg(version_num, ',' ORDER BY version_num COLLATE \"C\"), '') FROM {})",
                     qualified(context.version_table));
}

std::string do_block(std::string_view declarations, std::string_view body) {
  const std::string declare = declarations.empty() ? "" : fmt::format("DECLARE\n{}", declarations);
  return fmt::format("DO {};\n", dollar_quoted(fmt::format("\n{}BEGIN\n{}END ", declare, body), "galley"));
}

std::string refuse_if(std::string_view indent, std::string_view condition, std::string_view message, std::string_view hint) {
  return refuse_if_expression(indent, condition, string_literal(message), hint.empty() ? "" : string_literal(hint));
}

std::string refuse_if_expression(std::string_view indent, std::string_view condition, std::string_view message, std::string_view hint) {
  const std::string with_hint = hint.empty() ? "" : fmt::format(",\n{}    HINT = {}", indent, hint);
  return fmt::format("{0}IF {1} THEN\n{0}  RAISE EXCEPTION USING MESSAGE = {2}{3};\n{0}END IF;\n", indent, condition, message, with_hint);
}

std::string echo(std::string_view text) {
  std::string argument;
  for (const char c : comment_text(text)) {
    if (c == '\'' || c == '\\') argument += c;  // psql reads C escapes inside single quotes
    argument += c;
  }
  return fmt::format("\\echo '{}'\n", argument);
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

bool keeps_ledger(const Section& section) { return section.is_split() || is_unsafe(section); }

bool needs_ledger(const Script& script) { return std::any_of(script.sections.begin(), script.sections.end(), keeps_ledger); }

const RevisionInScript& revision_of(const Script& script, const Section& section) {
  return script.revisions[static_cast<std::size_t>(section.place) - 1];
}

}  // namespace galley::postgresql
