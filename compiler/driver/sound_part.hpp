// What can be said of a history although some of it does not parse.
#pragma once

#include "galley/compile.hpp"

namespace galley {

/// Parses all of the project's files again and reports what is wrong with them; false where something is. Then the part of the
/// history that cannot be affected is replayed, and its errors are reported as well: every revision up to where it does not
/// parse, and none that comes after such a one in its line.
[[nodiscard]] bool check_what_parses(const Project& project, const Dialect& dialect, const CompileOptions& options,
                                     Diagnostics& diagnostics);

}  // namespace galley
