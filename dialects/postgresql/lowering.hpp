// The statements of a revision, each with what it locks, rewrites and loses.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "galley/diagnostics.hpp"
#include "galley/dialect.hpp"
#include "galley/operation.hpp"
#include "galley/script.hpp"
#include "postgresql/batches.hpp"
#include "postgresql/kept_access.hpp"
#include "postgresql/lock_facts.hpp"
#include "postgresql/lock_shapes.hpp"
#include "postgresql/types.hpp"

namespace galley::postgresql {

struct Target {
  int version = 15;
};

/// How a revision is to be lowered.
struct Situation {
  Strategy strategy = Strategy::direct;
  bool strategy_is_chosen = false;                    // by the revision, the command line or the configuration
  const std::set<ObjectName>* made_tables = nullptr;  // as in LoweringContext
};

[[nodiscard]] std::vector<Step> lower_revision(const ReplayedRevision& revision, const Printing& printing, Target target,
                                               const Situation& situation, Diagnostics& diagnostics);

/// One revision on its way. The parts are in lowering.cpp (all kinds), lower_online.cpp and others.
class Lowering {
 public:
  Lowering(const ReplayedRevision& revision, const Printing& printing, Target target, const Situation& situation, Diagnostics& diagnostics)
      : revision_(revision), printing_(printing), target_(target), situation_(situation), diagnostics_(diagnostics) {}

  std::vector<Step> run();

  // One for each kind of change; called with `operation_` set.
  void operator()(const CreateTable& change);
  void operator()(const DropTable& change);
  void operator()(const RenameTable& change);
  void operator()(const SetTableComment& change);
  void operator()(const SetTableOptions& change);
  void operator()(const SetTablespace& change);
  void operator()(const SetLogged& change);
  void operator()(const AttachPartition& change);
  void operator()(const DetachPartition& change);
  void operator()(const AddColumn& change);
  void operator()(const DropColumn& change);
  void operator()(const RenameColumn& change);
  void operator()(const AlterColumnType& change);
  void operator()(const SetColumnDefault& change);
  void operator()(const SetColumnNotNull& change);
  void operator()(const SetColumnComment& change);
  void operator()(const SetColumnIdentity& change);
  void operator()(const SetColumnExpression& change);
  void operator()(const AddConstraint& change);
  void operator()(const DropConstraint& change);
  void operator()(const RenameConstraint& change);
  void operator()(const SetConstraintDeferral& change);
  void operator()(const ValidateConstraint& change);
  void operator()(const SetConstraintComment& change);
  void operator()(const CreateIndex& change);
  void operator()(const DropIndex& change);
  void operator()(const RenameIndex& change);
  void operator()(const SetIndexComment& change);
  void operator()(const Reindex& change);
  void operator()(const CreateEnum& change);
  void operator()(const DropEnum& change);
  void operator()(const RenameEnum& change);
  void operator()(const AddEnumValue& change);
  void operator()(const RenameEnumValue& change);
  void operator()(const DropEnumValue& change);
  void operator()(const SetEnumComment& change);
  void operator()(const CreateObject& change);
  void operator()(const DropObject& change);
  void operator()(const RenameObject& change);
  void operator()(const SetObjectOwner& change);
  void operator()(const SetObjectComment& change);
  void operator()(const AlterObject& change);
  void operator()(const InsertRows& change);
  void operator()(const UpdateRows& change);
  void operator()(const DeleteRows& change);
  void operator()(const TruncateTables& change);
  void operator()(const Require& change);
  void operator()(const RawSql& change);
  void operator()(const SetTimeout& change);
  void operator()(const RefreshView& change);
  void operator()(const ChangePrivileges& change);
  void operator()(const ChangeDefaultPrivileges& change);
  void operator()(const SetRowSecurity& change);
  void operator()(const SetTriggerState& change);
  void operator()(const SetReplicaIdentity& change);
  void operator()(const SetClustering& change);
  void operator()(const SetColumnSetting& change);
  /// Something that is there already.
  void operator()(const Declare&) {}

