// The text of a script.
#pragma once

#include <string>

#include "galley/dialect.hpp"
#include "sqlite/capabilities.hpp"

namespace galley::sqlite {

[[nodiscard]] std::unique_ptr<ScriptWriter> begin_script(const Script& script, const SourceSet& sources, std::size_t expected_sections,
                                                         const Capabilities& capabilities, const DialectOptions& options,
                                                         std::string target_text);

}  // namespace galley::sqlite
