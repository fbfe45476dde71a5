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
  // keys and indexes
  Result add_constraint();
  Result drop_constraint();
  Result rename_constraint();
  Result change_foreign_key();
  Result create_index();
  Result drop_index();
  Result rename_index();
  // other objects
  Result create_enum();
  Result add_value();
  Result rename_value();
  Result drop_value();
  Result rename_enum();
  Result drop_enum();
  Result create_domain();
  Result create_view();
  Result drop_view();
  Result comment();
  Result own_objects();
  // rows
  Result insert();
  Result update();
  Result remove();
  Result require();

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

  Random& random_;
  int& counter_;
  RandomSchema& schema_;
  int line_;
};

}  // namespace galley::testing
