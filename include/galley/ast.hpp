// The syntax tree: what was written, with its places. Nothing is resolved here.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "galley/expression.hpp"

namespace galley::ast {

struct StringLiteral {
  std::string value;  // unescaped
  Span span;
  friend bool operator==(const StringLiteral&, const StringLiteral&) = default;
};
/// The inside of $$ ... $$, byte for byte. `span` is the inside alone.
struct RawText {
  std::string text;
  Span span;
  friend bool operator==(const RawText&, const RawText&) = default;
};

// ---- pieces of tables

enum class ReferentialAction { no_action, restrict, cascade, set_null, set_default };
enum class MatchType { simple, full };
/// deferrable [initially deferred | immediate]; an enumerator for each meaning
enum class Deferral { not_deferrable, initially_immediate, initially_deferred };

struct References {  // references t [(c, ...)] [match full] [on delete ..] [on update ..]
  QualifiedName table;
  std::vector<Name> columns;
  MatchType match = MatchType::simple;
  ReferentialAction on_delete = ReferentialAction::no_action;
  std::vector<Name> on_delete_columns;  // on delete set null (c)
  ReferentialAction on_update = ReferentialAction::no_action;
  friend bool operator==(const References&, const References&) = default;
};

/// with (fillfactor = 70, toast.autovacuum_enabled = false); the value as written, a string unescaped
struct StorageOption {
  Name name;
  std::string value;
  bool is_string = false;
  friend bool operator==(const StorageOption&, const StorageOption&) = default;
};
/// What sequences and identity columns share. Numbers are kept as text, with their sign.
struct SequenceOptions {
  std::optional<TypeName> type;  // as bigint
  std::optional<std::string> start;
  std::optional<std::string> increment;
  std::optional<std::string> minimum;
  std::optional<std::string> maximum;
  bool no_minimum = false;
  bool no_maximum = false;
  std::optional<std::string> cache;
  std::optional<bool> cycle;  // cycle, no cycle
  friend bool operator==(const SequenceOptions&, const SequenceOptions&) = default;
};

struct NotNullAttribute {
  friend bool operator==(const NotNullAttribute&, const NotNullAttribute&) = default;
};
struct NullAttribute {
  friend bool operator==(const NullAttribute&, const NullAttribute&) = default;
};
struct DefaultAttribute {
  Expression value;
  friend bool operator==(const DefaultAttribute&, const DefaultAttribute&) = default;
};
struct PrimaryKeyAttribute {
  friend bool operator==(const PrimaryKeyAttribute&, const PrimaryKeyAttribute&) = default;
};
struct UniqueAttribute {
  bool nulls_not_distinct = false;
  friend bool operator==(const UniqueAttribute&, const UniqueAttribute&) = default;
};
struct ReferencesAttribute {
  References references;
  friend bool operator==(const ReferencesAttribute&, const ReferencesAttribute&) = default;
};
struct CheckAttribute {
  Expression condition;
  bool no_inherit = false;
  friend bool operator==(const CheckAttribute&, const CheckAttribute&) = default;
};
struct IdentityAttribute {  // generated always|by default as identity [(start with 10 increment by 5 ...)]
  bool always = false;
  SequenceOptions options;
  friend bool operator==(const IdentityAttribute&, const IdentityAttribute&) = default;
};
struct GeneratedAttribute {
  Expression value;
  bool stored = true;
  friend bool operator==(const GeneratedAttribute&, const GeneratedAttribute&) = default;
};
struct CollateAttribute {
  QualifiedName collation;
  friend bool operator==(const CollateAttribute&, const CollateAttribute&) = default;
};
struct CommentAttribute {
  StringLiteral text;
  friend bool operator==(const CommentAttribute&, const CommentAttribute&) = default;
};

struct ColumnAttribute {  // [constraint NAME] what [deferrable ...]
  std::optional<Name> constraint_name;
  std::variant<NotNullAttribute, NullAttribute, DefaultAttribute, PrimaryKeyAttribute, UniqueAttribute, ReferencesAttribute, CheckAttribute,
               IdentityAttribute, GeneratedAttribute, CollateAttribute, CommentAttribute>
      what;
  Deferral deferral = Deferral::not_deferrable;
  Span span;
  friend bool operator==(const ColumnAttribute&, const ColumnAttribute&) = default;
};

struct ColumnDefinition {
  Name name;
  TypeName type;
  std::vector<ColumnAttribute> attributes;
  Span span;
  friend bool operator==(const ColumnDefinition&, const ColumnDefinition&) = default;
};

struct PrimaryKeyConstraint {
  std::vector<Name> columns;
  std::vector<Name> include;
  friend bool operator==(const PrimaryKeyConstraint&, const PrimaryKeyConstraint&) = default;
};
struct UniqueConstraint {
  bool nulls_not_distinct = false;
  std::vector<Name> columns;
  std::vector<Name> include;
  friend bool operator==(const UniqueConstraint&, const UniqueConstraint&) = default;
};
struct ForeignKeyConstraint {
  std::vector<Name> columns;
  References references;
  friend bool operator==(const ForeignKeyConstraint&, const ForeignKeyConstraint&) = default;
};
struct CheckConstraint {
  Expression condition;
  bool no_inherit = false;
  friend bool operator==(const CheckConstraint&, const CheckConstraint&) = default;
};

enum class NullsOrder { unspecified, first, last };
struct IndexKey {  // column or (expression) [collate c] [opclass] [asc|desc] [nulls first|last]
  Expression key;  // a ColumnReference where it is a plain column
  std::optional<QualifiedName> collation;
  std::optional<QualifiedName> operator_class;
  bool descending = false;
  NullsOrder nulls = NullsOrder::unspecified;
  Span span;
  friend bool operator==(const IndexKey&, const IndexKey&) = default;
};
struct ExcludeElement {
  IndexKey key;
  std::string op;
  friend bool operator==(const ExcludeElement&, const ExcludeElement&) = default;
};
struct ExcludeConstraint {  // exclude using gist (room with =, span with &&) [where (...)]
  Name method;
  std::vector<ExcludeElement> elements;
  std::optional<Expression> where;
  friend bool operator==(const ExcludeConstraint&, const ExcludeConstraint&) = default;
};

struct TableConstraint {
  std::optional<Name> name;
  std::variant<PrimaryKeyConstraint, UniqueConstraint, ForeignKeyConstraint, CheckConstraint, ExcludeConstraint> what;
  Deferral deferral = Deferral::not_deferrable;
  bool not_valid = false;
  Span span;
  friend bool operator==(const TableConstraint&, const TableConstraint&) = default;
};

// ---- statements

using TableElement = std::variant<ColumnDefinition, TableConstraint>;

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
struct SetExpression {
  Name column;
  Expression value;
  friend bool operator==(const SetExpression&, const SetExpression&) = default;
};  // set expression as (...)
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
struct SetTableOptions {
  std::vector<StorageOption> options;
  friend bool operator==(const SetTableOptions&, const SetTableOptions&) = default;
};  // set (...)
struct ResetTableOptions {
  std::vector<Name> options;
  friend bool operator==(const ResetTableOptions&, const ResetTableOptions&) = default;
};  // reset (...)
struct SetTablespace {
  Name tablespace;
  friend bool operator==(const SetTablespace&, const SetTablespace&) = default;
};
struct SetLogged {
  bool logged = true;
  friend bool operator==(const SetLogged&, const SetLogged&) = default;
};  // set logged | unlogged

struct AlterAction {
  std::variant<AddColumn, DropColumn, RenameColumn, AlterColumnType, SetDefault, DropDefault, SetNotNull, DropNotNull, ColumnComment,
               AddIdentity, SetIdentity, DropIdentity, SetExpression, DropExpression, AddConstraint, DropConstraint, RenameConstraint,
               ValidateConstraint, ChangeConstraint, AttachPartition, DetachPartition, SetTableSchema, SetTableOwner, SetRowSecurity,
               SetTableOptions, ResetTableOptions, SetTablespace, SetLogged>
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

// ---- objects that are neither tables nor enumerations

/// The last ones are named only where something is commented, granted or depended on; each has a statement of its own.
enum class ObjectKind {
  schema,
  extension,
  sequence,
  domain,
  composite_type,
  view,
  materialized_view,
  function,
  procedure,
  trigger,
  policy,
  statistics,
  table,
  column,
  index,
  constraint,
  enumeration
};
/// As the language writes it: "materialized view", "enum".
[[nodiscard]] std::string_view object_kind_name(ObjectKind kind);
/// The object that a statement names, as it is written.
struct ObjectReference {
  ObjectKind kind = ObjectKind::schema;
  QualifiedName name;
  std::optional<std::vector<TypeName>> parameters;  // function f(int); without: the only one of that name
  std::optional<QualifiedName> table;               // trigger tr on t, policy p on t, column or constraint c on t
  Span span;
  friend bool operator==(const ObjectReference&, const ObjectReference&) = default;
};
struct DropObject {
  bool if_exists = false;
  ObjectReference object;
  bool cascade = false;
  friend bool operator==(const DropObject&, const DropObject&) = default;
};
struct RenameObject {
  ObjectReference object;
  Name to;
  friend bool operator==(const RenameObject&, const RenameObject&) = default;
};
/// alter sequence s set schema app; of a table it is an action
struct SetObjectSchema {
  ObjectReference object;
  Name schema;
  friend bool operator==(const SetObjectSchema&, const SetObjectSchema&) = default;
};
struct SetObjectOwner {
  ObjectReference object;
  Name owner;
  friend bool operator==(const SetObjectOwner&, const SetObjectOwner&) = default;
};
struct CommentOn {  // comment on column t.c is 'x'; on constraint c on t is null
  ObjectReference object;
  std::optional<StringLiteral> text;
  friend bool operator==(const CommentOn&, const CommentOn&) = default;
};

struct CreateSchema {
  bool if_not_exists = false;
  Name name;
  std::optional<Name> owner;
  friend bool operator==(const CreateSchema&, const CreateSchema&) = default;
};
struct CreateExtension {  // create extension [if not exists] citext [schema public] [version '1.6'] [cascade]
  bool if_not_exists = false;
  Name name;
  std::optional<Name> schema;
  std::optional<StringLiteral> version;
  bool cascade = false;
  friend bool operator==(const CreateExtension&, const CreateExtension&) = default;
};
struct UpdateExtension {
  Name name;
  std::optional<StringLiteral> version;
  friend bool operator==(const UpdateExtension&, const UpdateExtension&) = default;
};  // alter extension x update [to '1.7']

struct ColumnOf {
  QualifiedName table;
  Name column;
  friend bool operator==(const ColumnOf&, const ColumnOf&) = default;
};
struct CreateSequence {
  bool if_not_exists = false;
  QualifiedName name;
  SequenceOptions options;
  std::optional<ColumnOf> owned_by;
  friend bool operator==(const CreateSequence&, const CreateSequence&) = default;
};
struct AlterSequence {  // alter sequence s increment by 2 restart with 100 owned by none
  bool if_exists = false;
  QualifiedName name;
  SequenceOptions options;
  bool restarts = false;
  std::optional<std::string> restart;
  bool owned_by_none = false;
  std::optional<ColumnOf> owned_by;
  friend bool operator==(const AlterSequence&, const AlterSequence&) = default;
};

struct DomainCheck {
  std::optional<Name> name;
  Expression condition;
  bool not_valid = false;
  Span span;
  friend bool operator==(const DomainCheck&, const DomainCheck&) = default;
};
struct CreateDomain {  // create domain d as text [collate c] [default e] [not null] [constraint n] check (value <> '')
  QualifiedName name;
  TypeName type;
  std::optional<QualifiedName> collation;
  std::optional<Expression> default_value;
  bool not_null = false;
  std::vector<DomainCheck> checks;
  friend bool operator==(const CreateDomain&, const CreateDomain&) = default;
};
struct SetDomainDefault {
  std::optional<Expression> value;
  friend bool operator==(const SetDomainDefault&, const SetDomainDefault&) = default;
};  // nothing: drop default
struct SetDomainNotNull {
  bool not_null = true;
  friend bool operator==(const SetDomainNotNull&, const SetDomainNotNull&) = default;
};
struct AlterDomain {
  QualifiedName name;
  std::variant<SetDomainDefault, SetDomainNotNull, DomainCheck, DropConstraint, RenameConstraint, ValidateConstraint> what;
  friend bool operator==(const AlterDomain&, const AlterDomain&) = default;
};

struct TypeAttribute {
  Name name;
  TypeName type;
  std::optional<QualifiedName> collation;
  Span span;
  friend bool operator==(const TypeAttribute&, const TypeAttribute&) = default;
};
struct CreateCompositeType {
  QualifiedName name;
  std::vector<TypeAttribute> attributes;
  friend bool operator==(const CreateCompositeType&, const CreateCompositeType&) = default;
};
struct AddAttribute {
  TypeAttribute attribute;
  friend bool operator==(const AddAttribute&, const AddAttribute&) = default;
};
struct DropAttribute {
  bool if_exists = false;
  Name name;
  friend bool operator==(const DropAttribute&, const DropAttribute&) = default;
};
struct RenameAttribute {
  Name from;
  Name to;
  friend bool operator==(const RenameAttribute&, const RenameAttribute&) = default;
};
struct AlterAttributeType {
  TypeAttribute attribute;
  friend bool operator==(const AlterAttributeType&, const AlterAttributeType&) = default;
};
struct AlterCompositeType {  // alter type addr add attribute zip text
  QualifiedName name;
  std::variant<AddAttribute, DropAttribute, RenameAttribute, AlterAttributeType> what;
  bool cascade = false;
  friend bool operator==(const AlterCompositeType&, const AlterCompositeType&) = default;
};

enum class CheckOption { none, local, cascaded };
struct CreateView {  // create [or replace] [materialized] view v [(a, b)] [with (...)] as $$...$$ [with check option | with no data]
  bool or_replace = false;
  bool materialized = false;
  bool if_not_exists = false;
  QualifiedName name;
  std::vector<Name> columns;
  std::vector<StorageOption> options;
  std::optional<Name> tablespace;
  RawText query;
  CheckOption check_option = CheckOption::none;
  bool with_data = true;
  friend bool operator==(const CreateView&, const CreateView&) = default;
};
struct RefreshView {
  bool concurrently = false;
  QualifiedName name;
  bool with_data = true;
  friend bool operator==(const RefreshView&, const RefreshView&) = default;
};

enum class ParameterMode { in, out, inout, variadic };
struct Parameter {
  ParameterMode mode = ParameterMode::in;
  std::optional<Name> name;
  TypeName type;
  std::optional<Expression> default_value;
  Span span;
  friend bool operator==(const Parameter&, const Parameter&) = default;
};
enum class Volatility { unspecified, immutable, stable, volatile_ };
enum class ParallelSafety { unspecified, safe, restricted, unsafe };
struct CreateRoutine {  // the attributes in any order
  bool or_replace = false;
  bool is_procedure = false;
  QualifiedName name;
  std::vector<Parameter> parameters;
  std::optional<TypeName> returns;
  bool returns_set = false;                  // returns setof t
  std::vector<TypeAttribute> returns_table;  // returns table (a int, b text)
  Name language;
  Volatility volatility = Volatility::unspecified;
  ParallelSafety parallel = ParallelSafety::unspecified;
  bool strict = false;  // strict, returns null on null input
  bool leakproof = false;
  bool security_definer = false;
  std::optional<std::string> cost;
  std::optional<std::string> rows;
  std::vector<StorageOption> settings;  // set search_path = app, pg_temp: the value as written
  std::optional<RawText> body;          // without only in `declare`
  friend bool operator==(const CreateRoutine&, const CreateRoutine&) = default;
};

enum class TriggerTiming { before, after, instead_of };
struct TriggerEvents {
  bool insert = false;
  bool update = false;
  bool delete_ = false;
  bool truncate = false;
  std::vector<Name> update_columns;  // update of a, b
  friend bool operator==(const TriggerEvents&, const TriggerEvents&) = default;
};
struct CreateTrigger {
  bool or_replace = false;
  bool is_constraint = false;  // create constraint trigger
  Name name;
  TriggerTiming timing = TriggerTiming::before;
  TriggerEvents events;
  QualifiedName table;
  Deferral deferral = Deferral::not_deferrable;
  std::optional<Name> old_table;  // referencing old table as o new table as n
  std::optional<Name> new_table;
  bool for_each_row = false;
  std::optional<Expression> when;
  QualifiedName function;  // execute function f('x'); without a name: a body, as SQLite has it
  std::vector<StringLiteral> arguments;
  std::optional<RawText> body;  // as $$update ...; delete ...;$$
  friend bool operator==(const CreateTrigger&, const CreateTrigger&) = default;
};

enum class PolicyCommand { all, select, insert, update, delete_ };
struct CreatePolicy {
  Name name;
  QualifiedName table;
  bool restrictive = false;
  PolicyCommand command = PolicyCommand::all;
  std::vector<Name> roles;  // empty: public
  std::optional<Expression> using_;
  std::optional<Expression> check;
  friend bool operator==(const CreatePolicy&, const CreatePolicy&) = default;
};
struct AlterPolicy {  // alter policy p on t to app_reader using (...) with check (...)
  Name name;
  QualifiedName table;
  std::vector<Name> roles;
  std::optional<Expression> using_;
  std::optional<Expression> check;
  friend bool operator==(const AlterPolicy&, const AlterPolicy&) = default;
};

struct CreateStatistics {  // create statistics st (dependencies, mcv) on a, lower(b) from t
  bool if_not_exists = false;
  QualifiedName name;
  std::vector<Name> kinds;
  std::vector<Expression> keys;
  QualifiedName table;
  friend bool operator==(const CreateStatistics&, const CreateStatistics&) = default;
};

struct Privilege {
  std::string name;
  std::vector<Name> columns;
  Span span;
  friend bool operator==(const Privilege&, const Privilege&) = default;
};              // select, "all privileges"
struct Grant {  // grant select (a, b), insert on t, u to r with grant option; revoke [grant option for] all on schema s from public
                // [cascade]
  bool is_revoke = false;
  std::vector<Privilege> privileges;
  std::vector<ObjectReference> objects;
  bool all_in_schema = false;  // on all tables in schema s: the objects' names are schemas, their kind that of what is meant
  std::vector<Name> roles;     // unquoted public, current_user, session_user are kept as such
  bool grant_option = false;   // with grant option, grant option for
  bool cascade = false;
  friend bool operator==(const Grant&, const Grant&) = default;
};

// ---- data

struct ExpectRows {  // expect rows 12 | between 1 and 20
  std::string minimum;
  std::string maximum;  // equal when one number is written
  Span span;
  friend bool operator==(const ExpectRows&, const ExpectRows&) = default;
};
struct Assignment {
  Name column;
  Expression value;
  friend bool operator==(const Assignment&, const Assignment&) = default;
};
struct OnConflict {  // on conflict [(a, lower(b)) [where ...] | on constraint c] do nothing | do update set .. [where ..]
  std::vector<IndexKey> keys;
  std::optional<Expression> keys_where;
  std::optional<Name> constraint;
  std::vector<Assignment> assignments;  // empty: do nothing
  std::optional<Expression> where;
  Span span;
  friend bool operator==(const OnConflict&, const OnConflict&) = default;
};
struct TableReference {  // t [as x] | (select ...) as x [(a, b)]
  QualifiedName name;
  std::string query;  // instead of a name: its text, without the parentheses
  Span query_span;
  std::optional<Name> alias;
  std::vector<Name> columns;
  Span span;
  friend bool operator==(const TableReference&, const TableReference&) = default;
};
struct Batches {
  std::string size;
  Span span;
  friend bool operator==(const Batches&, const Batches&) = default;
};  // in batches of 5000

enum class Overriding { none, system, user };
struct Insert {  // insert into t (a, b) [overriding system value] values (1, 'x'), (2, default) | $$select ...$$
  QualifiedName table;
  std::vector<Name> columns;
  Overriding overriding = Overriding::none;
  std::vector<std::vector<Expression>> rows;
  std::optional<RawText> query;
  std::optional<OnConflict> on_conflict;
  std::optional<ExpectRows> expect;
  friend bool operator==(const Insert&, const Insert&) = default;
};
struct Update {
  TableReference table;
  std::vector<Assignment> assignments;
  std::vector<TableReference> from;
  std::optional<Expression> where;
  std::optional<Batches> batches;
  std::optional<ExpectRows> expect;
  friend bool operator==(const Update&, const Update&) = default;
};
struct Delete {
  TableReference table;
  std::vector<TableReference> using_;
  std::optional<Expression> where;
  std::optional<Batches> batches;
  std::optional<ExpectRows> expect;
  friend bool operator==(const Delete&, const Delete&) = default;
};
struct Require {  // require no rows $$select ...$$ else 'message'
  bool no_rows = true;
  RawText query;
  std::optional<StringLiteral> message;
  friend bool operator==(const Require&, const Require&) = default;
};

struct RawSql {  // sql [on postgresql] [outside transaction] $$...$$ [undo $$...$$]; the options also after the text
  std::optional<Name> dialect;
  bool outside_transaction = false;
  RawText text;
  std::optional<RawText> undo;
  friend bool operator==(const RawSql&, const RawSql&) = default;
};
enum class TimeoutKind { lock, statement };
struct SetTimeout {
  TimeoutKind kind = TimeoutKind::lock;
  StringLiteral value;
  friend bool operator==(const SetTimeout&, const SetTimeout&) = default;
};

struct Statement;
struct OnDialect {
  Name dialect;
  std::vector<Statement> body;
  friend bool operator==(const OnDialect&, const OnDialect&);
};
/// declare table t (...): the catalog learns of an object made elsewhere. One statement that creates, as if `create` stood there.
struct Declare {
  std::vector<Statement> what;
  friend bool operator==(const Declare&, const Declare&);
};
/// Stands for text that did not parse; the error is already reported.
struct Error {
  friend bool operator==(const Error&, const Error&) = default;
};

struct Statement {
  std::variant<CreateTable, DropTable, RenameTable, AlterTable, CreateIndex, DropIndex, RenameIndex, Reindex, CreateEnum, DropEnum,
               RenameEnum, AddEnumValue, RenameEnumValue, DropEnumValue, DropObject, RenameObject, SetObjectSchema, SetObjectOwner,
               CommentOn, CreateSchema, CreateExtension, UpdateExtension, CreateSequence, AlterSequence, CreateDomain, AlterDomain,
               CreateCompositeType, AlterCompositeType, CreateView, RefreshView, CreateRoutine, CreateTrigger, CreatePolicy, AlterPolicy,
               CreateStatistics, Grant, Insert, Update, Delete, Require, RawSql, SetTimeout, Declare, OnDialect, Error>
      what;
  Span span;

