// SQL about the version table: who is where, and moving its rows.
#pragma once

#include <string>

#include "postgresql/script_text.hpp"

namespace galley::postgresql {

[[nodiscard]] std::string create_version_table(const ScriptContext& context);
/// The statement that keeps others from moving the version rows until the transaction ends.
[[nodiscard]] std::string lock_version_table(const ScriptContext& context);
/// Inside a DO block: stops when the version rows are not these (GAL-G01).
[[nodiscard]] std::string check_rows(const ScriptContext& context, const std::vector<std::string>& expected);
/// Inside a DO block: locks the version table and stops when its rows are not those before the section (GAL-G01).
[[nodiscard]] std::string check_position(const ScriptContext& context, const Section& section);
/// Inside a DO block with a variable `moved`: the changes of a revision, each checked for exactly one row (GAL-G01).
[[nodiscard]] std::string move_version_rows(const ScriptContext& context, const VersionRowChange& change);

}  // namespace galley::postgresql
