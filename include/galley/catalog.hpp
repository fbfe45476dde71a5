// The schema as a value. Objects are immutable and shared: a change makes a new object and swaps the pointer, so whoever
// holds an older one keeps seeing it. Everything here owns its text.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "galley/ast.hpp"
#include "galley/expression.hpp"
#include "galley/names.hpp"

namespace galley {

using ast::Deferral;
using ast::MatchType;
using ast::NullsOrder;
using ast::ObjectKind;
using ast::ReferentialAction;
using ast::SequenceOptions;
using ast::StorageOption;

using ast::object_kind_name;

/// What identifies an object of any kind.
struct ObjectKey {
  ObjectKind kind = ObjectKind::table;
  /// schema: empty, name · trigger, policy, column, constraint, index: that of the table · extension, publication: empty, name ·
  /// default privileges: the schema or empty, the role that makes the objects or empty for who runs the script
  ObjectName name;
  /// trigger, policy, column, constraint, index: its own name · function, procedure: the signature, "(integer, text)" ·
  /// default privileges: "tables", "sequences", "functions", "types" or "schemas"
  std::string part;
  friend auto operator<=>(const ObjectKey&, const ObjectKey&) = default;
};

/// One privilege of one role on one object. A set of them is kept sorted, each once.
struct Grant {
  std::string role;       // "public" for everybody
  std::string privilege;  // "select"; all privileges are kept one by one
  std::string column;     // empty: on the whole object
  bool grantable = false;
  friend auto operator<=>(const Grant&, const Grant&) = default;
};

struct Identity {
  bool always = false;
  SequenceOptions options;
  std::vector<Grant> grants = {};  // on its sequence
  std::string sequence = {};       // the sequence's name, where table or column have another one since; empty: as they have it
  friend bool operator==(const Identity&, const Identity&) = default;
};
struct Generated {
  Expression value;
  bool stored = true;
  friend bool operator==(const Generated&, const Generated&) = default;
};

/// How values are kept and counted, as PostgreSQL spells it; nothing: the default.
struct ColumnSettings {
  std::optional<std::string> statistics;
  std::optional<std::string> storage;
  std::optional<std::string> compression;
  std::optional<std::string> n_distinct;
  std::optional<std::string> n_distinct_inherited;
  friend bool operator==(const ColumnSettings&, const ColumnSettings&) = default;
};

struct Column {
  std::string name;
  Type type;
  bool not_null = false;
  Maybe<Expression> default_value;
  Maybe<Identity> identity;
  Maybe<Generated> generated;
  std::optional<std::string> collation;
  std::optional<std::string> comment;
  Maybe<ColumnSettings> settings;  // nothing where all are the default
  bool inherited = false;          // has it as its parent has it: of a partition, or of a table that inherits
  Span span;
  friend bool operator==(const Column&, const Column&) = default;
};

struct PrimaryKey {
  std::vector<std::string> columns;
  std::vector<std::string> include;
  std::vector<StorageOption> options = {};  // these two of the index that was made a key
  std::optional<std::string> tablespace = {};
  friend bool operator==(const PrimaryKey&, const PrimaryKey&) = default;
};
struct Unique {
  std::vector<std::string> columns;
  std::vector<std::string> include;
  bool nulls_not_distinct = false;
  std::vector<StorageOption> options = {};  // these two of the index that was made a key
  std::optional<std::string> tablespace = {};
  friend bool operator==(const Unique&, const Unique&) = default;
};
struct ForeignKey {
  std::vector<std::string> columns;
  ObjectName table;
  std::vector<std::string> referenced_columns;  // always filled
  MatchType match = MatchType::simple;
  ReferentialAction on_delete = ReferentialAction::no_action;
  std::vector<std::string> on_delete_columns;
  ReferentialAction on_update = ReferentialAction::no_action;
  friend bool operator==(const ForeignKey&, const ForeignKey&) = default;
};
struct Check {
  Expression condition;
  bool no_inherit = false;
  friend bool operator==(const Check&, const Check&) = default;
};
struct IndexKey {
  Expression key;  // a ColumnReference of one part where it is a plain column
  std::optional<std::string> collation;
  std::optional<std::string> operator_class;
  bool descending = false;
  NullsOrder nulls = NullsOrder::unspecified;
  /// The column's name, or nullptr for an expression.
  [[nodiscard]] const std::string* column() const;
  friend bool operator==(const IndexKey&, const IndexKey&) = default;
};
struct Exclude {
  struct Element {
    IndexKey key;
    std::string op;
    friend bool operator==(const Element&, const Element&) = default;
  };
  std::string method;
  std::vector<Element> elements;
  std::optional<Expression> where;
  friend bool operator==(const Exclude&, const Exclude&) = default;
};

struct Constraint {
  std::string name;  // always known
  std::variant<PrimaryKey, Unique, ForeignKey, Check, Exclude> what;
  Deferral deferral = Deferral::not_deferrable;
  bool valid = true;              // false: NOT VALID, not yet validated
  bool replica_identity = false;  // its index identifies rows to replicas
  bool clusters = false;          // its index is the order of CLUSTER
  /// The column whose attribute it was written as (references, check, unique, primary key); empty for a table constraint.
  /// SQLite can drop a column together with such constraints.
  std::string column;
  std::optional<std::string> comment;
  Span span;
  friend bool operator==(const Constraint& a, const Constraint& b) {  // where it was written does not matter
    return a.name == b.name && a.what == b.what && a.deferral == b.deferral && a.valid == b.valid && a.comment == b.comment &&
           a.replica_identity == b.replica_identity && a.clusters == b.clusters;
  }
};

struct Index {
  std::string name;  // in the table's schema
  bool unique = false;
  std::string method = "btree";
  std::vector<IndexKey> keys;
  std::vector<std::string> include;
  bool nulls_not_distinct = false;
  std::vector<StorageOption> options;
  std::optional<std::string> tablespace;
  std::optional<Expression> where;
  std::optional<std::string> comment;
  bool replica_identity = false;  // it identifies rows to replicas
  bool clusters = false;          // it is the order of CLUSTER
  Span span;
  friend bool operator==(const Index&, const Index&) = default;
};

struct PartitionBy {
  ast::PartitionStrategy strategy = ast::PartitionStrategy::range;
  std::vector<IndexKey> keys;
  friend bool operator==(const PartitionBy&, const PartitionBy&) = default;
};
/// The schema of temporary tables, which are gone when their revision is done.
inline constexpr std::string_view temporary_schema = "pg_temp";

struct PartitionOf {
  ObjectName parent;
  ast::PartitionBound bound;
  friend bool operator==(const PartitionOf&, const PartitionOf&) = default;
};

struct Table {
  ObjectName name;
  SharedList<Column> columns;
  SharedList<Constraint> constraints;  // in the order added; the primary key among them
  SharedList<Index> indexes;           // sorted by name
  Maybe<PartitionBy> partition_by;
  Maybe<PartitionOf> partition_of;
  std::vector<ObjectName> inherits;
  bool unlogged = false;
  bool temporary = false;
  bool strict = false;         // SQLite
  bool without_rowid = false;  // SQLite
  bool row_security = false;
  bool force_row_security = false;
  bool key_triggers_off = false;  // those that watch over foreign keys
  /// `index`: one of the indexes, or that of a key, says so of itself.
  ast::ReplicaIdentity replica_identity = ast::ReplicaIdentity::primary_key;
  std::vector<StorageOption> options;  // sorted by name
  std::optional<std::string> tablespace;
  std::optional<std::string> owner;  // as set by the history
  std::vector<Grant> grants;
  std::optional<std::string> comment;
  bool declared = false;  // made elsewhere
  bool unsure = false;    // raw SQL may have changed it in a way that was not followed; takes no part in ==
  std::string made_by;    // id of the revision that created it, empty when unknown; takes no part in ==
  Span span;

