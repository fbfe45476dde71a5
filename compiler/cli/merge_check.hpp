// What a merge that was just written puts together without anybody having looked at both sides.
#pragma once

#include "cli/session.hpp"

namespace galley {

/// Prints W0261 for the newest file of the project, each once for all dialects of the configuration.
[[nodiscard]] ExitCode say_merge_conflicts(Session& session);

}  // namespace galley
