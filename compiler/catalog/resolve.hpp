// From what was written to what the catalog keeps. Each function reports everything it finds wrong and yields nothing
// (or an unknown type) when something was.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/workspace.hpp"

namespace galley {

[[nodiscard]] Type resolve_type(const TypeName& written, Workspace& workspace);

struct ExpressionScope {
  /// Its columns may be named; nullptr: no column may.
  const Table* table = nullptr;
  /// What keeps the expression, "a check constraint"; such a thing holds no sub-select. Empty: a data statement.
  std::string_view keeper;
};
[[nodiscard]] std::optional<Expression> resolve_expression(Expression written, const ExpressionScope& scope, Workspace& workspace);

/// Reports a literal that is not one of the values when the type is an enumeration.
bool check_enum_literal(const Type& type, const Expression& value, Workspace& workspace);

/// A table constraint, or an attribute of a column that is one.
struct WrittenConstraint {
  ast::TableConstraint constraint;
  std::string column;  // of an attribute
};

struct ResolvedColumn {
  Column column;  // without default and generation
  std::vector<WrittenConstraint> constraints;
  bool ok = true;
};
[[nodiscard]] ResolvedColumn resolve_column(const ast::ColumnDefinition& written, Workspace& workspace);
/// The default and the generation expression, once all columns of the table are known.
bool resolve_column_values(const ast::ColumnDefinition& written, const Table& table, Column& column, Workspace& workspace);
/// A default for a column as it stands.
[[nodiscard]] std::optional<Expression> resolve_default(const Expression& written, const Column& column, Workspace& workspace);

/// Names, in the order written, of columns of the table. Reports unknown and repeated ones.
[[nodiscard]] std::optional<std::vector<std::string>> resolve_columns(const std::vector<Name>& names, const Table& table,
                                                                      Workspace& workspace);

/// Names that the statement at hand gives to what it makes, explicit ones first; derived ones avoid them.
using ClaimedNames = std::set<std::string>;
[[nodiscard]] std::optional<Constraint> resolve_constraint(const WrittenConstraint& written, const Table& table, ClaimedNames& claimed,
                                                           Workspace& workspace);
/// All of them in the order written, for a table whose columns are known. Foreign keys to the table itself see its keys.
/// Nothing when one of them failed; explicit names of those are poisoned.
[[nodiscard]] std::optional<std::vector<Constraint>> resolve_constraints(const std::vector<WrittenConstraint>& written, const Table& table,
                                                                         Workspace& workspace);

struct ForeignKeyPlaces {
  Span table;
  Span columns;
  Span referenced;
};
/// Whether the referenced columns are a key and of fitting types. `own` may be the referenced table itself.
bool check_foreign_key(const ForeignKey& key, const Table& own, const ForeignKeyPlaces& places, Workspace& workspace);

[[nodiscard]] std::optional<IndexKey> resolve_index_key(const ast::IndexKey& written, const Table& table, Workspace& workspace);
/// Not yet named by convention: `name` stays empty when it was left out.
[[nodiscard]] std::optional<Index> resolve_index(const ast::CreateIndex& written, Span span, const Table& table, Workspace& workspace);

/// As the catalog keeps names of collations and operator classes: "C", "pg_catalog.C".
[[nodiscard]] std::string dotted(const QualifiedName& name);
[[nodiscard]] std::optional<std::string> text_of(const std::optional<ast::StringLiteral>& literal);

}  // namespace galley
