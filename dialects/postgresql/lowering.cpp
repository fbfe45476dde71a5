#include "postgresql/lowering.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/append.hpp"
#include "diag/catalogue/postgresql.hpp"
#include "postgresql/change_expressions.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/raw_sql.hpp"
#include "postgresql/repeated_keys.hpp"
#include "postgresql/statements.hpp"

namespace galley::postgresql {
namespace {

bool is_subquery(const Expression& expression) { return std::holds_alternative<Subquery>(expression.node); }

bool has_expression(const Operation& operation, bool (*wanted)(const Expression&)) {
  bool found = false;
  for_each_expression_of(operation.change, [&](const Expression& root) {
    for_each_expression(root, [&](const Expression& e) { found = found || wanted(e); });
  });
  return found;
}

/// Operators and casts of such a type are found only with its schema on the search path.
bool has_type_of_extension(const Operation& operation) {
  const auto has = [](const TablePointer& table) {
    return table && std::any_of(table->columns.begin(), table->columns.end(), [](const Column& c) { return !is_in_pg_catalog(c.type); });
  };
  return std::any_of(operation.tables.begin(), operation.tables.end(),
                     [&](const TableChange& change) { return has(change.before) || has(change.after); });
}

bool writes_rows_only(const Change& change) {
  return std::holds_alternative<InsertRows>(change) || std::holds_alternative<UpdateRows>(change) ||
         std::holds_alternative<DeleteRows>(change) || std::holds_alternative<Require>(change) || std::holds_alternative<RawSql>(change) ||
         std::holds_alternative<SetTimeout>(change);
}

bool is_concurrent(const Change& change) {
  const auto* create = std::get_if<CreateIndex>(&change);
  const auto* drop = std::get_if<DropIndex>(&change);
  const auto* reindex = std::get_if<Reindex>(&change);
  const auto* detach = std::get_if<DetachPartition>(&change);
  if ((reindex != nullptr && reindex->concurrently) || (detach != nullptr && detach->concurrently)) return true;
  return (create != nullptr && create->concurrently) || (drop != nullptr && drop->concurrently);
}

/// Whether the statement has to find names that do not carry their schema: those inside a sub-select, which are written as
/// the user likes, and operators of types that an extension has made.
bool needs_search_path(const Operation& operation) {
  if (has_expression(operation, is_subquery)) return true;
  const bool evaluates = has_expression(operation, [](const Expression&) { return true; }) ||
                         std::holds_alternative<AlterColumnType>(operation.change) ||
                         std::holds_alternative<DropEnumValue>(operation.change);
  return evaluates && has_type_of_extension(operation);
}

}  // namespace

std::vector<Step> lower_revision(const ReplayedRevision& revision, const Printing& printing, Target target, const Situation& situation,
                                 Diagnostics& diagnostics) {
  return Lowering(revision, printing, target, situation, diagnostics).run();
}

std::vector<Step> Lowering::run() {
  for (index_ = 0; index_ < revision_.operations.size(); ++index_) {
    operation_ = &revision_.operations[index_];
    is_first_ = true;
    check(*operation_);
    if (!writes_rows_only(operation_->change) && !is_concurrent(operation_->change)) {
      for (const TableChange& table : operation_->tables) {
        if (table.before) settle_deferred(table.before->name);
      }
    }
    std::visit(*this, operation_->change);
    follow_created(operation_->change);
    if (!steps_.empty() && steps_.back().placement != Placement::transaction) forget_deferred();
  }
  return std::move(steps_);
}

// ---- steps

Step& Lowering::add(std::string sql, std::string reason) {
  return is_first_ ? add(std::move(sql), std::move(reason), impact_of(*operation_, target_.version))
                   : add(std::move(sql), std::move(reason), Impact());
}

Step& Lowering::add(std::string sql, std::string reason, Impact impact) {
  if (sql.find('\0') != std::string::npos) diagnostics_.report(operation_->span, diag::null_character);
  const auto is_own = [&](const Lock& lock) {
    return std::any_of(created_.begin(), created_.end(), [&](const ObjectName& table) { return qualified(table) == lock.relation; });
  };
  const std::size_t locks = impact.locks.size();
  const bool is_new_table = locks > 0 && is_own(impact.locks.front());
  std::erase_if(impact.locks, is_own);

  Step step;
  step.sql = std::move(sql);
  step.reason = std::move(reason);
  step.span = operation_->span;
  step.locks = std::move(impact.locks);
  step.rewrites_table = impact.rewrites_table && !is_new_table;
  step.scans_table = impact.scans_table && !is_new_table;
  step.raw = needs_path();
  step.reversibility = operation_->reversibility;
  step.lock_timeout = lock_timeout_;
  step.statement_timeout = statement_timeout_;
  step.operation = index_;
  if (is_first_) {
    step.loss = operation_->loss;
    step.notes = operation_->notes;
    for (const TableChange& table : operation_->tables) step.touched.push_back({table.before, table.after});
  }
  is_first_ = false;
  return steps_.emplace_back(std::move(step));
}

bool Lowering::needs_path() const { return needs_search_path(*operation_); }

void Lowering::add_comment(std::string sql, std::string reason) { add(std::move(sql), std::move(reason), Impact()); }

void Lowering::add_comments_of(const ObjectName& table, const Constraint& constraint) {
  if (!constraint.comment) return;
  add_comment(comment_on_constraint(table, constraint.name, constraint.comment), "comment on constraint " + shown(table, constraint.name));
}

const Table* Lowering::table_before() const { return operation_->tables.empty() ? nullptr : operation_->tables.front().before.get(); }
const Table* Lowering::table_after() const { return operation_->tables.empty() ? nullptr : operation_->tables.front().after.get(); }

std::string Lowering::shown(const ObjectName& name) const {
  return name.schema == printing_.default_schema ? name.name : name.schema + "." + name.name;
}
std::string Lowering::shown(const ObjectName& table, std::string_view part) const { return fmt::format("{}.{}", shown(table), part); }

// ---- state that statements leave behind

void Lowering::follow_created(const Change& change) {
  if (const auto* create = std::get_if<CreateTable>(&change); create != nullptr && !create->if_not_exists)
    created_.insert(create->table.name);
  if (const auto* rename = std::get_if<RenameTable>(&change); rename != nullptr && created_.erase(rename->from) > 0)
    created_.insert(rename->to);
  if (const auto* rename = std::get_if<RenameObject>(&change); rename != nullptr && rename->from.kind == ObjectKind::schema) {
    for (const TableChange& table : operation_->tables)
      if (created_.erase(table.before->name) > 0) created_.insert(table.after->name);
  }
  if (const auto* drop = std::get_if<DropTable>(&change)) created_.erase(drop->table);
  follow_created_object(change);
}

void Lowering::follow_created_object(const Change& change) {
  const auto is_relation = [](const ObjectKey& key) {
    return key.kind == ObjectKind::sequence || key.kind == ObjectKind::view || key.kind == ObjectKind::materialized_view;
  };
  if (const auto* create = std::get_if<CreateObject>(&change); create != nullptr && is_relation(create->object->key)) {
    const bool existed = !operation_->objects.empty() && operation_->objects.front().before;
    if (!existed && !create->if_not_exists) created_.insert(create->object->key.name);
  }
  if (const auto* rename = std::get_if<RenameObject>(&change); rename != nullptr && is_relation(rename->from)) {
    if (created_.erase(rename->from.name) > 0) created_.insert(rename->to.name);
  }
  if (const auto* drop = std::get_if<DropObject>(&change); drop != nullptr && is_relation(drop->object)) created_.erase(drop->object.name);
}

// ---- tables

void Lowering::operator()(const CreateTable& change) {
  const Table& table = change.table;
  CreateTable alone = change;
  std::vector<Constraint> repeated;
  // With the condition nobody knows whether the table has them already.
  if (!change.if_not_exists) repeated = take_repeated_keys(alone.table.constraints);
  Step& created = add(create_table(alone, printing_), "create table " + shown(table.name));
  if (table.strict) created.notes.emplace_back("STRICT is SQLite's: PostgreSQL checks types anyway");
  if (table.without_rowid) created.notes.emplace_back("WITHOUT ROWID is SQLite's: PostgreSQL has no rowid");
  if (table.comment) add_comment(comment_on_table(table.name, table.comment), "comment on table " + shown(table.name));
  for (const Column& column : table.columns) {
    if (!column.comment) continue;
    add_comment(comment_on_column(table.name, column.name, column.comment), "comment on column " + shown(table.name, column.name));
  }
  add_keys(table.name, repeated);
  for (const Constraint& constraint : table.constraints) add_comments_of(table.name, constraint);
  for (const Index& index : table.indexes) add_index({.table = table.name, .index = index});
  add_owner(table_text(table.name), table.owner, "table " + shown(table.name));
  add_access_of(table);
  add_settings_of(table);
}

// A foreign key to the table above is one to each partition as well, by which the server keeps the partition from being dropped; with
// CASCADE it drops the key of the other table, whole.
void Lowering::operator()(const DropTable& change) {
  const Impact impact = impact_of(*operation_, target_.version);
  if (is_referenced_above()) {
    const DetachPartition detach{.table = table_before()->partition_of->parent, .partition = change.table};
    add(detach_partition(detach), fmt::format("detach {} from {}, as others refer to that", shown(detach.partition), shown(detach.table)),
        impact_of_part(detach));
  }
  add(drop_table(change), "drop table " + shown(change.table), impact);
}

bool Lowering::is_referenced_above() const {
  if (table_before() == nullptr || !table_before()->partition_of) return false;
  const auto is_above = [&](const ObjectName& name) {
    return name != table_before()->name && std::any_of(operation_->tables.begin(), operation_->tables.end(), [&](const TableChange& table) {
             return table.before && table.before == table.after && table.before->partition_by && table.before->name == name;
           });
  };
  return std::any_of(operation_->tables.begin(), operation_->tables.end(), [&](const TableChange& other) {
    return other.before && other.before == other.after &&
           std::any_of(other.before->constraints.begin(), other.before->constraints.end(), [&](const Constraint& constraint) {
             const auto* key = std::get_if<ForeignKey>(&constraint.what);
             return key != nullptr && is_above(key->table);
           });
  });
}
void Lowering::operator()(const RenameTable& change) {
  const bool is_move = change.from.schema != change.to.schema;
  add(rename_table(change), is_move ? fmt::format("move table {} to schema {}", shown(change.from), change.to.schema)
                                    : fmt::format("rename table {} to {}", shown(change.from), change.to.name));
}
void Lowering::operator()(const SetTableComment& change) {
  add(comment_on_table(change.table, change.text), "comment on table " + shown(change.table));
}

// ---- columns

void Lowering::operator()(const AddColumn& change) {
  if (add_column_online(change)) return;
  AddColumn alone = change;
  std::vector<Constraint> repeated;
  if (!change.if_not_exists) repeated = take_repeated_keys(alone.constraints);
  add(add_column(alone, printing_), "add column " + shown(change.table, change.column.name));
  add_keys(change.table, repeated);
  if (change.column.comment) {
    add_comment(comment_on_column(change.table, change.column.name, change.column.comment),
                "comment on column " + shown(change.table, change.column.name));
  }
  for (const Constraint& constraint : change.constraints) add_comments_of(change.table, constraint);
  add_identity_privileges(change.table, change.column);
  if (change.column.settings && table_after() != nullptr) add_settings_of(*table_after(), change.column);
}

void Lowering::operator()(const DropColumn& change) { add(drop_column(change), "drop column " + shown(change.table, change.column)); }
void Lowering::operator()(const RenameColumn& change) {
  add(rename_column(change), fmt::format("rename column {} to {}", shown(change.table, change.from), change.to));
}

void Lowering::operator()(const AlterColumnType& change) {
  warn_of_rewrite(change);
  const Column* column = table_after() == nullptr ? nullptr : table_after()->find_column(change.column);
  const bool has_default = column != nullptr && column->default_value.has_value();
  const Expression* restored = change.using_ && has_default ? &*column->default_value : nullptr;
  add(alter_column_type(change, restored, printing_), "change type of " + shown(change.table, change.column));
  if (!created_.contains(change.table)) refresh_statistics(change.table, change.column);
}

Step& Lowering::refresh_statistics(const ObjectName& table, std::string_view column) {
  const std::string columns = column.empty() ? "" : concatenated(" (", identifier(column), ")");
  const std::string what = column.empty() ? shown(table) : shown(table, column);
  return add(concatenated("ANALYZE ", qualified(table), columns, ";"), "statistics of " + what,
             Impact{{{qualified(table), LockMode::share_update_exclusive}}});
}

void Lowering::operator()(const SetColumnDefault& change) {
  add(set_column_default(change, printing_), (change.value ? "set default of " : "drop default of ") + shown(change.table, change.column));
}
void Lowering::operator()(const SetColumnNotNull& change) {
  if (add_not_null_online(change)) return;
  add(set_column_not_null(change), (change.not_null ? "require " : "allow nulls in ") + shown(change.table, change.column));
}
void Lowering::operator()(const SetColumnComment& change) {
  add(comment_on_column(change.table, change.column, change.text), "comment on column " + shown(change.table, change.column));
}

// ---- constraints

void Lowering::operator()(const AddConstraint& change) {
  if (add_constraint_online(change)) return;
  add(add_constraint(change, printing_), "add constraint " + shown(change.table, change.constraint.name));
  if (was_dropped_for(change))
    bring_back_comment(change.table, change.constraint.name);
  else
    add_comments_of(change.table, change.constraint);
  if (change.constraint.replica_identity) add_replica_identity(change.table, ast::ReplicaIdentity::index, change.constraint.name);
  if (change.constraint.clusters) add_clustering(change.table, change.constraint.name);
}
void Lowering::add_keys(const ObjectName& table, const std::vector<Constraint>& keys) {
  for (const Constraint& key : keys)
    add(add_constraint({.table = table, .constraint = key}, printing_), "add constraint " + shown(table, key.name));
}
void Lowering::operator()(const DropConstraint& change) {
  const Impact impact = impact_of(*operation_, target_.version);
  if (is_made_again(change)) remember_comment(change.table, change.constraint);
  add(drop_constraint(change), "drop constraint " + shown(change.table, change.constraint), impact);
}
void Lowering::operator()(const SetConstraintDeferral& change) {
  add(set_constraint_deferral(change), "when constraint " + shown(change.table, change.constraint) + " is checked");
}
void Lowering::operator()(const RenameConstraint& change) {
  add(rename_constraint(change), fmt::format("rename constraint {} to {}", shown(change.table, change.from), change.to));
}
void Lowering::operator()(const ValidateConstraint& change) {
  if (!change.valid) {  // no server has a statement for it
    const Constraint& unchecked = *table_after()->find_constraint(change.constraint);
    const Impact impact = impact_of(*operation_, target_.version);
    remember_comment(change.table, change.constraint);
    add(drop_constraint({.table = change.table, .constraint = change.constraint}),
        "drop constraint " + shown(change.table, change.constraint), impact);
    add(add_constraint({.table = change.table, .constraint = unchecked}, printing_),
        "add constraint " + shown(change.table, change.constraint) + " again, not validated");
    bring_back_comment(change.table, change.constraint);
    return;
  }
  add(validate_constraint(change), "validate constraint " + shown(change.table, change.constraint));
}
void Lowering::operator()(const SetConstraintComment& change) {
  add(comment_on_constraint(change.table, change.constraint, change.text),
      "comment on constraint " + shown(change.table, change.constraint));
}

// ---- indexes

void Lowering::operator()(const RenameIndex& change) {
  add(rename_index(change), fmt::format("rename index {} to {}", change.from, change.to));
}
void Lowering::operator()(const SetIndexComment& change) {
  add(comment_on_index(index_name(change.table, change.index), change.text), "comment on index " + change.index);
}

// ---- enumerations; dropping a value stands in lower_enum_value.cpp

void Lowering::operator()(const CreateEnum& change) {
  add(create_enum(change.type), "create enum " + shown(change.type.name));
  if (change.type.comment) {
    add_comment(comment_on_enum(change.type.name, change.type.comment), "comment on enum " + shown(change.type.name));
  }
  add_owner(enum_text(change.type.name), change.type.owner, "enum " + shown(change.type.name));
  add_privileges({ObjectKind::enumeration, change.type.name, {}}, enum_text(change.type.name), change.type.owner, change.type.grants);
}
void Lowering::operator()(const DropEnum& change) { add(drop_enum(change), "drop enum " + shown(change.name)); }
void Lowering::operator()(const RenameEnum& change) {
  const bool is_move = change.from.schema != change.to.schema;
  add(rename_enum(change), is_move ? fmt::format("move enum {} to schema {}", shown(change.from), change.to.schema)
                                   : fmt::format("rename enum {} to {}", shown(change.from), change.to.name));
}
void Lowering::operator()(const AddEnumValue& change) {
  Step& step = add(add_enum_value(change), fmt::format("add value {} to {}", change.value, shown(change.name)));
  if (!is_used_later(change)) return;
  step.placement = Placement::own_transaction;
  step.notes.push_back("committed first: a new value cannot be used in the transaction that adds it");
}
void Lowering::operator()(const RenameEnumValue& change) {
  add(rename_enum_value(change), fmt::format("rename value {} of {}", change.from, shown(change.name)));
}
void Lowering::operator()(const SetEnumComment& change) {
  add(comment_on_enum(change.name, change.text), "comment on enum " + shown(change.name));
}

bool Lowering::is_used_later(const AddEnumValue& change) const {
  const auto uses = [&](const Operation& later) {
    if (writes_rows_only(later.change) && !std::holds_alternative<SetTimeout>(later.change)) return true;
    bool found = false;
    for_each_expression_of(later.change, [&](const Expression& root) {
      for_each_expression(root, [&](const Expression& e) {
        const auto* literal = std::get_if<Literal>(&e.node);
        found = found || (literal != nullptr && literal->kind == LiteralKind::string && literal->text == change.value) ||
                std::holds_alternative<Subquery>(e.node);
      });
    });
    return found;
  };
  const auto next = revision_.operations.begin() + static_cast<std::ptrdiff_t>(index_) + 1;
  return std::any_of(next, revision_.operations.end(), uses);
}

void Lowering::operator()(const SetTimeout& change) {
  switch (change.kind) {
    case ast::TimeoutKind::lock:
      lock_timeout_ = change.value;
      return;
    case ast::TimeoutKind::statement:
      statement_timeout_ = change.value;
      return;
  }
}

}  // namespace galley::postgresql
