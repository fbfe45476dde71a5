// Random keys and checks.
#include <fmt/format.h>

#include <algorithm>

#include "property/random_statements.hpp"

namespace galley::testing {

RandomStatements::Result RandomStatements::add_constraint() {
  RandomTable* table = any_table();
  if (table == nullptr) return std::nullopt;
  if (random_.chance(40)) {  // only keys are sure to be different
    const std::string name = fresh("uq");
    const RandomColumn* other = any_column(*table, [](const RandomColumn& c) { return !c.key && !c.generated; });
    RandomColumn& key = table->columns.front();
    std::string columns = key.name;
    key.users.insert(name);
    if (other != nullptr && other->raw_users.empty()) {
      columns = random_.chance(50) ? fmt::format("{}, {}", other->name, key.name) : fmt::format("{}, {}", key.name, other->name);
      for (RandomColumn& column : table->columns)
        if (&column == other) column.users.insert(name);
    }
    table->constraints.emplace(name, "unique");
    return fmt::format("alter table {} add constraint {} unique ({});", table->name, name, columns);
  }
  RandomColumn* column = any_column(*table, [](const RandomColumn& c) { return !c.generated; });
  if (column == nullptr) return std::nullopt;
  const std::string name = fresh("ck");
  column->users.insert(name);
  table->constraints.emplace(name, "check");
  if (random_.chance(20))
    return fmt::format("alter table {0} add constraint {1} check ({2}) not valid;\n    alter table {0} validate constraint {1};",
                       table->name, name, check(*column));
  return fmt::format("alter table {} add constraint {} check ({});", table->name, name, check(*column));
}

RandomStatements::Result RandomStatements::drop_constraint() {
  RandomTable* table = any_table([](const RandomTable& t) { return !t.constraints.empty(); });
  if (table == nullptr) return std::nullopt;
  std::vector<std::string> names;
  for (const auto& [name, kind] : table->constraints) names.push_back(name);
  const std::string name = random_.one_of(names);
  for (RandomColumn& column : table->columns)
    if (table->constraints.at(name) == "foreign key" && column.users.contains(name)) column.references.clear(), column.ever_referred = true;
  forget_user(*table, name);
  return fmt::format("alter table {} drop constraint {};", table->name, name);
}

RandomStatements::Result RandomStatements::rename_constraint() {
  RandomTable* table = any_table([](const RandomTable& t) { return !t.constraints.empty(); });
  if (table == nullptr) return std::nullopt;
  const auto [old_name, kind] = *table->constraints.begin();
  const std::string name = fresh("k");
  for (RandomColumn& column : table->columns)
    if (column.users.erase(old_name) > 0) column.users.insert(name);
  table->constraints.erase(old_name);
  table->constraints.emplace(name, kind);
  return fmt::format("alter table {} rename constraint {} to {};", table->name, old_name, name);
}

RandomStatements::Result RandomStatements::change_foreign_key() {
  const auto is_key = [](const auto& entry) { return entry.second == "foreign key"; };
  RandomTable* table = any_table([&](const RandomTable& t) { return std::any_of(t.constraints.begin(), t.constraints.end(), is_key); });
  if (table == nullptr) return std::nullopt;
  const std::string name = std::find_if(table->constraints.begin(), table->constraints.end(), is_key)->first;
  return fmt::format("change constraint {} on {} on delete {};", name, table->name, random_.chance(50) ? "cascade" : "set null");
}

void RandomStatements::forget_user(RandomTable& table, const std::string& user) {
  for (RandomColumn& column : table.columns) column.users.erase(user);
  table.constraints.erase(user);
  table.indexes.erase(user);
  schema_.free_names.push_back(user);
}

RandomStatements::Result RandomStatements::constraint_of_index() {
  RandomTable* table = any_table();
  if (table == nullptr) return std::nullopt;
  const std::string index = fresh("ix");
  const std::string name = fresh("uq");
  table->columns.front().users.insert(name);
  table->constraints.emplace(name, "unique");
  return fmt::format("create unique index {0} on {1} (id);\n    alter table {1} add constraint {2} unique using index {0};", index,
                     table->name, name);
}

}  // namespace galley::testing
