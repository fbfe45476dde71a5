#include "postgresql/kept_access.hpp"

#include <fmt/format.h>

#include "base/append.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/script_text.hpp"
#include "postgresql/statements.hpp"

namespace galley::postgresql {
namespace {

/// A row for each object and each part of a view. `definition`: how to make a part that the history does not know.
constexpr std::string_view keep_query = R"(
    WITH wanted AS (
      SELECT ($1)[i][1] AS kind, ($1)[i][2] AS name, ($1)[i][3] AS part FROM pg_catalog.generate_subscripts($1, 1) AS i
    ), view AS (
      SELECT kind, name, c.* FROM wanted JOIN pg_catalog.pg_class AS c ON c.oid = CASE WHEN kind LIKE '%VIEW' THEN pg_catalog.to_regclass(name) END
    ), object AS (
      SELECT kind, 'pg_class'::regclass AS class, oid AS id, 0 AS sub, NULL::oid AS relation, NULL::name AS part, relowner AS owner,
             relacl AS acl, NULL AS definition FROM view
      UNION ALL
      SELECT 'COLUMN', 'pg_class'::regclass, v.oid, attnum, v.oid, attname, NULL, attacl, 'ALTER VIEW ' || name || ' ALTER COLUMN '
             || pg_catalog.quote_ident(attname) || ' SET DEFAULT ' || pg_catalog.pg_get_expr(adbin, adrelid)
        FROM view AS v JOIN pg_catalog.pg_attribute ON attrelid = v.oid AND attnum > 0 AND NOT attisdropped
        LEFT JOIN pg_catalog.pg_attrdef ON adrelid = attrelid AND adnum = attnum
      UNION ALL
      SELECT 'INDEX', 'pg_class'::regclass, indexrelid, 0, v.oid, NULL, NULL, NULL, pg_catalog.pg_get_indexdef(indexrelid)
        FROM view AS v JOIN pg_catalog.pg_index ON indrelid = v.oid
      UNION ALL
      SELECT 'TRIGGER', 'pg_trigger'::regclass, t.oid, 0, v.oid, tgname, NULL, NULL, pg_catalog.pg_get_triggerdef(t.oid)
        FROM view AS v JOIN pg_catalog.pg_trigger AS t ON tgrelid = v.oid WHERE NOT tgisinternal
      UNION ALL
      SELECT 'RULE', 'pg_rewrite'::regclass, r.oid, 0, v.oid, rulename, NULL, NULL, pg_catalog.pg_get_ruledef(r.oid)
        FROM view AS v JOIN pg_catalog.pg_rewrite AS r ON ev_class = v.oid WHERE rulename <> '_RETURN'
      UNION ALL
      SELECT kind, 'pg_proc'::regclass, p.oid, 0, NULL, NULL, proowner, proacl, NULL
        FROM wanted JOIN pg_catalog.pg_proc AS p ON p.oid = CASE WHEN kind IN ('FUNCTION', 'PROCEDURE') THEN pg_catalog.to_regprocedure(name) END
      UNION ALL
      SELECT kind, 'pg_type'::regclass, t.oid, 0, NULL, NULL, typowner, typacl, NULL
        FROM wanted JOIN pg_catalog.pg_type AS t ON t.oid = CASE kind WHEN 'TYPE' THEN pg_catalog.to_regtype(name) END
      UNION ALL
      SELECT kind, 'pg_class'::regclass, CASE kind WHEN 'INDEX' THEN pg_catalog.to_regclass(name) END, 0, NULL, NULL, NULL, NULL, NULL FROM wanted
      UNION ALL
      SELECT kind, 'pg_constraint'::regclass, c.oid, 0, conrelid, conname, NULL, NULL, NULL
        FROM wanted JOIN pg_catalog.pg_constraint AS c ON conrelid = CASE kind WHEN 'CONSTRAINT' THEN pg_catalog.to_regclass(name) END AND conname = part
      UNION ALL
      SELECT kind, 'pg_policy'::regclass, p.oid, 0, polrelid, polname, NULL, NULL, NULL
        FROM wanted JOIN pg_catalog.pg_policy AS p ON polrelid = CASE kind WHEN 'POLICY' THEN pg_catalog.to_regclass(name) END AND polname = part
      UNION ALL
      SELECT kind, 'pg_trigger'::regclass, t.oid, 0, tgrelid, tgname, NULL, NULL, CASE tgenabled WHEN 'O' THEN NULL ELSE 'ALTER TABLE ' || name
             || CASE tgenabled WHEN 'D' THEN ' DISABLE' WHEN 'R' THEN ' ENABLE REPLICA' ELSE ' ENABLE ALWAYS' END || ' TRIGGER '
             || pg_catalog.quote_ident(tgname) END
        FROM wanted JOIN pg_catalog.pg_trigger AS t ON tgrelid = CASE kind WHEN 'TRIGGER' THEN pg_catalog.to_regclass(name) END AND tgname = part
    )
    SELECT pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('kind', kind, 'name', (pg_catalog.pg_identify_object(class, id, sub)).identity,
             'relation', relation::regclass, 'part', part, 'owner', owner::regrole, 'acl', acl::text[],
             'comment', description, 'definition', definition))
      FROM object LEFT JOIN pg_catalog.pg_description ON classoid = class AND objoid = id AND objsubid = sub
     WHERE id IS NOT NULL
)";

