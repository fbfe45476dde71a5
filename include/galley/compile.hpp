// The whole pipeline in one call.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "galley/dialect.hpp"
#include "galley/revision_graph.hpp"
#include "galley/syntax.hpp"

namespace galley {

/// Parsed sources and their graph. Nothing of it moves, so trees may point at one another.
struct Project {
  SourceSet sources;
  std::vector<SourceId> migrations;  // those of the sources that are to be parsed (the configuration is none of them)
  std::vector<ast::File> files;      // one for each of `migrations`
  std::vector<bool> has_bodies;      // of each of `files`: whether its revisions are there with their bodies
  std::optional<RevisionGraph> graph;
};

/// Parses every migration of the project and builds the graph. `project.graph` stays empty after errors.
void load(Project& project, Diagnostics& diagnostics);
/// The same for whoever reads the bodies one by one: of most files only the header is parsed. Mistakes in a body are found
/// when it is read; those that are found here are said together with all mistakes of syntax.
void load_headers(Project& project, Diagnostics& diagnostics);

struct CompileOptions {
  Direction direction = Direction::upgrade;
  std::string range = "heads";  // [FROM:]TO
  std::string project_name = "galley";
  bool accept_data_loss = false;
  /// An upgrade for databases at different revisions: each from FROM on, where the script finds it.
  bool idempotent = false;
  ReplayOptions replay;
};

/// The script, or nothing when there are errors.
[[nodiscard]] std::optional<std::string> compile(Project& project, const Dialect& dialect, const CompileOptions& options,
                                                 Diagnostics& diagnostics);
/// The same for a long script. The project may hold headers alone; sources are released as soon as they are compiled.
[[nodiscard]] std::optional<ScriptText> compile_text(Project& project, const Dialect& dialect, const CompileOptions& options,
                                                     Diagnostics& diagnostics);

/// Everything that can be said about the history for one dialect: replay to all heads, lowering up and down. Downgrades that
/// are impossible are warnings.
void check(const Project& project, const Dialect& dialect, const CompileOptions& options, Diagnostics& diagnostics);

[[nodiscard]] std::string_view version();  // of Galley

}  // namespace galley
