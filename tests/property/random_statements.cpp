#include "property/random_statements.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace galley::testing {
std::vector<RandomStatements::Maker> RandomStatements::all_makers() {
  using S = RandomStatements;
  const std::vector<std::pair<Maker, int>> often{{&S::create_table, 3},
                                                 {&S::drop_table, 1},
                                                 {&S::rename_table, 1},
                                                 {&S::add_column, 4},
                                                 {&S::drop_column, 2},
                                                 {&S::rename_column, 2},
                                                 {&S::alter_type, 2},
                                                 {&S::change_default, 2},
                                                 {&S::change_not_null, 2},
                                                 {&S::several_actions, 2},
                                                 {&S::change_options, 1},
                                                 {&S::add_constraint, 2},
                                                 {&S::drop_constraint, 1},
                                                 {&S::rename_constraint, 1},
                                                 {&S::change_foreign_key, 1},
                                                 {&S::constraint_of_index, 1},
                                                 {&S::create_index, 2},
                                                 {&S::drop_index, 1},
                                                 {&S::rename_index, 1},
                                                 {&S::reindex, 1},
                                                 {&S::create_enum, 1},
                                                 {&S::add_value, 1},
                                                 {&S::rename_value, 1},
                                                 {&S::drop_value, 1},
                                                 {&S::rename_enum, 1},
                                                 {&S::drop_enum, 1},
                                                 {&S::create_domain, 1},
                                                 {&S::alter_domain, 2},
                                                 {&S::rename_domain, 1},
                                                 {&S::drop_domain, 1},
                                                 {&S::create_view, 1},
                                                 {&S::rename_view, 1},
                                                 {&S::drop_view, 1},
                                                 {&S::comment, 1},
                                                 {&S::create_sqlite_trigger, 1},
                                                 {&S::drop_sqlite_trigger, 1},
                                                 {&S::set_expression, 1},
                                                 {&S::insert, 2},
                                                 {&S::update, 2},
                                                 {&S::remove, 1},
                                                 {&S::require, 1},
                                                 {&S::declare, 1},
                                                 {&S::timeout, 1},
                                                 {&S::raw, 1},
                                                 {&S::of_postgresql, 16}};
  std::vector<Maker> makers;
  for (const auto& [maker, times] : often) makers.insert(makers.end(), static_cast<std::size_t>(times), maker);
  return makers;
}

std::vector<RandomStatements::Maker> RandomStatements::postgresql_makers() {
  using S = RandomStatements;
  return {&S::create_schema,
          &S::rename_schema,
          &S::drop_schema,
          &S::create_sequence,
          &S::alter_sequence,
          &S::change_sequence,
          &S::statistics,
          &S::extension,
          &S::create_type,
          &S::alter_type_attributes,
          &S::change_type,
          &S::materialized_view,
          &S::create_function,
          &S::replace_function,
          &S::change_routine,
          &S::create_trigger,
          &S::change_trigger,
          &S::change_trigger,
          &S::create_policy,
          &S::change_policy,
          &S::row_security,
          &S::publication,
          &S::publication,
          &S::grant,
          &S::grant,
          &S::grant_on_object,
          &S::default_privileges,
          &S::change_owner,
          &S::create_own_table,
          &S::change_own_table,
          &S::change_identity,
          &S::drop_expression,
          &S::drop_own_table,
          &S::create_partitioned_table,
          &S::add_partition,
          &S::add_partition,
          &S::attach_partition,
          &S::detach_partition,
          &S::change_partitioned_table,
          &S::insert_into_partitions};
}

/// Often one near the history's focus: what is made is changed as well.
RandomStatements::Maker RandomStatements::one_of(const std::vector<Maker>& makers) {
  constexpr std::size_t width = 6;
  return random_.chance(40) ? makers[(schema_.focus + random_.below(width)) % makers.size()] : random_.one_of(makers);
}

std::string RandomStatements::next() {
  static const std::vector<Maker> makers = all_makers();
  while (true)
    if (Result made = (this->*one_of(makers))()) return *made;
}

/// A statement that SQLite has no counterpart for.
RandomStatements::Result RandomStatements::of_postgresql() {
  static const std::vector<Maker> makers = postgresql_makers();
  while (true)
    if (const Result made = (this->*one_of(makers))()) return fmt::format("on postgresql {{ {} }}", *made);
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

}  // namespace galley::testing
