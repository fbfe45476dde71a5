// What a script says of a statement, in comments before it.
#pragma once

#include <string>

#include "postgresql/script_text.hpp"

namespace galley::postgresql {

/// Whole lines; none where no annotations are wanted. `number`: of the statement within its revision.
[[nodiscard]] std::string annotation(const ScriptContext& context, const Section& section, const Step& step, std::size_t number);

}  // namespace galley::postgresql
