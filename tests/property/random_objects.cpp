// Random statements on keys, indexes, types, views and rows.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "property/random_statements.hpp"

namespace galley::testing {
namespace {

bool is_number(RandomType type) { return type == RandomType::integer || type == RandomType::big; }

template <class Map>
std::vector<std::string> names_of(const Map& map, int line) {
  std::vector<std::string> names;
  for (const auto& [name, each] : map)
    if (each.owner == line) names.push_back(name);
  return names;
}

}  // namespace

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

RandomStatements::Result RandomStatements::create_enum() {
  const std::string name = fresh("e");
  RandomEnum type{.values = {"'a'", "'it''s b'", "'c'"}, .first = "'a'", .owner = line_};
  schema_.enums.emplace(name, type);
  return fmt::format("create enum {} as ({}, {}, {});", name, type.values[0], type.values[1], type.values[2]);
}

RandomStatements::Result RandomStatements::add_value() {
  const std::vector<std::string> names = names_of(schema_.enums, line_);
  if (names.empty()) return std::nullopt;
  const std::string& name = random_.one_of(names);
  RandomEnum& type = schema_.enums.at(name);
  const std::string value = fmt::format("'v{}'", ++counter_);
  const std::string where =
      random_.chance(50) ? "" : fmt::format(" {} {}", random_.chance(50) ? "before" : "after", random_.one_of(type.values));
  type.values.push_back(value);
  return fmt::format("alter enum {} add value {}{};", name, value, where);
}

RandomStatements::Result RandomStatements::rename_value() {
  const std::vector<std::string> names = names_of(schema_.enums, line_);
  if (names.empty()) return std::nullopt;
  const std::string& name = random_.one_of(names);
  RandomEnum& type = schema_.enums.at(name);
  std::string& value = type.values[random_.below(type.values.size())];
  const std::string old_value = value;
  value = fmt::format("'w{}'", ++counter_);
  if (type.first == old_value) type.first = value;
  return fmt::format("alter enum {} rename value {} to {};", name, old_value, value);
}

RandomStatements::Result RandomStatements::drop_value() {
  const std::vector<std::string> names = names_of(schema_.enums, line_);
  if (names.empty()) return std::nullopt;
  const std::string& name = random_.one_of(names);
  RandomEnum& type = schema_.enums.at(name);
  if (type.values.size() < 3) return std::nullopt;
  const std::string value = type.values.back() == type.first ? type.values.front() : type.values.back();
  std::erase(type.values, value);
  return fmt::format("alter enum {} drop value {} using {};", name, value, type.first);
}

RandomStatements::Result RandomStatements::rename_enum() {
  const std::vector<std::string> names = names_of(schema_.enums, line_);
  if (names.empty()) return std::nullopt;
  const std::string& old_name = random_.one_of(names);
  const std::string name = fresh("e");
  auto entry = schema_.enums.extract(old_name);
  entry.key() = name;
  schema_.enums.insert(std::move(entry));
  for (auto& [key, table] : schema_.tables)
    for (RandomColumn& column : table.columns)
      if (column.type_name == old_name) column.type_name = name;
  return fmt::format("rename enum {} to {};", old_name, name);
}

RandomStatements::Result RandomStatements::drop_enum() {
  for (const std::string& name : names_of(schema_.enums, line_)) {
    bool used = false;
    for (const auto& [key, table] : schema_.tables)
      for (const RandomColumn& column : table.columns) used = used || column.type_name == name;
    if (used) continue;
    schema_.enums.erase(name);
    schema_.free_names.push_back(name);
    return fmt::format("drop enum {};", name);
  }
  return std::nullopt;
}

RandomStatements::Result RandomStatements::create_domain() {
  if (random_.chance(60)) return std::nullopt;
  const std::string name = fresh("d");
  schema_.domains.emplace(name, line_);
  return fmt::format("create domain {} as text check (value <> 'never');", name);
}

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

RandomStatements::Result RandomStatements::drop_view() {
  const std::vector<std::string> names = names_of(schema_.views, line_);
  if (names.empty()) return std::nullopt;
  const std::string& name = random_.one_of(names);
  for (auto& [key, table] : schema_.tables) {
    table.raw_users.erase(name);
    for (RandomColumn& column : table.columns) column.raw_users.erase(name);
  }
  schema_.views.erase(name);
  schema_.free_names.push_back(name);
  return fmt::format("drop view {};", name);
}

RandomStatements::Result RandomStatements::comment() {
  RandomTable* table = any_table();
  if (table == nullptr) return std::nullopt;
  const RandomColumn& column = random_.one_of(table->columns);
  return random_.chance(50) ? fmt::format("comment on table {} is 'it''s {}';", table->name, ++counter_)
                            : fmt::format("comment on column {}.{} is null;", table->name, column.name);
}

/// What only one of the databases has.
RandomStatements::Result RandomStatements::own_objects() {
  const int number = ++counter_;
  switch (random_.below(7)) {
    case 0:
      return fmt::format("on postgresql {{ create sequence s{0} start with 10; }}", number);
    case 1:
      return fmt::format("on postgresql {{ create function f{}(a int) returns int language sql immutable as $$select a$$; }}", number);
    case 2:
      return fmt::format("on postgresql {{ create schema app{0}; create table app{0}.x (id int primary key); }}", number);
    case 3:
      return fmt::format("on postgresql {{ create materialized view m{}  as $$select 1 as one$$; }}", number);
    case 4:
      return fmt::format("sql $$create table raw{0} (id integer primary key, v text)$$ undo $$drop table raw{0}$$;", number);
    case 5: {
      RandomTable* table = any_table();
      if (table == nullptr) return std::nullopt;
      return fmt::format("on postgresql {{ alter table {} set (fillfactor = 80); }}", table->name);
    }
    default:
      break;
  }
  RandomTable* table = any_table();
  if (table == nullptr) return std::nullopt;
  const std::string name = fmt::format("tr{}", number);
  table->raw_users.insert(name);  // never dropped: the table keeps its name from here on
  for (RandomColumn& column : table->columns)
    if (column.key || column.name == "keep") column.raw_users.insert(name);
  return fmt::format(
      "on sqlite {{ create trigger {} after insert on {} for each row when (new.id < 0) as $$delete from {} where id = new.id$$; }}", name,
      table->name, table->name);
}

RandomStatements::Result RandomStatements::insert() {
  RandomTable* table = any_table();
  if (table == nullptr) return std::nullopt;
  std::string columns;
  std::vector<std::string> rows(1 + random_.below(3));
  const int first = table->next_row;
  for (const RandomColumn& column : table->columns) {
    if (column.generated || column.ever_referred || !column.references.empty()) continue;
    if (!column.key && !column.not_null && !column.ever_not_null && random_.chance(30)) continue;
    columns += (columns.empty() ? "" : ", ") + column.name;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const int id = first + static_cast<int>(i);
      rows[i] += (rows[i].empty() ? "" : ", ") + (column.key ? fmt::format("{}", id) : value(column, id));
    }
  }
  for (std::size_t i = 0; i < rows.size(); ++i) table->rows.push_back(table->next_row++);
  const bool quiet = random_.chance(20);
  return fmt::format("insert into {} ({}) values ({}){};", table->name, columns, fmt::join(rows, "), ("),
                     quiet ? " on conflict do nothing" : "");
}

