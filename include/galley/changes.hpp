// The kinds of change that a revision makes, resolved and checked.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "galley/catalog.hpp"

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
struct RenameTable {  // to another name or to another schema, never both
  ObjectName from;
  ObjectName to;
};
struct SetTableComment {
  ObjectName table;
  std::optional<std::string> text;
};

struct SetRowSecurity {
  ObjectName table;
  ast::RowSecurity what = ast::RowSecurity::enable;
};
struct SetTriggerState {
  ObjectName table;
  ast::TriggerState state = ast::TriggerState::enabled;
  ast::WhichTriggers which = ast::WhichTriggers::named;
  std::string trigger;  // where one is named
};
struct SetReplicaIdentity {
  ObjectName table;
  ast::ReplicaIdentity identity = ast::ReplicaIdentity::primary_key;
  std::string index;  // or a constraint's
};
struct SetClustering {  // nothing: without
  ObjectName table;
  std::string index;  // or a constraint's
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
struct SetColumnDefault {  // nothing: drop default
  ObjectName table;
  std::string column;
  std::optional<Expression> value;
};
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

struct SetColumnSetting {
  ObjectName table;
  std::string column;
  ast::ColumnSetting setting = ast::ColumnSetting::statistics;
  std::optional<std::string> value;  // nothing: the default
};

struct SetColumnIdentity {  // nothing: drop identity; the column before tells whether it is new
  ObjectName table;
  std::string column;
  std::optional<Identity> identity;
  bool restarts = false;
  std::optional<std::string> restart;
};
struct SetColumnExpression {  // nothing: drop expression
  ObjectName table;
  std::string column;
  std::optional<Generated> value;
};

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
struct SetConstraintDeferral {  // of a foreign key
  ObjectName table;
  std::string constraint;
  Deferral deferral = Deferral::not_deferrable;
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
struct RenameObject {  // to another name or to another schema, never both
  ObjectKey from;
  ObjectKey to;
};
struct SetObjectOwner {  // of a table and an enumeration as well
  ObjectKey object;
  std::string owner;
};
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
struct ChangeRoutine {  // what is not told stays
  ast::Volatility volatility = ast::Volatility::unspecified;
  ast::ParallelSafety parallel = ast::ParallelSafety::unspecified;
  std::optional<bool> strict;
  std::optional<bool> leakproof;
  std::optional<bool> security_definer;
  std::optional<std::string> cost;
  std::optional<std::string> rows;
  std::vector<StorageOption> settings;
  std::vector<std::string> reset;
  bool reset_all = false;
};
struct ChangeViewOptions {
  std::vector<StorageOption> set;
  std::vector<std::string> reset;
};
struct RenameViewColumn {
  std::string from;
  std::string to;
};
struct ChangePublication {
  ast::PublicationAction action = ast::PublicationAction::add;
  std::vector<PublicationDefinition::Table> tables;
  std::vector<std::string> schemas;
  std::vector<StorageOption> options;
};
struct AlterObject {
  ObjectKey object;
  std::variant<ChangeSequence, SetDomainDefault, SetDomainNotNull, AddDomainCheck, DropDomainCheck, RenameDomainCheck, ValidateDomainCheck,
               AddAttribute, DropAttribute, RenameAttribute, AlterAttributeType, UpdateExtension, ChangePolicy, ChangeRoutine,
               ChangeViewOptions, RenameViewColumn, ChangePublication>
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
/// What new objects of one kind are given; keys of default privileges, one for each role that makes them and each schema.
struct ChangeDefaultPrivileges {
  std::vector<ObjectKey> defaults;
  bool is_revoke = false;
  std::vector<Privilege> privileges;
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
/// The operation has the tables that lose their rows: those named first, then partitions, tables that inherit and, with cascade,
/// those with a foreign key to any of them.
struct TruncateTables {
  std::vector<ObjectName> tables;
  bool restart_identity = false;
  bool cascade = false;
};
struct Require {  // span of the query
  bool no_rows = true;
  std::string query;
  std::string message;
  Span span;
};

struct RawSql {  // span of the text alone
  std::string text;
  bool outside_transaction = false;
  Span span;
};
struct SetTimeout {  // a PostgreSQL interval of milliseconds, "5s", "2min"
  ast::TimeoutKind kind = ast::TimeoutKind::lock;
  std::string value;
};

using AnyChange =
    std::variant<CreateTable, DropTable, RenameTable, SetTableComment, SetRowSecurity, SetTriggerState, SetReplicaIdentity, SetClustering,
                 SetTableOptions, SetTablespace, SetLogged, AttachPartition, DetachPartition, AddColumn, DropColumn, RenameColumn,
                 AlterColumnType, SetColumnDefault, SetColumnNotNull, SetColumnComment, SetColumnSetting, SetColumnIdentity,
                 SetColumnExpression, AddConstraint, DropConstraint, RenameConstraint, SetConstraintDeferral, ValidateConstraint,
                 SetConstraintComment, CreateIndex, DropIndex, RenameIndex, SetIndexComment, Reindex, CreateEnum, DropEnum, RenameEnum,
                 AddEnumValue, RenameEnumValue, DropEnumValue, SetEnumComment, CreateObject, DropObject, RenameObject, SetObjectOwner,
                 SetObjectComment, AlterObject, RefreshView, ChangePrivileges, ChangeDefaultPrivileges, Declare, InsertRows, UpdateRows,
                 DeleteRows, TruncateTables, Require, RawSql, SetTimeout>;

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

}  // namespace galley
