// Diagnostics for a terminal of a certain width, and for programs.
#pragma once

#include <cstddef>
#include <string>

#include "galley/diagnostics.hpp"

namespace galley {

/// render_text() with lines cut to what a terminal of so many columns can show; 0: not known.
[[nodiscard]] std::string render_text(const Diagnostics& diagnostics, const SourceSet& sources, const RenderOptions& options,
                                      std::size_t width);

struct ReportOptions {
  std::size_t limit = 1000;  // diagnostics listed; all are counted
  std::string version;       // of Galley, for SARIF
  std::string folder;        // where the project is, seen from the reader; stands in front of relative paths
};
/// One object, also when there is nothing to say; docs/cli.md describes it. A diagnostic without a code is about the run itself.
[[nodiscard]] std::string render_json(const Diagnostics& diagnostics, const SourceSet& sources, const ReportOptions& options);
/// A log of SARIF 2.1.0 with one run.
[[nodiscard]] std::string render_sarif(const Diagnostics& diagnostics, const SourceSet& sources, const ReportOptions& options);
/// Workflow commands of GitHub Actions, a line each.
[[nodiscard]] std::string render_github(const Diagnostics& diagnostics, const SourceSet& sources, const ReportOptions& options);

}  // namespace galley
