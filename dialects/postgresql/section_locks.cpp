#include "postgresql/section_locks.hpp"

#include <fmt/format.h>

#include "base/append.hpp"
#include "postgresql/any_revision.hpp"
#include "postgresql/ledger.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/shape.hpp"
#include "postgresql/version_table.hpp"

namespace galley::postgresql {
namespace {

/// LOCK asks for more rights than, say, a foreign key to the table does; without them the statement itself takes the lock.
std::string lock_statement(const SectionLock& lock) {
  const std::string statement =
      concatenated("LOCK TABLE ", lock.only ? "ONLY " : "", lock.relation, " IN ", lock_mode_name(lock.mode), " MODE;\n");
  if (lock.is_owned) return concatenated("      ", statement);
  return concatenated("      IF pg_catalog.has_table_privilege(", string_literal(lock.relation),
                      ", 'UPDATE, DELETE, TRUNCATE') THEN\n        ", statement, "      END IF;\n");
}

/// The window may have closed since the script began.
std::string window_guard(const ScriptContext& context) {
  if (context.settings.window_end.empty()) return {};
  return refuse_if("  ", concatenated("pg_catalog.clock_timestamp() > ", string_literal(context.settings.window_end), "::timestamptz"),
                   "GAL-G08: the change window has ended", "Nothing of this section has been done. Compile the rest for the next window.");
}

/// `check` and `comparison` are lines of a DO block.
SectionEntry enter(const ScriptContext& context, const std::string& check, const std::vector<SectionLock>& locks,
                   const std::string& comparison) {
  SectionEntry entry;
  auto& [declarations, body] = entry;
  if (locks.empty()) {
    append(body, "  ", lock_version_table(context), '\n');
  } else {
    declarations += "  waited text;\n";
    body += take_locks(context, lock_version_table(context), locks);
  }
  body += window_guard(context) + check + comparison;
  if (!comparison.empty()) declarations += "  differences text;\n";
  return entry;
}

std::string compare(const std::vector<std::string>& shapes) {
  if (shapes.empty()) return {};
  return compare_shapes("  ", "differences", shapes) + refuse_difference("  ", "differences", "GAL-G06");
}

/// A statement outside a transaction may have done part of its work before the script was stopped.
ShapeParts parts_of(const Section& section) { return section.transactional ? ShapeParts::all : ShapeParts::columns; }

}  // namespace

std::string take_locks(const ScriptContext& context, const std::string& first, const std::vector<SectionLock>& locks) {
  const int attempts = context.settings.lock_retries;
  std::string out = fmt::format("  FOR attempt IN 1 .. {} LOOP\n    BEGIN\n      {}\n", attempts, first);
  for (const SectionLock& lock : locks) out += lock_statement(lock);
  out +=
      "      EXIT;\n    EXCEPTION WHEN lock_not_available OR deadlock_detected THEN  -- gives back what it has got\n"
      "      GET STACKED DIAGNOSTICS waited = PG_EXCEPTION_CONTEXT;\n"
      "      waited := coalesce(pg_catalog.substring(waited, 'LOCK TABLE (.*?) MODE'), 'a lock in some');\n    END;\n";
  out += refuse_if_expression(
      "    ", fmt::format("attempt = {}", attempts),
      fmt::format("'GAL-G07: ' || waited || ' mode was not to be had in {}'", counted(static_cast<std::size_t>(attempts), "attempt")),
      "'Nothing of this section has been done. See in pg_locks who holds the table; run this script again at a quieter time.'");
  out += fmt::format(
      "    RAISE WARNING 'waiting for % mode, attempt % of {}', waited, attempt;\n    PERFORM pg_catalog.pg_sleep_for({});\n  END LOOP;\n",
      attempts, string_literal(context.settings.lock_wait));
  return out;
}

std::vector<std::string> shapes_found(const ScriptContext& context, const Section& section, const SectionTables& tables, bool only_new) {
  std::vector<std::string> shapes;
  if (!context.settings.checks_shape) return shapes;
  for (const FoundTable& found : tables.found) {
    if (!is_comparable(*found.table) || (only_new && !found.is_first)) continue;
    for (std::string& part : shape_of(*found.table, parts_of(section))) shapes.push_back(std::move(part));
  }
  return shapes;
}

std::map<std::string, std::vector<std::string>> shapes_by_table(const ScriptContext& context, const Section& section,
                                                                const SectionTables& tables) {
  std::map<std::string, std::vector<std::string>> shapes;
  if (!context.settings.checks_shape) return shapes;
  for (const FoundTable& found : tables.found)
    if (is_comparable(*found.table)) shapes.try_emplace(qualified(found.table->name), shape_of(*found.table, parts_of(section)));
  return shapes;
}

std::string not_compared(const ScriptContext& context, const SectionTables& tables) {
  std::string out;
  if (!context.settings.checks_shape) return out;
  for (const FoundTable& found : tables.found) {
    if (is_comparable(*found.table)) continue;
    append(out, "-- ", comment_text(qualified(found.table->name)), " is not compared with the history: raw SQL may have changed it\n");
  }
  return out;
}

std::string enter_script(const ScriptContext& context, const std::vector<SectionLock>& locks, const std::vector<std::string>& shapes) {
  const SectionEntry entry = enter(context, check_rows(context, context.script.path.front()), locks, compare(shapes));
  return do_block(entry.declarations, entry.body);
}

SectionEntry section_entry(const ScriptContext& context, const Section& section, const SectionTables& tables) {
  return enter(context, check_turn(context, section), tables.locks, compare_found(context, section, tables));
}

std::string compare_found(const ScriptContext& context, const Section& section, const SectionTables& tables) {
  const std::vector<std::string> shapes = shapes_found(context, section, tables, false);
  if (shapes.empty() || !context.script.is_for_any_revision()) return compare(shapes);
  return compare_kept("  ", section) + refuse_difference("  ", "differences", "GAL-G06");
}

std::string enter_undo(const ScriptContext& context, const Section& section, const SectionTables& tables) {
  const std::string check = check_turn(context, section) + refuse_if("  ", "NOT " + finished_parts(context, section, section.undoes),
                                                                     "GAL-G01: the ledger changed under this script", "");
  const SectionEntry entry = enter(context, check, tables.locks, "");
  return do_block(entry.declarations, entry.body);
}

std::string enter_section(const ScriptContext& context, const Section& section, const SectionTables& tables) {
  const SectionEntry entry = section_entry(context, section, tables);
  return do_block(entry.declarations, entry.body);
}

}  // namespace galley::postgresql
