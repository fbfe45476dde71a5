// Views, routines and triggers.
#include "parsing.hpp"

using namespace galley;
using test::Errors;
using test::errors_of;
using test::statement;

TEST_CASE("views") {
  const auto view = statement<ast::CreateView>(
      "create or replace view app.v (a, \"B\") with (security_barrier, check_option = 'local') as $$select 1, 2$$ with local check "
      "option;");
  CHECK(view.or_replace);
  CHECK_FALSE(view.materialized);
  CHECK(view.name.schema.text == "app");
  REQUIRE(view.columns.size() == 2);
  CHECK(view.columns[1].text == "B");
  REQUIRE(view.options.size() == 2);
  CHECK(view.options[0].value == "true");
  CHECK(view.query.text == "select 1, 2");
  CHECK(view.check_option == ast::CheckOption::local);
  CHECK(statement<ast::CreateView>("create view v as $$select 1$$ with check option;").check_option == ast::CheckOption::cascaded);
  CHECK(statement<ast::CreateView>("create view v as $$select 1$$;").check_option == ast::CheckOption::none);
}

TEST_CASE("materialized views") {
  const auto view = statement<ast::CreateView>(
      "create materialized view if not exists m (a) with (fillfactor = 70) tablespace fast as $q$select 1$q$ with no data;");
  CHECK(view.materialized);
  CHECK(view.if_not_exists);
  CHECK(view.tablespace->text == "fast");
  CHECK_FALSE(view.with_data);
  CHECK(statement<ast::CreateView>("create materialized view m as $$select 1$$ with data;").with_data);
  const auto refresh = statement<ast::RefreshView>("refresh materialized view concurrently app.m;");
  CHECK(refresh.concurrently);
  CHECK(refresh.with_data);
  CHECK_FALSE(statement<ast::RefreshView>("refresh materialized view m with no data;").with_data);
}

TEST_CASE("views are altered") {
  const auto set = statement<ast::AlterView>("alter view app.v set (security_barrier, check_option = local);");
  CHECK(set.view.kind == ast::ObjectKind::view);
  CHECK(set.view.name.schema.text == "app");
  const auto& options = std::get<ast::SetTableOptions>(set.what).options;
  REQUIRE(options.size() == 2);
  CHECK(options[0].value == "true");
  CHECK(options[1].value == "local");
  const auto reset = statement<ast::AlterView>("alter materialized view m reset (fillfactor, toast.autovacuum_enabled);");
  CHECK(reset.view.kind == ast::ObjectKind::materialized_view);
  CHECK(std::get<ast::ResetTableOptions>(reset.what).options.at(1).text == "toast.autovacuum_enabled");
  for (const char* text : {"alter view v rename column a to \"B\";", "alter view v rename a to \"B\";"}) {
    INFO(text);
    const auto rename = std::get<ast::RenameColumn>(statement<ast::AlterView>(text).what);
    CHECK(rename.from.text == "a");
    CHECK(rename.to.text == "B");
  }
  CHECK(statement<ast::RenameObject>("alter view v rename to w;").to.text == "w");
  CHECK(errors_of("alter view v;").front().starts_with("E0101 2:13 expected \"set (...)\", \"reset (...)\", \"rename column\""));
}

