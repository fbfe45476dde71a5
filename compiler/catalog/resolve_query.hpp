// Queries in raw text: read by the database's own parser.
#pragma once

#include "catalog/workspace.hpp"

namespace galley {

/// The query without the semicolon and blanks behind it. Reports, at its place inside the text, what the database cannot read
/// and relations that do not exist.
[[nodiscard]] std::optional<std::string> resolve_query(const ast::RawText& written, Workspace& workspace);

}  // namespace galley
