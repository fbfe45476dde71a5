// What the target version of SQLite can do. Everything else in this folder asks here; nobody compares versions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace galley::sqlite {

/// Seen in the release named beside it or the first measured one of its line.
struct Capabilities {
  int minor = 40;                      // of SQLite 3
  bool renames_follow_keys = true;     // 3.26: ALTER TABLE RENAME edits other tables' foreign keys even with foreign_keys = OFF
  bool lists_hidden_columns = true;    // 3.26: pragma_table_xinfo
  bool generated_columns = true;       // 3.31
  bool add_column_tests_rows = true;   // 3.32: NOT NULL without a default is refused only when there are rows
  bool update_from = true;             // 3.33
  bool drop_column = true;             // 3.35
  bool math_functions = true;          // 3.35
  bool add_column_checks_rows = true;  // 3.37: a CHECK of the new column is tested
  bool strict_tables = true;           // 3.37
  bool json_operators = true;          // 3.38: -> and ->>, and the JSON functions are always built in
  bool alter_not_null = false;         // 3.52
  bool alter_check = false;            // 3.52: ADD and DROP CONSTRAINT of a CHECK
  bool drop_foreign_key = false;       // 3.54: DROP CONSTRAINT of a FOREIGN KEY
};

inline constexpr int oldest_minor = 25;
inline constexpr int newest_minor = 54;

/// Of a target such as "3.40" or "3.40.1"; empty is the default. Nothing for a version that is not known.
[[nodiscard]] std::optional<Capabilities> capabilities_of(std::string_view target);

}  // namespace galley::sqlite
