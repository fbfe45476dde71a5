// Random functions, procedures and triggers.
#include <fmt/format.h>

#include "property/random_statements.hpp"

namespace galley::testing {

RandomStatements::Result RandomStatements::create_function() {
  RandomTable* table = any_table();
  RandomObject& made = add_object(random_.chance(20) ? "procedure" : "function", "f");
  const std::string name = full_name(made);
  if (made.kind == "procedure") {
    made.parts = {"text"};
    return fmt::format("create procedure {}(reason text) language plpgsql as $$begin perform 1; end$$;", name);
  }
  switch (random_.below(4)) {
    case 0:
      made.parts = {"int", "text"};
      return fmt::format(
          "create function {}(a int, b text default 'it''s') returns text language plpgsql stable strict as $body$begin\n"
          "        return b || a;  -- ${{}}$\n    end$body$;",
          name);
    case 1:
      made.parts = {"numeric[]"};
      return fmt::format(
          "create function {}(variadic parts numeric[]) returns table (n int, total numeric) language sql security definer set search_path "
          "= "
          "public, pg_temp as $$select 1, 2.0$$;",
          name);
    case 2:
      if (table != nullptr) {
        table->raw_users.insert(name);  // for good, whatever becomes of the function
        made.is_used = true;
        return fmt::format("create function {}() returns bigint language sql stable as $$select count(*) from {}$$;", name, table->name);
      }
      [[fallthrough]];
    default:
      made.parts = {"int"};
      made.state = 1;
      return fmt::format("create function {}(a int) returns int language sql immutable as $$select a + 1$$;", name);
  }
}

RandomStatements::Result RandomStatements::replace_function() {
  const RandomObject* known = any_object("function", [](const RandomObject& f) { return f.state == 1; });
  if (known == nullptr) return std::nullopt;
  return fmt::format("create or replace function {}(a int) returns int language sql {} as $$select a + {}$$;", full_name(*known),
                     random_.chance(50) ? "stable parallel safe" : "volatile cost 20", random_.below(100));
}

RandomStatements::Result RandomStatements::change_routine() {
  RandomObject* known = any_object(random_.chance(25) ? "procedure" : "function");
  if (known == nullptr) return std::nullopt;
  const std::string name = random_.chance(50) ? full_name(*known) : fmt::format("{}({})", full_name(*known), fmt::join(known->parts, ", "));
  switch (random_.below(5)) {
    case 0:
      if (known->is_used) return std::nullopt;
      known->name = fresh("f");
      return fmt::format("rename {} {} to {};", known->kind, name, known->name);
    case 3: {
      const std::string attribute = known->kind == "procedure"
                                        ? random_.one_of<std::string>({"security definer", "set work_mem = '2MB'", "reset all"})
                                        : random_.one_of<std::string>({"parallel restricted cost 7", "strict set work_mem = '2MB'",
                                                                       "reset all", "security definer reset search_path set jit = off"});
      return fmt::format("alter {} {} {};", known->kind, name, attribute);
    }
    case 1:
      return fmt::format("comment on {} {} is 'what it''s for';", known->kind, name);
    case 2:
      return fmt::format("alter {} {} owner to {};", known->kind, name, role());
    default:
      break;
  }
  if (known->is_used) return std::nullopt;
  std::string text = fmt::format("drop {} {};", known->kind, name);
  forget(*known);
  return text;
}

/// One that leaves every row as it is.
RandomStatements::Result RandomStatements::create_trigger() {
  RandomTable* table = any_table();
  if (table == nullptr) return std::nullopt;
  const std::string function = fresh("f");
  RandomObject& made = add_object("trigger", "tr");
  made.schema.clear();
  made.table = table->key;
  const bool is_constraint = random_.chance(25);
  return fmt::format(
      "create function {0}() returns trigger language plpgsql as $$begin return new; end$$;\n"
      "    create {1}trigger {2} {3} on {4}{5} for each row when (new.id < 0) execute function {0}({6});",
      function, is_constraint ? "constraint " : "", made.name, is_constraint ? "after insert" : "before insert or update", table->name,
      is_constraint ? " deferrable initially deferred" : "", random_.chance(30) ? "'it''s', 5" : "");
}

RandomStatements::Result RandomStatements::change_trigger() {
  RandomObject* known = any_object("trigger");
  if (known == nullptr) return std::nullopt;
  const std::string table = schema_.tables.at(known->table).name;
  const std::string name = known->name;
  switch (random_.below(4)) {
    case 0:
      known->name = fresh("tr");
      return fmt::format("rename trigger {} on {} to {};", name, table, known->name);
    case 1:
      return fmt::format("comment on trigger {} on {} is 'quiet';", name, table);
    case 2: {
      const std::string state = random_.one_of<std::string>({"disable", "enable", "enable always", "enable replica"});
      const bool takes_all = !state.starts_with("enable ") && random_.chance(20);
      return fmt::format("alter table {} {} trigger {};", table, state, takes_all ? "user" : name);
    }
    default:
      forget(*known);
      return fmt::format("drop trigger {} on {};", name, table);
  }
}

/// On a table, one that writes to another table, or on a view; none of them finds anything to do.
RandomStatements::Result RandomStatements::create_sqlite_trigger() {
  RandomTable* table = any_table();
  if (table == nullptr) return std::nullopt;
  const std::string name = fmt::format("tr{}", ++counter_);
  if (const std::vector<std::string> views = own_names(schema_.views); random_.chance(25) && !views.empty()) {
    const std::string& name_of_view = random_.one_of(views);
    RandomView& view = schema_.views.at(name_of_view);
    view.has_trigger = true;
    return fmt::format(
        "on sqlite {{ create trigger {} instead of insert on {} for each row as $$delete from {} where id = new.id and id < 0$$; }}", name,
        name_of_view, view.table);
  }
  RandomTable* other = random_.chance(40) ? any_table() : table;
  for (RandomTable* named : {table, other}) {
    named->raw_users.insert(name);
    for (RandomColumn& column : named->columns)
      if (column.key || column.name == "keep") column.raw_users.insert(name);
  }
  schema_.objects.push_back(
      {.kind = "sqlite trigger", .name = name, .schema = "", .table = table->key, .parts = {other->key}, .owner = line_});
  return fmt::format(
      "on sqlite {{ create trigger {} after {} on {} for each row when (new.id < 0) as $$update {} set keep = new.keep where id = "
      "new.id$$; }}",
      name, random_.chance(50) ? "insert" : "update of keep", table->name, other->name);
}

RandomStatements::Result RandomStatements::drop_sqlite_trigger() {
  RandomObject* known = any_object("sqlite trigger");
  if (known == nullptr) return std::nullopt;
  const std::string name = known->name;
  const std::string table = schema_.tables.at(known->table).name;
  for (auto& [key, each] : schema_.tables) {
    each.raw_users.erase(name);
    for (RandomColumn& column : each.columns) column.raw_users.erase(name);
  }
  std::erase_if(schema_.objects, [&](const RandomObject& each) { return &each == known; });
  return fmt::format("on sqlite {{ drop trigger {} on {}; }}", name, table);
}

}  // namespace galley::testing
