// The statements of a revision, each with what it locks, rewrites and loses.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "galley/diagnostics.hpp"
#include "galley/operation.hpp"
#include "galley/script.hpp"
#include "postgresql/batches.hpp"
#include "postgresql/lock_facts.hpp"
#include "postgresql/types.hpp"

namespace galley::postgresql {

struct Target {
  int version = 15;
};

[[nodiscard]] std::vector<Step> lower_revision(const ReplayedRevision& revision, const Printing& printing, Target target,
                                               Diagnostics& diagnostics);

/// One revision on its way. The parts are in lowering.cpp (all kinds), lower_raw.cpp and lower_enum_value.cpp.
class Lowering {
 public:
  Lowering(const ReplayedRevision& revision, const Printing& printing, Target target, Diagnostics& diagnostics)
      : revision_(revision), printing_(printing), target_(target), diagnostics_(diagnostics) {}

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
  void operator()(const Require& change);
  void operator()(const RawSql& change);
  void operator()(const SetTimeout& change);
  void operator()(const RefreshView& change);
  void operator()(const ChangePrivileges& change);
  void operator()(const SetRowSecurity& change);
  /// Something that is there already.
  void operator()(const Declare&) {}

 private:
  /// Appends a statement of the present operation; the first of them carries its notes and its loss.
  Step& add(std::string sql, std::string reason);
  Step& add(std::string sql, std::string reason, Impact impact);
  /// A comment that belongs to something just created.
  void add_comment(std::string sql, std::string reason);
  void add_comments_of(const ObjectName& table, const Constraint& constraint);
  void add_index(const CreateIndex& change);
  void continue_behind_rows(const SetColumnIdentity& change);
  /// The owner that the history has given to something just created.
  void add_object(const CreateObject& change);
  /// The object and what needs it go and come back.
  void replace_by_dropping(const SchemaObject& before, const CreateObject& change);
  [[nodiscard]] std::string checked_view(const CreateObject& change, const ViewDefinition& view);
  [[nodiscard]] std::string checked_trigger(const CreateObject& change, const TriggerDefinition& trigger);
  /// Of a materialized view.
  void add_indexes_of(const SchemaObject& view);
  /// What the history has granted on something just created, or has revoked of what everybody has. `object` as in "TABLE public.t".
  void add_privileges(const ObjectKey& key, const std::string& object, const std::vector<Grant>& grants);
  void add_access_of(const Table& table);
  [[nodiscard]] std::string privilege_target(const ChangePrivileges& change) const;
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
  [[nodiscard]] bool is_used_later(const AddEnumValue& change) const;

  // ---- dropping a value of an enumeration
  void refuse_remaining(const DropEnumValue& change);
  void convert_column(const DropEnumValue& change, const Table& table, const Column& column);
  void restore_dependents(const Table& before, const Table& after);

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
  Diagnostics& diagnostics_;

  std::size_t index_ = 0;  // of the present operation
  const Operation* operation_ = nullptr;
  bool is_first_ = true;  // no statement of the present operation yet
  std::vector<Step> steps_;
  std::string lock_timeout_;
  std::string statement_timeout_;
  std::set<ObjectName> created_;    // tables of this revision: nobody else can wait for them
  std::set<ObjectName> unsettled_;  // tables with checks that may wait for the end of the transaction
  bool raw_writes_ = false;         // raw SQL has run, so checks may wait on any table with deferred keys
};

}  // namespace galley::postgresql
