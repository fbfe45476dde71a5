#include "postgresql/any_revision.hpp"

#include <fmt/format.h>

#include "base/append.hpp"
#include "postgresql/ledger.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/shape.hpp"
#include "postgresql/version_table.hpp"

namespace galley::postgresql {
namespace {

constexpr std::string_view indent = "  ";

std::string needs_of(const KnownRevision& revision) {
  if (revision.needs.empty()) return "'{}'";
  std::vector<std::string> ids;
  for (const std::string& id : revision.needs) ids.push_back(string_literal(id));
  return fmt::format("ARRAY[{}]", fmt::join(ids, ", "));
}

std::string create_graph(const ScriptContext& context) {
  std::string out =
      "  DROP TABLE IF EXISTS pg_temp.galley_revision, pg_temp.galley_touch;\n"
      "  -- The history: what each revision needs directly; its place in this script, 0 where the script starts behind it, -1 where it is\n"
      "  -- none of this script.\n"
      "  CREATE TEMPORARY TABLE galley_revision (\n    revision text PRIMARY KEY,\n    needs text[] NOT NULL,\n    place int NOT NULL,\n"
      "    is_applied boolean NOT NULL DEFAULT false\n  );\n"
      "  INSERT INTO pg_temp.galley_revision (revision, needs, place) VALUES\n";
  std::string_view separator = "    ";
  for (const KnownRevision& revision : context.script.history) {
    append(out, separator, '(', string_literal(revision.id), ", ", needs_of(revision), ", ", revision.place, ')');
    separator = ",\n    ";
  }
  return out + ";\n";
}

std::string list_of(std::string_view column, std::string_view source) {
  return fmt::format("  SELECT pg_catalog.string_agg({0}, ', ' ORDER BY {0} COLLATE \"C\") INTO seen FROM {1};\n", column, source);
}

/// The rows, and everything that they imply.
std::string mark_applied(const ScriptContext& context) {
  return fmt::format(
      "  UPDATE pg_temp.galley_revision SET is_applied = true WHERE revision IN (\n"
      "    WITH RECURSIVE applied (id) AS (\n"
      "        SELECT version_num::text FROM {}\n"
      "      UNION\n"
      "        SELECT pg_catalog.unnest(r.needs) FROM applied JOIN pg_temp.galley_revision AS r ON r.revision = applied.id\n"
      "    )\n"
      "    SELECT id FROM applied);\n",
      context.version_table_text);
}

std::string refuse_seen(std::string_view message, std::string_view hint) {
  return refuse_if_expression(indent, "seen IS NOT NULL", message, string_literal(hint));
}

std::string create_touches(const ScriptFacts& facts) {
  std::string out =
      "  -- What each section touches, and what it expects of the tables that it finds.\n"
      "  CREATE TEMPORARY TABLE galley_touch (\n    place int,\n    part int,\n    relation text,\n    shape text[],\n"
      "    is_done boolean NOT NULL DEFAULT false,\n    PRIMARY KEY (place, part, relation)\n  );\n"
      "  INSERT INTO pg_temp.galley_touch (place, part, relation, shape) VALUES\n";
  std::string_view separator = "    ";
  for (const std::string& touch : facts.touches()) {
    append(out, separator, touch);
    separator = ",\n    ";
  }
  return out + ";\n";
}

std::string mark_done(const ScriptContext& context, const ScriptFacts& facts) {
  std::string out =
      "  UPDATE pg_temp.galley_touch AS t SET is_done = true\n    FROM pg_temp.galley_revision AS r WHERE r.place = t.place AND "
      "r.is_applied;\n";
  if (facts.ledger_rows().empty()) return out;
  const std::string ledger = qualified(context.ledger);
  return out +
         fmt::format(
             "  IF pg_catalog.to_regclass({}) IS NOT NULL THEN\n"
             "    UPDATE pg_temp.galley_touch AS t SET is_done = true FROM pg_temp.galley_revision AS r\n"
             "     WHERE r.place = t.place AND t.part <= (SELECT count(*) FROM {} AS s WHERE s.revision = r.revision AND s.finished IS "
             "NOT NULL);\n"
             "  END IF;\n",
             string_literal(ledger), ledger);
}

/// What branches have done in another order than the script's is not described by it.
constexpr std::string_view forget_unknown =
    R"(  -- A table that a later revision of the script has changed before an earlier one is not what the earlier one expects.
  UPDATE pg_temp.galley_touch AS t SET shape = NULL
    FROM (SELECT relation, pg_catalog.max(place) AS place FROM pg_temp.galley_touch WHERE is_done GROUP BY relation) AS last
   WHERE last.relation = t.relation AND t.place < last.place;
  SELECT pg_catalog.string_agg(revision, ', ' ORDER BY revision COLLATE "C") INTO seen
    FROM pg_temp.galley_revision WHERE place = -1 AND is_applied;
  IF seen IS NOT NULL THEN
    RAISE WARNING 'GAL-P16: applied, but not in this script: %; tables are not compared with the history', seen;
    UPDATE pg_temp.galley_touch SET shape = NULL;
  END IF;
)";

constexpr std::string_view compare_next = R"(  FOR touch IN
    SELECT DISTINCT ON (relation COLLATE "C") shape FROM pg_temp.galley_touch WHERE NOT is_done ORDER BY relation COLLATE "C", place, part
  LOOP
    CONTINUE WHEN touch.shape IS NULL;
    EXECUTE pg_catalog.current_setting('galley.shape') INTO more USING touch.shape;
    differences := pg_catalog.concat_ws(E'\n', differences, more);
  END LOOP;
  differences := nullif(differences, '');
)";