TEST_CASE("routines are altered") {
  const auto f = statement<ast::AlterRoutine>(
      "alter function app.f(int, text[]) set search_path = app, pg_temp stable strict not leakproof external security definer parallel "
      "safe "
      "cost 5 rows 10.5 reset work_mem set a.b to 'x' set jit to default;");
  CHECK(f.routine.kind == ast::ObjectKind::function);
  REQUIRE(f.routine.parameters);
  CHECK(f.routine.parameters->size() == 2);
  CHECK(f.volatility == ast::Volatility::stable);
  CHECK(f.strict == true);
  CHECK(f.leakproof == false);
  CHECK(f.security_definer == true);
  CHECK(f.parallel == ast::ParallelSafety::safe);
  CHECK(f.cost == "5");
  CHECK(f.rows == "10.5");
  REQUIRE(f.settings.size() == 2);
  CHECK(f.settings[0].value == "app, pg_temp");
  CHECK(f.settings[1].name.text == "a.b");
  CHECK(f.settings[1].is_string);
  REQUIRE(f.reset.size() == 2);
  CHECK(f.reset[1].text == "jit");
  CHECK_FALSE(f.reset_all);

  const auto p = statement<ast::AlterRoutine>("alter procedure p security invoker set a = 1 reset all set b = 2;");
  CHECK(p.routine.kind == ast::ObjectKind::procedure);
  CHECK(p.security_definer == false);
  CHECK(p.reset_all);
  REQUIRE(p.settings.size() == 1);
  CHECK(p.settings[0].name.text == "b");
  CHECK(statement<ast::AlterRoutine>("alter function f called on null input;").strict == false);
  CHECK(statement<ast::AlterRoutine>("alter function f returns null on null input;").strict == true);

  CHECK(errors_of("alter function f;").front().starts_with("E0101 2:17 expected \"immutable\", \"stable\""));
  CHECK(errors_of("alter procedure p() stable;").front().starts_with("E0101 2:21 expected \"security\", \"set\", \"reset\""));
  CHECK(errors_of("alter function f stable volatile;") == Errors{"E0116 2:25 the volatility is given twice"});
  CHECK(errors_of("alter function f set a = 1 reset \"A\";") == Errors{"E0116 2:28 setting \"A\" is given twice"});
  CHECK(errors_of("alter function f cost 1 cost 2;") == Errors{"E0116 2:25 \"cost\" is given twice"});
  const Errors from_current{"E0117 2:34 \"set ... from current\" is not part of the language yet"};
  CHECK(errors_of("alter function f set search_path from current;") == from_current);
}

TEST_CASE("the parameters of a routine") {
  const auto f = statement<ast::CreateRoutine>(
      "create function f(int, a int, in b double precision default 1 + 2, out double precision, inout c numeric(10, 2)[], in out d x.y, "
      "variadic e text[], out timestamp timestamptz, \"G\" varchar(3) = 'x') returns int language sql as $$select 1$$;");
  using enum ast::ParameterMode;
  const auto check = [&](std::size_t i, ast::ParameterMode mode, std::string_view name, std::string_view type) {
    INFO(i);
    REQUIRE(i < f.parameters.size());
    CHECK(f.parameters[i].mode == mode);
    CHECK((f.parameters[i].name ? f.parameters[i].name->text : "") == name);
    CHECK(f.parameters[i].type.name == type);
  };
  REQUIRE(f.parameters.size() == 9);
  check(0, in, "", "int");
  check(1, in, "a", "int");
  check(2, in, "b", "double precision");
  check(3, out, "", "double precision");
  check(4, inout, "c", "numeric");
  check(5, inout, "d", "y");
  check(6, variadic, "e", "text");
  check(7, out, "timestamp", "timestamptz");
  check(8, in, "G", "varchar");
  CHECK(f.parameters[2].default_value.has_value());
  CHECK(f.parameters[8].default_value.has_value());
  CHECK(f.parameters[6].type.array_dimensions == 1);
}

TEST_CASE("what a function returns") {
  const auto f = [](std::string_view result) {
    return statement<ast::CreateRoutine>(fmt::format("create function f() {} language sql as $$select 1$$;", result));
  };
  CHECK_FALSE(f("").returns);
  CHECK(f("returns app.t").returns->name == "t");
  CHECK_FALSE(f("returns trigger").returns_set);
  CHECK(f("returns setof t").returns_set);
  const auto table = f("returns table (a int, b text)");
  REQUIRE(table.returns_table.size() == 2);
  CHECK(table.returns_table[1].name.text == "b");
  CHECK(table.returns_table[1].type.name == "text");
}

