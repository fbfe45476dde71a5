// The documented way to change what ALTER TABLE cannot: a new table, the rows copied, the old one dropped, the name given
// over, the indexes made again (lang_altertable.html, section 7).
#pragma once

#include <string>
#include <vector>

#include "sqlite/context.hpp"
#include "sqlite/rebuild_plan.hpp"

namespace galley::sqlite {

/// Tables that begin so stand for one that is being rebuilt; none outlives its script.
inline constexpr std::string_view rebuild_prefix = "galley_new_";

/// What a step needs to be run before the script's transaction. DROP TABLE would else delete the rows of referencing tables.
inline constexpr std::string_view foreign_keys_off = "PRAGMA foreign_keys = OFF;";

/// `operations` are those of the whole revision.
[[nodiscard]] std::vector<Step> rebuild_steps(const Rebuild& rebuild, const std::vector<Operation>& operations, const Context& context);

}  // namespace galley::sqlite
