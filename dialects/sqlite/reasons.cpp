#include "sqlite/reasons.hpp"

#include <fmt/format.h>

namespace galley::sqlite {
namespace {

std::string comment_reason(std::string_view object) { return fmt::format("comment on {}", object); }

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
      [](const InsertRows& c) { return fmt::format("insert into {}", c.table.name); },
      [](const UpdateRows& c) { return fmt::format("update {}", c.table.name); },
      [](const DeleteRows& c) { return fmt::format("delete from {}", c.table.name); }, [](const RawSql&) { return std::string("raw SQL"); },
      [](const SetTimeout& c) { return std::string(c.kind == ast::TimeoutKind::lock ? "set lock_timeout" : "set statement_timeout"); });
}

Step make_step(std::string sql, std::string reason, Span span) {
  Step step;
  step.sql = std::move(sql);
  step.reason = std::move(reason);
  step.span = span;
  return step;
}

}  // namespace galley::sqlite
