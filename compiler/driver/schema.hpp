// The schema that the history makes, as DDL, and what changed between two places of it.
#pragma once

#include <optional>
#include <string>

#include "galley/compile.hpp"

namespace galley {

/// The whole schema at the revisions that a selector names, in an order in which an empty database accepts it. Nothing when
/// there are errors.
[[nodiscard]] std::optional<std::string> schema_text(const Project& project, const Dialect& dialect, const CompileOptions& options,
                                                     const std::string& selector, Diagnostics& diagnostics);

/// What changed from one place of the history to another: the DDL of every object that differs, its lines marked - and +.
/// Empty text when both schemas are the same.
[[nodiscard]] std::optional<std::string> schema_difference(const Project& project, const Dialect& dialect, const CompileOptions& options,
                                                           const std::string& from, const std::string& to, Diagnostics& diagnostics);

}  // namespace galley
