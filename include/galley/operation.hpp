// What a revision does, resolved and checked: the typed operations that the replay yields and the dialects lower.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "galley/catalog.hpp"
#include "galley/revision_graph.hpp"

namespace galley {

struct CreateTable {
  Table table;
  bool if_not_exists = false;
};
struct DropTable {
  ObjectName table;
  bool if_exists = false;
  bool cascade = false;
};
struct RenameTable {
  ObjectName from;
  ObjectName to;
};  // to another name or to another schema, never both
struct SetTableComment {
  ObjectName table;
  std::optional<std::string> text;
};

struct SetRowSecurity {
  ObjectName table;
  ast::RowSecurity what = ast::RowSecurity::enable;
};
struct SetTableOptions {
  ObjectName table;
  std::vector<StorageOption> set;
  std::vector<std::string> reset;
};
struct SetTablespace {
  ObjectName table;
  std::string tablespace;
};
struct SetLogged {
  ObjectName table;
  bool logged = true;
};
struct AttachPartition {
  ObjectName table;
  ObjectName partition;
  ast::PartitionBound bound;
};
struct DetachPartition {
  ObjectName table;
  ObjectName partition;
  bool concurrently = false;
};

/// The constraints are those written as attributes of the column; each has Constraint::column set.
struct AddColumn {
  ObjectName table;
  Column column;
  std::vector<Constraint> constraints;
  bool if_not_exists = false;
};
/// With cascade, constraints and indexes that need the column go with it (a multi-column foreign key, a check ...).
struct DropColumn {
  ObjectName table;
  std::string column;
  bool if_exists = false;
  bool cascade = false;
};
struct RenameColumn {
  ObjectName table;
  std::string from;
  std::string to;
};
struct AlterColumnType {
  ObjectName table;
  std::string column;
  Type type;
  std::optional<std::string> collation;
  std::optional<Expression> using_;
};
struct SetColumnDefault {
  ObjectName table;
  std::string column;
  std::optional<Expression> value;
};  // nothing: drop default
struct SetColumnNotNull {
  ObjectName table;
  std::string column;
  bool not_null = true;
};
struct SetColumnComment {
  ObjectName table;
  std::string column;
  std::optional<std::string> text;
};

struct SetColumnIdentity {  // nothing: drop identity; the column before tells whether it is new
  ObjectName table;
  std::string column;
  std::optional<Identity> identity;
  bool restarts = false;
  std::optional<std::string> restart;
};
struct SetColumnExpression {
  ObjectName table;
  std::string column;
  std::optional<Generated> value;
};  // nothing: drop expression

/// A key that takes over an index has the index's columns; the index is gone from the table then.
struct AddConstraint {
  ObjectName table;
  Constraint constraint;
  std::optional<std::string> using_index;
};
struct DropConstraint {
  ObjectName table;
  std::string constraint;
  bool if_exists = false;
  bool cascade = false;
};
struct RenameConstraint {
  ObjectName table;
  std::string from;
  std::string to;
};
/// `valid` is false only where a downgrade takes a validation back.
struct ValidateConstraint {
  ObjectName table;
  std::string constraint;
  bool valid = true;
};
struct SetConstraintComment {
  ObjectName table;
  std::string constraint;
  std::optional<std::string> text;
};

struct CreateIndex {
  ObjectName table;
  Index index;
  bool concurrently = false;
  bool if_not_exists = false;
};
struct DropIndex {
  ObjectName table;
  std::string index;
  bool concurrently = false;
  bool if_exists = false;
  bool cascade = false;
};
struct RenameIndex {
  ObjectName table;
  std::string from;
  std::string to;
};
struct SetIndexComment {
  ObjectName table;
  std::string index;
  std::optional<std::string> text;
};

struct Reindex {
  ast::ReindexTarget target = ast::ReindexTarget::index;
  ObjectName table;
  std::string index;
  bool concurrently = false;
};

struct CreateObject {
  ObjectPointer object;
  bool if_not_exists = false;
  bool or_replace = false;
};
struct DropObject {
  ObjectKey object;
  bool if_exists = false;
  bool cascade = false;
};
struct RenameObject {
  ObjectKey from;
  ObjectKey to;
};  // to another name or to another schema, never both
struct SetObjectOwner {
  ObjectKey object;
  std::string owner;
};  // of a table and an enumeration as well
struct SetObjectComment {
  ObjectKey object;
  std::optional<std::string> text;
};
struct ChangeSequence {
  SequenceOptions options;
  bool restarts = false;
  std::optional<std::string> restart;
  bool owned_by_none = false;
  std::optional<OwnedBy> owned_by;
  friend bool operator==(const ChangeSequence&, const ChangeSequence&) = default;
};
struct SetDomainDefault {
  std::optional<Expression> value;
};
struct SetDomainNotNull {
  bool not_null = true;
};
struct AddDomainCheck {
  DomainDefinition::Check check;
};
struct DropDomainCheck {
  std::string name;
  bool if_exists = false;
  bool cascade = false;
};
struct RenameDomainCheck {
  std::string from;
  std::string to;
};
struct ValidateDomainCheck {
  std::string name;
};
struct AddAttribute {
  CompositeAttribute attribute;
};
struct DropAttribute {
  std::string name;
  bool if_exists = false;
};
struct RenameAttribute {
  std::string from;
  std::string to;
};
struct AlterAttributeType {
  CompositeAttribute attribute;
};
struct UpdateExtension {
  std::optional<std::string> version;
};
struct ChangePolicy {
  std::optional<std::vector<std::string>> roles;
  std::optional<Expression> using_;
  std::optional<Expression> check;
};
struct AlterObject {
  ObjectKey object;
  std::variant<ChangeSequence, SetDomainDefault, SetDomainNotNull, AddDomainCheck, DropDomainCheck, RenameDomainCheck, ValidateDomainCheck,
               AddAttribute, DropAttribute, RenameAttribute, AlterAttributeType, UpdateExtension, ChangePolicy>
      what;
  bool cascade = false;
};
struct RefreshView {
  ObjectName view;
  bool concurrently = false;
  bool with_data = true;
};
struct Privilege {
  std::string name;
  std::vector<std::string> columns;
};
struct ChangePrivileges {  // grant and revoke
  bool is_revoke = false;
  std::vector<Privilege> privileges;
  std::vector<ObjectKey> objects;  // a column stands for the sequence of its identity
  bool all_in_schema = false;      // objects are of the kind that is meant, their names those of the schemas
  std::vector<std::string> roles;
  bool grant_option = false;
  bool cascade = false;
};
/// The catalog learns of what Operation::tables or ::objects hold; no SQL.
struct Declare {
  ObjectKey object;
};

struct CreateEnum {
  EnumType type;
};
struct DropEnum {
  ObjectName name;
  bool if_exists = false;
  bool cascade = false;
};
struct RenameEnum {
  ObjectName from;
  ObjectName to;
};
struct AddEnumValue {
  ObjectName name;
  std::string value;
  ast::ValuePosition position = ast::ValuePosition::last;
  std::string neighbour;
};
struct RenameEnumValue {
  ObjectName name;
  std::string from;
  std::string to;
};
/// Without a replacement the statement fails at run time when a row still has the value.
struct DropEnumValue {
  ObjectName name;
  std::string value;
  std::optional<std::string> replacement;
};
struct SetEnumComment {
  ObjectName name;
  std::optional<std::string> text;
};

struct Assignment {
  std::string column;
  Expression value;
};
struct OnConflict {
  std::vector<IndexKey> keys;
  std::optional<Expression> keys_where;
  std::optional<std::string> constraint;
  std::vector<Assignment> assignments;  // empty: do nothing
  std::optional<Expression> where;
};
struct ExpectRows {
  std::uint64_t minimum = 0;
  std::uint64_t maximum = 0;
};
struct Source {  // of from and using
  ObjectName table;
  std::string query;  // instead of a table: raw text
  std::optional<std::string> alias;
  std::vector<std::string> columns;  // of the alias
  Span span;
};
struct InsertRows {
  ObjectName table;
  std::vector<std::string> columns;
  ast::Overriding overriding = ast::Overriding::none;
  std::vector<std::vector<Expression>> rows;
  std::optional<std::string> query;  // instead of rows; raw text
  std::optional<OnConflict> on_conflict;
  std::optional<ExpectRows> expect;
};
struct UpdateRows {
  ObjectName table;
  std::vector<Assignment> assignments;
  std::optional<Expression> where;
  std::optional<std::string> alias;
  std::vector<Source> from;
  std::optional<std::uint64_t> batch_size;
  std::optional<ExpectRows> expect;
};
struct DeleteRows {
  ObjectName table;
  std::optional<Expression> where;
  std::optional<std::string> alias;
  std::vector<Source> using_;
  std::optional<std::uint64_t> batch_size;
  std::optional<ExpectRows> expect;
};
struct Require {
  bool no_rows = true;
  std::string query;
  std::string message;
  Span span;
};  // span of the query

struct RawSql {
  std::string text;
  bool outside_transaction = false;
  Span span;
};  // span of the text alone
struct SetTimeout {
  ast::TimeoutKind kind = ast::TimeoutKind::lock;
  std::string value;
};  // a PostgreSQL interval of milliseconds, "5s", "2min"

using AnyChange =
    std::variant<CreateTable, DropTable, RenameTable, SetTableComment, SetRowSecurity, SetTableOptions, SetTablespace, SetLogged,
                 AttachPartition, DetachPartition, AddColumn, DropColumn, RenameColumn, AlterColumnType, SetColumnDefault, SetColumnNotNull,
                 SetColumnComment, SetColumnIdentity, SetColumnExpression, AddConstraint, DropConstraint, RenameConstraint,
                 ValidateConstraint, SetConstraintComment, CreateIndex, DropIndex, RenameIndex, SetIndexComment, Reindex, CreateEnum,
                 DropEnum, RenameEnum, AddEnumValue, RenameEnumValue, DropEnumValue, SetEnumComment, CreateObject, DropObject, RenameObject,
                 SetObjectOwner, SetObjectComment, AlterObject, RefreshView, ChangePrivileges, Declare, InsertRows, UpdateRows, DeleteRows,
                 Require, RawSql, SetTimeout>;

/// Defined in operation.cpp for every kind.
template <class Kind>
void become(AnyChange& change, Kind&& kind);

/// One change. It is the variant, with members that one file alone compiles: fifty kinds are too many to be compiled again
/// wherever a change is made or copied.
struct Change : AnyChange {
  Change();
  Change(const Change&);
  Change(Change&&) noexcept;
  Change& operator=(const Change&);
  Change& operator=(Change&&) noexcept;
  ~Change();

