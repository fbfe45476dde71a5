// Shared by compile() and check().
#pragma once

#include <functional>
#include <vector>

#include "driver/dialect_notes.hpp"
#include "galley/compile.hpp"

namespace galley {

/// Whether tables that earlier revisions made are lowered as if they were new, or as if they were in use.
enum class OlderTables { are_new, are_in_use };

using SeeStep = std::function<void(const Step&)>;

/// Replays the plan, and lowers each step as long as the replay finds nothing wrong; the steps that were replayed. A revision that asks
/// for the strategy online is lowered as if older tables were in use. `see` is shown every step that was lowered.
[[nodiscard]] std::vector<ReplayedRevision> replay_and_lower(const RevisionGraph& graph, const Plan& plan, const Dialect& dialect,
                                                             const ReplayOptions& options, Diagnostics& diagnostics,
                                                             OlderTables older_tables = OlderTables::are_new, const SeeStep& see = {});

/// check(), and what the dialect remarks on the way up. Where the strategy is chosen for all revisions, older tables are in use.
void check_history(const Project& project, const Dialect& dialect, const CompileOptions& options, OlderTables older_tables,
                   DialectNotes& notes, Diagnostics& diagnostics);

/// With the names of all dialects, which the catalog cannot know by itself.
[[nodiscard]] ReplayOptions replay_options_of(const CompileOptions& options);

}  // namespace galley
