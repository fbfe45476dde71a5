// Scripts of a history that galley.sum vouches for.
#pragma once

#include "galley/compile.hpp"
#include "revisions/history_sum.hpp"

namespace galley {

/// compile_text() of a history that has to be what was recorded; `record` may be null.
[[nodiscard]] std::optional<ScriptText> compile_recorded(Project& project, const Dialect& dialect, const CompileOptions& options,
                                                         const HistorySum* record, Diagnostics& diagnostics);

}  // namespace galley