  template <class Kind>
  requires is_kind_of<Kind, AnyChange> Change(Kind kind) : Change() {  // NOLINT: implicit by intention
    become(*this, std::move(kind));
  }
};

/// One table that an operation concerns: nullptr before a creation, nullptr after a drop.
struct TableChange {
  TablePointer before;
  TablePointer after;
  std::vector<ObjectPointer> triggers;  // on it before the change; filled where the table stays
};

struct ObjectChange {  // likewise
  ObjectPointer before;
  ObjectPointer after;
};
struct EnumChange {  // likewise
  EnumPointer before;
  EnumPointer after;
};

/// What taking an operation back costs. `lossy`: rows or definitions are gone for good. `impossible`: nothing can be derived.
enum class Reversibility { lossless, lossy, impossible };

struct Operation {
  Change change;
  /// The main table first, then others that change along (foreign keys after a rename, users of an enumeration).
  /// For data changes: the table as it is, before == after.
  std::vector<TableChange> tables;
  std::vector<ObjectChange> objects;  // the main one first, then those that go or change along
  EnumPointer enum_before;
  EnumPointer enum_after;
  std::vector<EnumChange> enums;  // others that change along: those of a renamed schema
  Span span;
  /// What running this operation destroys, in words for a DBA: "column public.orders.status and its values". Empty: nothing.
  std::string loss;
  /// Remarks for whoever reads the script: "built plainly: the table is made in this revision".
  std::vector<std::string> notes;
  /// What a downgrade that undoes this operation would be.
  Reversibility reversibility = Reversibility::lossless;

