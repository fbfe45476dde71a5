// Random statements on rows.
#include <fmt/format.h>

#include <algorithm>

#include "property/random_statements.hpp"

namespace galley::testing {
namespace {

bool is_number(RandomType type) { return type == RandomType::integer || type == RandomType::big; }

}  // namespace

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
