// One valid statement after the other.
#pragma once

#include <functional>
#include <optional>

#include "property/random_schema.hpp"

namespace galley::testing {

/// Makes statements for one line of a history. It touches only what belongs to the line, so that lines can be merged.
class RandomStatements {
 public:
  RandomStatements(Random& random, int& counter, RandomSchema& schema, int line)
      : random_(random), counter_(counter), schema_(schema), line_(line) {}
  using Result = std::optional<std::string>;  // nothing: this kind of statement is not possible here

  [[nodiscard]] std::string next();
  /// Rows of one table copied into another, and the downgrade, which cannot be derived: all of a revision.
  [[nodiscard]] Result copy_rows();

 private:
  using Maker = Result (RandomStatements::*)();
  [[nodiscard]] static std::vector<Maker> all_makers();
  [[nodiscard]] static std::vector<Maker> postgresql_makers();
  [[nodiscard]] Maker one_of(const std::vector<Maker>& makers);

  // tables and columns
  Result create_table();
  Result drop_table();
  Result rename_table();
  Result add_column();
  Result drop_column();
  Result rename_column();
  Result alter_type();
  Result change_default();
  Result change_not_null();
  Result several_actions();
  Result change_options();
  // keys and indexes
  Result add_constraint();
  Result drop_constraint();
  Result rename_constraint();
  Result change_foreign_key();
  Result constraint_of_index();
  Result create_index();
  Result drop_index();
  Result rename_index();
  Result reindex();
  // types
  Result create_enum();
  Result add_value();
  Result rename_value();
  Result drop_value();
  Result rename_enum();
  Result drop_enum();
  Result create_domain();
  Result alter_domain();
  Result rename_domain();
  Result drop_domain();
  Result create_type();
  Result alter_type_attributes();
  Result change_type();
  // views, triggers, routines
  Result create_view();
  Result rename_view();
  Result drop_view();
  Result materialized_view();
  Result create_function();
  Result replace_function();
  Result change_routine();
  Result create_trigger();
  Result change_trigger();
  Result create_sqlite_trigger();
  Result drop_sqlite_trigger();
  // what only PostgreSQL has
  Result of_postgresql();
  Result create_schema();
  Result rename_schema();
  Result drop_schema();
  Result create_sequence();
  Result alter_sequence();
  Result change_sequence();
  Result statistics();
  Result extension();
  Result declare();
  Result timeout();
  Result raw();
  Result create_policy();
  Result change_policy();
  Result row_security();
  Result publication();
  Result grant();
  Result grant_on_object();
  Result default_privileges();
  Result change_owner();
  // tables of one database
  Result create_own_table();
  Result change_own_table();
  Result change_identity();
  Result drop_expression();
  Result set_expression();
  Result drop_own_table();
  Result create_partitioned_table();
  Result add_partition();
  Result attach_partition();
  Result detach_partition();
  Result change_partitioned_table();
  Result insert_into_partitions();
  // rows
  Result insert();
  Result update();
  Result remove();
  Result require();
  // and what is said of them
  Result comment();

  [[nodiscard]] std::string fresh(const std::string& prefix);
  RandomTable* any_table(const std::function<bool(const RandomTable&)>& fits = [](const RandomTable&) { return true; });
  RandomColumn* any_column(RandomTable& table, const std::function<bool(const RandomColumn&)>& fits);
  [[nodiscard]] std::string type_text(const RandomColumn& column) const;
  [[nodiscard]] std::string value(const RandomColumn& column, int row) const;
  [[nodiscard]] std::string check(const RandomColumn& column);
  [[nodiscard]] RandomColumn new_column(bool may_be_generated);
  [[nodiscard]] std::string attributes(RandomTable& table, RandomColumn& column, bool table_is_new);
  [[nodiscard]] bool is_referenced(const RandomTable& table) const;
  void forget_user(RandomTable& table, const std::string& user);

  [[nodiscard]] static std::string full_name(const RandomObject& object);
  RandomObject& add_object(const std::string& kind, const std::string& prefix);
  RandomObject* any_object(
      const std::string& kind, const std::function<bool(const RandomObject&)>& fits = [](const RandomObject&) { return true; });
  /// Its name is free afterwards.
  void forget(const RandomObject& object);
  [[nodiscard]] std::string role();
  template <class Map>
  [[nodiscard]] std::vector<std::string> own_names(const Map& map) const {
    std::vector<std::string> names;
    for (const auto& [name, each] : map)
      if (each.owner == line_) names.push_back(name);
    return names;
  }

  Random& random_;
  int& counter_;
  RandomSchema& schema_;
  int line_;
};

}  // namespace galley::testing
