// What the statements over rows share.
#pragma once

#include "catalog/resolve.hpp"

namespace galley {

/// A value as the column takes it; `scope` is what it may name.
[[nodiscard]] std::optional<Expression> resolve_value(const Column& column, const Expression& value, const ExpressionScope& scope,
                                                      ast::Overriding overriding, Workspace& workspace);
/// a = b, c = d
[[nodiscard]] std::optional<std::vector<Assignment>> resolve_assignments(const std::vector<ast::Assignment>& written, const Table& table,
                                                                         const ExpressionScope& scope, Workspace& workspace);
[[nodiscard]] std::optional<OnConflict> resolve_on_conflict(const ast::OnConflict& written, const Table& table, Workspace& workspace);

/// The tables and queries of from and using, behind the target in the scope.
struct ResolvedSources {
  std::vector<TablePointer> tables;  // keeps those of the scope alive
  std::vector<Source> sources;
  ExpressionScope scope;
};
[[nodiscard]] std::optional<ResolvedSources> resolve_sources(const ast::TableReference& target, const TablePointer& table,
                                                             const std::vector<ast::TableReference>& written, Workspace& workspace);

[[nodiscard]] std::optional<ExpectRows> resolve_expectation(const ast::ExpectRows& written, Workspace& workspace);
/// The number of rows of a batch over the table. `assigned` are the columns that the statement changes.
[[nodiscard]] std::optional<std::uint64_t> resolve_batches(const ast::Batches& written, const Table& table,
                                                           const std::vector<Assignment>& assigned, bool has_expectation,
                                                           Workspace& workspace);

}  // namespace galley
