// `galley schema` on an empty database makes what the migrations make.
#include <catch2/catch.hpp>
#include <cctype>

#include "galley_runs.hpp"
#include "support/files.hpp"
#include "target.hpp"

namespace galley::testing {
namespace {

/// Lower case, one blank for several: a view keeps the layout of whoever made it.
std::string in_one_spelling(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool is_blank = c == ' ' || c == '\n';
    if (is_blank && out.ends_with(' ')) continue;
    out += is_blank ? ' ' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return out;
}

/// Without Galley's own tables. SQLite keeps the text of each statement, so its schema is compared by what it means.
std::string made_schema(const Target& target, std::string_view dialect) {
  if (dialect == "postgresql") {
    target.query("DROP TABLE IF EXISTS public.galley_version, public.galley_step");
    return target.schema();
  }
  std::string schema;
  for (const std::string_view question : {
           "SELECT m.name, x.name, x.type, x.\"notnull\", x.dflt_value, x.pk, x.hidden FROM sqlite_schema m, pragma_table_xinfo(m.name) x "
           "WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'galley%' ORDER BY m.name, x.name;",
           "SELECT m.name, f.\"table\", f.\"from\", f.\"to\", f.on_update, f.on_delete FROM sqlite_schema m, "
           "pragma_foreign_key_list(m.name) f "
           "WHERE m.type = 'table' ORDER BY 1, 2, 3, 4;",
           "SELECT m.name, i.\"unique\", i.origin, i.partial, x.seqno, x.name, x.desc, x.coll FROM sqlite_schema m, "
           "pragma_index_list(m.name) i, pragma_index_xinfo(i.name) x WHERE m.type = 'table' AND m.name NOT LIKE 'galley%' AND x.key "
           "ORDER BY m.name, i.origin, iif(i.name LIKE 'sqlite_autoindex%', '', i.name), x.seqno, x.name;",
           "SELECT type, name, tbl_name, iif(type = 'view', sql, '') FROM sqlite_schema WHERE name NOT LIKE 'galley%' AND name NOT LIKE "
           "'sqlite_%' ORDER BY 1, 2;",
       }) {
    schema += target.query(question) + "--\n";
  }
  return in_one_spelling(schema);
}

void prove_schema(std::string_view dialect) {
  for (const std::filesystem::path& project : projects_for(dialect)) {
    INFO(project);
    const auto migrated = fresh_target(dialect);
    const auto made = fresh_target(dialect);
    if (!migrated || !made) return;
    const RunResult upgraded = migrated->apply(upgrade_script(project, dialect, "heads"));
    REQUIRE(upgraded.exit == 0);
    const RunResult ddl = galley(project, {"schema", "-d", std::string(dialect)});
    INFO(ddl.out << ddl.err);
    REQUIRE(ddl.exit == 0);
    const RunResult applied = made->apply(dialect == "postgresql" ? "\\set ON_ERROR_STOP on\n" + ddl.out : ddl.out);
    INFO(applied.err);
    REQUIRE(applied.exit == 0);
    CHECK(made_schema(*made, dialect) == made_schema(*migrated, dialect));
  }
}

}  // namespace

TEST_CASE("the schema as DDL makes what the migrations make, on PostgreSQL", "[postgresql]") { prove_schema("postgresql"); }
TEST_CASE("the schema as DDL makes what the migrations make, on SQLite", "[sqlite]") { prove_schema("sqlite"); }

TEST_CASE("a partition that was attached keeps defaults of its own, and an extension that every server has stops nothing", "[postgresql]") {
  const auto migrated = fresh_target("postgresql");
  const auto made = fresh_target("postgresql");
  if (!migrated || !made) return;
  const TemporaryFolder project("schema");
  write_migration(project.path(),
                  "revision s1; upgrade { on postgresql { create extension if not exists plpgsql;\n"
                  "    create table parts (no int not null, extra text default 'x', kept int) partition by list (no);\n"
                  "    create table one (no int not null, extra text, kept int not null default 4);\n"
                  "    create table two partition of parts for values in (2);\n"
                  "    alter table parts attach partition one for values in (1); } }\n");
  REQUIRE(migrated->apply(upgrade_script(project.path(), "postgresql", "heads")).exit == 0);
  const RunResult ddl = galley(project.path(), {"schema", "-d", "postgresql"});
  const RunResult applied = made->apply("\\set ON_ERROR_STOP on\n" + ddl.out);
  INFO(ddl.out << applied.err);
  CHECK(applied.exit == 0);
  CHECK(made_schema(*made, "postgresql") == made_schema(*migrated, "postgresql"));
}

TEST_CASE("what changed between two revisions is nothing between one and itself", "[schema]") {
  const RunResult same = galley(repository(), {"diff", "-d", "postgresql", "heads", "heads"});
  CHECK(same.exit == 0);
  CHECK(same.out.empty());
}

}  // namespace galley::testing
