// Queries in raw text: read by the database's own parser.
#pragma once

#include "catalog/resolve.hpp"

namespace galley {

/// The query without the semicolon and blanks behind it. Reports, at its place inside the text, what the database cannot read
/// and relations that do not exist.
[[nodiscard]] std::optional<std::string> resolve_query(const ast::RawText& written, Workspace& workspace);

/// The same for a query among the tables of a data statement. Yields the names of its columns.
[[nodiscard]] std::optional<std::vector<std::string>> resolve_query_source(const ast::TableReference& reference, Workspace& workspace);

/// The same for a sub-select, which may name columns of what is around it. Yields what it needs.
[[nodiscard]] std::optional<std::vector<ObjectKey>> resolve_subquery(const Subquery& query, const ExpressionScope& scope,
                                                                     Workspace& workspace);

}  // namespace galley
