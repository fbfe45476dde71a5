// Projects that exist in memory only.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "galley/compile.hpp"

namespace galley::testing {

using NamedText = std::pair<std::string, std::string>;  // "a.mig", its text

/// Sources, parsed and put into a graph; what was said about them is in `diagnostics`.
struct FakeProject {
  Project project;
  Diagnostics diagnostics;

  /// Everything reported so far as the user sees it. Sorts the diagnostics.
  [[nodiscard]] std::string rendered();
};
[[nodiscard]] std::unique_ptr<FakeProject> make_project(const std::vector<NamedText>& files);

/// A dialect by name, with the options given. An unknown one throws.
[[nodiscard]] std::unique_ptr<Dialect> dialect_named(std::string_view name, const DialectOptions& options = {});

/// The script of base:heads. Throws with the rendered diagnostics when there are errors.
[[nodiscard]] std::string compile_text(std::string_view dialect, const std::vector<NamedText>& files, const CompileOptions& options = {});

}  // namespace galley::testing
