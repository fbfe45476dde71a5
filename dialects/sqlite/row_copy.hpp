// INSERT INTO new SELECT .. FROM old: where the values of a rebuilt table come from.
#pragma once

#include <string>
#include <vector>

#include "sqlite/rebuild_plan.hpp"

namespace galley::sqlite {

[[nodiscard]] std::string copy_rows(const Rebuild& rebuild, const std::vector<Operation>& operations, const Context& context);

}  // namespace galley::sqlite
