// What is dropped to be made again keeps what somebody has done to it by hand: owner, privileges, comments, and of views their own indexes,
// triggers, rules and defaults.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "galley_runs.hpp"
#include "support/files.hpp"
#include "support/server.hpp"
#include "support/text.hpp"
#include "target.hpp"

namespace galley::testing {
namespace {

constexpr std::string_view history = R"(
revision a1; upgrade {
    create schema "S x";
    create enum "S x".mood as ('x', 'y', 'z');
    create table p (id int primary key);
    create table t (id int primary key, mood "S x".mood not null default 'x', v text, pid int constraint fk references p (id),
                    constraint ck check (mood <> 'y'));
    create index ix on t (v) where mood = 'x';
    create view "S x"."v'w" as $$select id, v from public.t$$;
    create view v2 as $$select id, v from "S x"."v'w"$$;
    create materialized view m as $$select id, v from "S x"."v'w"$$;
    create unique index um on m (id);
    comment on view v2 is 'of the history';
    create function f(a int, b character varying[]) returns int language sql as $$select a$$;
    create function trf() returns trigger language plpgsql as $$begin return new; end$$;
    create constraint trigger tr after insert on t for each row execute function trf();
    create trigger vtr instead of insert on "S x"."v'w" for each row execute function trf();
    insert into t (id, mood, v) values (1, 'z', 'a'), (2, 'x', 'b');
}
revision b1 revises a1 strategy STRATEGY; upgrade {
    create or replace view "S x"."v'w" as $$select id, v || '' as w, v from public.t$$;
    create or replace function f(a int, b character varying[]) returns bigint language sql as $$select a::bigint$$;
    create or replace constraint trigger tr after update on t for each row execute function trf();
    alter table t change constraint fk on delete cascade;
}
revision c1 revises b1 strategy STRATEGY; upgrade {
    alter enum "S x".mood drop value 'z' using 'x';
}
)";

constexpr std::string_view by_hand = R"(
DO $$ BEGIN CREATE ROLE "ro le"; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE reader; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
GRANT USAGE, CREATE ON SCHEMA "S x", public TO "ro le";
ALTER DEFAULT PRIVILEGES GRANT INSERT ON TABLES TO PUBLIC;
ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO "ro le";
ALTER DEFAULT PRIVILEGES GRANT USAGE ON TYPES TO "ro le";
ALTER VIEW "S x"."v'w" OWNER TO "ro le";
GRANT SELECT ON t TO "ro le";
GRANT SELECT ON "S x"."v'w" TO reader WITH GRANT OPTION;
REVOKE DELETE ON "S x"."v'w" FROM "ro le";
GRANT UPDATE (v), SELECT (id) ON "S x"."v'w" TO reader;
COMMENT ON VIEW "S x"."v'w" IS E'it''s $galley$ $query$ :x \\ and\nmore';
COMMENT ON COLUMN "S x"."v'w".v IS 'a column';
ALTER VIEW "S x"."v'w" ALTER COLUMN v SET DEFAULT 'x''y';
CREATE TRIGGER "by hand" INSTEAD OF DELETE ON "S x"."v'w" FOR EACH ROW EXECUTE FUNCTION trf();
COMMENT ON TRIGGER "by hand" ON "S x"."v'w" IS 'a trigger';
COMMENT ON TRIGGER vtr ON "S x"."v'w" IS 'a trigger of the history';
CREATE RULE "a rule" AS ON UPDATE TO "S x"."v'w" DO INSTEAD NOTHING;
COMMENT ON RULE "a rule" ON "S x"."v'w" IS 'a rule';
GRANT SELECT ON m TO PUBLIC;
CREATE INDEX "by hand" ON m (v) WHERE id > 1;
COMMENT ON INDEX "by hand" IS 'an index';
COMMENT ON INDEX um IS 'an index of the history';
COMMENT ON MATERIALIZED VIEW m IS 'rows';
COMMENT ON COLUMN m.id IS 'their key';
ALTER FUNCTION f(int, varchar[]) OWNER TO "ro le";
REVOKE ALL ON FUNCTION f(int, varchar[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION f(int, varchar[]) TO reader;
COMMENT ON FUNCTION f(int, varchar[]) IS 'a function';
ALTER TYPE "S x".mood OWNER TO "ro le";
REVOKE ALL ON TYPE "S x".mood FROM PUBLIC;
GRANT USAGE ON TYPE "S x".mood TO reader;
COMMENT ON TYPE "S x".mood IS 'a type';
COMMENT ON CONSTRAINT ck ON t IS 'a check';
COMMENT ON CONSTRAINT fk ON t IS 'a key: it''s';
COMMENT ON INDEX ix IS 'of a part';
ALTER TABLE t DISABLE TRIGGER tr;
COMMENT ON TRIGGER tr ON t IS 'switched off';
)";

/// Who owns what and may do what with it, what is said of it, and what hangs on the views; sorted.
constexpr std::string_view facts = R"(
SELECT line FROM (
SELECT concat_ws(' ', 'relation', c.oid::regclass, relowner::regrole, nullif(relacl, acldefault('r', relowner))) AS line FROM pg_class AS c
 WHERE relkind IN ('v', 'm') AND relnamespace IN ('public'::regnamespace, '"S x"'::regnamespace)
UNION ALL SELECT concat_ws(' ', 'column', attrelid::regclass, attname, attacl) FROM pg_attribute WHERE attacl IS NOT NULL AND attrelid > 16383
UNION ALL SELECT concat_ws(' ', 'default', pg_get_expr(adbin, adrelid)) FROM pg_attrdef WHERE adrelid = '"S x"."v''w"'::regclass
UNION ALL SELECT concat_ws(' ', 'function', proname, proowner::regrole, proacl) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
UNION ALL SELECT concat_ws(' ', 'type', typname, typowner::regrole, typacl) FROM pg_type WHERE typname = 'mood'
UNION ALL SELECT concat_ws(' ', 'comment', pg_describe_object(classoid, objoid, objsubid), description) FROM pg_description WHERE objoid > 16383
UNION ALL SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid IN ('m'::regclass, 't'::regclass)
UNION ALL SELECT concat_ws(' ', 'trigger', tgrelid::regclass, tgname, tgenabled::text) FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT concat_ws(' ', 'rule', rulename) FROM pg_rewrite WHERE rulename <> '_RETURN' AND ev_class > 16383
) AS lines ORDER BY line COLLATE "C")";

std::string script(const std::filesystem::path& project, const std::string& direction, const std::string& range,
                   std::vector<std::string> more = {}) {
  std::vector<std::string> arguments{direction, "-d", "postgresql", range};
  if (direction == "downgrade") arguments.emplace_back("--accept-data-loss");
  arguments.insert(arguments.end(), more.begin(), more.end());
  return galley_output(project, arguments);
}

std::string with_strategy(std::string text, std::string_view strategy) {
  for (std::size_t at = text.find("STRATEGY"); at != std::string::npos; at = text.find("STRATEGY", at)) text.replace(at, 8, strategy);
  return text;
}

}  // namespace

