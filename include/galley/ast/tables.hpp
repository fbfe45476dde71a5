// Statements on tables, indexes and enumerations.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "galley/ast/table_parts.hpp"

namespace galley::ast {

using TableElement = std::variant<ColumnDefinition, TableConstraint, LikeTable>;

enum class PartitionStrategy { range, list, hash };
struct PartitionBy {  // partition by range (at, lower(b) collate "C" text_ops); the keys have no order
  PartitionStrategy strategy = PartitionStrategy::range;
  std::vector<IndexKey> keys;
  friend bool operator==(const PartitionBy&, const PartitionBy&) = default;
};
struct RangeBound {  // from (1, minvalue) to (10, maxvalue); those two words are KeywordValues
  std::vector<Expression> from;
  std::vector<Expression> to;
  friend bool operator==(const RangeBound&, const RangeBound&) = default;
};
struct ListBound {
  std::vector<Expression> values;
  friend bool operator==(const ListBound&, const ListBound&) = default;
};                  // in (1, 2, null)
struct HashBound {  // with (modulus 4, remainder 0)
  std::string modulus;
  std::string remainder;
  friend bool operator==(const HashBound&, const HashBound&) = default;
};
struct DefaultBound {
  friend bool operator==(const DefaultBound&, const DefaultBound&) = default;
};
struct PartitionBound {  // for values ... | default
  std::variant<RangeBound, ListBound, HashBound, DefaultBound> what;
  Span span;
  friend bool operator==(const PartitionBound&, const PartitionBound&) = default;
};
struct PartitionOf {
  QualifiedName parent;
  PartitionBound bound;
  friend bool operator==(const PartitionOf&, const PartitionOf&) = default;
};

struct CreateTable {
  bool if_not_exists = false;
  bool unlogged = false;
  bool temporary = false;
  QualifiedName name;
  std::vector<TableElement> elements;
  std::optional<PartitionOf> partition_of;
  std::vector<QualifiedName> inherits;
  std::optional<PartitionBy> partition_by;
  bool strict = false;
  bool without_rowid = false;
  std::vector<StorageOption> options;  // with (...)
  std::optional<Name> tablespace;
  std::optional<StringLiteral> comment;
  friend bool operator==(const CreateTable&, const CreateTable&) = default;
};
struct DropTable {
  bool if_exists = false;
  QualifiedName name;
  bool cascade = false;
  friend bool operator==(const DropTable&, const DropTable&) = default;
};
struct RenameTable {
  QualifiedName from;
  Name to;
  friend bool operator==(const RenameTable&, const RenameTable&) = default;
};

/// add column c text not null fill lower(email); add column c int not null default 0 then drop default
struct AddColumn {
  bool if_not_exists = false;
  ColumnDefinition column;
  std::optional<Expression> fill;
  bool then_drop_default = false;
  friend bool operator==(const AddColumn&, const AddColumn&) = default;
};
struct DropColumn {
  bool if_exists = false;
  Name column;
  bool cascade = false;
  friend bool operator==(const DropColumn&, const DropColumn&) = default;
};
struct RenameColumn {
  Name from;
  Name to;
  friend bool operator==(const RenameColumn&, const RenameColumn&) = default;
};
struct AlterColumnType {
  Name column;
  TypeName type;
  std::optional<QualifiedName> collation;
  std::optional<Expression> using_;
  friend bool operator==(const AlterColumnType&, const AlterColumnType&) = default;
};
struct SetDefault {
  Name column;
  Expression value;
  friend bool operator==(const SetDefault&, const SetDefault&) = default;
};
struct DropDefault {
  Name column;
  friend bool operator==(const DropDefault&, const DropDefault&) = default;
};
struct SetNotNull {
  Name column;
  friend bool operator==(const SetNotNull&, const SetNotNull&) = default;
};
struct DropNotNull {
  Name column;
  friend bool operator==(const DropNotNull&, const DropNotNull&) = default;
};
struct ColumnComment {
  Name column;
  std::optional<StringLiteral> text;
  friend bool operator==(const ColumnComment&, const ColumnComment&) = default;
};
struct AddIdentity {
  Name column;
  IdentityAttribute identity;
  friend bool operator==(const AddIdentity&, const AddIdentity&) = default;
};
struct SetIdentity {  // alter column c set generated always | set increment by 5 | restart [with 10]
  Name column;
  std::optional<bool> always;
  SequenceOptions options;
  bool restarts = false;
  std::optional<std::string> restart;
  friend bool operator==(const SetIdentity&, const SetIdentity&) = default;
};
struct DropIdentity {
  bool if_exists = false;
  Name column;
  friend bool operator==(const DropIdentity&, const DropIdentity&) = default;
};
struct SetExpression {  // set expression as (...)
  Name column;
  Expression value;
  friend bool operator==(const SetExpression&, const SetExpression&) = default;
};
struct DropExpression {
  bool if_exists = false;
  Name column;
  friend bool operator==(const DropExpression&, const DropExpression&) = default;
};
/// add primary key using index ux: a key without columns, and the index
struct AddConstraint {
  TableConstraint constraint;
  std::optional<Name> using_index;
  friend bool operator==(const AddConstraint&, const AddConstraint&) = default;
};
struct DropConstraint {
  bool if_exists = false;
  Name name;
  bool cascade = false;
  friend bool operator==(const DropConstraint&, const DropConstraint&) = default;
};
struct RenameConstraint {
  Name from;
  Name to;
  friend bool operator==(const RenameConstraint&, const RenameConstraint&) = default;
};
struct ValidateConstraint {
  Name name;
  friend bool operator==(const ValidateConstraint&, const ValidateConstraint&) = default;
};

/// change constraint fk_x on delete cascade deferrable: dropped and made again under its name
struct ChangeConstraint {
  Name name;
  std::optional<ReferentialAction> on_delete;
  std::vector<Name> on_delete_columns;
  std::optional<ReferentialAction> on_update;
  std::optional<Deferral> deferral;
  friend bool operator==(const ChangeConstraint&, const ChangeConstraint&) = default;
};
struct AttachPartition {
  QualifiedName partition;
  PartitionBound bound;
  friend bool operator==(const AttachPartition&, const AttachPartition&) = default;
};
struct DetachPartition {
  QualifiedName partition;
  bool concurrently = false;
  friend bool operator==(const DetachPartition&, const DetachPartition&) = default;
};
struct SetTableSchema {
  Name schema;
  friend bool operator==(const SetTableSchema&, const SetTableSchema&) = default;
};
struct SetTableOwner {
  Name owner;
  friend bool operator==(const SetTableOwner&, const SetTableOwner&) = default;
};
enum class RowSecurity { enable, disable, force, no_force };
struct SetRowSecurity {
  RowSecurity what = RowSecurity::enable;
  friend bool operator==(const SetRowSecurity&, const SetRowSecurity&) = default;
};
enum class TriggerState { enabled, disabled, replica, always };
enum class WhichTriggers { named, all, user };  // all: those that watch over keys included
struct SetTriggerState {                        // enable [always|replica] trigger a|all|user · disable trigger a|all|user
  TriggerState state = TriggerState::enabled;
  WhichTriggers which = WhichTriggers::named;
  std::optional<Name> trigger;
  friend bool operator==(const SetTriggerState&, const SetTriggerState&) = default;
};
enum class ColumnSetting { statistics, storage, compression, n_distinct, n_distinct_inherited };
struct SetColumnSetting {  // alter column c set statistics 500 | set storage external | set compression lz4; or: default
  Name column;
  ColumnSetting setting = ColumnSetting::statistics;
  std::optional<Name> value;  // nothing: the default
  friend bool operator==(const SetColumnSetting&, const SetColumnSetting&) = default;
};
struct SetColumnOptions {  // alter column c set (n_distinct = 5) · reset (n_distinct)
  Name column;
  std::vector<StorageOption> set;
  std::vector<Name> reset;
  friend bool operator==(const SetColumnOptions&, const SetColumnOptions&) = default;
};
struct SetClustering {  // cluster on a · set without cluster
  std::optional<Name> index;
  friend bool operator==(const SetClustering&, const SetClustering&) = default;
};
enum class ReplicaIdentity { primary_key, full, nothing, index };
struct SetReplicaIdentity {  // replica identity default|full|nothing|using index a
  ReplicaIdentity identity = ReplicaIdentity::primary_key;
  std::optional<Name> index;
  friend bool operator==(const SetReplicaIdentity&, const SetReplicaIdentity&) = default;
};
struct SetTableOptions {  // set (...)
  std::vector<StorageOption> options;
  friend bool operator==(const SetTableOptions&, const SetTableOptions&) = default;
};
struct ResetTableOptions {  // reset (...)
  std::vector<Name> options;
  friend bool operator==(const ResetTableOptions&, const ResetTableOptions&) = default;
};
struct SetTablespace {
  Name tablespace;
  friend bool operator==(const SetTablespace&, const SetTablespace&) = default;
};
struct SetLogged {  // set logged | unlogged
  bool logged = true;
  friend bool operator==(const SetLogged&, const SetLogged&) = default;
};

struct AlterAction {
  std::variant<AddColumn, DropColumn, RenameColumn, AlterColumnType, SetDefault, DropDefault, SetNotNull, DropNotNull, ColumnComment,
               AddIdentity, SetIdentity, DropIdentity, SetExpression, DropExpression, AddConstraint, DropConstraint, RenameConstraint,
               ValidateConstraint, ChangeConstraint, AttachPartition, DetachPartition, SetTableSchema, SetTableOwner, SetRowSecurity,
               SetTableOptions, ResetTableOptions, SetTablespace, SetLogged, SetTriggerState, SetColumnSetting, SetColumnOptions,
               SetClustering, SetReplicaIdentity>
      what;
  Span span;
  friend bool operator==(const AlterAction&, const AlterAction&) = default;
};
/// alter table t { a; b; } and alter table t a, b;
struct AlterTable {
  QualifiedName name;
  std::vector<AlterAction> actions;
  friend bool operator==(const AlterTable&, const AlterTable&) = default;
};

struct CreateIndex {
  bool unique = false;
  bool concurrently = false;
  bool if_not_exists = false;
  std::optional<Name> name;
  QualifiedName table;
  std::optional<Name> method;
  std::vector<IndexKey> keys;
  std::vector<Name> include;
  bool nulls_not_distinct = false;
  std::vector<StorageOption> options;  // with (...)
  std::optional<Name> tablespace;
  std::optional<Expression> where;
  std::optional<StringLiteral> comment;
  friend bool operator==(const CreateIndex&, const CreateIndex&) = default;
};
struct DropIndex {
  bool concurrently = false;
  bool if_exists = false;
  QualifiedName name;
  bool cascade = false;
  friend bool operator==(const DropIndex&, const DropIndex&) = default;
};
enum class ReindexTarget { index, table };
struct Reindex {
  ReindexTarget target = ReindexTarget::index;
  bool concurrently = false;
  QualifiedName name;
  friend bool operator==(const Reindex&, const Reindex&) = default;
};
struct RenameIndex {
  QualifiedName from;
  Name to;
  friend bool operator==(const RenameIndex&, const RenameIndex&) = default;
};

struct CreateEnum {
  QualifiedName name;
  std::vector<StringLiteral> values;
  friend bool operator==(const CreateEnum&, const CreateEnum&) = default;
};
struct DropEnum {
  bool if_exists = false;
  QualifiedName name;
  bool cascade = false;
  friend bool operator==(const DropEnum&, const DropEnum&) = default;
};
struct RenameEnum {
  QualifiedName from;
  Name to;
  friend bool operator==(const RenameEnum&, const RenameEnum&) = default;
};
enum class ValuePosition { last, before, after };
struct AddEnumValue {
  QualifiedName name;
  StringLiteral value;
  ValuePosition position = ValuePosition::last;
  std::optional<StringLiteral> neighbour;
  friend bool operator==(const AddEnumValue&, const AddEnumValue&) = default;
};
struct RenameEnumValue {
  QualifiedName name;
  StringLiteral from;
  StringLiteral to;
  friend bool operator==(const RenameEnumValue&, const RenameEnumValue&) = default;
};
struct DropEnumValue {  // alter enum e drop value 'x' [using 'y']
  QualifiedName name;
  StringLiteral value;
  std::optional<StringLiteral> replacement;
  friend bool operator==(const DropEnumValue&, const DropEnumValue&) = default;
};

}  // namespace galley::ast
