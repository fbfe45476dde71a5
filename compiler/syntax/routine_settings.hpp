// What `set` and `reset` name in create function and alter function.
#pragma once

#include "syntax/grammar.hpp"

namespace galley::grammar {

/// work_mem, plpgsql.check_asserts: kept as one text
struct SettingNameReader : Reader<SettingNameReader, Name> {
  bool read(Iterator& first, ParseState& state, Name& value) const;
  [[nodiscard]] std::string describe() const { return "a setting"; }
};
inline constexpr SettingNameReader setting_name;

/// search_path = app, pg_temp · work_mem to '64MB'
struct RoutineSettingReader : Reader<RoutineSettingReader, ast::StorageOption> {
  bool read(Iterator& first, ParseState& state, ast::StorageOption& value) const;
  [[nodiscard]] std::string describe() const { return "a setting"; }
};
inline constexpr RoutineSettingReader routine_setting;

}  // namespace galley::grammar