  [[nodiscard]] const Column* find_column(std::string_view column) const;
  [[nodiscard]] const Constraint* find_constraint(std::string_view constraint) const;
  [[nodiscard]] const Index* find_index(std::string_view index) const;
  [[nodiscard]] const Constraint* primary_key() const;
  /// The order of constraints does not matter: no server keeps one.
  friend bool operator==(const Table& a, const Table& b);
};
using TablePointer = std::shared_ptr<const Table>;

struct EnumValue {
  std::string text;
  Span span;
  friend bool operator==(const EnumValue&, const EnumValue&) = default;
};
struct EnumType {
  ObjectName name;
  std::vector<EnumValue> values;
  std::optional<std::string> owner;
  std::vector<Grant> grants;
  std::optional<std::string> comment;
  bool declared = false;
  std::string made_by;
  Span span;
  [[nodiscard]] bool has_value(std::string_view value) const;
  friend bool operator==(const EnumType& a, const EnumType& b) {
    return a.name == b.name && a.values == b.values && a.comment == b.comment && a.owner == b.owner && a.grants == b.grants;
  }
};
using EnumPointer = std::shared_ptr<const EnumType>;

// ---- objects that are neither tables nor enumerations

struct SchemaDefinition {
  friend bool operator==(const SchemaDefinition&, const SchemaDefinition&) = default;
};
struct ExtensionDefinition {
  std::optional<std::string> schema;
  std::optional<std::string> version;
  bool cascade = false;
  friend bool operator==(const ExtensionDefinition&, const ExtensionDefinition&) = default;
};
struct OwnedBy {
  ObjectName table;
  std::string column;
  friend bool operator==(const OwnedBy&, const OwnedBy&) = default;
};
struct SequenceDefinition {
  SequenceOptions options;
  std::optional<OwnedBy> owned_by;
  friend bool operator==(const SequenceDefinition&, const SequenceDefinition&) = default;
};
struct DomainDefinition {
  struct Check {
    std::string name;      // always known
    Expression condition;  // the value is the column "value"
    bool valid = true;
    friend bool operator==(const Check&, const Check&) = default;
  };
  Type type;
  std::optional<std::string> collation;
  std::optional<Expression> default_value;
  bool not_null = false;
  std::vector<Check> checks;
  friend bool operator==(const DomainDefinition&, const DomainDefinition&) = default;
};
struct CompositeAttribute {
  std::string name;
  Type type;
  std::optional<std::string> collation;
  friend bool operator==(const CompositeAttribute&, const CompositeAttribute&) = default;
};
struct CompositeDefinition {
  std::vector<CompositeAttribute> attributes;
  friend bool operator==(const CompositeDefinition&, const CompositeDefinition&) = default;
};
struct ViewDefinition {              // also of materialized views
  std::vector<std::string> columns;  // as listed; empty: those of the query
  /// Of a view in the catalog without `*`, where its columns are known: those that the tables get later are none of the view's.
  std::string query;
  std::string written_out;  // of one that is about to be made: what becomes the query then; empty where that is the query
  std::vector<StorageOption> options;
  std::optional<std::string> tablespace;
  ast::CheckOption check_option = ast::CheckOption::none;
  bool with_data = true;
  std::vector<Index> indexes;       // of a materialized view, sorted by name
  std::vector<std::string> output;  // names of its columns; empty where not all of them are known
  Span query_span;
  friend bool operator==(const ViewDefinition& a, const ViewDefinition& b);  // listed or not, the columns are those of the output
};
struct RoutineParameter {
  ast::ParameterMode mode = ast::ParameterMode::in;
  std::string name;  // may be empty
  Type type;
  std::optional<Expression> default_value;
  friend bool operator==(const RoutineParameter&, const RoutineParameter&) = default;
};
struct RoutineDefinition {  // also of procedures
  std::vector<RoutineParameter> parameters;
  std::optional<Type> returns;
  bool returns_set = false;
  std::vector<CompositeAttribute> returns_table;
  std::string language;
  ast::Volatility volatility = ast::Volatility::unspecified;
  ast::ParallelSafety parallel = ast::ParallelSafety::unspecified;
  bool strict = false;
  bool leakproof = false;
  bool security_definer = false;
  std::optional<std::string> cost;
  std::optional<std::string> rows;
  std::vector<StorageOption> settings;
  std::string body;
  /// The same with what the server takes where nothing is said: volatile, parallel unsafe, its estimates.
  [[nodiscard]] RoutineDefinition with_defaults() const;
  friend bool operator==(const RoutineDefinition& a, const RoutineDefinition& b);
};
struct TriggerDefinition {
  bool is_constraint = false;
  ast::TriggerState state = ast::TriggerState::enabled;
  ast::TriggerTiming timing = ast::TriggerTiming::before;
  bool on_insert = false;
  bool on_update = false;
  bool on_delete = false;
  bool on_truncate = false;
  std::vector<std::string> update_columns;
  Deferral deferral = Deferral::not_deferrable;
  std::string old_table;
  std::string new_table;
  bool for_each_row = false;
  std::optional<Expression> when;
  ObjectName function;
  std::vector<std::string> arguments;
  std::string body;  // SQLite
  Span body_span;
  friend bool operator==(const TriggerDefinition&, const TriggerDefinition&) = default;
};
struct PolicyDefinition {
  bool restrictive = false;
  ast::PolicyCommand command = ast::PolicyCommand::all;
  std::vector<std::string> roles;
  std::optional<Expression> using_;
  std::optional<Expression> check;
  friend bool operator==(const PolicyDefinition&, const PolicyDefinition&) = default;
};
struct StatisticsDefinition {
  std::vector<std::string> kinds;
  std::vector<Expression> keys;
  ObjectName table;
  friend bool operator==(const StatisticsDefinition&, const StatisticsDefinition&) = default;
};

struct PublicationDefinition {
  struct Table {
    ObjectName table;
    std::vector<std::string> columns;  // empty: all
    std::optional<Expression> where;
    friend bool operator==(const Table&, const Table&) = default;
  };
  bool all_tables = false;
  std::vector<Table> tables;           // sorted by name
  std::vector<std::string> schemas;    // sorted; all tables in them
  std::vector<StorageOption> options;  // sorted by name
  friend bool operator==(const PublicationDefinition&, const PublicationDefinition&) = default;
};
/// What roles are given on objects of one kind that are made later: SchemaObject::grants. There only where it is not what every
/// server begins with.
struct DefaultPrivilegesDefinition {
  friend bool operator==(const DefaultPrivilegesDefinition&, const DefaultPrivilegesDefinition&) = default;
};

struct SchemaObject {
  ObjectKey key;
  std::variant<SchemaDefinition, ExtensionDefinition, SequenceDefinition, DomainDefinition, CompositeDefinition, ViewDefinition,
               RoutineDefinition, TriggerDefinition, PolicyDefinition, StatisticsDefinition, PublicationDefinition,
               DefaultPrivilegesDefinition>
      definition;
  /// What must exist for this to exist: relations, columns, types and routines of the history, sorted, each once. The schema
  /// that it lives in goes without saying.
  std::vector<ObjectKey> needs;
  std::optional<std::string> owner;
  std::vector<Grant> grants;
  std::optional<std::string> comment;
  bool declared = false;
  std::string made_by;
  Span span;
  friend bool operator==(const SchemaObject& a, const SchemaObject& b) {  // by meaning: not where, by whom or with what it was made
    return a.key == b.key && a.definition == b.definition && a.owner == b.owner && a.grants == b.grants && a.comment == b.comment;
  }
};
using ObjectPointer = std::shared_ptr<const SchemaObject>;

/// Columns that the constraint's own keys or expression name (not those of a referenced table), each once.
[[nodiscard]] std::vector<std::string> columns_of(const Constraint& constraint);
[[nodiscard]] std::vector<std::string> columns_of(const Index& index);
/// Names of columns that an expression mentions, each once, in order of appearance.
[[nodiscard]] std::vector<std::string> columns_of(const Expression& expression);

class Catalog {
 public:
  [[nodiscard]] TablePointer find_table(const ObjectName& name) const;
  [[nodiscard]] EnumPointer find_enum(const ObjectName& name) const;
  /// The table that owns an index of this name.
  [[nodiscard]] TablePointer table_of_index(const ObjectName& index) const;
  /// Tables with a foreign key to this one (the table itself included when it refers to itself), sorted.
  [[nodiscard]] std::vector<TablePointer> referencing_tables(const ObjectName& table) const;
  /// Tables with a column of this type of the history (an enumeration, a domain, a composite type) or of one that is made
  /// of it, or with an expression that casts to it, sorted.
  [[nodiscard]] std::vector<TablePointer> tables_using(const ObjectName& type) const;
  /// Tables with an expression that takes numbers from this sequence, sorted.
  [[nodiscard]] std::vector<TablePointer> tables_counting_with(const ObjectName& sequence) const;
  /// Tables with an expression that calls a routine of this name, sorted. Only calls of routines that the history had made
  /// by then are known.
  [[nodiscard]] std::vector<TablePointer> tables_calling(const ObjectName& routine) const;
  /// Partitions of the table and tables that inherit from it, sorted; not theirs in turn.
  [[nodiscard]] std::vector<TablePointer> children_of(const ObjectName& table) const;
  [[nodiscard]] ObjectPointer find_object(const ObjectKey& key) const;
  /// Routines of one name, of both kinds, by signature.
  [[nodiscard]] std::vector<ObjectPointer> find_routines(const ObjectName& name) const;
  /// Triggers and policies of a table, by name.
  [[nodiscard]] std::vector<ObjectPointer> objects_of_table(const ObjectName& table) const;
  /// Objects that need this one, or a part of it (a column of the table), sorted. Tables are not among them: see
  /// tables_using(), tables_counting_with() and tables_calling().
  [[nodiscard]] std::vector<ObjectPointer> objects_needing(const ObjectKey& key) const;
  /// What lives in a schema, by kind and name. Triggers and policies live with their tables.
  struct Contents {
    std::vector<TablePointer> tables;
    std::vector<EnumPointer> enums;
    std::vector<ObjectPointer> objects;
    [[nodiscard]] bool empty() const { return tables.empty() && enums.empty() && objects.empty(); }
  };
  [[nodiscard]] Contents contents_of_schema(const std::string& schema) const;
  [[nodiscard]] const std::map<ObjectKey, ObjectPointer>& objects() const { return objects_; }
  [[nodiscard]] const std::map<ObjectName, TablePointer>& tables() const { return tables_; }
  [[nodiscard]] const std::map<ObjectName, EnumPointer>& enums() const { return enums_; }

