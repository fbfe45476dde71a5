// Text in a database's own SQL that a view or a trigger keeps: what it needs of the schema.
#pragma once

#include <optional>
#include <vector>

#include "catalog/workspace.hpp"
#include "galley/dialect.hpp"

namespace galley {

/// What the text needs, after reporting mistakes of the server's parser and relations and types that do not exist, at their
/// places in it. Functions that are not known are a warning. Nothing when something was wrong.
[[nodiscard]] std::optional<std::vector<ObjectKey>> resolve_body(const QueryReading& reading, Span text, Workspace& workspace);

/// Routines of the history that a call may mean. Warns, once a name, of one that nobody has made.
[[nodiscard]] std::vector<ObjectKey> resolve_call(const QualifiedName& function, Workspace& workspace);

}  // namespace galley