RandomStatements::Result RandomStatements::copy_rows() {
  RandomTable* from = any_table();
  RandomTable* into = any_table([](const RandomTable& t) {
    return std::none_of(t.columns.begin(), t.columns.end(), [](const RandomColumn& c) { return !c.key && c.not_null && !c.has_default; });
  });
  if (from == nullptr || into == nullptr || from == into) return std::nullopt;
  const int first = (into->next_row += 5000);
  into->next_row += 5000;
  return fmt::format(
      "insert into {0} (id, keep) $q$select id + {1}, coalesce(keep, 'none') from {2} where id < 100$q$;\n}}\n\ndowngrade {{\n    delete "
      "from {0} where id > "
      "{1};",
      into->name, first, from->name);
}

RandomStatements::Result RandomStatements::update() {
  RandomTable* table = any_table();
  if (table == nullptr) return std::nullopt;
  RandomColumn* column = any_column(*table, [](const RandomColumn& c) {
    return !c.key && !c.generated && !c.unique && c.references.empty() && !c.ever_referred && c.name != "keep";
  });
  if (column == nullptr) return std::nullopt;
  if (std::any_of(column->users.begin(), column->users.end(), [&](const std::string& user) {
        const auto index = table->indexes.find(user);
        return index != table->indexes.end() && index->second;
      }))
    return std::nullopt;
  switch (random_.below(3)) {
    case 0:
      return fmt::format("update {0} set {1} = {2} where {1} is null in batches of 2;", table->name, column->name, value(*column, 3));
    case 1:
      if (is_number(column->type)) return fmt::format("update {0} set {1} = {1} + 1 where id < 1000;", table->name, column->name);
      break;
    default:
      break;
  }
  return fmt::format("update {} set {} = {} where id > 2;", table->name, column->name, value(*column, 4));
}

RandomStatements::Result RandomStatements::remove() {
  RandomTable* table = any_table([&](const RandomTable& t) { return !t.rows.empty() && !is_referenced(t); });
  if (table == nullptr) return std::nullopt;
  const int id = table->rows.back();
  table->rows.pop_back();
  return fmt::format("delete from {} where id = {};", table->name, id);
}

RandomStatements::Result RandomStatements::require() {
  RandomTable* table = any_table();
  if (table == nullptr) return std::nullopt;
  return fmt::format("require no rows $q$select 1 from {} where id < 0$q$ else 'it''s wrong';", table->name);
}

}  // namespace galley::testing
