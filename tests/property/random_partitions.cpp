// Random partitioned tables. `parts` are the partitions, `state` counts what their bounds are made of.
#include <fmt/format.h>

#include <algorithm>

#include "property/random_statements.hpp"

namespace galley::testing {
namespace {

constexpr int most_remainders = 4;

std::string strategy_of(const RandomObject& table) { return table.kind.substr(0, table.kind.find(' ')); }

}  // namespace

RandomStatements::Result RandomStatements::create_partitioned_table() {
  static const std::vector<std::string> strategies{"range", "list", "hash"};
  const std::string strategy = random_.one_of(strategies);
  RandomObject& table = add_object("partitioned table", "pt");
  table.schema.clear();
  table.table = "";
  std::string text = fmt::format("create table {} (no int not null, extra text default 'x', primary key (no)) partition by {} (no);",
                                 table.name, strategy);
  table.kind = strategy + " partitions";
  return text;
}

namespace {

/// A bound that none of its partitions has.
std::string next_bound(RandomObject& table) {
  const int number = table.state++;
  const std::string strategy = strategy_of(table);
  if (strategy == "range") return fmt::format("for values from ({}) to ({})", number * 100, number * 100 + 100);
  if (strategy == "list") return fmt::format("for values in ({}, {})", number * 2, number * 2 + 1);
  return fmt::format("for values with (modulus {}, remainder {})", most_remainders, number);
}

const std::vector<std::string>& partitioned_kinds() {
  static const std::vector<std::string> kinds{"range partitions", "list partitions", "hash partitions"};
  return kinds;
}

}  // namespace

RandomStatements::Result RandomStatements::add_partition() {
  RandomObject* table = any_object(random_.one_of(partitioned_kinds()));
  if (table == nullptr || (strategy_of(*table) == "hash" && table->state == most_remainders)) return std::nullopt;
  const std::string name = fresh("pa");
  std::string text = fmt::format("create table {} partition of {} {};", name, table->name, next_bound(*table));
  table->parts.push_back(name);
  return text;
}

RandomStatements::Result RandomStatements::attach_partition() {
  RandomObject* table = any_object(random_.one_of(partitioned_kinds()), [](const RandomObject& t) { return !t.is_used; });
  if (table == nullptr || (strategy_of(*table) == "hash" && table->state == most_remainders)) return std::nullopt;
  const std::string name = fresh("pa");
  std::string text = fmt::format("create table {0} (no int not null, extra text);\n    alter table {1} attach partition {0} {2};", name,
                                 table->name, next_bound(*table));
  table->parts.push_back(name);
  return text;
}

RandomStatements::Result RandomStatements::detach_partition() {
  RandomObject* table = any_object(random_.one_of(partitioned_kinds()), [](const RandomObject& t) { return !t.parts.empty(); });
  if (table == nullptr) return std::nullopt;
  const std::string name = random_.one_of(table->parts);
  std::erase(table->parts, name);
  if (random_.chance(40)) return fmt::format("drop table {};", name);
  return fmt::format("alter table {} detach partition {};", table->name, name);
}

RandomStatements::Result RandomStatements::change_partitioned_table() {
  RandomObject* table = any_object(random_.one_of(partitioned_kinds()));
  if (table == nullptr) return std::nullopt;
  const std::string name = table->name;
  switch (random_.below(5)) {
    case 0:
      table->name = fresh("pt");
      return fmt::format("rename table {} to {};", name, table->name);
    case 1:
      table->is_used = true;  // a table to be attached has no such column
      return fmt::format("alter table {} add column {} int default 5 not null;", name, fresh("c"));
    case 2:
      return fmt::format("create index {} on {} (extra);", fresh("ix"), name);
    case 3:
      table->is_used = true;
      return fmt::format("alter table {} add constraint {} check (no >= 0);", name, fresh("ck"));
    default:
      break;
  }
  if (random_.chance(50)) return std::nullopt;
  forget(*table);
  return fmt::format("drop table {};", name);
}

RandomStatements::Result RandomStatements::insert_into_partitions() {
  RandomObject* table =
      any_object("range partitions", [](const RandomObject& t) { return !t.parts.empty() && t.state == static_cast<int>(t.parts.size()); });
  if (table == nullptr) return std::nullopt;
  const int number = ++counter_ % (table->state * 100);
  return fmt::format("insert into {} (no, extra) values ({}, 'it''s') on conflict (no) do nothing;", table->name, number);
}

}  // namespace galley::testing