 private:
  /// Appends a statement of the present operation; the first of them carries its notes and its loss.
  Step& add(std::string sql, std::string reason);
  Step& add(std::string sql, std::string reason, Impact impact);
  /// A comment that belongs to something just created.
  void add_comment(std::string sql, std::string reason);
  void add_comments_of(const ObjectName& table, const Constraint& constraint);
  void add_keys(const ObjectName& table, const std::vector<Constraint>& keys);
  void add_index(const CreateIndex& change);
  void continue_behind_rows(const SetColumnIdentity& change);
  /// The owner that the history has given to something just created.
  void add_object(const CreateObject& change);
  /// The same, without what comes from the server then.
  void add_bare_object(const CreateObject& change, std::optional<Impact> impact = {});
  /// The object and what needs it go and come back.
  void replace_by_dropping(const CreateObject& change);
  void drop_to_make_again(const ObjectPointer& object);
  void make_again(const ObjectPointer& object);
  [[nodiscard]] std::string checked_view(const CreateObject& change, const ViewDefinition& view);
  [[nodiscard]] std::string checked_view_options(const SchemaObject& view, const ChangeViewOptions& change);
  void check_view_options(const std::vector<StorageOption>& options);
  /// Whether the server knows publications of this.
  void check_published(const std::vector<PublicationDefinition::Table>& tables, const std::vector<std::string>& schemas,
                       const std::vector<StorageOption>& options);
  [[nodiscard]] std::string checked_publication(const CreateObject& change, const PublicationDefinition& publication);
  [[nodiscard]] std::string checked_publication_change(const ObjectKey& publication, const ChangePublication& change);
  [[nodiscard]] std::string checked_trigger(const CreateObject& change, const TriggerDefinition& trigger);
  /// Of a materialized view.
  void add_indexes_of(const SchemaObject& view);
  /// What the history has granted on something just created, or has revoked of what everybody has. `object` as in "TABLE public.t".
  void add_privileges(const ObjectKey& key, const std::string& object, const std::optional<std::string>& owner,
                      const std::vector<Grant>& grants);
  /// What the server gives on an object of the kind that the present operation makes, to others than its owner.
  [[nodiscard]] std::vector<Grant> given_to_new(ObjectKind kind, const std::optional<std::string>& owner) const;
  void add_access_of(const Table& table);
  /// Of the sequence behind an identity, which is known by its column alone.
  void add_identity_privileges(const ObjectName& table, const Column& column);
  void change_identity_privileges(const ChangePrivileges& change, const ObjectKey& column);
  [[nodiscard]] std::string privilege_target(const ChangePrivileges& change) const;
  void add_setting(const SetColumnSetting& change);
  /// Storage and statistics that the column has otherwise than it would be made with.
  void add_settings_of(const Table& table, const Column& column);
  void add_settings_of(const Table& table);
  void add_clustering(const ObjectName& table, const std::string& index);
  void add_replica_identity(const ObjectName& table, ast::ReplicaIdentity identity, const std::string& index);
  /// Whether the present operation has to find names that do not carry their schema.
  [[nodiscard]] bool needs_path() const;
  void add_owner(const std::string& object, const std::optional<std::string>& owner, const std::string& reason);
  void add_checks_not_valid(const SchemaObject& object);

  [[nodiscard]] const Table* table_before() const;
  [[nodiscard]] const Table* table_after() const;
  [[nodiscard]] std::string shown(const ObjectName& name) const;
  [[nodiscard]] std::string shown(const ObjectName& table, std::string_view part) const;
  [[nodiscard]] std::string shown(const ObjectKey& key) const;  // with its kind

  /// Makes the server check deferred keys before it changes a table that has such checks waiting.
  void settle_deferred(const ObjectName& table);
  void forget_deferred();
  void add_batches(const Batches& batches, const std::string& what, const std::function<std::string(std::string_view)>& statement);
  void note_written(const ObjectName& table, bool touches_key);
  void follow_created(const Change& change);
  void follow_created_object(const Change& change);
  [[nodiscard]] bool is_used_later(const AddEnumValue& change) const;

  // ---- dropping a value of an enumeration
  void refuse_unknown_values(const DropEnumValue& change);
  void refuse_remaining(const DropEnumValue& change);
  void convert_column(const DropEnumValue& change, const Table& table, const Column& column);
  void restore_dependents(const Table& before, const Table& after);
  void restate_default(const ObjectName& table, const Column& column);
  [[nodiscard]] std::vector<KeptObject> kept_with(const ObjectName& enumeration) const;

  // ---- a constraint that is dropped to be made again has the comment that the server has
  void remember_comment(const ObjectName& table, const std::string& constraint);
  void bring_back_comment(const ObjectName& table, const std::string& constraint);
  /// Whether the operation behind this one makes the constraint again, or that before it has dropped it for this one.
  [[nodiscard]] bool is_made_again(const DropConstraint& change) const;
  [[nodiscard]] bool was_dropped_for(const AddConstraint& change) const;
  /// Of a partition: whether a foreign key leads to a table above it.
  [[nodiscard]] bool is_referenced_above() const;
  /// Whether the revision makes an object of that name below.
  [[nodiscard]] bool comes_again(const ObjectKey& object);

