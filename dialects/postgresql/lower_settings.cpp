// Storage, statistics, replicas, triggers that rest: as statements of their own, and behind what makes a table or a part of it.
#include <fmt/format.h>

#include <algorithm>

#include "catalog/column_settings.hpp"
#include "catalog/family.hpp"
#include "postgresql/lowering.hpp"
#include "postgresql/statements.hpp"

namespace galley::postgresql {

void Lowering::operator()(const SetTriggerState& change) {
  const bool is_off = change.state == ast::TriggerState::disabled;
  const std::string which = change.which == ast::WhichTriggers::named ? change.trigger : "triggers";
  Step& step = add(set_trigger_state(change), fmt::format("switch {} of {} {}", which, shown(change.table), is_off ? "off" : "on"));
  if (change.which == ast::WhichTriggers::all)
    step.notes.emplace_back(is_off ? "foreign keys are not checked from here on; needs a superuser"
                                   : "rows that came meanwhile are not checked; needs a superuser");
}

void Lowering::operator()(const SetReplicaIdentity& change) {
  Step& step = add(set_replica_identity(change), "replica identity of " + shown(change.table));
  if (change.identity == ast::ReplicaIdentity::full) step.notes.emplace_back("whole rows are written to the log from here on");
  if (change.identity == ast::ReplicaIdentity::nothing)
    step.notes.emplace_back("updates and deletes are refused from here on where a publication tells of them");
}

void Lowering::operator()(const SetClustering& change) {
  Step& step = add(set_clustering(change), "order of rows of " + shown(change.table));
  if (!change.index.empty()) step.notes.emplace_back("no row is moved: a later CLUSTER does that");
}

void Lowering::operator()(const SetColumnSetting& change) { add_setting(change); }

void Lowering::add_setting(const SetColumnSetting& change) {
  constexpr int first_compression = 14;
  constexpr int first_storage_default = 16;
  if (change.setting == ast::ColumnSetting::compression) require(first_compression, "compression of a column", operation_->span);
  const Table* table = table_after();
  const Column* column = table == nullptr ? nullptr : table->find_column(change.column);
  const Type type = column == nullptr ? Type() : column->type;
  const std::optional<std::string> sql = set_column_setting(change, type, target_.version);
  if (!sql) return require(first_storage_default, "the default storage of a type of an extension", operation_->span);
  add(*sql, "storage of " + shown(change.table, change.column));
}

void Lowering::add_settings_of(const Table& table, const Column& column) {
  Column plain = column;
  plain.settings.reset();
  const std::vector<ObjectName> parents = parents_of(table);
  for (const TableChange& other : operation_->tables) {
    if (!other.before || std::ranges::find(parents, other.before->name) == parents.end()) continue;
    if (const Column* above = other.before->find_column(column.name)) plain.settings = inherited_column(*above).settings;
  }
  for (const SetColumnSetting& setting : settings_between(table.name, plain, column)) add_setting(setting);
}

void Lowering::add_clustering(const ObjectName& table, const std::string& index) {
  add(set_clustering({table, index}), "order of rows of " + shown(table), Impact());
}

void Lowering::add_replica_identity(const ObjectName& table, ast::ReplicaIdentity identity, const std::string& index) {
  add(set_replica_identity({table, identity, index}), "replica identity of " + shown(table), Impact());
}

void Lowering::add_settings_of(const Table& table) {
  for (const Column& column : table.columns) add_settings_of(table, column);
  using enum ast::ReplicaIdentity;
  if (table.replica_identity == full || table.replica_identity == nothing) add_replica_identity(table.name, table.replica_identity, {});
  for (const Constraint& constraint : table.constraints)
    if (constraint.replica_identity) add_replica_identity(table.name, index, constraint.name);
  for (const Constraint& constraint : table.constraints)
    if (constraint.clusters) add_clustering(table.name, constraint.name);
  if (table.key_triggers_off)
    add(set_trigger_state({table.name, ast::TriggerState::disabled, ast::WhichTriggers::all, {}}),
        "switch triggers of " + shown(table.name) + " off", Impact());
}

}  // namespace galley::postgresql
