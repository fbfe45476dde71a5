// Names that PostgreSQL gives to what a statement leaves unnamed: "t_pkey", "t_a_b_key", "t_id_seq".
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "galley/catalog.hpp"

namespace galley::postgresql {

/// name1_name2_label cut to 63 bytes, the longer of the two names first. `name2` may be empty.
[[nodiscard]] std::string make_object_name(std::string_view name1, std::string_view name2, std::string_view label);

/// Free names for one table's parts, those given before included.
class DefaultNames {
 public:
  DefaultNames(const Catalog& catalog, ObjectName table);

  /// Of an index or a sequence, which share their names with tables.
  [[nodiscard]] std::string relation(std::string_view columns, std::string_view label);
  /// Of a constraint without an index.
  [[nodiscard]] std::string constraint(std::string_view columns, std::string_view label);
  void take(const std::string& name) { taken_.insert(name); }

 private:
  [[nodiscard]] bool is_relation(const std::string& name) const;
  [[nodiscard]] bool is_constraint(const std::string& name) const;

  const Catalog& catalog_;
  ObjectName table_;
  std::set<std::string> taken_;
};

/// "a_b", as an index or a foreign key over these columns is named.
[[nodiscard]] std::string joined_columns(const std::vector<std::string>& columns);

}  // namespace galley::postgresql
