// What a revision does, resolved and checked: the typed operations that the replay yields and the dialects lower.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "galley/catalog.hpp"
#include "galley/revision_graph.hpp"

namespace galley {

struct CreateTable { Table table; bool if_not_exists = false; };
struct DropTable { ObjectName table; bool if_exists = false; bool cascade = false; };
struct RenameTable { ObjectName from; ObjectName to; };
struct SetTableComment { ObjectName table; std::optional<std::string> text; };

/// The constraints are those written as attributes of the column; each has Constraint::column set.
struct AddColumn { ObjectName table; Column column; std::vector<Constraint> constraints; bool if_not_exists = false; };
/// With cascade, constraints and indexes that need the column go with it (a multi-column foreign key, a check ...).
struct DropColumn { ObjectName table; std::string column; bool if_exists = false; bool cascade = false; };
struct RenameColumn { ObjectName table; std::string from; std::string to; };
struct AlterColumnType { ObjectName table; std::string column; Type type; std::optional<std::string> collation; std::optional<Expression> using_; };
struct SetColumnDefault { ObjectName table; std::string column; std::optional<Expression> value; };  // nothing: drop default
struct SetColumnNotNull { ObjectName table; std::string column; bool not_null = true; };
struct SetColumnComment { ObjectName table; std::string column; std::optional<std::string> text; };

struct AddConstraint { ObjectName table; Constraint constraint; };
struct DropConstraint { ObjectName table; std::string constraint; bool if_exists = false; bool cascade = false; };
struct RenameConstraint { ObjectName table; std::string from; std::string to; };
struct ValidateConstraint { ObjectName table; std::string constraint; };
struct SetConstraintComment { ObjectName table; std::string constraint; std::optional<std::string> text; };

struct CreateIndex { ObjectName table; Index index; bool concurrently = false; bool if_not_exists = false; };
struct DropIndex { ObjectName table; std::string index; bool concurrently = false; bool if_exists = false; bool cascade = false; };
struct RenameIndex { ObjectName table; std::string from; std::string to; };
struct SetIndexComment { ObjectName table; std::string index; std::optional<std::string> text; };

struct CreateEnum { EnumType type; };
struct DropEnum { ObjectName name; bool if_exists = false; };
struct RenameEnum { ObjectName from; ObjectName to; };
struct AddEnumValue { ObjectName name; std::string value; ast::ValuePosition position = ast::ValuePosition::last; std::string neighbour; };
struct RenameEnumValue { ObjectName name; std::string from; std::string to; };
/// Without a replacement the statement fails at run time when a row still has the value.
struct DropEnumValue { ObjectName name; std::string value; std::optional<std::string> replacement; };
struct SetEnumComment { ObjectName name; std::optional<std::string> text; };

struct Assignment { std::string column; Expression value; };
struct InsertRows { ObjectName table; std::vector<std::string> columns; std::vector<std::vector<Expression>> rows; };
struct UpdateRows { ObjectName table; std::vector<Assignment> assignments; std::optional<Expression> where; };
struct DeleteRows { ObjectName table; std::optional<Expression> where; };

struct RawSql { std::string text; bool outside_transaction = false; Span span; };  // span of the text alone
struct SetTimeout { ast::TimeoutKind kind = ast::TimeoutKind::lock; std::string value; };  // a PostgreSQL interval of milliseconds, "5s", "2min"

using Change = std::variant<CreateTable, DropTable, RenameTable, SetTableComment, AddColumn, DropColumn, RenameColumn, AlterColumnType,
                            SetColumnDefault, SetColumnNotNull, SetColumnComment, AddConstraint, DropConstraint, RenameConstraint,
                            ValidateConstraint, SetConstraintComment, CreateIndex, DropIndex, RenameIndex, SetIndexComment, CreateEnum, DropEnum,
                            RenameEnum, AddEnumValue, RenameEnumValue, DropEnumValue, SetEnumComment, InsertRows, UpdateRows, DeleteRows, RawSql,
                            SetTimeout>;

/// One table that an operation concerns: nullptr before a creation, nullptr after a drop.
struct TableChange {
  TablePointer before;
  TablePointer after;
};

/// What taking an operation back costs. `lossy`: rows or definitions are gone for good. `impossible`: nothing can be derived.
enum class Reversibility { lossless, lossy, impossible };

struct Operation {
  Change change;
  /// The main table first, then others that change along (foreign keys after a rename, users of an enumeration).
  /// For data changes: the table as it is, before == after.
  std::vector<TableChange> tables;
  EnumPointer enum_before;
  EnumPointer enum_after;
  Span span;
  /// What running this operation destroys, in words for a DBA: "column public.orders.status and its values". Empty: nothing.
  std::string loss;
  /// Remarks for whoever reads the script: "built plainly: the table is made in this revision".
  std::vector<std::string> notes;
  /// What a downgrade that undoes this operation would be.
  Reversibility reversibility = Reversibility::lossless;
};

struct ReplayedRevision {
  RevisionIndex revision = 0;
  std::vector<Operation> operations;
  /// For a downgrade: what it cannot bring back, in words ("rows deleted by migrations/x.mig:12").
  std::vector<std::string> not_restored;
};

struct Replay {
  Catalog start;  // before the first step
  Catalog end;    // after the last one
  std::vector<ReplayedRevision> steps;  // as the plan has them
};

struct NamingConventions {  // {table} {columns} {referenced_table}; ck also {columns}: those its condition names
  std::string primary_key = "pk_{table}";
  std::string unique = "uq_{table}_{columns}";
  std::string check = "ck_{table}_{columns}";
  std::string foreign_key = "fk_{table}_{columns}";
  std::string exclude = "ex_{table}_{columns}";
  std::string index = "ix_{table}_{columns}";
};

class Dialect;
struct ReplayOptions {
  std::string default_schema = "public";
  NamingConventions naming;
  std::vector<std::string> dialects;    // all names that `on X` may use; empty: not checked
  bool impossible_is_warning = false;   // downgrades that cannot be derived, or are declared irreversible, are warnings
};

/// Applies every revision of the plan to an empty catalog, first those already applied, then the steps. Reports all errors
/// it can tell apart; after an error the result is not to be lowered. A downgrade that is impossible or irreversible is an
/// error here.
[[nodiscard]] Replay replay(const RevisionGraph& graph, const Plan& plan, const Dialect& dialect, const ReplayOptions& options, Diagnostics& diagnostics);

/// `name` as it is, or cut to 63 bytes (PostgreSQL's limit, NAMEDATALEN - 1) at a character boundary, ending in _ and eight
/// hex digits of its SHA-256, so that it depends on the whole name alone.
[[nodiscard]] std::string shorten_identifier(std::string name);

/// The built-in type of a logical name or one of its SQL synonyms ("int", "integer", "int4", "timestamp with time zone").
[[nodiscard]] std::optional<TypeKind> builtin_type(std::string_view name);
/// The language's own name of a built-in type.
[[nodiscard]] std::string_view type_name(TypeKind kind);

}  // namespace galley
