// Statements on all that is neither a table nor an enumeration: schemas, sequences, types, views, routines, policies, privileges.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "galley/ast/tables.hpp"

namespace galley::ast {

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
  publication,
  default_privileges,
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
struct UpdateExtension {  // alter extension x update [to '1.7']
  Name name;
  std::optional<StringLiteral> version;
  friend bool operator==(const UpdateExtension&, const UpdateExtension&) = default;
};

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
struct SetDomainDefault {  // nothing: drop default
  std::optional<Expression> value;
  friend bool operator==(const SetDomainDefault&, const SetDomainDefault&) = default;
};
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

/// alter function f(int) stable set search_path = app reset work_mem: what is not written stays as it is
struct AlterRoutine {
  ObjectReference routine;
  Volatility volatility = Volatility::unspecified;
  ParallelSafety parallel = ParallelSafety::unspecified;
  std::optional<bool> strict;  // called on null input: false
  std::optional<bool> leakproof;
  std::optional<bool> security_definer;
  std::optional<std::string> cost;
  std::optional<std::string> rows;
  std::vector<StorageOption> settings;
  std::vector<Name> reset;
  bool reset_all = false;
  friend bool operator==(const AlterRoutine&, const AlterRoutine&) = default;
};

/// alter [materialized] view v set (security_barrier = true) · reset (security_barrier) · rename column a to b
struct AlterView {
  ObjectReference view;
  std::variant<SetTableOptions, ResetTableOptions, RenameColumn> what;
  friend bool operator==(const AlterView&, const AlterView&) = default;
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
  bool for_each_statement = false;  // as it stands there; what holds where nothing does depends on the database
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

struct Privilege {  // select (a, b), all privileges
  std::string name;
  std::vector<Name> columns;
  Span span;
  friend bool operator==(const Privilege&, const Privilege&) = default;
};
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
/// alter default privileges [for role a, b] [in schema s] grant select on tables to r [with grant option]
/// ... revoke [grant option for] execute on functions from public [cascade]
struct AlterDefaultPrivileges {
  std::vector<Name> creators;  // empty: whoever runs the script
  std::vector<Name> schemas;   // empty: all
  bool is_revoke = false;
  std::vector<Privilege> privileges;
  ObjectKind kind = ObjectKind::table;  // table, sequence, function (of all routines), enumeration (of all types) or schema
  std::vector<Name> roles;
  bool grant_option = false;
  bool cascade = false;
  Span kind_span;
  friend bool operator==(const AlterDefaultPrivileges&, const AlterDefaultPrivileges&) = default;
};

struct PublishedTable {  // t (a, b) where (c > 0)
  QualifiedName table;
  std::vector<Name> columns;  // empty: all
  std::optional<Expression> where;
  Span span;
  friend bool operator==(const PublishedTable&, const PublishedTable&) = default;
};
/// create publication p [for all tables | for table t (a) where (a > 0), u, tables in schema s, r] [with (publish = 'insert')]
struct CreatePublication {
  Name name;
  bool all_tables = false;
  std::vector<PublishedTable> tables;
  std::vector<Name> schemas;  // all tables in them
  std::vector<StorageOption> options;
  friend bool operator==(const CreatePublication&, const CreatePublication&) = default;
};
enum class PublicationAction { add, drop, set, set_options };
/// alter publication p add|drop|set table t, u, tables in schema s · alter publication p set (publish = 'insert')
struct AlterPublication {
  Name name;
  PublicationAction action = PublicationAction::add;
  std::vector<PublishedTable> tables;
  std::vector<Name> schemas;
  std::vector<StorageOption> options;
  friend bool operator==(const AlterPublication&, const AlterPublication&) = default;
};

}  // namespace galley::ast
