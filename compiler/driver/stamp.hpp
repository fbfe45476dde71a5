// From a range to the script that moves the version rows alone.
#pragma once

#include "galley/compile.hpp"

namespace galley {

/// `options.direction` means nothing. Headers are enough. Nothing after an error.
[[nodiscard]] std::optional<ScriptText> stamp_text(const Project& project, const Dialect& dialect, const CompileOptions& options,
                                                   bool purge, Diagnostics& diagnostics);

}  // namespace galley
