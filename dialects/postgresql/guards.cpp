#include "postgresql/guards.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <set>
#include <utility>

#include "base/sha256.hpp"
#include "postgresql/any_revision.hpp"
#include "postgresql/kept_access.hpp"
#include "postgresql/ledger.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/shape.hpp"
#include "postgresql/version_table.hpp"

namespace galley::postgresql {
namespace {

/// The same for every script of a project, whatever it does.
std::uint64_t advisory_key(std::string_view project) {
  constexpr std::size_t digits = 15;  // fits a positive bigint
  return std::stoull(sha256_hex(fmt::format("galley {}", project)).substr(0, digits), nullptr, 16);
}

constexpr std::string_view indent = "  ";

std::string transaction_guard(const ScriptContext& context) {
  if (context.settings.runner == Runner::plain) return {};  // each section is one statement
  if (context.settings.transaction == TransactionMode::none)
    return refuse_if(indent, "pg_catalog.now() = pg_catalog.statement_timestamp()", "GAL-P14: started outside a transaction",
                     "This script has none of its own: run it with psql -1, or between BEGIN and COMMIT.");
  return refuse_if(indent, "pg_catalog.now() <> pg_catalog.statement_timestamp()", "GAL-P00: started inside a transaction",
                   "Run it without -1 and not after BEGIN.");
}

std::string list_of_literals(const std::vector<std::string>& texts) {
  std::vector<std::string> literals;
  for (const std::string& text : texts) literals.push_back(string_literal(text));
  return fmt::format("{}", fmt::join(literals, ", "));
}

/// Where and when, by whom.
std::string permission_guards(const ScriptContext& context) {
  const ScriptSettings& settings = context.settings;
  std::string out;
  if (!settings.databases.empty())
    out += refuse_if_expression(indent, fmt::format("pg_catalog.current_database() NOT IN ({})", list_of_literals(settings.databases)),
                                fmt::format("'GAL-P11: this is database ' || pg_catalog.quote_ident(pg_catalog.current_database()) || {}",
                                            string_literal(fmt::format(", the script is for {}", fmt::join(settings.databases, ", ")))),
                                "'Connect to the right one.'");
  const std::string& required = settings.required_role;
  if (!required.empty())
    out += refuse_if_expression(
        indent,
        fmt::format(
            "NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = {0} AND pg_catalog.pg_has_role(session_user, oid, 'MEMBER'))",
            string_literal(required)),
        fmt::format("'GAL-P12: role ' || pg_catalog.quote_ident(session_user) || {}",
                    string_literal(fmt::format(" is no member of {}, which may run this script", required))),
        "'Connect as somebody who is.'");
  if (!settings.window_begin.empty())
    out += refuse_if_expression(
        indent,
        fmt::format("pg_catalog.statement_timestamp() NOT BETWEEN {}::timestamptz AND {}::timestamptz",
                    string_literal(settings.window_begin), string_literal(settings.window_end)),
        fmt::format("'GAL-P13: it is ' || pg_catalog.statement_timestamp() || {}",
                    string_literal(fmt::format(", the change window is {} to {}", settings.window_begin, settings.window_end))),
        "'Run this script within the window, or compile it for another one.'");
  return out;
}

std::string server_guards(const ScriptContext& context) {
  std::string out = transaction_guard(context);
  out += refuse_if(indent, "pg_catalog.pg_is_in_recovery()", "GAL-P01: this server is a standby", "Run it on the primary.");
  out += refuse_if_expression(
      indent, fmt::format("pg_catalog.current_setting('server_version_num')::int < {}0000", context.target.version),
      fmt::format("'GAL-P02: compiled for PostgreSQL {} or newer, this server is ' || pg_catalog.current_setting('server_version')",
                  context.target.version),
      "");
  return out + permission_guards(context);
}

/// A role that is not there or cannot be taken is said with a code; SET ROLE itself would only fail.
std::string take_role(const ScriptContext& context) {
  const std::string& role = context.settings.role;
  if (role.empty()) return {};
  const std::string check = refuse_if_expression(
      indent,
      fmt::format("NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = {} AND pg_catalog.pg_has_role(session_user, oid, 'MEMBER'))",
                  string_literal(role)),
      fmt::format("'GAL-P12: role ' || pg_catalog.quote_ident(session_user) || {}",
                  string_literal(fmt::format(" cannot act as {}, to which everything is to belong", role))),
      fmt::format("{} || pg_catalog.quote_ident(session_user) || ';'", string_literal(fmt::format("GRANT {} TO ", identifier(role)))));
  const std::string_view stop = context.settings.runner == Runner::plain ? "" : "\\if :ERROR\n\\quit\n\\endif\n";
  return do_block("", check) + std::string(stop) + fmt::format("SET ROLE {};\n", identifier(role));
}

/// A vacuum that prevents wraparound does not give way to anybody. A table may have an age of its own for it.
std::string wraparound_warning(const std::set<std::string>& locked) {
  if (locked.empty()) return {};
  std::vector<std::string> names;
  for (const std::string& relation : locked) names.push_back(string_literal(relation));
  return fmt::format(
      "  SELECT pg_catalog.string_agg(name, ', ') INTO seen FROM pg_catalog.unnest(ARRAY[{}]) AS name\n"
      "    JOIN pg_catalog.pg_class ON oid = pg_catalog.to_regclass(name)\n"
      "   WHERE relfrozenxid <> '0' AND pg_catalog.age(relfrozenxid) > "
      "least(pg_catalog.current_setting('autovacuum_freeze_max_age')::int,\n"
      "     (SELECT option_value::int FROM pg_catalog.pg_options_to_table(reloptions) WHERE option_name = 'autovacuum_freeze_max_age'));\n"
      "  IF seen IS NOT NULL THEN\n    RAISE WARNING 'GAL-P15: a vacuum against wraparound is due on %, which may hold this script up', "
      "seen;\n  END IF;\n",
      wrapped(names, "    "));
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

/// A script in one transaction has been applied whole or not at all.
std::vector<std::vector<std::string>> places_of(const ScriptContext& context) {
  const std::vector<std::vector<std::string>>& path = context.script.path;
  if (context.settings.transaction == TransactionMode::per_revision || path.size() < 2) return path;
  return {path.front(), path.back()};
}

std::string position_guard(const ScriptContext& context) {
  std::vector<std::string> places;
  for (const std::vector<std::string>& rows : places_of(context)) places.push_back(string_literal(rows_text(rows)));
  const std::string path = string_literal(fmt::format(", not on the path {}", path_shown(context.script)));
  return fmt::format("  seen := {};\n", context.found_rows) +
         refuse_if_expression(indent, fmt::format("seen NOT IN ({})", wrapped(places, "    ")),
                              fmt::format("'GAL-P09: the database is at ' || CASE seen WHEN '' THEN 'base' ELSE seen END || {}", path),
                              "'Compile a script for the revision where the database is.'");
}

/// Steps of an upgrade that was stopped, which no script can take back.
std::string way_back_guard(const ScriptContext& context, const ScriptFacts& facts) {
  if (facts.without_way_back().empty()) return {};
  const std::string ledger = qualified(context.ledger);
  std::vector<std::string> parts;
  for (const PartWithoutWayBack& part : facts.without_way_back())
    parts.push_back(fmt::format("({}, {}, {})", string_literal(part.revision), part.part, string_literal(part.what)));
  // While the revision is a row, its downgrade runs, and the steps in the ledger are those of that.
  return fmt::format(
             "  seen := NULL;\n  IF pg_catalog.to_regclass({}) IS NOT NULL THEN\n"
             "    SELECT pg_catalog.format('step %s of revision %s (%s)', step, revision, what) INTO seen FROM {}\n"
             "      JOIN (VALUES\n      {}) AS no_way_back (revision, step, what) USING (revision, step)\n"
             "     WHERE finished IS NOT NULL AND revision NOT IN (SELECT version_num FROM {}) LIMIT 1;\n  END IF;\n",
             string_literal(ledger), ledger, fmt::join(parts, ",\n      "), context.version_table_text) +
         refuse_if_expression(indent, "seen IS NOT NULL", "'GAL-P17: ' || seen || ' is done, and no script can take it back'",
                              string_literal(fmt::format("Finish the upgrade with the script that was started, then run this one; or undo "
                                                         "the step by hand and delete its row from {}.",
                                                         ledger)));
}

/// An upgrade was stopped: its tables are neither as before nor as after it, and the ledger knows how far it came.
std::string forget_place(const ScriptContext& context, const ScriptFacts& facts) {
  if (facts.undone_rows().empty()) return {};
  const std::string ledger = qualified(context.ledger);
  return fmt::format(
      "  IF pg_catalog.to_regclass({}) IS NOT NULL THEN\n"
      "    IF EXISTS (SELECT FROM {} WHERE revision NOT IN (SELECT version_num FROM {})) THEN\n"
      "      place := NULL;  -- an upgrade was stopped: nothing is compared until it is taken back\n    END IF;\n  END IF;\n",
      string_literal(ledger), ledger, context.version_table_text);
}

/// Every table as it is before the first section that touches it, unless that has been done.
std::string shape_guard(const ScriptContext& context, const ScriptFacts& facts) {
  if (facts.shapes().empty()) return {};
  std::vector<std::string> places;
  for (const std::vector<std::string>& rows : context.script.path) places.push_back(string_literal(rows_text(rows)));
  std::string out = fmt::format("  place := pg_catalog.array_position(ARRAY[{}], seen);\n", wrapped(places, "    "));
  if (!facts.ledger_rows().empty()) {
    const std::string ledger = qualified(context.ledger);
    out += fmt::format(
        "  IF pg_catalog.to_regclass({}) IS NOT NULL THEN\n    parts_done := (SELECT count(*) FROM {} WHERE finished IS NOT NULL);\n  END "
        "IF;\n",
        string_literal(ledger), ledger);
  }
  out += forget_place(context, facts);
  for (const ShapesBefore& before : facts.shapes()) {
    const std::string here = before.is_split ? fmt::format("place < {0} OR place = {0} AND parts_done < {1}", before.place, before.part)
                                             : fmt::format("place <= {}", before.place);
    out += fmt::format("  IF {} THEN\n{}    differences := pg_catalog.concat_ws(E'\\n', differences, more);\n  END IF;\n", here,
                       compare_shapes("    ", "more", before.shapes));
  }
  out += "  differences := nullif(differences, '');\n";
  return out + refuse_difference(indent, "differences", "GAL-P06");
}

}  // namespace

std::string session_settings(const ScriptContext& context) {
  const Script& script = context.script;
  const std::string application = fmt::format("galley {} {}->{}", script.project, script.from_text, script.to_text);
  const std::string_view variables = context.settings.runner == Runner::plain ? ""
                                                                              : "\\set ON_ERROR_STOP on\n"
                                                                                "\\set ON_ERROR_ROLLBACK off\n"
                                                                                "\\set AUTOCOMMIT on\n"
                                                                                "\\set QUIET on\n"
                                                                                "\\pset pager off\n"
                                                                                "SET client_encoding = 'UTF8';\n";
  return fmt::format(
      "{}SET standard_conforming_strings = on;\n"
      "SET search_path = '';\n"
      "SET row_security = off;\n"
      "SET default_transaction_isolation = 'read committed';\n"
      "SET client_min_messages = warning;\n"
      "SET lock_timeout = {};\n"
      "SET statement_timeout = 0;\n"
      "SET idle_in_transaction_session_timeout = '60s';\n"
      "SET application_name = {};\n",
      variables, string_literal(context.settings.lock_timeout), string_literal(application));
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

PreflightBlock preflight_block(const ScriptContext& context, const ScriptFacts& facts) {
  std::string body = server_guards(context);
  body +=
      refuse_if(indent, fmt::format("NOT pg_catalog.pg_try_advisory_lock({})", advisory_key(context.script.project)),
                "GAL-P08: somebody else is applying a script of this project",
                "Wait until that session has ended; pg_stat_activity shows it. A client that was killed leaves it at work for a while.");
  body += version_table_guard(context);
  std::vector<std::string> own_rows = facts.ledger_rows();
  own_rows.insert(own_rows.end(), facts.undone_rows().begin(), facts.undone_rows().end());
  body += check_ledger(context, own_rows);
  body += way_back_guard(context, facts);
  body += context.script.is_for_any_revision() ? find_applied(context) : position_guard(context);
  std::string declarations = "  seen text;\n";
  if (!facts.touches().empty()) declarations += "  touch record;\n  differences text;\n  more text;\n";
  if (!facts.shapes().empty()) declarations += "  place int;\n  parts_done int := 0;\n  differences text;\n  more text;\n";
  if (facts.compares_shapes()) body += keep_shape_query();
  if (facts.keeps_access()) body += keep_access_queries();
  body += context.script.is_for_any_revision() ? compare_pending(context, facts) : shape_guard(context, facts);
  if (!facts.ledger_rows().empty()) body += make_if_missing(context, context.ledger, create_ledger(context));
  body += wraparound_warning(facts.locked());
  if (context.script.is_for_any_revision()) body += make_functions(context, facts);
  return {take_role(context), std::move(declarations), std::move(body)};
}

std::string preflight(const ScriptContext& context, const ScriptFacts& facts) {
  const PreflightBlock block = preflight_block(context, facts);
  const std::string ledger = facts.undone_rows().empty()
                                 ? ""
                                 : fmt::format("SELECT pg_catalog.to_regclass({}) IS NOT NULL AS has_ledger \\gset galley_\n",
                                               string_literal(qualified(context.ledger)));
  return echo("== preflight") + block.before + do_block(block.declarations, block.body) + "\\if :ERROR\n\\quit\n\\endif\n" + ledger;
}

}  // namespace galley::postgresql
