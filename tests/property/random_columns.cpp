// Random columns: what they are, and how they change.
#include <fmt/format.h>

#include <algorithm>

#include "property/random_statements.hpp"

namespace galley::testing {
namespace {

bool is_number(RandomType type) { return type == RandomType::integer || type == RandomType::big; }
bool is_text(RandomType type) { return type == RandomType::text || type == RandomType::varchar; }

}  // namespace

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
    const std::vector<std::string> enums = own_names(schema_.enums);
    if (!enums.empty()) column.type = RandomType::enumeration, column.type_name = random_.one_of(enums);
  } else if (random_.chance(8)) {
    const std::vector<std::string> domains = own_names(schema_.domains);
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

}  // namespace galley::testing
