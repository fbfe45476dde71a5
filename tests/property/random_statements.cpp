#include "property/random_statements.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace galley::testing {
namespace {

bool is_number(RandomType type) { return type == RandomType::integer || type == RandomType::big; }
bool is_text(RandomType type) { return type == RandomType::text || type == RandomType::varchar; }

}  // namespace

std::string RandomStatements::next() {
  using Maker = Result (RandomStatements::*)();
  using S = RandomStatements;
  // as often as they are listed
  static const std::vector<Maker> makers{&S::create_table,
                                         &S::create_table,
                                         &S::create_table,
                                         &S::drop_table,
                                         &S::rename_table,
                                         &S::add_column,
                                         &S::add_column,
                                         &S::add_column,
                                         &S::add_column,
                                         &S::drop_column,
                                         &S::drop_column,
                                         &S::rename_column,
                                         &S::rename_column,
                                         &S::alter_type,
                                         &S::alter_type,
                                         &S::change_default,
                                         &S::change_default,
                                         &S::change_not_null,
                                         &S::change_not_null,
                                         &S::several_actions,
                                         &S::several_actions,
                                         &S::add_constraint,
                                         &S::add_constraint,
                                         &S::drop_constraint,
                                         &S::rename_constraint,
                                         &S::change_foreign_key,
                                         &S::create_index,
                                         &S::create_index,
                                         &S::drop_index,
                                         &S::rename_index,
                                         &S::create_enum,
                                         &S::add_value,
                                         &S::rename_value,
                                         &S::drop_value,
                                         &S::rename_enum,
                                         &S::drop_enum,
                                         &S::create_domain,
                                         &S::create_view,
                                         &S::drop_view,
                                         &S::comment,
                                         &S::own_objects,
                                         &S::insert,
                                         &S::insert,
                                         &S::update,
                                         &S::update,
                                         &S::remove,
                                         &S::require};
  while (true)
    if (Result made = (this->*random_.one_of(makers))()) return *made;
}

std::string RandomStatements::fresh(const std::string& prefix) {
  if (!schema_.free_names.empty() && random_.chance(25)) {
    const std::size_t at = random_.below(schema_.free_names.size());
    std::string name = schema_.free_names[at];
    schema_.free_names.erase(schema_.free_names.begin() + static_cast<std::ptrdiff_t>(at));
    return name;
  }
  const int number = ++counter_;
  if (random_.chance(90)) return fmt::format("{}{}", prefix, number);
  constexpr std::array<std::string_view, 4> forms{"\"{} {}\"", "\"Größe {}{}\"", "\"{}-'{}'\"", "\"{}\"\"{}\""};
  return fmt::format(fmt::runtime(forms.at(random_.below(forms.size()))), prefix, number);
}

RandomTable* RandomStatements::any_table(const std::function<bool(const RandomTable&)>& fits) {
  std::vector<RandomTable*> found;
  for (auto& [key, table] : schema_.tables)
    if (table.owner == line_ && fits(table)) found.push_back(&table);
  return found.empty() ? nullptr : random_.one_of(found);
}

RandomColumn* RandomStatements::any_column(RandomTable& table, const std::function<bool(const RandomColumn&)>& fits) {
  std::vector<RandomColumn*> found;
  for (RandomColumn& column : table.columns)
    if (fits(column)) found.push_back(&column);
  return found.empty() ? nullptr : random_.one_of(found);
}

std::string RandomStatements::type_text(const RandomColumn& column) const {
  switch (column.type) {
    case RandomType::integer:
      return "int";
    case RandomType::big:
      return "bigint";
    case RandomType::text:
      return "text";
    case RandomType::varchar:
      return "varchar(80)";
    case RandomType::boolean:
      return "boolean";
    case RandomType::numeric:
      return "numeric(10,2)";
    case RandomType::date:
      return "date";
    case RandomType::enumeration:
    case RandomType::domain:
      break;
  }
  return column.type_name;
}

std::string RandomStatements::value(const RandomColumn& column, int row) const {
  switch (column.type) {
    case RandomType::integer:
    case RandomType::big:
      return fmt::format("{}", row * 10);
    case RandomType::text:
    case RandomType::varchar:
    case RandomType::domain:
      return fmt::format("'It''s {}'", row);
    case RandomType::boolean:
      return row % 2 == 0 ? "true" : "false";
    case RandomType::numeric:
      return fmt::format("{}.25", row);
    case RandomType::date:
      return fmt::format("'2026-03-{:02}'", 1 + row % 28);
    case RandomType::enumeration:
      break;
  }
  return schema_.enums.at(column.type_name).first;
}