constexpr std::string_view next_function = R"(  CREATE OR REPLACE FUNCTION pg_temp.galley_next() RETURNS int LANGUAGE sql AS $next$
    -- the place of the first revision that is not applied; 0: none
    SELECT coalesce(pg_catalog.min(place), 0) FROM pg_temp.galley_revision WHERE place > 0 AND NOT is_applied
  $next$;
)";

constexpr std::string_view compare_function =
    R"(  CREATE OR REPLACE FUNCTION pg_temp.galley_compare(of_place int, of_part int) RETURNS text LANGUAGE plpgsql AS $compare$
  DECLARE
    touch record;
    differences text;
    more text;
  BEGIN
    FOR touch IN SELECT shape FROM pg_temp.galley_touch WHERE place = of_place AND part = of_part AND shape IS NOT NULL LOOP
      EXECUTE pg_catalog.current_setting('galley.shape') INTO more USING touch.shape;
      differences := pg_catalog.concat_ws(E'\n', differences, more);
    END LOOP;
    RETURN nullif(differences, '');
  END $compare$;
)";

std::string check_function(const ScriptContext& context) {
  return fmt::format(
      "  CREATE OR REPLACE FUNCTION pg_temp.galley_check(of_place int) RETURNS void LANGUAGE plpgsql AS $check$\n"
      "  BEGIN\n"
      "    IF {0} IS DISTINCT FROM pg_catalog.current_setting('galley.rows', true) THEN\n"
      "      RAISE EXCEPTION 'GAL-G01: the version rows changed under this script';\n"
      "    END IF;\n"
      "    IF pg_temp.galley_next() <> of_place THEN\n"
      "      RAISE EXCEPTION 'GAL-G01: another revision is next';\n"
      "    END IF;\n"
      "  END $check$;\n",
      context.found_rows);
}

