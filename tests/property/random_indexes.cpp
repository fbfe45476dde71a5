// Random indexes.
#include <fmt/format.h>

#include "property/random_statements.hpp"

namespace galley::testing {

RandomStatements::Result RandomStatements::create_index() {
  RandomTable* table = any_table();
  if (table == nullptr) return std::nullopt;
  RandomColumn* column = any_column(*table, [](const RandomColumn&) { return true; });
  const std::string name = fresh("ix");
  std::string keys = column->name;
  bool unique = column->unique || column->key;
  if ((column->type == RandomType::text || column->type == RandomType::varchar) && random_.chance(30)) {
    keys = fmt::format("lower({})", column->name);
    unique = false;
  } else if (random_.chance(25)) {
    keys += " desc";
  }
  column->users.insert(name);
  if (RandomColumn* second =
          random_.chance(30) ? any_column(*table, [&](const RandomColumn& c) { return c.name != column->name; }) : nullptr) {
    keys += ", " + second->name;
    second->users.insert(name);
  }
  std::string where;
  if (RandomColumn* filter = random_.chance(25) ? any_column(*table, [](const RandomColumn&) { return true; }) : nullptr) {
    where = fmt::format(" where {} is not null", filter->name);
    filter->users.insert(name);
  }
  unique = unique && random_.chance(60);
  table->indexes.emplace(name, unique);
  return fmt::format("create {}index {}{} on {} ({}){};", unique ? "unique " : "", random_.chance(20) ? "concurrently " : "", name,
                     table->name, keys, where);
}

RandomStatements::Result RandomStatements::drop_index() {
  RandomTable* table = any_table([](const RandomTable& t) { return !t.indexes.empty(); });
  if (table == nullptr) return std::nullopt;
  const std::string name = table->indexes.begin()->first;
  forget_user(*table, name);
  return fmt::format("drop index {};", name);
}

RandomStatements::Result RandomStatements::rename_index() {
  RandomTable* table = any_table([](const RandomTable& t) { return !t.indexes.empty(); });
  if (table == nullptr) return std::nullopt;
  const auto [old_name, unique] = *table->indexes.begin();
  const std::string name = fresh("ix");
  for (RandomColumn& column : table->columns)
    if (column.users.erase(old_name) > 0) column.users.insert(name);
  table->indexes.erase(old_name);
  table->indexes.emplace(name, unique);
  return fmt::format("rename index {} to {};", old_name, name);
}

RandomStatements::Result RandomStatements::reindex() {
  RandomTable* table = any_table();
  if (table == nullptr) return std::nullopt;
  if (table->indexes.empty() || random_.chance(50)) return fmt::format("reindex table {};", table->name);
  return fmt::format("reindex index {};", table->indexes.begin()->first);
}

}  // namespace galley::testing