  // Defined in one place, as those of Expression are.
  Operation();
  Operation(Change what, std::vector<TableChange> of_tables, Span at);
  Operation(const Operation&);
  Operation(Operation&&) noexcept;
  Operation& operator=(const Operation&);
  Operation& operator=(Operation&&) noexcept;
  ~Operation();
};

struct ReplayedRevision {
  RevisionIndex revision = 0;
  std::vector<Operation> operations;
  /// For a downgrade: what it cannot bring back, in words ("rows deleted by migrations/x.mig:12").
  std::vector<std::string> not_restored;
};

struct Replay {
  Catalog start;                        // before the first step
  Catalog end;                          // after the last one
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

/// What a name of a type stands for in one dialect.
struct TypeMapping {
  std::string text;  // as it is written
  TypeName type;
  std::optional<QualifiedName> collation;
  Span span;  // in the configuration
};
/// By the name as it is written, then by dialect.
using TypeMappings = std::map<std::string, std::map<std::string, TypeMapping, std::less<>>, std::less<>>;

class Dialect;
struct ReplayOptions {
  std::string default_schema = "public";
  NamingConventions naming;
  TypeMappings types;
  std::vector<std::string> dialects;   // all names that `on X` may use; empty: not checked
  bool impossible_is_warning = false;  // downgrades that cannot be derived, or are declared irreversible, are warnings
  /// Of a downgrade: compares the schema after each step with the one that the revision's upgrade had found, and goes on
  /// with that one.
  bool proves_round_trips = false;
};

/// Applies every revision of the plan to an empty catalog, first those already applied, then the steps. Reports all errors
/// it can tell apart; after an error the result is not to be lowered. A downgrade that is impossible or irreversible is an
/// error here.
[[nodiscard]] Replay replay(const RevisionGraph& graph, const Plan& plan, const Dialect& dialect, const ReplayOptions& options,
                            Diagnostics& diagnostics);

/// What a revision does, where the graph holds headers alone. Valid until the next call.
using ReadRevision = std::function<const ast::Revision&(RevisionIndex)>;

/// The same step by step, so that nobody has to hold all of it at a time.
class StepwiseReplay {
 public:
  StepwiseReplay(const RevisionGraph& graph, const Plan& plan, const Dialect& dialect, const ReplayOptions& options, ReadRevision read,
                 Diagnostics& diagnostics);
  ~StepwiseReplay();
  StepwiseReplay(const StepwiseReplay&) = delete;
  StepwiseReplay& operator=(const StepwiseReplay&) = delete;

  /// Applies those revisions that were applied before the first step.
  void apply_history();
  /// The next of the plan's steps.
  [[nodiscard]] ReplayedRevision next();
  [[nodiscard]] const Catalog& catalog() const;

 private:
  class State;
  std::unique_ptr<State> state_;
};

/// `name` as it is, or cut to 63 bytes (PostgreSQL's limit, NAMEDATALEN - 1) at a character boundary, ending in _ and eight
/// hex digits of its SHA-256, so that it depends on the whole name alone.
[[nodiscard]] std::string shorten_identifier(std::string name);

/// The built-in type of a logical name or one of its SQL synonyms ("int", "integer", "int4", "timestamp with time zone").
[[nodiscard]] std::optional<TypeKind> builtin_type(std::string_view name);
/// The language's own name of a built-in type.
[[nodiscard]] std::string_view type_name(TypeKind kind);

}  // namespace galley
