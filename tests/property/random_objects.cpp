// Random schemas, sequences and other objects of one database, and statements that are about none.
#include <fmt/format.h>

#include <algorithm>

#include "property/random_statements.hpp"

namespace galley::testing {

std::string RandomStatements::full_name(const RandomObject& object) {
  return object.schema.empty() ? object.name : object.schema + "." + object.name;
}

RandomObject& RandomStatements::add_object(const std::string& kind, const std::string& prefix) {
  RandomObject object{.kind = kind, .name = fresh(prefix), .schema = "", .table = "", .parts = {}, .owner = line_};
  const RandomObject* schema = kind != "schema" && random_.chance(25) ? any_object("schema") : nullptr;
  if (schema != nullptr) object.schema = schema->name;
  return schema_.objects.emplace_back(std::move(object));
}

RandomObject* RandomStatements::any_object(const std::string& kind, const std::function<bool(const RandomObject&)>& fits) {
  std::vector<RandomObject*> found;
  for (RandomObject& object : schema_.objects)
    if (object.owner == line_ && object.kind == kind && fits(object)) found.push_back(&object);
  return found.empty() ? nullptr : random_.one_of(found);
}

void RandomStatements::forget(const RandomObject& object) {
  schema_.free_names.push_back(object.name);
  std::erase_if(schema_.objects, [&](const RandomObject& each) { return &each == &object; });
}

RandomStatements::Result RandomStatements::create_schema() { return fmt::format("create schema {};", add_object("schema", "app").name); }

RandomStatements::Result RandomStatements::rename_schema() {
  RandomObject* schema = any_object("schema");
  if (schema == nullptr) return std::nullopt;
  const std::string old_name = schema->name;
  if (random_.chance(30)) return fmt::format("alter schema {} owner to {};", old_name, role());
  const std::string name = fresh("app");
  schema->name = name;
  for (RandomObject& object : schema_.objects)
    if (object.schema == old_name) object.schema = name;
  return fmt::format("rename schema {} to {};", old_name, name);
}

RandomStatements::Result RandomStatements::drop_schema() {
  const RandomObject* schema = any_object("schema");
  if (schema == nullptr) return std::nullopt;
  const std::string name = schema->name;
  const bool is_empty =
      std::none_of(schema_.objects.begin(), schema_.objects.end(), [&](const RandomObject& object) { return object.schema == name; });
  if (!is_empty && random_.chance(70)) return std::nullopt;
  forget(*schema);
  std::erase_if(schema_.objects, [&](const RandomObject& object) { return object.schema == name; });
  return fmt::format("drop schema {}{};", name, is_empty ? "" : " cascade");
}

RandomStatements::Result RandomStatements::create_sequence() {
  RandomTable* table = random_.chance(25) ? any_table() : nullptr;
  RandomObject& sequence = add_object("sequence", "s");
  if (table == nullptr) return fmt::format("create sequence {} as bigint start with 10 increment by 5;", full_name(sequence));
  sequence.schema.clear();
  sequence.table = table->key;
  return fmt::format("create sequence {} owned by {}.id;", sequence.name, table->name);
}

RandomStatements::Result RandomStatements::alter_sequence() {
  RandomObject* sequence = any_object("sequence");
  if (sequence == nullptr) return std::nullopt;
  const std::string name = full_name(*sequence);
  switch (random_.below(3)) {
    case 0:
      return fmt::format("alter sequence {} increment by {} restart with 100;", name, 2 + random_.below(5));
    case 1:
      return fmt::format("alter sequence {} maxvalue 900000 cache 20 cycle;", name);
    default:
      sequence->table.clear();
      return fmt::format("alter sequence {} owned by none;", name);
  }
}

RandomStatements::Result RandomStatements::change_sequence() {
  RandomObject* sequence = any_object("sequence");
  if (sequence == nullptr) return std::nullopt;
  const std::string name = full_name(*sequence);
  switch (random_.below(5)) {
    case 0:
      sequence->name = fresh("s");
      return fmt::format("rename sequence {} to {};", name, sequence->name);
    case 1:
      return fmt::format("comment on sequence {} is 'for bills';", name);
    case 2: {
      const RandomObject* schema = any_object("schema", [&](const RandomObject& s) { return s.name != sequence->schema; });
      if (schema == nullptr || !sequence->table.empty()) return std::nullopt;
      sequence->schema = schema->name;
      return fmt::format("alter sequence {} set schema {};", name, schema->name);
    }
    case 3:
      if (!sequence->table.empty()) return std::nullopt;  // it belongs to the owner of its table
      return fmt::format("alter sequence {} owner to {};", name, role());
    default:
      forget(*sequence);
      return fmt::format("drop sequence {};", name);
  }
}

RandomStatements::Result RandomStatements::statistics() {
  if (RandomObject* known = random_.chance(40) ? any_object("statistics") : nullptr) {
    const std::string name = known->name;
    if (random_.chance(50)) {
      forget(*known);
      return fmt::format("drop statistics {};", name);
    }
    known->name = fresh("st");
    return fmt::format("rename statistics {} to {};", name, known->name);
  }
  RandomTable* table = any_table();
  if (table == nullptr) return std::nullopt;
  RandomObject& made = add_object("statistics", "st");
  made.schema.clear();
  made.table = table->key;
  return fmt::format("create statistics {} (dependencies, ndistinct) on id, keep from {};", made.name, table->name);
}

/// One of those that come with PostgreSQL, once in a history.
RandomStatements::Result RandomStatements::extension() {
  const bool is_made =
      std::any_of(schema_.objects.begin(), schema_.objects.end(), [](const RandomObject& each) { return each.kind == "extension"; });
  const RandomObject* known = any_object("extension");
  if (is_made && known == nullptr) return std::nullopt;
  if (known == nullptr) {
    schema_.objects.push_back({.kind = "extension", .name = "fuzzystrmatch", .schema = "", .table = "", .parts = {}, .owner = line_});
    return "create extension if not exists fuzzystrmatch;";
  }
  if (random_.chance(70)) return "alter extension fuzzystrmatch update;";
  std::erase_if(schema_.objects, [&](const RandomObject& each) { return &each == known; });
  return "drop extension fuzzystrmatch;";
}

RandomStatements::Result RandomStatements::declare() {
  const int number = ++counter_;
  switch (random_.below(4)) {
    case 0:
      return fmt::format("declare table elsewhere{} (no int primary key, name text);", number);
    case 1:
      return fmt::format("declare enum colour{} as ('red', 'green');", number);
    case 2:
      return fmt::format("on postgresql {{ declare function made{}(int) returns int; }}", number);
    default:
      return fmt::format("declare view shown{} (id, title);", number);
  }
}

RandomStatements::Result RandomStatements::timeout() {
  return fmt::format("set {} '{}s';", random_.chance(50) ? "lock_timeout" : "statement_timeout", 5 + random_.below(20));
}

RandomStatements::Result RandomStatements::raw() {
  const int number = ++counter_;
  if (random_.chance(30))
    return fmt::format("sql on sqlite $$create table raw{0} (no integer primary key, v text)$$ undo $$drop table raw{0}$$;", number);
  return fmt::format("sql $$create table raw{0} (id integer primary key, v text)$$ undo $$drop table raw{0}$$;", number);
}

}  // namespace galley::testing
