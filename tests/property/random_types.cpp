// Random enumerations and domains.
#include <fmt/format.h>

#include "property/random_statements.hpp"

namespace galley::testing {

RandomStatements::Result RandomStatements::create_enum() {
  const std::string name = fresh("e");
  RandomEnum type{.values = {"'a'", "'it''s b'", "'c'"}, .first = "'a'", .owner = line_};
  schema_.enums.emplace(name, type);
  return fmt::format("create enum {} as ({}, {}, {});", name, type.values[0], type.values[1], type.values[2]);
}

RandomStatements::Result RandomStatements::add_value() {
  const std::vector<std::string> names = own_names(schema_.enums);
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
  const std::vector<std::string> names = own_names(schema_.enums);
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
  const std::vector<std::string> names = own_names(schema_.enums);
  if (names.empty()) return std::nullopt;
  const std::string& name = random_.one_of(names);
  RandomEnum& type = schema_.enums.at(name);
  if (type.values.size() < 3) return std::nullopt;
  const std::string value = type.values.back() == type.first ? type.values.front() : type.values.back();
  std::erase(type.values, value);
  return fmt::format("alter enum {} drop value {} using {};", name, value, type.first);
}

RandomStatements::Result RandomStatements::rename_enum() {
  const std::vector<std::string> names = own_names(schema_.enums);
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
  for (const std::string& name : own_names(schema_.enums)) {
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
  schema_.domains.emplace(name, RandomDomain{.checks = {}, .owner = line_});
  return fmt::format("create domain {} as text check (value <> 'never');", name);
}

RandomStatements::Result RandomStatements::alter_domain() {
  const std::vector<std::string> names = own_names(schema_.domains);
  if (names.empty()) return std::nullopt;
  const std::string& name = random_.one_of(names);
  std::map<std::string, int>& checks = schema_.domains.at(name).checks;
  const std::size_t form = random_.below(6);
  if (form == 0) return fmt::format("alter domain {} set default 'It''s';", name);
  if (form == 1) return fmt::format("alter domain {} drop default;", name);
  if (form == 2) return fmt::format("alter domain {0} set not null; alter domain {0} drop not null;", name);
  if (form == 3 || checks.empty()) {
    const std::string check = fresh("ck");
    checks.emplace(check, 0);
    if (random_.chance(30))
      return fmt::format("alter domain {0} add constraint {1} check (value <> 'no') not valid; alter domain {0} validate constraint {1};",
                         name, check);
    return fmt::format("alter domain {} add constraint {} check (value <> 'none of it');", name, check);
  }
  const std::string check = checks.begin()->first;
  checks.erase(check);
  if (form == 4) return fmt::format("alter domain {} drop constraint {};", name, check);
  const std::string other = fresh("ck");
  checks.emplace(other, 0);
  return fmt::format("alter domain {} rename constraint {} to {};", name, check, other);
}

RandomStatements::Result RandomStatements::rename_domain() {
  const std::vector<std::string> names = own_names(schema_.domains);
  if (names.empty()) return std::nullopt;
  const std::string& old_name = random_.one_of(names);
  const std::string name = fresh("d");
  auto entry = schema_.domains.extract(old_name);
  entry.key() = name;
  schema_.domains.insert(std::move(entry));
  for (auto& [key, table] : schema_.tables)
    for (RandomColumn& column : table.columns)
      if (column.type_name == old_name) column.type_name = name;
  return fmt::format("rename domain {} to {};", old_name, name);
}

RandomStatements::Result RandomStatements::drop_domain() {
  for (const std::string& name : own_names(schema_.domains)) {
    bool used = false;
    for (const auto& [key, table] : schema_.tables)
      for (const RandomColumn& column : table.columns) used = used || column.type_name == name;
    if (used) continue;
    schema_.domains.erase(name);
    schema_.free_names.push_back(name);
    return fmt::format("drop domain {};", name);
  }
  return std::nullopt;
}

RandomStatements::Result RandomStatements::create_type() {
  RandomObject& type = add_object("type", "ty");
  type.parts = {"street", "zip"};
  return fmt::format("create type {} as (street text, zip varchar(20));", full_name(type));
}

RandomStatements::Result RandomStatements::alter_type_attributes() {
  RandomObject* type = any_object("type");
  if (type == nullptr) return std::nullopt;
  const std::size_t at = random_.below(type->parts.size());
  const std::string head = fmt::format("alter type {} ", full_name(*type));
  switch (random_.below(4)) {
    case 0:
      type->parts.push_back(fmt::format("a{}", ++counter_));
      return head + fmt::format("add attribute {} int;", type->parts.back());
    case 1: {
      const std::string old_name = type->parts[at];
      type->parts[at] = fmt::format("a{}", ++counter_);
      return head + fmt::format("rename attribute {} to {};", old_name, type->parts[at]);
    }
    case 2:
      return head + fmt::format("alter attribute {} type text;", type->parts[at]);
    default:
      break;
  }
  if (type->parts.size() < 2) return std::nullopt;
  const std::string name = type->parts[at];
  std::erase(type->parts, name);
  return head + fmt::format("drop attribute {};", name);
}

RandomStatements::Result RandomStatements::change_type() {
  RandomObject* type = any_object("type");
  if (type == nullptr) return std::nullopt;
  const std::string name = full_name(*type);
  switch (random_.below(3)) {
    case 0:
      type->name = fresh("ty");
      return fmt::format("rename type {} to {};", name, type->name);
    case 1:
      return fmt::format("comment on type {} is 'it''s one';", name);
    default:
      break;
  }
  forget(*type);
  return fmt::format("drop type {};", name);
}

}  // namespace galley::testing
