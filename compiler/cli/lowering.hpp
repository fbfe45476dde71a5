// Shared by compile() and check().
#pragma once

#include <vector>

#include "galley/compile.hpp"

namespace galley {

/// The statements of every step of the replay.
[[nodiscard]] std::vector<std::vector<Step>> lower_all(const Replay& replay, const Dialect& dialect, Diagnostics& diagnostics);

/// With the names of all dialects, which the catalog cannot know by itself.
[[nodiscard]] ReplayOptions replay_options_of(const CompileOptions& options);

}  // namespace galley