TEST_CASE("what was done by hand to an object outlives its being made again", "[postgresql][online]") {
  const auto strategy = GENERATE(as<std::string>(), "direct", "online");
  const auto runner = GENERATE(as<std::string>(), "psql", "plain");
  if (strategy == "online" && runner == "plain") return;  // has statements outside of transactions
  INFO(strategy << " " << runner);
  const auto target = fresh_target("postgresql");
  if (!target) return;
  const TemporaryFolder folder("made-again");
  write_migration(folder.path(), with_strategy(std::string(history), strategy));
  apply_well(*target, script(folder.path(), "upgrade", "a1"));
  apply_well(*target, std::string(by_hand));
  const std::string before = target->query(facts);
  CHECK_THAT(before, Catch::Contains("an index") && Catch::Contains("reader=r*/") && Catch::Contains("tr D"));
  apply_well(*target, script(folder.path(), "upgrade", "a1:heads", {"--runner", runner}));
  CHECK(diff(before, target->query(facts)) == "");
  CHECK(target->query("SELECT mood FROM t WHERE id = 1") == "x\n");
  apply_well(*target, script(folder.path(), "downgrade", "c1:a1", {"--runner", runner}));
  CHECK(diff(before, target->query(facts)) == "");
}

TEST_CASE("what cannot be brought back stops the script before anything is lost", "[postgresql][online]") {
  const auto target = fresh_target("postgresql");
  if (!target) return;
  const TemporaryFolder folder("made-again");
  write_migration(folder.path(), with_strategy(std::string(history), "direct"));
  apply_well(*target, script(folder.path(), "upgrade", "a1"));
  const auto in_the_way =
      GENERATE(as<std::string>(), "CREATE VIEW mine AS SELECT id FROM v2", "CREATE TABLE mine (mood \"S x\".mood)",
               "CREATE INDEX mine ON m ((v || 'x'), id); ALTER INDEX mine RENAME TO \"mi ne\"; CREATE VIEW u AS SELECT * FROM m");
  INFO(in_the_way);
  apply_well(*target, in_the_way);
  const State before = state_of(*target);
  const std::string up = script(folder.path(), "upgrade", in_the_way.starts_with("CREATE TABLE") ? "a1:heads" : "a1:b1");
  const RunResult stopped = target->apply(up);
  CHECK(stopped.exit == target->failure());
  if (in_the_way.starts_with("CREATE TABLE")) {
    CHECK(target->version_rows() == "b1");  // the revision before is whole
    CHECK(target->query("SELECT pg_typeof(mood) FROM mine UNION ALL SELECT atttypid::regtype FROM pg_attribute WHERE attrelid = "
                        "'mine'::regclass AND attname = 'mood'") == "\"S x\".mood\n");
  } else {
    CHECK(state_of(*target) == before);
  }
}

}  // namespace galley::testing