  /// ANALYZE, where a statement has thrown away what the planner knew, or made it wrong; of one column or of the whole table.
  Step& refresh_statistics(const ObjectName& table, std::string_view column = {});

  // ---- the strategy online. Each returns false where the direct form is the one to use.
  bool add_not_null_online(const SetColumnNotNull& change);
  bool add_column_online(const AddColumn& change);
  bool add_constraint_online(const AddConstraint& change);
  bool create_index_online(const CreateIndex& change);
  bool drop_index_online(const DropIndex& change);
  bool detach_online(const DetachPartition& change);
  void warn_of_rewrite(const AlterColumnType& change);
  /// Whether others may be waiting for the table: it was there before the script.
  [[nodiscard]] bool is_in_use(const ObjectName& table) const;
  /// Where nobody has chosen a strategy, `what` is said to keep others waiting.
  bool prefers_online(const std::string& what);
  void require_not_null(const ObjectName& table, const std::string& column);
  void fill_new_column(const AddColumn& change);
  void add_constraint_in_steps(const AddConstraint& change);
  void add_validation(const ObjectName& table, const std::string& constraint, const std::vector<ObjectName>& parents);
  void build_concurrently(const CreateIndex& change);
  void create_partitioned_index(const CreateIndex& change);
  using AttachedIndexes = std::vector<std::pair<ObjectName, ObjectName>>;  // the index above, that of the partition
  void build_below(const Table& table, const Index& index, bool if_not_exists, AttachedIndexes& attached);
  void drop_concurrently(const DropIndex& change);
  [[nodiscard]] std::vector<const Table*> partitions_of(const ObjectName& table) const;
  /// Of a change that is a part of the present operation.
  [[nodiscard]] Impact impact_of_part(Change change) const;
  [[nodiscard]] Impact impact_of_part(Change change, ObjectChange object) const;
  /// Whether it is a partition of the other, or inherits from it, at any depth.
  [[nodiscard]] bool is_below(const Table& table, const ObjectName& above) const;
  /// The same done to a table and to all below it.
  [[nodiscard]] Impact impact_on_family(const ObjectName& table, Shape shape, const std::vector<ObjectName>& others = {}) const;

  // ---- what takes back one statement of several; see Step::undo
  /// What `write` adds, instead of adding it.
  std::vector<Step> aside(const std::function<void()>& write);
  static void undo_alone(Step& step, std::vector<Step> undo = {});
  void undo_with(Step& step, std::string sql, std::string reason, const Impact& impact);
  void undo_by_dropping(Step& step, const ObjectName& table, const std::string& constraint, const std::vector<ObjectName>& parents = {});
  void undo_built_index(Step& step, const ObjectName& table, const std::string& index);
  void undo_dropped_index(Step& step, const DropIndex& change);
  /// Of a partitioned table, with all that are attached to it.
  void undo_parent_index(Step& step, const ObjectName& table, const std::string& index);
  void undo_detached(Step& step, const DetachPartition& change);
  void undo_rebuilt(Step& step, const Reindex& change);

  void check(const Operation& operation);
  void check_expressions(const Operation& operation);
  void check_queries(const Operation& operation);
  void check_constraint(const Constraint& constraint, Span place);
  void check_partitioned(const Operation& operation);
  void check_identity_change(const Operation& operation);
  void require(int version, std::string_view feature, Span place);

  const ReplayedRevision& revision_;
  const Printing& printing_;
  Target target_;
  Situation situation_;
  Diagnostics& diagnostics_;

  std::size_t index_ = 0;  // of the present operation
  const Operation* operation_ = nullptr;
  bool is_first_ = true;   // no statement of the present operation yet
  bool is_aside_ = false;  // what is written is the undoing of another statement
  std::vector<Step> steps_;
  std::string lock_timeout_;
  std::string statement_timeout_;
  std::set<ObjectName> created_;                // tables, views and sequences of this revision: nobody else can wait for them
  std::set<ObjectName> unsettled_;              // tables with checks that may wait for the end of the transaction
  std::map<ObjectKey, std::size_t> made_last_;  // where the revision makes an object, the last time; filled when first asked
  bool raw_writes_ = false;                     // raw SQL has run, so checks may wait on any table with deferred keys
};

}  // namespace galley::postgresql
