#include "postgresql/ledger.hpp"

#include <fmt/format.h>

#include "postgresql/quoting.hpp"

namespace galley::postgresql {
namespace {

std::string revision_literal(const ScriptContext& context, const Section& section) {
  return string_literal(revision_of(context.script, section).id);
}

/// Stops when a row meets the condition; `message` may use the variable `seen`, which shows it.
std::string refuse_row(std::string_view ledger, std::string_view condition, std::string_view message, std::string_view hint) {
  return fmt::format(
             "    SELECT pg_catalog.format('step %s of revision %s', step, revision) INTO seen\n"
             "      FROM {} WHERE {} ORDER BY revision COLLATE \"C\", step LIMIT 1;\n",
             ledger, condition) +
         refuse_if_expression("    ", "FOUND", message, hint);
}

}  // namespace

std::string create_ledger(const ScriptContext& context) {
  return fmt::format(
      "CREATE TABLE {} (\n      revision text NOT NULL,\n      step int NOT NULL,\n      digest text NOT NULL,\n      last_key text,\n"
      "      finished timestamptz,\n      CONSTRAINT {} PRIMARY KEY (revision, step)\n    );",
      qualified(context.ledger), identifier(shorten_identifier(context.ledger.name + "_pk")));
}

std::string check_ledger(const ScriptContext& context, const std::vector<std::string>& own) {
  const std::string ledger = qualified(context.ledger);
  const std::string foreign =
      own.empty() ? "true" : fmt::format("(revision, step, digest) NOT IN (\n        VALUES {})", fmt::join(own, ",\n          "));
  const std::string unfinished = fmt::format(
      "'Find out whether it has worked. If so: UPDATE {0} SET finished = now() WHERE finished IS NULL; if not: DELETE FROM {0} WHERE "
      "finished IS NULL; then run again.'",
      ledger);
  std::string out = fmt::format("  IF pg_catalog.to_regclass({}) IS NOT NULL THEN\n", string_literal(ledger));
  out += refuse_row(ledger, foreign, fmt::format("'GAL-P07: {} holds ' || seen || ', left by another script'", ledger),
                    "'Finish with the script that was started, or undo its step and delete the row.'");
  out += refuse_row(ledger, "finished IS NULL AND last_key IS NULL",
                    "'GAL-N02: ' || seen || ' was started before and may or may not have worked'", unfinished);
  return out + "  END IF;\n";
}

std::string finished_parts(const ScriptContext& context, const Section& section, int parts) {
  return fmt::format("(SELECT count(*) FROM {} WHERE revision = {} AND finished IS NOT NULL) = {}", qualified(context.ledger),
                     revision_literal(context, section), parts);
}

std::string record_started(const ScriptContext& context, const Section& section) {
  return fmt::format("INSERT INTO {} (revision, step, digest) VALUES ({}, {}, '{}');", qualified(context.ledger),
                     revision_literal(context, section), section.part, section.digest);
}

std::string record_resumable(const ScriptContext& context, const Section& section) {
  return fmt::format("INSERT INTO {} (revision, step, digest, last_key) VALUES ({}, {}, '{}', '[]') ON CONFLICT DO NOTHING;",
                     qualified(context.ledger), revision_literal(context, section), section.part, section.digest);
}

std::string record_finished(const ScriptContext& context, const Section& section) {
  return fmt::format("INSERT INTO {} (revision, step, digest, finished)\n  VALUES ({}, {}, '{}', now());", qualified(context.ledger),
                     revision_literal(context, section), section.part, section.digest);
}

std::string mark_finished(const ScriptContext& context, const Section& section) {
  return fmt::format("UPDATE {} SET finished = now() WHERE revision = {} AND step = {};", qualified(context.ledger),
                     revision_literal(context, section), section.part);
}

std::string has_undone_part(const ScriptContext& context, const Section& section) {
  return fmt::format("EXISTS (SELECT FROM {} WHERE revision = {} AND step = {})", qualified(context.ledger),
                     revision_literal(context, section), section.undoes);
}

std::string clear_undone_part(const ScriptContext& context, const Section& section) {
  return fmt::format("DELETE FROM {} WHERE revision = {} AND step = {};", qualified(context.ledger), revision_literal(context, section),
                     section.undoes);
}

std::string clear_ledger(const ScriptContext& context, const Section& section) {
  return fmt::format("DELETE FROM {} WHERE revision = {};", qualified(context.ledger), revision_literal(context, section));
}

}  // namespace galley::postgresql