/// The model's step (docs/revisions.md): rows that the revision needs give way to it.
std::string record_function(const ScriptContext& context) {
  return fmt::format(
      "  CREATE OR REPLACE FUNCTION pg_temp.galley_record(of_place int) RETURNS void LANGUAGE plpgsql AS $record$\n"
      "  DECLARE\n"
      "    known record;\n"
      "    implied text[];\n"
      "    moved bigint;\n"
      "  BEGIN\n"
      "    SELECT * INTO STRICT known FROM pg_temp.galley_revision WHERE place = of_place;\n"
      "    -- Rows that it implies give way to it: the smallest becomes the new one, the others go.\n"
      "    implied := ARRAY(SELECT version_num::text FROM {0} WHERE version_num = ANY (known.needs) ORDER BY version_num COLLATE \"C\");\n"
      "    DELETE FROM {0} WHERE version_num = ANY (implied[2:]);\n"
      "    IF pg_catalog.cardinality(implied) = 0 THEN\n"
      "      INSERT INTO {0} (version_num) VALUES (known.revision);\n"
      "    ELSE\n"
      "      UPDATE {0} SET version_num = known.revision WHERE version_num = implied[1];\n"
      "    END IF;\n"
      "    GET DIAGNOSTICS moved = ROW_COUNT;\n"
      "    IF moved <> 1 THEN\n"
      "      RAISE EXCEPTION USING MESSAGE = 'GAL-G01: revision ' || known.revision || ' was not recorded';\n"
      "    END IF;\n"
      "    UPDATE pg_temp.galley_revision SET is_applied = true WHERE place = of_place;\n"
      "    PERFORM pg_catalog.set_config('galley.rows', {1}, false);\n"
      "  END $record$;\n",
      context.version_table_text, context.found_rows);
}

}  // namespace

std::string find_applied(const ScriptContext& context) {
  const std::string& table = context.version_table_text;
  std::string out =
      refuse_if_expression(indent, "NOT pg_catalog.has_database_privilege(pg_catalog.current_database(), 'TEMPORARY')",
                           "'GAL-P04: a temporary table cannot be made, which this script keeps the history in'",
                           "pg_catalog.format('GRANT TEMPORARY ON DATABASE %I TO %I;', pg_catalog.current_database(), current_user)");
  out += create_graph(context);
  out += list_of("version_num", table + "\n   WHERE version_num NOT IN (SELECT revision FROM pg_temp.galley_revision)");
  out += refuse_seen("'GAL-P09: the database is at revisions that this script does not know: ' || seen",
                     "Is this the right database? Compile the script from a history that has them.");
  out += mark_applied(context);
  out += list_of("version_num", table +
                                    "\n   WHERE version_num IN (SELECT pg_catalog.unnest(needs) FROM pg_temp.galley_revision WHERE "
                                    "is_applied)");
  out += refuse_seen("'GAL-P09: the version table holds ' || seen || ', which other rows of it imply'",
                     "Find out who wrote them; delete those that others imply.");
  if (!context.script.path.front().empty()) {
    out += list_of("revision", "pg_temp.galley_revision WHERE place = 0 AND NOT is_applied");
    out += refuse_seen("'GAL-P09: not applied, though this script starts behind them: ' || seen",
                       "Compile a script that starts earlier, or at base: galley upgrade --idempotent heads.");
  }
  return out + fmt::format("  PERFORM pg_catalog.set_config('galley.rows', {}, false);\n", context.found_rows);
}

std::string compare_pending(const ScriptContext& context, const ScriptFacts& facts) {
  if (facts.touches().empty()) return {};
  return concatenated(keep_shape_query(), create_touches(facts), mark_done(context, facts), forget_unknown, compare_next,
                      refuse_difference(indent, "differences", "GAL-P06"));
}

std::string make_functions(const ScriptContext& context, const ScriptFacts& facts) {
  return concatenated(next_function, check_function(context), facts.touches().empty() ? std::string_view() : compare_function,
                      record_function(context));
}

std::string is_next(const Section& section) { return concatenated("pg_temp.galley_next() = ", section.place); }
std::string check_is_next(const Section& section) { return concatenated("  PERFORM pg_temp.galley_check(", section.place, ");\n"); }
std::string compare_kept(std::string_view before, const Section& section) {
  return concatenated(before, "differences := pg_temp.galley_compare(", section.place, ", ", section.part, ");\n");
}
std::string record_revision(const Section& section) { return concatenated("  PERFORM pg_temp.galley_record(", section.place, ");\n"); }
std::string nothing_is_next() { return "pg_temp.galley_next() = 0"; }

}  // namespace galley::postgresql
