// SQL about the version table: who is where, and moving its rows.
#pragma once

#include <string>

#include "postgresql/script_text.hpp"

namespace galley::postgresql {

[[nodiscard]] std::string create_version_table(const ScriptContext& context);
/// The statement that keeps others from moving the version rows until the transaction ends.
[[nodiscard]] std::string lock_version_table(const ScriptContext& context);
/// A condition: the version rows are those before the section.
[[nodiscard]] std::string is_turn_of(const ScriptContext& context, const Section& section);
/// A condition: the version rows are those at the end of the script.
[[nodiscard]] std::string has_arrived(const ScriptContext& context);
/// Inside a DO block: stops when the version rows are not these (GAL-G01).
[[nodiscard]] std::string check_rows(const ScriptContext& context, const std::vector<std::string>& expected);
/// Inside a DO block: stops when the version rows are not those before the section (GAL-G01).
[[nodiscard]] std::string check_turn(const ScriptContext& context, const Section& section);
/// The same, after locking the version table.
[[nodiscard]] std::string check_position(const ScriptContext& context, const Section& section);
/// Inside a DO block with the variables of move_declarations(): the changes of the section's revision, each checked for exactly one
/// row (GAL-G01).
[[nodiscard]] std::string move_version_rows(const ScriptContext& context, const Section& section);
[[nodiscard]] std::string_view move_declarations(const ScriptContext& context);

}  // namespace galley::postgresql
