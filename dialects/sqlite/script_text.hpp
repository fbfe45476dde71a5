// The text of a script.
#pragma once

#include <string>

#include "galley/dialect.hpp"
#include "sqlite/capabilities.hpp"

namespace galley::sqlite {

[[nodiscard]] std::string write_script(const Script& script, const SourceSet& sources, const Capabilities& capabilities,
                                       const DialectOptions& options, std::string_view target_text);

}  // namespace galley::sqlite
