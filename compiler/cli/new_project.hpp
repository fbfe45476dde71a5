// The files of a project that begins.
#pragma once

#include <string>

#include "cli/new_revision.hpp"

namespace galley {

/// A galley.toml in which every setting stands as a comment, with what it is when left out. `dialect` may be empty: both.
[[nodiscard]] std::string configuration_text(const std::string& dialect);

/// A revision that makes a table, to be changed or thrown away.
[[nodiscard]] std::string first_revision_text(const NewRevision& revision);

}  // namespace galley