/// The statements that are missing, in their order.
constexpr std::string_view bring_back_query = R"(
    WITH kept AS (
      SELECT *, CASE WHEN kind LIKE '%VIEW' THEN 'TABLE ' || name WHEN kind = 'COLUMN' THEN 'TABLE ' || relation ELSE kind || ' ' || name END AS target
        FROM pg_catalog.jsonb_to_recordset($1)
             AS k (kind text, name text, relation text, part text, owner text, acl text[], comment text, definition text)
       WHERE kind <> 'COLUMN' OR EXISTS (SELECT FROM pg_catalog.pg_attribute
                                          WHERE attrelid = pg_catalog.to_regclass(relation) AND attname = part AND NOT attisdropped)
    ), present AS (
      SELECT kept.*, coalesce(relowner, proowner, typowner)::regrole::text AS present_owner, coalesce(relacl, proacl, typacl) AS present_acl
        FROM kept LEFT JOIN pg_catalog.pg_class AS c ON c.oid = CASE WHEN kind LIKE '%VIEW' THEN pg_catalog.to_regclass(name) END
        LEFT JOIN pg_catalog.pg_proc AS p ON p.oid = CASE WHEN kind IN ('FUNCTION', 'PROCEDURE') THEN pg_catalog.to_regprocedure(name) END
        LEFT JOIN pg_catalog.pg_type AS t ON t.oid = CASE kind WHEN 'TYPE' THEN pg_catalog.to_regtype(name) END
    ), differing AS (
      SELECT *, coalesce(acl::aclitem[], pg_catalog.acldefault(
               (CASE kind WHEN 'TYPE' THEN 'T' WHEN 'FUNCTION' THEN 'f' WHEN 'PROCEDURE' THEN 'f' ELSE 'r' END)::"char", owner::regrole)) AS wanted_acl
        FROM present WHERE owner IS NOT NULL AND present_acl IS DISTINCT FROM acl::aclitem[]
      UNION ALL
      SELECT *, acl::aclitem[] FROM present WHERE kind = 'COLUMN' AND acl IS NOT NULL
    )
    SELECT statement FROM (
      SELECT 1 AS place, definition AS statement FROM kept WHERE definition IS NOT NULL AND CASE
               WHEN kind = 'INDEX' THEN pg_catalog.to_regclass(name) IS NULL
               WHEN definition NOT LIKE 'CREATE %' THEN true
               WHEN kind = 'RULE' THEN NOT EXISTS (SELECT FROM pg_catalog.pg_rewrite
                        WHERE ev_class = pg_catalog.to_regclass(relation) AND rulename = part)
               ELSE NOT EXISTS (SELECT FROM pg_catalog.pg_trigger
                        WHERE tgrelid = pg_catalog.to_regclass(relation) AND tgname = part) END
      UNION ALL
      SELECT 2, pg_catalog.format('ALTER %s %s OWNER TO %s', kind, name, owner) FROM present WHERE owner <> present_owner
      UNION ALL
      SELECT DISTINCT 3, pg_catalog.format('REVOKE ALL ON %s FROM %s', target, role) FROM differing, LATERAL (
               SELECT 'PUBLIC' AS role UNION SELECT owner
               UNION SELECT CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END FROM pg_catalog.aclexplode(present_acl)) AS had
       WHERE kind <> 'COLUMN'
      UNION ALL
      SELECT 4, pg_catalog.format('GRANT %s%s ON %s TO %s%s', privilege_type, CASE kind WHEN 'COLUMN' THEN pg_catalog.format(' (%I)', part) END, target,
               CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END, CASE WHEN is_grantable THEN ' WITH GRANT OPTION' END)
        FROM differing, LATERAL pg_catalog.aclexplode(wanted_acl)
      UNION ALL
      SELECT 5, pg_catalog.format('COMMENT ON %s %s IS %L', kind, name, comment) FROM kept WHERE comment IS NOT NULL
    ) AS statements ORDER BY place
)";

std::string without_line_end(std::string block) {
  block.pop_back();
  return block;
}

std::string keep(std::string_view setting, std::string_view query) {
  return concatenated("  PERFORM pg_catalog.set_config('", setting, "', ", dollar_quoted(query, "query"), ", false);\n");
}

}  // namespace

KeptObject kept_object(const SchemaObject& object, const Printing& printing) {
  const std::string text = object_text(object, printing);
  const std::string name = qualified(object.key.name);
  const bool is_on_table = object.key.kind == ObjectKind::trigger || object.key.kind == ObjectKind::policy;
  if (is_on_table) return {text.substr(0, text.find(' ')), name, object.key.part};
  const std::size_t place = text.find(name);  // behind the words
  return {text.substr(0, place - 1), text.substr(place), {}};
}

std::string keep_access(const std::vector<KeptObject>& objects) {
  std::vector<std::string> items;
  for (const KeptObject& object : objects)
    items.push_back(fmt::format("[{}, {}, {}]", string_literal(object.kind), string_literal(object.name), string_literal(object.part)));
  return without_line_end(do_block(
      "  kept text;\n", concatenated("  EXECUTE pg_catalog.current_setting('galley.keep') INTO kept USING ARRAY[\n    ",
                                     wrapped(items, "    "), "];\n  PERFORM pg_catalog.set_config('galley.kept', kept, false);\n")));
}

std::string bring_back_access() {
  return without_line_end(do_block("  statement text;\n",
                                   "  FOR statement IN EXECUTE pg_catalog.current_setting('galley.bring_back')\n"
                                   "      USING nullif(pg_catalog.current_setting('galley.kept', true), '')::jsonb LOOP\n"
                                   "    EXECUTE statement;\n  END LOOP;\n"));
}

std::string keep_access_queries() { return keep("galley.keep", keep_query) + keep("galley.bring_back", bring_back_query); }

}  // namespace galley::postgresql
