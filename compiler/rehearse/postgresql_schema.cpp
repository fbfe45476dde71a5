#include "rehearse/postgresql_schema.hpp"

#include <algorithm>
#include <utility>

namespace galley {

/// Privileges count as what they come to, whether they were ever given or are those that an object has by itself, and in whatever order.
/// Columns are compared by name, in their order: ones that were dropped leave gaps in attnum. Names in definitions depend on the
/// search path, which is the default one in both databases.
const std::string_view postgresql_schema_query = R"sql(
WITH own AS (
  SELECT oid, nspname, nspowner, nspacl FROM pg_catalog.pg_namespace WHERE nspname <> 'information_schema' AND nspname !~ '^pg_'
), of_extension AS (
  SELECT classid, objid FROM pg_catalog.pg_depend WHERE deptype = 'e'
), relation AS (
  SELECT c.*, pg_catalog.format('%I.%I', n.nspname, c.relname) AS shown
    FROM pg_catalog.pg_class AS c JOIN own AS n ON n.oid = c.relnamespace
   WHERE NOT EXISTS (SELECT FROM of_extension AS e WHERE e.classid = 'pg_catalog.pg_class'::regclass AND e.objid = c.oid)
), line (object, text) AS (
  SELECT 'schema ' || nspname, pg_catalog.concat_ws(' ', nspowner::regrole, (SELECT pg_catalog.string_agg(x::text, ',' ORDER BY x::text COLLATE "C") FROM pg_catalog.unnest(coalesce(nspacl, pg_catalog.acldefault('n', nspowner))) AS x)) FROM own
  UNION ALL
  SELECT 'extension ' || extname, extnamespace::regnamespace::text FROM pg_catalog.pg_extension
  UNION ALL
  SELECT CASE r.relkind WHEN 'v' THEN 'view ' WHEN 'm' THEN 'materialized view ' WHEN 'S' THEN 'sequence ' WHEN 'c' THEN 'type ' ELSE 'table ' END || r.shown,
         pg_catalog.concat_ws(' ', r.relkind, r.relpersistence, r.relowner::regrole, (SELECT pg_catalog.string_agg(x::text, ',' ORDER BY x::text COLLATE "C") FROM pg_catalog.unnest(coalesce(r.relacl, pg_catalog.acldefault(CASE r.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", r.relowner))) AS x),
           r.reloptions, r.reltablespace, r.relrowsecurity,
           r.relforcerowsecurity, 'of', p.inhparent::regclass, pg_catalog.pg_get_expr(r.relpartbound, r.oid),
           pg_catalog.pg_get_partkeydef(CASE r.relkind WHEN 'p' THEN r.oid END), pg_catalog.pg_get_viewdef(CASE WHEN r.relkind IN ('v', 'm') THEN r.oid END))
    FROM relation AS r LEFT JOIN pg_catalog.pg_inherits AS p ON p.inhrelid = r.oid WHERE r.relkind NOT IN ('i', 'I')
  UNION ALL
  SELECT 'column ' || r.shown || '.' || pg_catalog.quote_ident(a.attname),
         pg_catalog.concat_ws(' ', a.place, pg_catalog.format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN 'not null' END,
           'identity ' || nullif(a.attidentity::text, ''), 'generated ' || nullif(a.attgenerated::text, ''),
           'default ' || pg_catalog.pg_get_expr(d.adbin, d.adrelid), 'collate ' || nullif(a.attcollation, 0)::regcollation,
           (SELECT pg_catalog.string_agg(x::text, ',' ORDER BY x::text COLLATE "C") FROM pg_catalog.unnest(a.attacl) AS x))
    FROM relation AS r
    JOIN (SELECT *, pg_catalog.row_number() OVER (PARTITION BY attrelid ORDER BY attnum) AS place FROM pg_catalog.pg_attribute
           WHERE attnum > 0 AND NOT attisdropped) AS a ON a.attrelid = r.oid
    LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum WHERE r.relkind IN ('r', 'p', 'c', 'f', 'v', 'm')
  UNION ALL
  SELECT 'constraint ' || pg_catalog.concat_ws('.', coalesce(r.shown, t.typname), pg_catalog.quote_ident(k.conname)),
         pg_catalog.concat_ws(' ', pg_catalog.pg_get_constraintdef(k.oid), CASE WHEN NOT k.convalidated THEN 'not validated' END)
    FROM pg_catalog.pg_constraint AS k JOIN own AS n ON n.oid = k.connamespace LEFT JOIN relation AS r ON r.oid = k.conrelid
    LEFT JOIN pg_catalog.pg_type AS t ON t.oid = k.contypid WHERE k.contype NOT IN ('t', 'n')
  UNION ALL
  SELECT 'index ' || r.shown, pg_catalog.concat_ws(' ', pg_catalog.pg_get_indexdef(r.oid), CASE WHEN NOT i.indisvalid THEN 'invalid' END)
    FROM relation AS r JOIN pg_catalog.pg_index AS i ON i.indexrelid = r.oid
  UNION ALL
  SELECT 'sequence values of ' || r.shown, pg_catalog.concat_ws(' ', pg_catalog.format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement, s.seqmax,
           s.seqmin, s.seqcache, s.seqcycle)
    FROM relation AS r JOIN pg_catalog.pg_sequence AS s ON s.seqrelid = r.oid
  UNION ALL
  SELECT 'type ' || pg_catalog.format('%I.%I', n.nspname, t.typname), pg_catalog.concat_ws(' ', t.typtype, t.typowner::regrole, (SELECT pg_catalog.string_agg(x::text, ',' ORDER BY x::text COLLATE "C") FROM pg_catalog.unnest(coalesce(t.typacl, pg_catalog.acldefault('T', t.typowner))) AS x),
           t.typnotnull, t.typdefault,
           CASE WHEN t.typtype = 'd' THEN pg_catalog.format_type(t.typbasetype, t.typtypmod) END,
           (SELECT pg_catalog.string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder) FROM pg_catalog.pg_enum AS e WHERE e.enumtypid = t.oid))
    FROM pg_catalog.pg_type AS t JOIN own AS n ON n.oid = t.typnamespace
   WHERE t.typtype IN ('e', 'd', 'r') AND NOT EXISTS (SELECT FROM of_extension AS e WHERE e.classid = 'pg_catalog.pg_type'::regclass AND e.objid = t.oid)
  UNION ALL
  SELECT 'routine ' || f.oid::regprocedure, pg_catalog.concat_ws(' ', pg_catalog.pg_get_functiondef(f.oid), f.proowner::regrole, (SELECT pg_catalog.string_agg(x::text, ',' ORDER BY x::text COLLATE "C") FROM pg_catalog.unnest(coalesce(f.proacl, pg_catalog.acldefault('f', f.proowner))) AS x))
    FROM pg_catalog.pg_proc AS f JOIN own AS n ON n.oid = f.pronamespace
   WHERE f.prokind <> 'a' AND NOT EXISTS (SELECT FROM of_extension AS e WHERE e.classid = 'pg_catalog.pg_proc'::regclass AND e.objid = f.oid)
  UNION ALL
  SELECT 'trigger ' || r.shown || '.' || pg_catalog.quote_ident(g.tgname), pg_catalog.concat_ws(' ', pg_catalog.pg_get_triggerdef(g.oid), g.tgenabled)
    FROM relation AS r JOIN pg_catalog.pg_trigger AS g ON g.tgrelid = r.oid WHERE NOT g.tgisinternal
  UNION ALL
  SELECT 'policy ' || r.shown || '.' || pg_catalog.quote_ident(p.polname), pg_catalog.concat_ws(' ', p.polcmd, p.polpermissive, p.polroles::regrole[],
           pg_catalog.pg_get_expr(p.polqual, p.polrelid), pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid))
    FROM relation AS r JOIN pg_catalog.pg_policy AS p ON p.polrelid = r.oid
  UNION ALL
  SELECT 'publication ' || pg_catalog.quote_ident(p.pubname), pg_catalog.concat_ws(' ', pg_catalog.to_jsonb(p) - 'oid' - 'pubowner', p.pubowner::regrole,
           (SELECT pg_catalog.jsonb_agg(pg_catalog.to_jsonb(t) - 'pubname' - 'attnames' || pg_catalog.jsonb_build_object('columns', (SELECT pg_catalog.jsonb_agg(x ORDER BY x COLLATE "C") FROM pg_catalog.jsonb_array_elements_text(pg_catalog.to_jsonb(t) -> 'attnames') AS x)) ORDER BY t.schemaname, t.tablename) FROM pg_catalog.pg_publication_tables AS t WHERE t.pubname = p.pubname AND NOT p.puballtables))
    FROM pg_catalog.pg_publication AS p
  UNION ALL
  SELECT 'default privileges ' || pg_catalog.concat_ws(' ', d.defaclobjtype, 'of', d.defaclrole::regrole, 'in ' || pg_catalog.quote_ident(n.nspname)),
         (SELECT pg_catalog.string_agg(x::text, ',' ORDER BY x::text COLLATE "C") FROM pg_catalog.unnest(d.defaclacl) AS x)
    FROM pg_catalog.pg_default_acl AS d LEFT JOIN pg_catalog.pg_namespace AS n ON n.oid = d.defaclnamespace
  UNION ALL
  SELECT 'statistics ' || pg_catalog.format('%I.%I', n.nspname, s.stxname), pg_catalog.pg_get_statisticsobjdef(s.oid)
    FROM pg_catalog.pg_statistic_ext AS s JOIN own AS n ON n.oid = s.stxnamespace
  UNION ALL
  SELECT 'comment on ' || pg_catalog.pg_describe_object(d.classoid, d.objoid, d.objsubid), d.description
    FROM pg_catalog.pg_description AS d
   WHERE d.objoid >= 16384 AND NOT EXISTS (SELECT FROM of_extension AS e WHERE e.classid = d.classoid AND e.objid = d.objoid)
)
SELECT pg_catalog.replace(pg_catalog.replace(object, E'\n', ' '), E'\t', ' ') || E'\t' || pg_catalog.replace(text, E'\n', ' ')
  FROM line ORDER BY 1;
)sql";

namespace {

/// A default keeps the type that its column had when it was set: 'x'::text, where the column is a varchar by now.
void drop_casts_of_strings(std::string& text) {
  for (const std::string_view cast : {"'::text", "'::character varying", "'::bpchar"})
    for (std::size_t at = 0; (at = text.find(cast, at)) != std::string::npos; ++at) text.erase(at + 1, cast.size() - 1);
}

/// A condition keeps the types that its columns had when it was made: ('x'::character varying)::text.
void drop_casts_of_conditions(std::string& text) {
  for (const std::string_view cast : {"::text", "::character varying", "::bpchar"})
    for (std::size_t at = 0; (at = text.find(cast, at)) != std::string::npos;)
      text.erase(at, cast.size() + (text.compare(at + cast.size(), 2, "[]") == 0 ? 2 : 0));
  std::erase_if(text, [](char c) { return c == '(' || c == ')'; });
}

}  // namespace

ListedObject listed_postgresql(std::string_view object, std::string definition) {
  ListedObject listed{std::move(definition)};
  if (object.starts_with("constraint ") && listed.definition.find("::") != std::string::npos) drop_casts_of_conditions(listed.definition);
  if (!object.starts_with("column ")) return listed;
  drop_casts_of_strings(listed.definition);
  listed.unordered = listed.definition.substr(std::min(listed.definition.find(' '), listed.definition.size()));
  return listed;
}

}  // namespace galley
