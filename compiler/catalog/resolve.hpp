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
/// What the configuration says that a type stands for here; nullptr where it says nothing.
[[nodiscard]] const TypeMapping* find_type_mapping(const TypeName& written, const Workspace& workspace);

/// What may stand before a column in a statement over several tables.
struct ScopeSource {
  std::string name;                  // the alias, or the table's own name
  const Table* table = nullptr;      // nullptr: a query
  std::vector<std::string> columns;  // of a query, where they are known
  bool qualified_only = false;       // excluded
};
struct ExpressionScope {
  /// Its columns may be named; nullptr: no column may.
  const Table* table = nullptr;
  /// What keeps the expression, "a check constraint"; such a thing holds no sub-select. Empty: a data statement.
  std::string_view keeper;
  /// All sources of a data statement, that of `table` first. Empty: `table` alone, under its own name.
  std::vector<ScopeSource> sources = {};
  /// Gets what sub-selects need, where somebody keeps them.
  std::vector<ObjectKey>* needs = nullptr;
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

/// A name by convention that no relation has, and no key or index of the table, which may be one that is about to be made.
[[nodiscard]] std::string conventional_name_of(const Index& index, const Table& table, const Workspace& workspace);

/// Whether a server can count so; `span` is where the options stand.
bool check_sequence_options(const SequenceOptions& options, Span span, Workspace& workspace);
/// An identity counts in the type of its column, and in no other.
bool check_counting_type(const SequenceOptions& options, const Column& column, Span span, Workspace& workspace);
/// Puts the options among those kept, which stand in order of their names. Reports one that is written twice.
bool set_options(std::vector<StorageOption>& kept, const std::vector<StorageOption>& written, Workspace& workspace);

/// The key of what the statement names. Reports a table that is not there, and a routine of whom there are several; whether
/// the object itself exists is not looked at.
[[nodiscard]] std::optional<ObjectKey> resolve_reference(const ast::ObjectReference& written, Workspace& workspace);
[[nodiscard]] std::optional<SequenceOptions> resolve_sequence_options(const SequenceOptions& written, Span span, Workspace& workspace);
[[nodiscard]] std::optional<OwnedBy> resolve_owner(const ast::ColumnOf& written, Workspace& workspace);

/// An object to be defined.
[[nodiscard]] SchemaObject new_object(ObjectKey key, Span span);
/// Whether there is such an object, so that `if not exists` makes nothing; says so.
bool skip_existing(const ObjectKey& key, Span span, Workspace& workspace);
/// Fills in what the definition needs and creates the object; poisons it unless `ok`, or when that fails.
void create_object(SchemaObject object, bool if_not_exists, bool ok, Span statement, Workspace& workspace);

/// As the catalog keeps names of collations and operator classes: "C", "pg_catalog.C".
[[nodiscard]] std::string dotted(const QualifiedName& name);
[[nodiscard]] std::optional<std::string> text_of(const std::optional<ast::StringLiteral>& literal);

}  // namespace galley