  void put(TablePointer table);  // adds, or replaces the one of that name
  void put(EnumPointer enumeration);
  void put(ObjectPointer object);
  void remove_object(const ObjectKey& key);
  void remove_table(const ObjectName& name);
  void remove_enum(const ObjectName& name);

  friend bool operator==(const Catalog& a, const Catalog& b);  // by value of the objects

 private:
  void link(const Table& table);
  void unlink(const Table& table);
  /// What of the history a table's columns and expressions name.
  struct Mentions {
    std::set<ObjectName> types;      // of columns and casts, and those that they are made of
    std::set<ObjectName> sequences;  // of nextval('s')
    std::set<ObjectName> routines;   // as they are called; the schema may be empty
  };
  [[nodiscard]] static Mentions mentions_of(const Table& table);
  void add_mentions(const Mentions& mentions, const ObjectName& table);
  void remove_mentions(const Mentions& mentions, const ObjectName& table);
  /// Once the table's other links are known to be as before.
  void relink_mentions(const Table& before, const Table& after);
  using Users = std::map<ObjectName, std::set<ObjectName>>;
  [[nodiscard]] std::vector<TablePointer> users_in(const Users& users, const ObjectName& used) const;

  std::map<ObjectName, TablePointer> tables_;
  std::map<ObjectName, EnumPointer> enums_;
  std::map<ObjectKey, ObjectPointer> objects_;
  std::map<ObjectKey, std::set<ObjectKey>> needed_by_;
  std::map<ObjectName, ObjectName> index_tables_;
  Users referencing_;  // referenced table -> tables with keys to it
  Users children_;
  Users type_users_;
  Users sequence_users_;
  Users routine_users_;
  std::set<std::string> routine_names_;  // that the history has ever made
};

}  // namespace galley
