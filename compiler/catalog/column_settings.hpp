// What PostgreSQL keeps of a column besides its type: how closely its values are counted, and how long ones are stored.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "galley/changes.hpp"

namespace galley {

[[nodiscard]] std::optional<std::string> setting_of(const Column& column, ast::ColumnSetting setting);
void put_setting(Column& column, ast::ColumnSetting setting, std::optional<std::string> value);

/// A change of type leaves values to be stored as the new type has it.
void reset_storage(Column& column);
/// What brings the settings of `wanted` to a column that has those of `present`.
[[nodiscard]] std::vector<SetColumnSetting> settings_between(const ObjectName& table, const Column& present, const Column& wanted);

}  // namespace galley
