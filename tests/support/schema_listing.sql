-- Every object that is no part of the server, one a line, in one order: what pg_dump would say, for servers newer than the pg_dump at hand.
WITH own AS (
  SELECT oid, nspname FROM pg_catalog.pg_namespace WHERE nspname <> 'information_schema' AND nspname !~ '^pg_'
), of_extension AS (
  SELECT classid, objid FROM pg_catalog.pg_depend WHERE deptype = 'e'
), relation AS (
  SELECT c.*, n.nspname, pg_catalog.format('%I.%I', n.nspname, c.relname) AS shown
    FROM pg_catalog.pg_class AS c JOIN own AS n ON n.oid = c.relnamespace
   WHERE NOT EXISTS (SELECT FROM of_extension AS e WHERE e.classid = 'pg_catalog.pg_class'::regclass AND e.objid = c.oid)
), line (text) AS (
  SELECT pg_catalog.concat_ws(' ', 'schema', n.nspname, s.nspowner::regrole, s.nspacl) FROM own AS n JOIN pg_catalog.pg_namespace AS s USING (oid)
  UNION ALL
  SELECT pg_catalog.concat_ws(' ', 'extension', extname, extversion, extnamespace::regnamespace) FROM pg_catalog.pg_extension
  UNION ALL
  SELECT pg_catalog.concat_ws(' ', 'relation', r.shown, r.relkind, r.relpersistence, r.relowner::regrole,
           nullif(r.relacl::text, pg_catalog.acldefault(CASE r.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", r.relowner)::text), ARRAY(SELECT o FROM pg_catalog.unnest(r.reloptions) o ORDER BY o),
           't:' || r.reltablespace::text, r.relrowsecurity, r.relforcerowsecurity, 'of', p.inhparent::regclass, pg_catalog.pg_get_expr(r.relpartbound, r.oid),
           pg_catalog.pg_get_partkeydef(CASE r.relkind WHEN 'p' THEN r.oid END), pg_catalog.pg_get_viewdef(CASE WHEN r.relkind IN ('v', 'm') THEN r.oid END))
    FROM relation AS r LEFT JOIN pg_catalog.pg_inherits AS p ON p.inhrelid = r.oid WHERE r.relkind NOT IN ('i', 'I')
  UNION ALL
  SELECT pg_catalog.concat_ws(' ', 'column', r.shown, pg_catalog.lpad(a.place::text, 4), a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod),
           CASE WHEN a.attnotnull THEN 'not null' END, 'identity:' || a.attidentity::text, 'generated:' || a.attgenerated::text, 'local:' || a.attislocal,
           'storage:' || a.attstorage::text, pg_catalog.pg_get_expr(d.adbin, d.adrelid), nullif(a.attcollation, 0)::regcollation, a.attacl)
    FROM relation AS r
    JOIN (SELECT *, pg_catalog.row_number() OVER (PARTITION BY attrelid ORDER BY attnum) AS place FROM pg_catalog.pg_attribute
           WHERE attnum > 0 AND NOT attisdropped) AS a ON a.attrelid = r.oid
    LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum WHERE r.relkind IN ('r', 'p', 'c', 'f')
  UNION ALL
  SELECT pg_catalog.concat_ws(' ', 'constraint', coalesce(r.shown, t.typname), CASE k.contype WHEN 'n' THEN NULL ELSE k.conname END, pg_catalog.pg_get_constraintdef(k.oid), k.convalidated, k.conislocal)
    FROM pg_catalog.pg_constraint AS k JOIN own AS n ON n.oid = k.connamespace LEFT JOIN relation AS r ON r.oid = k.conrelid
    LEFT JOIN pg_catalog.pg_type AS t ON t.oid = k.contypid WHERE k.contype <> 't'
  UNION ALL
  SELECT pg_catalog.concat_ws(' ', 'index', r.shown, pg_catalog.pg_get_indexdef(r.oid), i.indisvalid, i.indisreplident, i.indisclustered)
    FROM relation AS r JOIN pg_catalog.pg_index AS i ON i.indexrelid = r.oid
  UNION ALL
  SELECT pg_catalog.concat_ws(' ', 'sequence', r.shown, pg_catalog.format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement, s.seqmax, s.seqmin,
           s.seqcache, s.seqcycle)
    FROM relation AS r JOIN pg_catalog.pg_sequence AS s ON s.seqrelid = r.oid
  UNION ALL
  SELECT pg_catalog.concat_ws(' ', 'type', n.nspname, t.typname, t.typtype, t.typowner::regrole, t.typacl, t.typnotnull, t.typdefault,
           CASE WHEN t.typtype = 'd' THEN pg_catalog.format_type(t.typbasetype, t.typtypmod) END,
           (SELECT pg_catalog.string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder) FROM pg_catalog.pg_enum AS e WHERE e.enumtypid = t.oid))
    FROM pg_catalog.pg_type AS t JOIN own AS n ON n.oid = t.typnamespace
   WHERE t.typtype IN ('e', 'd', 'r') AND NOT EXISTS (SELECT FROM of_extension AS e WHERE e.classid = 'pg_catalog.pg_type'::regclass AND e.objid = t.oid)
  UNION ALL
  SELECT pg_catalog.concat_ws(' ', 'routine', pg_catalog.pg_get_functiondef(f.oid), f.proowner::regrole, f.proacl)
    FROM pg_catalog.pg_proc AS f JOIN own AS n ON n.oid = f.pronamespace
   WHERE f.prokind <> 'a' AND NOT EXISTS (SELECT FROM of_extension AS e WHERE e.classid = 'pg_catalog.pg_proc'::regclass AND e.objid = f.oid)
  UNION ALL
  SELECT pg_catalog.concat_ws(' ', 'trigger', r.shown, pg_catalog.pg_get_triggerdef(g.oid), g.tgenabled)
    FROM relation AS r JOIN pg_catalog.pg_trigger AS g ON g.tgrelid = r.oid WHERE NOT g.tgisinternal
  UNION ALL
  SELECT pg_catalog.concat_ws(' ', 'policy', r.shown, p.polname, p.polcmd, p.polpermissive, p.polroles::regrole[],
           pg_catalog.pg_get_expr(p.polqual, p.polrelid), pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid))
    FROM relation AS r JOIN pg_catalog.pg_policy AS p ON p.polrelid = r.oid
  UNION ALL
  SELECT pg_catalog.concat_ws(' ', 'publication', p.pubowner::regrole, pg_catalog.to_jsonb(p) - 'oid' - 'pubowner') FROM pg_catalog.pg_publication AS p
  UNION ALL
  SELECT pg_catalog.concat_ws(' ', 'published', pg_catalog.to_jsonb(t)) FROM pg_catalog.pg_publication_tables AS t
  UNION ALL
  SELECT pg_catalog.concat_ws(' ', 'statistics', pg_catalog.pg_get_statisticsobjdef(s.oid)) FROM pg_catalog.pg_statistic_ext AS s JOIN own AS n ON n.oid = s.stxnamespace
  UNION ALL
  SELECT pg_catalog.concat_ws(' ', 'comment', pg_catalog.pg_describe_object(d.classoid, d.objoid, d.objsubid), d.description)
    FROM pg_catalog.pg_description AS d
   WHERE d.objoid >= 16384 AND NOT EXISTS (SELECT FROM of_extension AS e WHERE e.classid = d.classoid AND e.objid = d.objoid)
)
SELECT pg_catalog.replace(text, E'\n', E'\n  ') FROM line ORDER BY text COLLATE "C";
