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
void run(const ast::Reindex& statement, Span span, Workspace& workspace);
void run(const ast::CreateEnum& statement, Span span, Workspace& workspace);
void run(const ast::DropEnum& statement, Span span, Workspace& workspace);
void run(const ast::RenameEnum& statement, Span span, Workspace& workspace);
void run(const ast::AddEnumValue& statement, Span span, Workspace& workspace);
void run(const ast::RenameEnumValue& statement, Span span, Workspace& workspace);
void run(const ast::DropEnumValue& statement, Span span, Workspace& workspace);
void run(const ast::CommentOn& statement, Span span, Workspace& workspace);
void run(const ast::DropObject& statement, Span span, Workspace& workspace);
void run(const ast::RenameObject& statement, Span span, Workspace& workspace);
void run(const ast::SetObjectSchema& statement, Span span, Workspace& workspace);
void run(const ast::SetObjectOwner& statement, Span span, Workspace& workspace);
void run(const ast::CreateSchema& statement, Span span, Workspace& workspace);
void run(const ast::CreateExtension& statement, Span span, Workspace& workspace);
void run(const ast::UpdateExtension& statement, Span span, Workspace& workspace);
void run(const ast::CreateSequence& statement, Span span, Workspace& workspace);
void run(const ast::AlterSequence& statement, Span span, Workspace& workspace);
void run(const ast::CreateDomain& statement, Span span, Workspace& workspace);
void run(const ast::AlterDomain& statement, Span span, Workspace& workspace);
void run(const ast::CreateCompositeType& statement, Span span, Workspace& workspace);
void run(const ast::AlterCompositeType& statement, Span span, Workspace& workspace);
void run(const ast::CreateStatistics& statement, Span span, Workspace& workspace);
void run(const ast::AlterDefaultPrivileges& statement, Span span, Workspace& workspace);
void run(const ast::AlterRoutine& statement, Span span, Workspace& workspace);
void run(const ast::AlterView& statement, Span span, Workspace& workspace);
void run(const ast::CreatePublication& statement, Span span, Workspace& workspace);
void run(const ast::AlterPublication& statement, Span span, Workspace& workspace);
void run(const ast::Insert& statement, Span span, Workspace& workspace);
void run(const ast::Update& statement, Span span, Workspace& workspace);
void run(const ast::Delete& statement, Span span, Workspace& workspace);
void run(const ast::Truncate& statement, Span span, Workspace& workspace);
void run(const ast::Require& statement, Span span, Workspace& workspace);
void run(const ast::RawSql& statement, Span span, Workspace& workspace);
void run(const ast::SetTimeout& statement, Span span, Workspace& workspace);
void run(const ast::OnDialect& statement, Span span, Workspace& workspace);
void run(const ast::CreateView& statement, Span span, Workspace& workspace);
void run(const ast::RefreshView& statement, Span span, Workspace& workspace);
void run(const ast::CreateRoutine& statement, Span span, Workspace& workspace);
void run(const ast::CreateTrigger& statement, Span span, Workspace& workspace);
void run(const ast::CreatePolicy& statement, Span span, Workspace& workspace);
void run(const ast::AlterPolicy& statement, Span span, Workspace& workspace);
void run(const ast::Grant& statement, Span span, Workspace& workspace);
void run(const ast::Declare& statement, Span span, Workspace& workspace);
/// Its error is reported already.
inline void run(const ast::Error&, Span, Workspace&) {}

void run_all(const std::vector<ast::Statement>& body, Workspace& workspace);

/// At the end of a revision: the next one may run in another session.
void drop_temporary_tables(Workspace& workspace);

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
void run(const ast::ChangeConstraint& action, const AlteredTable& altered, Workspace& workspace);
void run(const ast::AddIdentity& action, const AlteredTable& altered, Workspace& workspace);
void run(const ast::SetIdentity& action, const AlteredTable& altered, Workspace& workspace);
void run(const ast::DropIdentity& action, const AlteredTable& altered, Workspace& workspace);
void run(const ast::SetExpression& action, const AlteredTable& altered, Workspace& workspace);
void run(const ast::DropExpression& action, const AlteredTable& altered, Workspace& workspace);
void run(const ast::AttachPartition& action, const AlteredTable& altered, Workspace& workspace);
void run(const ast::DetachPartition& action, const AlteredTable& altered, Workspace& workspace);
void run(const ast::SetTableOptions& action, const AlteredTable& altered, Workspace& workspace);
void run(const ast::ResetTableOptions& action, const AlteredTable& altered, Workspace& workspace);
void run(const ast::SetTablespace& action, const AlteredTable& altered, Workspace& workspace);
void run(const ast::SetLogged& action, const AlteredTable& altered, Workspace& workspace);
void run(const ast::SetTableOwner& action, const AlteredTable& altered, Workspace& workspace);
void run(const ast::SetTableSchema& action, const AlteredTable& altered, Workspace& workspace);
void run(const ast::SetTriggerState& action, const AlteredTable& altered, Workspace& workspace);
void run(const ast::SetColumnSetting& action, const AlteredTable& altered, Workspace& workspace);
void run(const ast::SetReplicaIdentity& action, const AlteredTable& altered, Workspace& workspace);
void run(const ast::SetColumnOptions& action, const AlteredTable& altered, Workspace& workspace);
void run(const ast::SetClustering& action, const AlteredTable& altered, Workspace& workspace);
void run(const ast::SetRowSecurity& action, const AlteredTable& altered, Workspace& workspace);

}  // namespace galley
