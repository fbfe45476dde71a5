// Random policies, publications, privileges and owners.
#include <fmt/format.h>

#include <algorithm>

#include "property/random_statements.hpp"

namespace galley::testing {

/// Roles that every server has. Whoever runs the script owns what nobody else was given, so nothing is taken from that role.
std::string RandomStatements::role() {
  static const std::vector<std::string> roles{"pg_monitor", "pg_signal_backend", "current_user"};
  return random_.one_of(roles);
}

RandomStatements::Result RandomStatements::create_policy() {
  RandomTable* table = any_table();
  if (table == nullptr) return std::nullopt;
  RandomObject& policy = add_object("policy", "p");
  policy.schema.clear();
  policy.table = table->key;
  policy.state = static_cast<int>(random_.below(3));
  switch (policy.state) {
    case 0:
      return fmt::format("create policy {} on {} for insert to pg_monitor with check (id > 0);", policy.name, table->name);
    case 1:
      return fmt::format("create policy {} on {} as restrictive for select to public using (id > 0);", policy.name, table->name);
    default:
      return fmt::format("create policy {} on {} using (id > 0 or keep is null) with check (true);", policy.name, table->name);
  }
}

RandomStatements::Result RandomStatements::change_policy() {
  RandomObject* policy = any_object("policy");
  if (policy == nullptr) return std::nullopt;
  const std::string name = policy->name;
  const std::string table = schema_.tables.at(policy->table).name;
  switch (random_.below(4)) {
    case 0:
      policy->name = fresh("p");
      return fmt::format("rename policy {} on {} to {};", name, table, policy->name);
    case 1:
      if (policy->state == 0) return fmt::format("alter policy {} on {} to public with check (id > {});", name, table, random_.below(9));
      return fmt::format("alter policy {} on {} to pg_monitor using (id > {});", name, table, random_.below(9));
    case 2:
      return fmt::format("comment on policy {} on {} is 'whose';", name, table);
    default:
      forget(*policy);
      return fmt::format("drop policy {} on {};", name, table);
  }
}

RandomStatements::Result RandomStatements::row_security() {
  RandomTable* table = any_table();
  if (table == nullptr) return std::nullopt;
  static const std::vector<std::string> forms{"enable", "disable", "force", "no force"};
  return fmt::format("alter table {} {} row level security;", table->name, random_.one_of(forms));
}

/// Of new rows alone: the others of a table without a key could not be changed any more.
RandomStatements::Result RandomStatements::publication() {
  RandomTable* table = any_table();
  RandomObject* known = random_.chance(75) ? any_object("publication") : nullptr;
  if (table == nullptr) return std::nullopt;
  if (known == nullptr) {
    RandomObject& made = add_object("publication", "pub");
    made.schema.clear();
    made.parts = {table->key};
    return fmt::format("create publication {} for table {} with (publish = 'insert');", made.name, table->name);
  }
  std::erase_if(known->parts, [&](const std::string& key) { return !schema_.tables.contains(key); });
  const std::string head = fmt::format("alter publication {} ", known->name);
  switch (random_.below(6)) {
    case 0:
    case 1: {
      const auto found = std::find(known->parts.begin(), known->parts.end(), table->key);
      const bool is_in = found != known->parts.end();
      if (is_in)
        known->parts.erase(found);
      else
        known->parts.push_back(table->key);
      return head + fmt::format("{} table {};", is_in ? "drop" : "add", table->name);
    }
    case 2:
      known->parts = {table->key};
      return head + fmt::format("set table {};", table->name);
    case 3:
      return head + fmt::format("set (publish = '{}');", random_.chance(50) ? "insert, truncate" : "truncate");
    case 4: {
      known->name = fresh("pub");
      return head + fmt::format("rename to {};", known->name);
    }
    default: {
      const std::string name = known->name;
      if (random_.chance(40)) return fmt::format("comment on publication {} is 'news';", name);
      forget(*known);
      return fmt::format("drop publication {};", name);
    }
  }
}

RandomStatements::Result RandomStatements::grant() {
  RandomTable* table = any_table();
  if (table == nullptr) return std::nullopt;
  const std::string to = random_.chance(30) ? "public" : "pg_monitor";
  switch (random_.below(6)) {
    case 0:
      return fmt::format("grant select, insert (id), update (keep) on {} to {};", table->name, to);
    case 1:
      return fmt::format("grant all privileges on table {} to {} with grant option;", table->name, "pg_signal_backend");
    case 2:
      return fmt::format("revoke insert (id), select on {} from {};", table->name, to);
    case 3:
      return fmt::format("revoke all on {} from {};", table->name, to);
    case 4:
      return fmt::format("revoke grant option for all on {} from {};", table->name, "pg_signal_backend");
    default:
      return fmt::format("grant select, delete on {} to {};", table->name, to);
  }
}

RandomStatements::Result RandomStatements::grant_on_object() {
  struct Form {
    std::string kind;
    std::string privilege;
  };
  static const std::vector<Form> forms{
      {"sequence", "usage"}, {"function", "execute"}, {"procedure", "execute"}, {"schema", "usage"}, {"type", "usage"}};
  const Form& form = random_.one_of(forms);
  const RandomObject* object = any_object(form.kind);
  if (object == nullptr) return std::nullopt;
  return random_.chance(70)
             ? fmt::format("grant {} on {} {} to {};", form.privilege, form.kind, full_name(*object), role())
             : fmt::format("revoke all on {} {} from {};", form.kind, full_name(*object), random_.chance(50) ? "public" : "pg_monitor");
}

/// In a schema of this line alone: other lines may be applied before this one or behind it.
RandomStatements::Result RandomStatements::default_privileges() {
  const RandomObject* schema = any_object("schema");
  if (schema == nullptr) return std::nullopt;
  static const std::vector<std::string> forms{"grant select, insert on tables to pg_read_all_stats",
                                              "grant all on tables to pg_read_all_stats with grant option",
                                              "revoke insert on tables from pg_read_all_stats",
                                              "revoke grant option for all on tables from pg_read_all_stats",
                                              "grant usage on sequences to pg_read_all_stats",
                                              "revoke all on sequences from pg_read_all_stats",
                                              "grant execute on functions to pg_read_all_stats",
                                              "revoke execute on routines from pg_read_all_stats",
                                              "grant usage on types to pg_read_all_stats"};
  return fmt::format("alter default privileges{} in schema {} {};", random_.chance(20) ? " for role pg_monitor" : "", schema->name,
                     random_.one_of(forms));
}

RandomStatements::Result RandomStatements::change_owner() {
  if (const std::vector<std::string> views = own_names(schema_.views); random_.chance(30) && !views.empty())
    return fmt::format("alter view {} owner to {};", random_.one_of(views), role());
  RandomTable* table = any_table();
  if (table == nullptr) return std::nullopt;
  return fmt::format("alter table {} owner to {};", table->name, role());
}

}  // namespace galley::testing