TEST_CASE("the attributes of a function come in any order, with its body among them") {
  const auto f = statement<ast::CreateRoutine>(
      "create or replace function f(a int) returns int as $body$select a;$body$ strict rows 10 cost 0.5 immutable leakproof parallel safe "
      "external security definer set search_path = app, \"Other\", pg_temp set work_mem to '64 MB' set app.user = 5 language sql;");
  CHECK(f.or_replace);
  CHECK_FALSE(f.is_procedure);
  CHECK(f.strict);
  CHECK(f.rows == "10");
  CHECK(f.cost == "0.5");
  CHECK(f.volatility == ast::Volatility::immutable);
  CHECK(f.leakproof);
  CHECK(f.parallel == ast::ParallelSafety::safe);
  CHECK(f.security_definer);
  CHECK(f.language.text == "sql");
  CHECK(f.body->text == "select a;");
  REQUIRE(f.settings.size() == 3);
  CHECK(f.settings[0].name.text == "search_path");
  CHECK(f.settings[0].value == "app, \"Other\", pg_temp");
  CHECK_FALSE(f.settings[0].is_string);
  CHECK(f.settings[1].value == "64 MB");
  CHECK(f.settings[1].is_string);
  CHECK(f.settings[2].name.text == "app.user");
  CHECK(statement<ast::CreateRoutine>("create function f() language sql returns null on null input as $$select 1$$;").strict);
  CHECK_FALSE(statement<ast::CreateRoutine>("create function f() strict language sql called on null input as $$select 1$$;").strict);
}

TEST_CASE("procedures") {
  const auto p = statement<ast::CreateRoutine>("create or replace procedure app.p(a int) language plpgsql as $$begin end$$;");
  CHECK(p.is_procedure);
  CHECK(p.parameters.size() == 1);
}

TEST_CASE("triggers that call a function") {
  const auto t = statement<ast::CreateTrigger>(
      "create or replace trigger tr after insert or update of a, \"B\" or delete or truncate on app.t referencing old table as o new table "
      "n "
      "for each statement when (pg_trigger_depth() = 0) execute function app.f('x', 5);");
  CHECK(t.or_replace);
  CHECK(t.timing == ast::TriggerTiming::after);
  CHECK(t.events.insert);
  CHECK(t.events.update);
  CHECK(t.events.delete_);
  CHECK(t.events.truncate);
  REQUIRE(t.events.update_columns.size() == 2);
  CHECK(t.events.update_columns[1].text == "B");
  CHECK(t.old_table->text == "o");
  CHECK(t.new_table->text == "n");
  CHECK_FALSE(t.for_each_row);
  CHECK(t.for_each_statement);
  CHECK(t.when.has_value());
  CHECK(t.function.name.text == "f");
  REQUIRE(t.arguments.size() == 2);
  CHECK(t.arguments[1].value == "5");
  const auto constraint = statement<ast::CreateTrigger>(
      "create constraint trigger tr after insert on t deferrable initially deferred for each row execute procedure f();");
  CHECK(constraint.is_constraint);
  CHECK(constraint.deferral == ast::Deferral::initially_deferred);
  CHECK(constraint.for_each_row);
}

TEST_CASE("triggers with a body") {
  const auto t = statement<ast::CreateTrigger>("create trigger tr instead of update on v for each row as $$update t set a = new.a;$$;");
  CHECK(t.timing == ast::TriggerTiming::instead_of);
  CHECK(t.function.name.text.empty());
  CHECK(t.body->text == "update t set a = new.a;");
}

TEST_CASE("policies and row level security") {
  const auto p = statement<ast::CreatePolicy>(
      "create policy pol on t as restrictive for update to app_reader, public, current_user using (owner = current_user) with check "
      "(true);");
  CHECK(p.restrictive);
  CHECK(p.command == ast::PolicyCommand::update);
  REQUIRE(p.roles.size() == 3);
  CHECK(p.roles[2].text == "current_user");
  CHECK(p.using_.has_value());
  CHECK(p.check.has_value());
  const auto changed = statement<ast::AlterPolicy>("alter policy pol on t to public with check (a > 0);");
  CHECK(changed.roles.size() == 1);
  CHECK_FALSE(changed.using_.has_value());
  CHECK(test::action<ast::SetRowSecurity>("enable row level security").what == ast::RowSecurity::enable);
  CHECK(test::action<ast::SetRowSecurity>("disable row level security").what == ast::RowSecurity::disable);
  CHECK(test::action<ast::SetRowSecurity>("force row level security").what == ast::RowSecurity::force);
  CHECK(test::action<ast::SetRowSecurity>("no force row level security").what == ast::RowSecurity::no_force);
}

