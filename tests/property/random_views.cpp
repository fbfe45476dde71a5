// Random views.
#include <fmt/format.h>

#include "property/random_statements.hpp"

namespace galley::testing {

RandomStatements::Result RandomStatements::create_view() {
  RandomTable* table = any_table();
  if (table == nullptr || random_.chance(40)) return std::nullopt;
  const std::string name = fresh("v");
  RandomView view{.table = table->name, .columns = {"id"}, .owner = line_};
  for (RandomColumn& column : table->columns)
    if (column.key || random_.chance(30)) {
      column.raw_users.insert(name);
      if (!column.key) view.columns.push_back(column.name);
    }
  table->raw_users.insert(name);
  std::string text =
      fmt::format("create view {} as $q$select {} from {} where id > 0$q$;", name, fmt::join(view.columns, ", "), table->name);
  schema_.views.emplace(name, std::move(view));
  return text;
}

RandomStatements::Result RandomStatements::rename_view() {
  const std::vector<std::string> names = own_names(schema_.views);
  if (names.empty()) return std::nullopt;
  const std::string& old_name = random_.one_of(names);
  if (schema_.views.at(old_name).has_trigger) return std::nullopt;
  const std::string name = fresh("v");
  auto entry = schema_.views.extract(old_name);
  entry.key() = name;
  schema_.views.insert(std::move(entry));
  for (auto& [key, table] : schema_.tables) {
    if (table.raw_users.erase(old_name) > 0) table.raw_users.insert(name);
    for (RandomColumn& column : table.columns)
      if (column.raw_users.erase(old_name) > 0) column.raw_users.insert(name);
  }
  return fmt::format("rename view {} to {};", old_name, name);
}

RandomStatements::Result RandomStatements::drop_view() {
  const std::vector<std::string> names = own_names(schema_.views);
  if (names.empty()) return std::nullopt;
  const std::string& name = random_.one_of(names);
  for (auto& [key, table] : schema_.tables) {
    table.raw_users.erase(name);
    for (RandomColumn& column : table.columns) column.raw_users.erase(name);
  }
  std::string text = fmt::format("drop view {};", name);
  schema_.free_names.push_back(name);
  schema_.views.erase(name);
  return text;
}

RandomStatements::Result RandomStatements::materialized_view() {
  RandomObject* view = any_object("materialized view");
  if (view == nullptr || random_.chance(30)) {
    const std::string name = full_name(add_object("materialized view", "m"));
    return fmt::format("create materialized view {} as $$select 1 as one{}$$;", name, random_.chance(50) ? ", 'x'::text as two" : "");
  }
  const std::string name = full_name(*view);
  switch (random_.below(5)) {
    case 4:
      return fmt::format("alter materialized view {} {};", name,
                         random_.chance(50) ? fmt::format("set (fillfactor = {})", 10 + random_.below(90)) : "reset (fillfactor)");
    case 0:
      return fmt::format("create unique index {} on {} (one);", fresh("ix"), name);
    case 1:
      view->name = fresh("m");
      return fmt::format("rename materialized view {} to {};", name, view->name);
    case 2:
      forget(*view);
      return fmt::format("drop materialized view {};", name);
    default:
      return fmt::format("refresh materialized view {};", name);
  }
}

}  // namespace galley::testing