  // Defined in one place, as those of Expression are.
  Statement();
  Statement(const Statement&);
  Statement(Statement&&) noexcept;
  Statement& operator=(const Statement&);
  Statement& operator=(Statement&&) noexcept;
  ~Statement();
  friend bool operator==(const Statement& a, const Statement& b);
};

// ---- revisions

enum class Strategy { direct, online };

struct RevisionHeader {
  Name id;  // never folded: revision ids keep their case
  std::optional<StringLiteral> message;
  std::vector<Name> parents;       // revises
  std::vector<Name> dependencies;  // depends on
  std::vector<Name> labels;
  std::optional<Strategy> strategy;
  std::optional<StringLiteral> created;
  std::optional<StringLiteral> author;
  std::optional<StringLiteral> ticket;
  Span span;
  friend bool operator==(const RevisionHeader&, const RevisionHeader&) = default;
};

struct DowngradeAuto {
  friend bool operator==(const DowngradeAuto&, const DowngradeAuto&) = default;
};
struct DowngradeBody {
  std::vector<Statement> body;
  friend bool operator==(const DowngradeBody&, const DowngradeBody&) = default;
};
struct DowngradeIrreversible {
  StringLiteral why;
  friend bool operator==(const DowngradeIrreversible&, const DowngradeIrreversible&) = default;
};

struct Revision {
  RevisionHeader header;
  std::vector<Statement> upgrade;
  std::variant<DowngradeAuto, DowngradeBody, DowngradeIrreversible> downgrade;
  Span downgrade_span;  // of the whole clause; nowhere when left out
  std::string meaning;  // digest over the tokens of the revision, without layout and comments: 64 hex digits
  friend bool operator==(const Revision& a, const Revision& b) {
    return a.header == b.header && a.upgrade == b.upgrade && a.downgrade == b.downgrade;
  }
};

struct File {
  std::vector<Revision> revisions;
  friend bool operator==(const File&, const File&) = default;
};

}  // namespace galley::ast
