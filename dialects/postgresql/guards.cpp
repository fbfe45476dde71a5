#include "postgresql/guards.hpp"

#include <fmt/format.h>

#include <cstdint>

#include "base/sha256.hpp"
#include "postgresql/ledger.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/version_table.hpp"

namespace galley::postgresql {
namespace {

/// The same for every script of a project, whatever it does.
std::uint64_t advisory_key(std::string_view project) {
  constexpr std::size_t digits = 15;  // fits a positive bigint
  return std::stoull(sha256_hex(fmt::format("galley {}", project)).substr(0, digits), nullptr, 16);
}

constexpr std::string_view indent = "  ";

std::string server_guards(const ScriptContext& context) {
  std::string out = refuse_if(indent, "pg_catalog.now() <> pg_catalog.statement_timestamp()", "GAL-P00: started inside a transaction",
                              "Run it without -1 and not after BEGIN.");
  out += refuse_if(indent, "pg_catalog.pg_is_in_recovery()", "GAL-P01: this server is a standby", "Run it on the primary.");
  out += refuse_if_expression(
      indent, fmt::format("pg_catalog.current_setting('server_version_num')::int < {}0000", context.target.version),
      fmt::format("'GAL-P02: compiled for PostgreSQL {} or newer, this server is ' || pg_catalog.current_setting('server_version')",
                  context.target.version),
      "");
  return out;
}

/// CREATE TABLE IF NOT EXISTS would ask for the right to create even where nothing is missing.
std::string make_if_missing(const ScriptContext& context, const ObjectName& table, std::string_view create) {
  const std::string name = identifier(table.schema);
  const std::string no_right = fmt::format("pg_catalog.to_regnamespace({}) IS NULL OR NOT pg_catalog.has_schema_privilege({}, 'CREATE')",
                                           string_literal(name), string_literal(table.schema));
  const std::string message =
      fmt::format("GAL-P04: table {} is missing and cannot be made in schema {}", qualified(table), context.default_schema);
  const std::string grant =
      fmt::format("{} || pg_catalog.quote_ident(current_user) || ';'", string_literal(fmt::format("GRANT CREATE ON SCHEMA {} TO ", name)));
  return fmt::format("  IF pg_catalog.to_regclass({}) IS NULL THEN\n{}    {}\n  END IF;\n", string_literal(qualified(table)),
                     refuse_if_expression("    ", no_right, string_literal(message), grant), create);
}

std::string version_table_guard(const ScriptContext& context) {
  if (context.script.path.front().empty()) return make_if_missing(context, context.version_table, create_version_table(context));
  const std::string table = qualified(context.version_table);
  return refuse_if_expression(
      indent, fmt::format("pg_catalog.to_regclass({}) IS NULL", string_literal(table)),
      fmt::format("'GAL-P03: database ' || pg_catalog.current_database() || {}", string_literal(" has no table " + table)),
      "'Is this the right database?'");
}

std::string path_shown(const Script& script) {
  constexpr std::size_t shown = 6;  // from either end
  std::vector<std::string> places;
  for (std::size_t i = 0; i < script.path.size(); ++i) {
    if (script.path.size() > 2 * shown && i == shown) places.push_back(counted(script.path.size() - 2 * shown, "more place"));
    if (script.path.size() <= 2 * shown || i < shown || i + shown >= script.path.size()) places.push_back(shown_rows(script.path[i]));
  }
  return fmt::format("{}", fmt::join(places, " -> "));
}

std::string position_guard(const ScriptContext& context) {
  std::vector<std::string> places;
  for (const std::vector<std::string>& rows : context.script.path) places.push_back(string_literal(rows_text(rows)));
  const std::string path = string_literal(fmt::format(", not on the path {}", path_shown(context.script)));
  return fmt::format("  seen := {};\n", context.found_rows) +
         refuse_if_expression(indent, fmt::format("seen NOT IN ({})", wrapped(places, "    ")),
                              fmt::format("'GAL-P09: the database is at ' || CASE seen WHEN '' THEN 'base' ELSE seen END || {}", path),
                              "'Compile a script for the revision where the database is.'");
}

}  // namespace

std::string session_settings(const ScriptContext& context) {
  const Script& script = context.script;
  const std::string application = fmt::format("galley {} {}->{}", script.project, script.from_text, script.to_text);
  return fmt::format(
      "\\set ON_ERROR_STOP on\n"
      "\\set ON_ERROR_ROLLBACK off\n"
      "\\set AUTOCOMMIT on\n"
      "\\set QUIET on\n"
      "\\pset pager off\n"
      "SET client_encoding = 'UTF8';\n"
      "SET standard_conforming_strings = on;\n"
      "SET search_path = '';\n"
      "SET row_security = off;\n"
      "SET default_transaction_isolation = 'read committed';\n"
      "SET client_min_messages = warning;\n"
      "SET idle_in_transaction_session_timeout = '60s';\n"
      "SET application_name = {};\n",
      string_literal(application));
}

bool asks_for_acceptance(const Script& script) {
  const bool loses = !script.losses.empty() || !script.not_restored.empty();
  return script.direction == Direction::downgrade && loses && !script.accept_data_loss;
}

std::string data_loss_guard(const ScriptContext& context) {
  if (!asks_for_acceptance(context.script)) return {};
  std::string message = "GAL-P10: this downgrade loses data";
  for (const std::string& loss : context.script.losses) message += "\n  lost: " + comment_text(loss);
  for (const std::string& line : context.script.not_restored) message += "\n  not restored: " + comment_text(line);
  return "\\if :{?accept_data_loss}\n\\else\n\\set accept_data_loss no\n\\endif\n"
         "SELECT :'accept_data_loss' = 'yes' AS accepted \\gset galley_\n\\if :galley_accepted\n\\else\n" +
         do_block("",
                  fmt::format("  RAISE EXCEPTION USING MESSAGE = {},\n    HINT = 'Run it with -v accept_data_loss=yes to accept that.';\n",
                              string_literal(message))) +
         "\\quit\n\\endif\n";
}

std::string preflight(const ScriptContext& context, const ScriptFacts& facts) {
  std::string body = server_guards(context);
  body += refuse_if(indent, fmt::format("NOT pg_catalog.pg_try_advisory_lock({})", advisory_key(context.script.project)),
                    "GAL-P08: somebody else is applying a script of this project", "Wait until that session has ended.");
  body += version_table_guard(context);
  body += check_ledger(context, facts.ledger_rows());
  body += position_guard(context);
  if (!facts.ledger_rows().empty()) body += make_if_missing(context, context.ledger, create_ledger(context));
  return echo("== preflight") + do_block("  seen text;\n", body) + "\\if :ERROR\n\\quit\n\\endif\n";
}

}  // namespace galley::postgresql