/// Holds for every value of this file.
std::string RandomStatements::check(const RandomColumn& column) {
  if (is_number(column.type)) {
    const std::size_t form = random_.below(3);
    if (form == 0) return fmt::format("{} > -1000000", column.name);
    if (form == 1) return fmt::format("{} between -5000000 and 5000000", column.name);
    return fmt::format("{0} is null or {0} <> -7", column.name);
  }
  if (is_text(column.type)) {
    return random_.chance(50) ? fmt::format("length({}) < 500", column.name)
                              : fmt::format("{0} <> 'forbidden' or {0} in ('it''s', 'x')", column.name);
  }
  return fmt::format("{} is not null or true", column.name);
}

RandomColumn RandomStatements::new_column(bool may_be_generated) {
  RandomColumn column;
  column.name = fresh("c");
  column.type = static_cast<RandomType>(random_.below(7));
  if (random_.chance(15)) {
    std::vector<std::string> enums;
    for (const auto& [name, type] : schema_.enums)
      if (type.owner == line_) enums.push_back(name);
    if (!enums.empty()) column.type = RandomType::enumeration, column.type_name = random_.one_of(enums);
  } else if (random_.chance(8)) {
    std::vector<std::string> domains;
    for (const auto& [name, owner] : schema_.domains)
      if (owner == line_) domains.push_back(name);
    if (!domains.empty()) column.type = RandomType::domain, column.type_name = random_.one_of(domains);
  }
  column.generated = may_be_generated && is_number(column.type) && random_.chance(15);
  return column;
}

/// What stands behind the column's type, and what it does to the model. A column of a table that may have rows gets no value
/// that they could not have.
std::string RandomStatements::attributes(RandomTable& table, RandomColumn& column, bool table_is_new) {
  if (column.generated) {
    RandomColumn* source = any_column(table, [](const RandomColumn& c) { return is_number(c.type) && !c.generated; });
    if (source == nullptr) {
      column.generated = false;
    } else {
      source->users.insert(column.name);
      column.type = RandomType::big;
      return fmt::format(" generated always as ({} + {}) stored", source->name, random_.below(9));
    }
  }
  std::string text;
  if (random_.chance(40)) {
    column.has_default = true;
    text += " default " + value(column, 0);
    if (column.type == RandomType::integer && random_.chance(20)) text = " default (1 + 1)";
  }
  if ((table_is_new || column.has_default) && random_.chance(40)) {
    column.not_null = true;
    column.ever_not_null = !column.has_default;
    text += " not null";
  }
  if (random_.chance(12) && !column.has_default && column.type != RandomType::boolean && column.type != RandomType::enumeration &&
      column.type != RandomType::date) {
    const std::string name = fresh("uq");
    column.unique = true;
    column.users.insert(name);
    table.constraints.emplace(name, "unique");
    return text + fmt::format(" constraint {} unique", name);
  }
  if (random_.chance(15)) {
    const std::string name = fresh("ck");
    text += fmt::format(" constraint {} check ({})", name, check(column));
    column.users.insert(name);
    table.constraints.emplace(name, "check");
  }
  if (random_.chance(10)) text += " comment 'it''s -- a comment'";
  return text;
}

RandomStatements::Result RandomStatements::create_table() {
  const std::string key = fmt::format("{}", ++counter_);
  RandomTable table;
  table.name = fresh("t");
  table.owner = line_;
  table.identity = random_.chance(35);
  table.columns.push_back({.name = "id", .type = table.identity ? RandomType::big : RandomType::integer, .not_null = true, .key = true});
  std::string lines = table.identity ? "\n        id bigint generated by default as identity primary key" : "\n        id int primary key";
  table.columns.push_back({.name = "keep", .type = RandomType::text});
  lines += ",\n        keep text";
  for (std::size_t i = random_.below(4); i > 0; --i) {
    RandomColumn column = new_column(true);
    const std::string rest = attributes(table, column, true);
    lines += fmt::format(",\n        {} {}{}", column.name, type_text(column), rest);
    table.columns.push_back(std::move(column));
  }
  if (RandomTable* other = random_.chance(35) ? any_table() : nullptr) {
    constexpr std::array<std::string_view, 4> actions{"", " on delete cascade", " on delete set null", " on update cascade"};
    RandomColumn column{.name = fresh("r"), .type = other->columns.front().type, .references = other->name};
    const std::string name = fresh("fk");
    column.users.insert(name);
    lines += fmt::format(",\n        {} {}", column.name, type_text(column));
    const std::string action(actions.at(random_.below(actions.size())));
    if (random_.chance(50))
      lines += fmt::format(" constraint {} references {} (id){}", name, other->name, action);
    else
      lines += fmt::format(",\n        constraint {} foreign key ({}) references {} (id){}", name, column.name, other->name, action);
    table.constraints.emplace(name, "foreign key");
    table.columns.push_back(std::move(column));
  }
  std::string text = fmt::format("create table {} ({}\n    );", table.name, lines);
  schema_.tables.emplace(key, std::move(table));
  return text;
}