TEST_CASE("grants and revokes") {
  const auto grant = statement<ast::Grant>("grant select (a, b), insert on t, app.u to r, public with grant option;");
  CHECK_FALSE(grant.is_revoke);
  REQUIRE(grant.privileges.size() == 2);
  CHECK(grant.privileges[0].name == "select");
  CHECK(grant.privileges[0].columns.size() == 2);
  REQUIRE(grant.objects.size() == 2);
  CHECK(grant.objects[1].kind == ast::ObjectKind::table);
  CHECK(grant.roles.size() == 2);
  CHECK(grant.grant_option);
  const auto revoke =
      statement<ast::Grant>("revoke grant option for all privileges on function f(int, double precision), g from r cascade;");
  CHECK(revoke.is_revoke);
  CHECK(revoke.grant_option);
  CHECK(revoke.cascade);
  CHECK(revoke.privileges[0].name == "all");
  REQUIRE(revoke.objects.size() == 2);
  CHECK(revoke.objects[0].kind == ast::ObjectKind::function);
  CHECK(revoke.objects[0].parameters->size() == 2);
  CHECK_FALSE(revoke.objects[1].parameters.has_value());
  const auto all = statement<ast::Grant>("grant usage on all sequences in schema app, public to session_user;");
  CHECK(all.all_in_schema);
  CHECK(all.objects[0].kind == ast::ObjectKind::sequence);
  CHECK(all.objects[1].name.name.text == "public");
  CHECK(statement<ast::Grant>("grant usage on schema app to r;").objects[0].kind == ast::ObjectKind::schema);
}

TEST_CASE("default privileges") {
  const auto grant = statement<ast::AlterDefaultPrivileges>(
      "alter default privileges for role a, current_user in schema app, \"S\" grant select, insert on tables to r, public with grant "
      "option;");
  CHECK_FALSE(grant.is_revoke);
  REQUIRE(grant.creators.size() == 2);
  CHECK(grant.creators[1].text == "current_user");
  REQUIRE(grant.schemas.size() == 2);
  CHECK(grant.schemas[1].text == "S");
  REQUIRE(grant.privileges.size() == 2);
  CHECK(grant.kind == ast::ObjectKind::table);
  CHECK(grant.roles.size() == 2);
  CHECK(grant.grant_option);
  const auto revoke = statement<ast::AlterDefaultPrivileges>(
      "alter default privileges in schema app for user a revoke grant option for all privileges on routines from r cascade;");
  CHECK(revoke.is_revoke);
  CHECK(revoke.grant_option);
  CHECK(revoke.cascade);
  CHECK(revoke.creators.size() == 1);
  CHECK(revoke.schemas.size() == 1);
  CHECK(revoke.privileges[0].name == "all");
  CHECK(revoke.kind == ast::ObjectKind::function);
  const auto kind_of = [](const std::string& kind) {
    return statement<ast::AlterDefaultPrivileges>("alter default privileges grant usage on " + kind + " to r;").kind;
  };
  CHECK(kind_of("sequences") == ast::ObjectKind::sequence);
  CHECK(kind_of("types") == ast::ObjectKind::enumeration);
  CHECK(kind_of("schemas") == ast::ObjectKind::schema);
  CHECK(errors_of("alter default privileges grant select on views to r;") ==
        Errors{"E0101 2:42 expected \"tables\", \"sequences\", \"functions\", \"types\" or \"schemas\", found \"views\""});
  CHECK(errors_of("alter default privileges for all grant select on tables to r;") ==
        Errors{"E0101 2:30 expected \"role\" or \"user\", found \"all\""});
  CHECK(errors_of("alter default privileges give select on tables to r;") ==
        Errors{"E0101 2:26 expected \"grant\" or \"revoke\", found \"give\""});
}

