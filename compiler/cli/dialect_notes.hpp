// What a dialect remarks on a history: what it leaves out, or does in another way.
#pragma once

#include <string>

#include "galley/compile.hpp"

namespace galley {

/// One line a remark, with the first place where it is made and how often; empty where there is none.
[[nodiscard]] std::string dialect_notes(const Project& project, const Dialect& dialect, const CompileOptions& options);

}  // namespace galley
