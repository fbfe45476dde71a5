// One function a statement: resolve every name, type and expression in it, then apply the change it means.
#pragma once

#include "catalog/workspace.hpp"

namespace galley {

void run(const ast::CreateTable& statement, Span span, Workspace& workspace);
void run(const ast::DropTable& statement, Span span, Workspace& workspace);
void run(const ast::RenameTable& statement, Span span, Workspace& workspace);
void run(const ast::AlterTable& statement, Span span, Workspace& workspace);
void run(const ast::CreateIndex& statement, Span span, Workspace& workspace);
void run(const ast::DropIndex& statement, Span span, Workspace& workspace);
void run(const ast::RenameIndex& statement, Span span, Workspace& workspace);
void run(const ast::CreateEnum& statement, Span span, Workspace& workspace);
void run(const ast::DropEnum& statement, Span span, Workspace& workspace);
void run(const ast::RenameEnum& statement, Span span, Workspace& workspace);
void run(const ast::AddEnumValue& statement, Span span, Workspace& workspace);
void run(const ast::RenameEnumValue& statement, Span span, Workspace& workspace);
void run(const ast::DropEnumValue& statement, Span span, Workspace& workspace);
void run(const ast::CommentOn& statement, Span span, Workspace& workspace);
void run(const ast::Insert& statement, Span span, Workspace& workspace);
void run(const ast::Update& statement, Span span, Workspace& workspace);
void run(const ast::Delete& statement, Span span, Workspace& workspace);
void run(const ast::RawSql& statement, Span span, Workspace& workspace);
void run(const ast::SetTimeout& statement, Span span, Workspace& workspace);
void run(const ast::OnDialect& statement, Span span, Workspace& workspace);
/// Its error is reported already.
inline void run(const ast::Error&, Span, Workspace&) {}

void run_all(const std::vector<ast::Statement>& body, Workspace& workspace);

// ---- actions of alter table

/// The table as it is before the action.
struct AlteredTable {
  TablePointer table;
  Span name;  // of the table, in the statement
  Span action;
  [[nodiscard]] Places places(Span part) const { return {action, name, part}; }
};
void run(const ast::AddColumn& action, const AlteredTable& altered, Workspace& workspace);
void run(const ast::DropColumn& action, const AlteredTable& altered, Workspace& workspace);
void run(const ast::RenameColumn& action, const AlteredTable& altered, Workspace& workspace);
void run(const ast::AlterColumnType& action, const AlteredTable& altered, Workspace& workspace);
void run(const ast::SetDefault& action, const AlteredTable& altered, Workspace& workspace);
void run(const ast::DropDefault& action, const AlteredTable& altered, Workspace& workspace);
void run(const ast::SetNotNull& action, const AlteredTable& altered, Workspace& workspace);
void run(const ast::DropNotNull& action, const AlteredTable& altered, Workspace& workspace);
void run(const ast::ColumnComment& action, const AlteredTable& altered, Workspace& workspace);
void run(const ast::AddConstraint& action, const AlteredTable& altered, Workspace& workspace);
void run(const ast::DropConstraint& action, const AlteredTable& altered, Workspace& workspace);
void run(const ast::RenameConstraint& action, const AlteredTable& altered, Workspace& workspace);
void run(const ast::ValidateConstraint& action, const AlteredTable& altered, Workspace& workspace);

}  // namespace galley
