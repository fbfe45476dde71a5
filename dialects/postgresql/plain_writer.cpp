#include "postgresql/plain_writer.hpp"

#include <fmt/format.h>

#include "base/append.hpp"
#include "postgresql/annotations.hpp"
#include "postgresql/guards.hpp"
#include "postgresql/ledger.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/section_locks.hpp"
#include "postgresql/timeouts.hpp"
#include "postgresql/version_table.hpp"

namespace galley::postgresql {
namespace {

/// What the preflight leaves in the session, so that no section runs without it.
std::string pass(const ScriptContext& context) { return string_literal(context.script.from_text + "->" + context.script.to_text); }

std::string set_local(std::string_view setting, std::string_view value) {
  return fmt::format("    PERFORM pg_catalog.set_config('{}', {}, true);\n", setting, string_literal(value));
}

std::string indented(const std::string& lines) {
  std::string out;
  for (std::size_t begin = 0; begin < lines.size();) {
    const std::size_t end = lines.find('\n', begin);
    append(out, "  ", std::string_view(lines).substr(begin, end - begin), '\n');
    begin = end + 1;
  }
  return out;
}

/// The statement as text, which the block runs.
std::string execute(const Step& step) {
  std::string_view sql = step.sql;
  if (sql.ends_with(';')) sql.remove_suffix(1);
  return concatenated("    EXECUTE ", dollar_quoted(sql, "sql"), ";\n");
}

std::string statement_timeout_of(const Section& section) {
  for (const Step& step : section.steps)
    if (!step.statement_timeout.empty()) return step.statement_timeout;
  return std::string(timeouts::statement);
}

}  // namespace

std::size_t write_plain_section(const ScriptContext& context, const Section& section, const SectionTables& tables,
                                std::size_t first_statement, std::size_t sections, std::string& out) {
  const RevisionInScript& revision = revision_of(context.script, section);
  append(out, "\n-- == ", section.number, '/');
  const std::size_t total_at = out.size();
  append(out, sections, "  ", comment_text(revision.id), "  ", comment_text(section.title), '\n', not_compared(context, tables));
  append(out, "SET statement_timeout = ", string_literal(statement_timeout_of(section)), ";\n");

  SectionEntry entry = section_entry(context, section, tables);
  std::string body =
      refuse_if("  ", fmt::format("pg_catalog.current_setting('galley.passed', true) IS DISTINCT FROM {}", pass(context)),
                "GAL-G09: the preflight of this script has not passed in this session", "Run the whole script, in one session.");
  append(body, "  IF ", is_turn_of(context, section));
  if (section.is_split()) append(body, "\n     AND ", finished_parts(context, section, section.part - 1));
  append(body, " THEN\n");
  std::string lock_timeout = context.settings.lock_timeout;
  for (const Step& step : section.steps)
    if (!step.lock_timeout.empty()) lock_timeout = step.lock_timeout;
  body += set_local("lock_timeout", lock_timeout) + indented(entry.body);
  bool has_path = false;
  std::size_t statement = first_statement;
  for (const Step& step : section.steps) {
    if (step.raw != has_path) body += set_local("search_path", step.raw ? identifier(context.default_schema) + ", pg_temp" : "");
    has_path = step.raw;
    body += indented(indented(annotation(context, section, step, statement++))) + execute(step);
  }
  if (has_path) body += set_local("search_path", "");
  if (section.is_last()) {
    body += indented(move_version_rows(context, section));
    if (keeps_ledger(section)) append(body, "    ", clear_ledger(context, section), '\n');
  } else {
    append(body, indented(concatenated("  ", record_finished(context, section), "\n")));
  }
  body += "  END IF;\n";
  out += do_block(entry.declarations + (section.is_last() ? std::string(move_declarations(context)) : std::string()), body);
  return total_at;
}

std::string plain_preflight(const ScriptContext& context, const ScriptFacts& facts) {
  PreflightBlock block = preflight_block(context, facts);
  block.body += fmt::format("  PERFORM pg_catalog.set_config('galley.passed', {}, false);\n", pass(context));
  return do_block("", "  PERFORM pg_catalog.set_config('galley.passed', '', false);\n") + block.before +
         do_block(block.declarations, block.body);
}

std::string plain_closing(const ScriptContext& context) {
  const auto refuse = [](const std::string& condition) {
    return refuse_if("  ", condition, "GAL-G10: the script has not been done to its end",
                     "See the first error above; then run the whole script again.");
  };
  std::string body;
  if (context.script.is_for_any_revision())  // else nobody knows what is next
    body += refuse(fmt::format("pg_catalog.current_setting('galley.passed', true) IS DISTINCT FROM {}", pass(context)));
  body += refuse(fmt::format("NOT ({})", has_arrived(context)));
  return "\n-- == done: " + comment_text(shown_rows(context.script.path.back())) + "\n" + do_block("", body);
}

}  // namespace galley::postgresql