TEST_CASE("what is declared is written as if it were created, and needs no body") {
  const auto declared = [](std::string_view text) {
    auto declare = statement<ast::Declare>(text);
    REQUIRE(declare.what.size() == 1);
    return declare.what.front();
  };
  CHECK(std::holds_alternative<ast::CreateTable>(declared("declare table legacy (id int primary key);").what));
  CHECK(std::holds_alternative<ast::CreateEnum>(declared("declare enum e as ('a');").what));
  CHECK(std::get<ast::CreateRoutine>(declared("declare function f(int) returns trigger;").what).parameters.size() == 1);
  CHECK(std::get<ast::CreateRoutine>(declared("declare procedure p();").what).is_procedure);
  CHECK(std::get<ast::CreateView>(declared("declare view v (a, b);").what).columns.size() == 2);
  CHECK(std::get<ast::CreateView>(declared("declare view v as $$select 1$$;").what).query.text == "select 1");
  CHECK(std::holds_alternative<ast::CreateTrigger>(declared("declare trigger tr after insert on t;").what));
  CHECK(errors_of("declare view v;\ncreate view w;") == Errors{"E0101 3:14 expected \"as\", found \";\""});
  CHECK(errors_of("declare tabel t (a int);").size() == 1);
  CHECK(errors_of("declare drop table t;").size() == 1);
}

TEST_CASE("mistakes in views, routines, triggers, policies and grants are found where they stand") {
  CHECK(errors_of("create view v select 1;") == Errors{"E0101 2:15 expected \"as\", found \"select\""});
  CHECK(errors_of("create view v as select 1;") == Errors{"E0101 2:18 expected raw text ($$ ... $$), found \"select\""});
  CHECK(errors_of("create or replace table t (a int);") == Errors{"E0101 2:19 expected a kind of object, found \"table\""});
  CHECK(errors_of("create or view v as $$select 1$$;") == Errors{"E0101 2:11 expected \"replace\", found \"view\""});
  CHECK(errors_of("create function f() language sql;") == Errors{"E0101 2:33 expected \"as\" and the body, found \";\""});
  CHECK(errors_of("create function f() as $$select 1$$;") == Errors{"E0101 2:36 expected \"language\", found \";\""});
  CHECK(errors_of("create function f() languag sql as $$select 1$$;") ==
        Errors{"E0101 2:21 expected \"language\", found \"languag\"; did you mean \"language\"?"});
  CHECK(errors_of("create function f() language sql language c as $$x$$;") == Errors{"E0116 2:34 \"language\" is given twice"});
  CHECK(errors_of("create function f(a b c) language sql as $$x$$;") == Errors{"E0101 2:23 expected \",\" or \")\", found \"c\""});
  CHECK(errors_of("create function f() returns language sql as $$x$$;") == Errors{"E0101 2:38 expected \"language\", found \"sql\""});
  CHECK(errors_of("create trigger tr on t execute function f();") ==
        Errors{"E0101 2:19 expected \"before\", \"after\" or \"instead of\", found \"on\""});
  CHECK(errors_of("create trigger tr before insrt on t execute function f();") ==
        Errors{"E0101 2:26 expected \"insert\", \"update\", \"delete\" or \"truncate\", found \"insrt\"; did you mean \"insert\"?"});
  CHECK(errors_of("create trigger tr before insert on t call f();") ==
        Errors{"E0101 2:38 expected \"execute function\" or \"as\", found \"call\""});
  CHECK(errors_of("grant selct on t to r;") ==
        Errors{"E0101 2:7 expected a privilege (select, insert, update, ...), found \"selct\"; did you mean \"select\"?"});
  CHECK(errors_of("grant select on t from r;") == Errors{"E0101 2:19 expected \"to\", found \"from\""});
  CHECK(errors_of("revoke select on t to r;") == Errors{"E0101 2:20 expected \"from\", found \"to\""});
  CHECK(errors_of("grant select on all views in schema s to r;") ==
        Errors{"E0101 2:21 expected \"tables\", \"sequences\", \"functions\" or \"procedures\", found \"views\""});
  CHECK(errors_of("alter table t enable row security;") == Errors{"E0101 2:26 expected \"level\", found \"security\""});
}
