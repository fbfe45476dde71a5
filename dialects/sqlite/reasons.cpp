#include "sqlite/reasons.hpp"

#include <fmt/format.h>

namespace galley::sqlite {
namespace {

std::string object_text(const ObjectKey& key) {
  const bool is_part = key.kind == ObjectKind::trigger || key.kind == ObjectKind::policy;
  return fmt::format("{} {}", object_kind_name(key.kind), is_part ? key.part : key.name.name);
}

std::string comment_reason(std::string_view object) { return fmt::format("comment on {}", object); }

std::string names_of(const std::vector<ObjectName>& tables) {
  std::string names;
  for (const ObjectName& table : tables) names += (names.empty() ? "" : ", ") + table.name;
  return names;
}

}  // namespace

std::string reason_text(const Change& change) {
  return match(
      change, [](const CreateTable& c) { return fmt::format("create table {}", c.table.name.name); },
      [](const DropTable& c) { return fmt::format("drop table {}", c.table.name); },
      [](const RenameTable& c) { return fmt::format("rename table {} to {}", c.from.name, c.to.name); },
      [](const SetTableComment& c) { return comment_reason("table " + c.table.name); },
      [](const AddColumn& c) { return fmt::format("add column {}.{}", c.table.name, c.column.name); },
      [](const DropColumn& c) { return fmt::format("drop column {}.{}", c.table.name, c.column); },
      [](const RenameColumn& c) { return fmt::format("rename column {}.{} to {}", c.table.name, c.from, c.to); },
      [](const AlterColumnType& c) { return fmt::format("change the type of {}.{}", c.table.name, c.column); },
      [](const SetColumnDefault& c) { return fmt::format("{} the default of {}.{}", c.value ? "set" : "drop", c.table.name, c.column); },
      [](const SetColumnNotNull& c) { return fmt::format("{}.{} {}", c.table.name, c.column, c.not_null ? "not null" : "may be null"); },
      [](const SetColumnComment& c) { return comment_reason(fmt::format("column {}.{}", c.table.name, c.column)); },
      [](const AddConstraint& c) { return fmt::format("add constraint {} to {}", c.constraint.name, c.table.name); },
      [](const DropConstraint& c) { return fmt::format("drop constraint {} of {}", c.constraint, c.table.name); },
      [](const SetConstraintDeferral& c) { return fmt::format("when constraint {} of {} is checked", c.constraint, c.table.name); },
      [](const RenameConstraint& c) { return fmt::format("rename constraint {} of {} to {}", c.from, c.table.name, c.to); },
      [](const ValidateConstraint& c) { return fmt::format("validate constraint {} of {}", c.constraint, c.table.name); },
      [](const SetConstraintComment& c) { return comment_reason("constraint " + c.constraint); },
      [](const CreateIndex& c) { return fmt::format("create index {} on {}", c.index.name, c.table.name); },
      [](const DropIndex& c) { return fmt::format("drop index {}", c.index); },
      [](const RenameIndex& c) { return fmt::format("rename index {} to {}", c.from, c.to); },
      [](const SetIndexComment& c) { return comment_reason("index " + c.index); },
      [](const CreateEnum& c) { return fmt::format("create enum {}", c.type.name.name); },
      [](const DropEnum& c) { return fmt::format("drop enum {}", c.name.name); },
      [](const RenameEnum& c) { return fmt::format("rename enum {} to {}", c.from.name, c.to.name); },
      [](const AddEnumValue& c) { return fmt::format("add value {} to enum {}", c.value, c.name.name); },
      [](const RenameEnumValue& c) { return fmt::format("rename value {} of enum {} to {}", c.from, c.name.name, c.to); },
      [](const DropEnumValue& c) { return fmt::format("drop value {} of enum {}", c.value, c.name.name); },
      [](const SetEnumComment& c) { return comment_reason("enum " + c.name.name); },
      [](const CreateObject& c) { return "create " + object_text(c.object->key); },
      [](const DropObject& c) { return "drop " + object_text(c.object); },
      [](const RenameObject& c) {
        return fmt::format("rename {} to {}", object_text(c.from), c.to.part.empty() ? c.to.name.name : c.to.part);
      },
      [](const SetObjectOwner& c) { return "owner of " + object_text(c.object); },
      [](const SetObjectComment& c) { return comment_reason(object_text(c.object)); },
      [](const AlterObject& c) { return "alter " + object_text(c.object); },
      [](const InsertRows& c) { return fmt::format("insert into {}", c.table.name); },
      [](const UpdateRows& c) { return fmt::format("update {}", c.table.name); },
      [](const DeleteRows& c) { return fmt::format("delete from {}", c.table.name); },
      [](const TruncateTables& c) { return "empty " + names_of(c.tables); },
      [](const Require& c) { return std::string(c.no_rows ? "require no rows" : "require rows"); },
      [](const RawSql&) { return std::string("raw SQL"); },
      [](const SetTimeout& c) { return std::string(c.kind == ast::TimeoutKind::lock ? "set lock_timeout" : "set statement_timeout"); },
      [](const SetTableOptions& c) { return fmt::format("{} options of {}", c.set.empty() ? "reset" : "set", c.table.name); },
      [](const SetTablespace& c) { return fmt::format("move {} to tablespace {}", c.table.name, c.tablespace); },
      [](const SetLogged& c) { return fmt::format("make {} {}", c.table.name, c.logged ? "logged" : "unlogged"); },
      [](const AttachPartition& c) { return fmt::format("attach {} to {}", c.partition.name, c.table.name); },
      [](const DetachPartition& c) { return fmt::format("detach {} from {}", c.partition.name, c.table.name); },
      [](const SetColumnIdentity& c) {
        return fmt::format("{} identity {}.{}", !c.identity ? "drop" : c.restarts ? "restart" : "set", c.table.name, c.column);
      },
      [](const SetColumnExpression& c) {
        return fmt::format("{} the expression of {}.{}", c.value ? "change" : "drop", c.table.name, c.column);
      },
      [](const Reindex& c) {
        return fmt::format("build {} anew", c.index.empty() ? "the indexes of " + c.table.name : "index " + c.index);
      },
      [](const RefreshView& c) { return "refresh view " + c.view.name; },
      [](const ChangePrivileges& c) { return std::string(c.is_revoke ? "revoke" : "grant"); },
      [](const ChangeDefaultPrivileges&) { return std::string("default privileges"); },
      [](const SetTriggerState& c) { return "triggers of " + c.table.name; },
      [](const SetReplicaIdentity& c) { return "replica identity of " + c.table.name; },
      [](const SetClustering& c) { return "order of rows of " + c.table.name; },
      [](const SetColumnSetting& c) { return fmt::format("storage of {}.{}", c.table.name, c.column); },
      [](const SetRowSecurity& c) { return "row level security of " + c.table.name; },
      [](const Declare& c) { return "declare " + object_text(c.object); });
}

Step make_step(std::string sql, std::string reason, Span span) {
  Step step;
  step.sql = std::move(sql);
  step.reason = std::move(reason);
  step.span = span;
  return step;
}

}  // namespace galley::sqlite
