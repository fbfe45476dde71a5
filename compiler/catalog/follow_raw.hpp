// Raw SQL that changes the schema is followed: its statements, said in the language, run over the catalog. What is emitted is
// the raw text alone; its operations carry what it did.
#pragma once

#include <optional>

#include "catalog/workspace.hpp"

namespace galley {

/// Reports what the dialect's parser says of a text that does not run now.
void check_raw(const std::optional<RawSql>& raw, Workspace& workspace);

void apply_raw(const RawSql& raw, const std::optional<RawSql>& undo, Span statement, Workspace& workspace);

}  // namespace galley
