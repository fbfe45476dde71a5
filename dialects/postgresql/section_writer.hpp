// One section of a script: its statements with their annotations, and the record that they are done.
#pragma once

#include <string>

#include "postgresql/script_text.hpp"

namespace galley::postgresql {

/// `first_statement`: the number within the revision of the section's first statement.
[[nodiscard]] std::string section_text(const ScriptContext& context, const Section& section, std::size_t first_statement);

}  // namespace galley::postgresql