bool RandomStatements::is_referenced(const RandomTable& table) const {
  for (const auto& [key, other] : schema_.tables)
    for (const RandomColumn& column : other.columns)
      if (column.references == table.name) return true;
  return false;
}

RandomStatements::Result RandomStatements::drop_table() {
  RandomTable* table = any_table([&](const RandomTable& t) {
    return t.raw_users.empty() && !is_referenced(t) &&
           std::none_of(t.columns.begin(), t.columns.end(), [](const RandomColumn& c) { return !c.raw_users.empty(); });
  });
  if (table == nullptr || random_.chance(50)) return std::nullopt;
  std::string text = fmt::format("drop table {}{};", random_.chance(20) ? "if exists " : "", table->name);
  schema_.free_names.push_back(table->name);
  std::erase_if(schema_.tables, [&](const auto& entry) { return &entry.second == table; });
  return text;
}

RandomStatements::Result RandomStatements::rename_table() {
  RandomTable* table = any_table([](const RandomTable& t) { return t.raw_users.empty(); });
  if (table == nullptr) return std::nullopt;
  const std::string name = fresh("t");
  std::string text = fmt::format("rename table {} to {};", table->name, name);
  for (auto& [key, other] : schema_.tables)
    for (RandomColumn& column : other.columns)
      if (column.references == table->name) column.references = name;
  table->name = name;
  return text;
}

RandomStatements::Result RandomStatements::add_column() {
  RandomTable* table = any_table();
  if (table == nullptr) return std::nullopt;
  RandomColumn column = new_column(true);
  std::string text;
  if (random_.chance(12) && is_text(column.type)) {
    column.not_null = column.ever_not_null = true;
    column.generated = false;
    text =
        fmt::format("alter table {} add column {} {} not null fill coalesce(keep, 'none');", table->name, column.name, type_text(column));
  } else if (random_.chance(12) && is_number(column.type)) {
    column.not_null = column.ever_not_null = true;
    column.generated = false;
    text =
        fmt::format("alter table {} add column {} {} not null default 0 then drop default;", table->name, column.name, type_text(column));
  } else if (RandomTable* other = random_.chance(15) ? any_table() : nullptr) {
    column = {.name = column.name, .type = other->columns.front().type, .references = other->name};
    const std::string name = fresh("fk");
    column.users.insert(name);
    table->constraints.emplace(name, "foreign key");
    text = fmt::format("alter table {} add column {} {} constraint {} references {} (id);", table->name, column.name, type_text(column),
                       name, other->name);
  } else {
    const std::string rest = attributes(*table, column, false);
    text = fmt::format("alter table {} add column {} {}{};", table->name, column.name, type_text(column), rest);
  }
  table->columns.push_back(std::move(column));
  return text;
}

void RandomStatements::forget_user(RandomTable& table, const std::string& user) {
  for (RandomColumn& column : table.columns) column.users.erase(user);
  table.constraints.erase(user);
  table.indexes.erase(user);
  schema_.free_names.push_back(user);
}

RandomStatements::Result RandomStatements::drop_column() {
  const auto may_go = [](const RandomColumn& c) {
    return !c.key && c.name != "keep" && c.users.empty() && c.raw_users.empty() && !c.not_null && !c.ever_not_null;
  };
  RandomTable* table = any_table([&](const RandomTable& t) { return std::any_of(t.columns.begin(), t.columns.end(), may_go); });
  if (table == nullptr) return std::nullopt;
  const std::string name = any_column(*table, may_go)->name;
  std::erase_if(table->columns, [&](const RandomColumn& c) { return c.name == name; });
  for (RandomColumn& column : table->columns) column.users.erase(name);
  return fmt::format("alter table {} drop column {};", table->name, name);
}

RandomStatements::Result RandomStatements::rename_column() {
  RandomTable* table = any_table();
  if (table == nullptr) return std::nullopt;
  RandomColumn* column =
      any_column(*table, [](const RandomColumn& c) { return c.raw_users.empty() && c.name != "id" && c.name != "keep"; });
  if (column == nullptr) return std::nullopt;
  const std::string name = fresh("c");
  std::string text = fmt::format("alter table {} rename column {} to {};", table->name, column->name, name);
  for (RandomColumn& other : table->columns)
    if (other.users.erase(column->name) > 0) other.users.insert(name);
  column->name = name;
  return text;
}

RandomStatements::Result RandomStatements::alter_type() {
  RandomTable* table = any_table();
  if (table == nullptr) return std::nullopt;
  // A column that another one is generated from keeps its type.
  const auto is_made_of = [&](const std::string& user) { return table->constraints.contains(user) || table->indexes.contains(user); };
  RandomColumn* column = any_column(*table, [&](const RandomColumn& c) {
    const bool changes = c.type == RandomType::integer || is_text(c.type);
    return changes && !c.key && !c.generated && c.references.empty() && c.raw_users.empty() && c.name != "keep" &&
           std::all_of(c.users.begin(), c.users.end(), is_made_of);
  });
  if (column == nullptr) return std::nullopt;
  if (column->type == RandomType::integer && !column->has_default && column->users.empty() && random_.chance(40)) {
    column->type = RandomType::text;
    return fmt::format("alter table {} alter column {} type text using ({}::text);", table->name, column->name, column->name);
  }
  column->type = column->type == RandomType::integer ? RandomType::big
                 : column->type == RandomType::text  ? RandomType::varchar
                                                     : RandomType::text;
  return fmt::format("alter table {} alter column {} type {};", table->name, column->name, type_text(*column));
}

RandomStatements::Result RandomStatements::change_default() {
  RandomTable* table = any_table();
  if (table == nullptr) return std::nullopt;
  RandomColumn* column = any_column(
      *table, [](const RandomColumn& c) { return !c.key && !c.generated && c.references.empty() && !c.ever_referred && !c.unique; });
  if (column == nullptr) return std::nullopt;
  if (column->has_default && !column->not_null && random_.chance(50)) {
    column->has_default = false;
    return fmt::format("alter table {} alter column {} drop default;", table->name, column->name);
  }
  column->has_default = true;
  return fmt::format("alter table {} alter column {} set default {};", table->name, column->name, value(*column, 0));
}

RandomStatements::Result RandomStatements::change_not_null() {
  RandomTable* table = any_table();
  if (table == nullptr) return std::nullopt;
  RandomColumn* column = any_column(
      *table, [](const RandomColumn& c) { return !c.key && !c.generated && c.references.empty() && !c.ever_referred && !c.unique; });
  if (column == nullptr) return std::nullopt;
  column->not_null = !column->not_null;
  column->ever_not_null = true;
  if (!column->not_null) return fmt::format("alter table {} alter column {} drop not null;", table->name, column->name);
  return fmt::format("update {0} set {1} = {2} where {1} is null;\n    alter table {0} alter column {1} set not null;", table->name,
                     column->name, value(*column, 1));
}

RandomStatements::Result RandomStatements::several_actions() {
  RandomTable* table = any_table();
  if (table == nullptr) return std::nullopt;
  std::string text = fmt::format("alter table {} {{", table->name);
  const std::string head = fmt::format("alter table {} ", table->name);
  using Maker = Result (RandomStatements::*)();
  static const std::vector<Maker> makers{&RandomStatements::add_column,     &RandomStatements::drop_column,
                                         &RandomStatements::rename_column,  &RandomStatements::alter_type,
                                         &RandomStatements::change_default, &RandomStatements::add_constraint,
                                         &RandomStatements::drop_constraint};
  // Only this table is looked at meanwhile.
  std::map<std::string, int> owners;
  for (auto& [key, other] : schema_.tables) {
    owners.emplace(key, other.owner);
    if (&other != table) other.owner = -1;
  }
  std::size_t actions = 0;
  for (std::size_t tries = 0; tries < 8 && actions < 4; ++tries) {
    const Result made = (this->*random_.one_of(makers))();
    if (!made || !made->starts_with(head)) continue;
    std::string action = made->substr(head.size());
    if (const std::size_t second = action.find(head); second != std::string::npos) action.erase(second, head.size());
    text += "\n        " + action;
    ++actions;
  }
  for (auto& [key, other] : schema_.tables) other.owner = owners.at(key);
  if (actions == 0) return std::nullopt;
  return text + "\n    }";
}

}  // namespace galley::testing
