// The inverse of each change, one function a kind; files by object.
#pragma once

#include <string>

#include "catalog/derive_downgrade.hpp"

namespace galley {

struct UndoSource {
  const Record& record;
  const Workspace& workspace;  // for texts: names as users know them, the revision at hand
  [[nodiscard]] const Table& before() const { return *record.operation.tables.front().before; }
  [[nodiscard]] const Table& after() const { return *record.operation.tables.front().after; }
};

void undo(const CreateTable& change, const UndoSource& source, Undo& out);
void undo(const DropTable& change, const UndoSource& source, Undo& out);
void undo(const RenameTable& change, const UndoSource& source, Undo& out);
void undo(const SetTableComment& change, const UndoSource& source, Undo& out);
void undo(const SetTableOptions& change, const UndoSource& source, Undo& out);
void undo(const SetTablespace& change, const UndoSource& source, Undo& out);
void undo(const SetLogged& change, const UndoSource& source, Undo& out);
void undo(const AttachPartition& change, const UndoSource& source, Undo& out);
void undo(const DetachPartition& change, const UndoSource& source, Undo& out);
void undo(const AddColumn& change, const UndoSource& source, Undo& out);
void undo(const DropColumn& change, const UndoSource& source, Undo& out);
void undo(const RenameColumn& change, const UndoSource& source, Undo& out);
void undo(const AlterColumnType& change, const UndoSource& source, Undo& out);
void undo(const SetColumnDefault& change, const UndoSource& source, Undo& out);
void undo(const SetColumnNotNull& change, const UndoSource& source, Undo& out);
void undo(const SetColumnComment& change, const UndoSource& source, Undo& out);
void undo(const SetColumnIdentity& change, const UndoSource& source, Undo& out);
void undo(const SetColumnExpression& change, const UndoSource& source, Undo& out);
void undo(const AddConstraint& change, const UndoSource& source, Undo& out);
void undo(const DropConstraint& change, const UndoSource& source, Undo& out);
void undo(const SetConstraintDeferral& change, const UndoSource& source, Undo& out);
void undo(const RenameConstraint& change, const UndoSource& source, Undo& out);
void undo(const ValidateConstraint& change, const UndoSource& source, Undo& out);
void undo(const SetConstraintComment& change, const UndoSource& source, Undo& out);
void undo(const CreateIndex& change, const UndoSource& source, Undo& out);
void undo(const DropIndex& change, const UndoSource& source, Undo& out);
void undo(const RenameIndex& change, const UndoSource& source, Undo& out);
void undo(const SetIndexComment& change, const UndoSource& source, Undo& out);
void undo(const Reindex& change, const UndoSource& source, Undo& out);
void undo(const CreateEnum& change, const UndoSource& source, Undo& out);
void undo(const DropEnum& change, const UndoSource& source, Undo& out);
void undo(const RenameEnum& change, const UndoSource& source, Undo& out);
void undo(const AddEnumValue& change, const UndoSource& source, Undo& out);
void undo(const RenameEnumValue& change, const UndoSource& source, Undo& out);
void undo(const DropEnumValue& change, const UndoSource& source, Undo& out);
void undo(const SetEnumComment& change, const UndoSource& source, Undo& out);
void undo(const CreateObject& change, const UndoSource& source, Undo& out);
void undo(const DropObject& change, const UndoSource& source, Undo& out);
void undo(const RenameObject& change, const UndoSource& source, Undo& out);
void undo(const SetObjectOwner& change, const UndoSource& source, Undo& out);
void undo(const SetObjectComment& change, const UndoSource& source, Undo& out);
void undo(const AlterObject& change, const UndoSource& source, Undo& out);
void undo(const RefreshView& change, const UndoSource& source, Undo& out);
void undo(const ChangePrivileges& change, const UndoSource& source, Undo& out);
void undo(const ChangeDefaultPrivileges& change, const UndoSource& source, Undo& out);
void undo(const Declare& change, const UndoSource& source, Undo& out);
void undo(const SetTriggerState& change, const UndoSource& source, Undo& out);
void undo(const SetColumnSetting& change, const UndoSource& source, Undo& out);
void undo(const SetReplicaIdentity& change, const UndoSource& source, Undo& out);
void undo(const SetClustering& change, const UndoSource& source, Undo& out);
void undo(const SetRowSecurity& change, const UndoSource& source, Undo& out);
void undo(const InsertRows& change, const UndoSource& source, Undo& out);
void undo(const UpdateRows& change, const UndoSource& source, Undo& out);
void undo(const DeleteRows& change, const UndoSource& source, Undo& out);
void undo(const TruncateTables& change, const UndoSource& source, Undo& out);
void undo(const Require& change, const UndoSource& source, Undo& out);
void undo(const RawSql& change, const UndoSource& source, Undo& out);
void undo(const SetTimeout& change, const UndoSource& source, Undo& out);

/// Adds the constraint back, its comment apart, as users write them.
void restore(const ObjectName& table, Constraint constraint, Undo& out);
/// Makes a partition's own keys, checks and indexes again that went with those of the main table, so that those take them over.
void restore_in_partitions(const UndoSource& source, Undo& out);
/// Adds back every other constraint that the operation took from tables other than its main one.
/// Makes the objects again that went with a table or a column: sequences before it, what lives on it after.
void restore_parts_before(const UndoSource& source, Undo& out);
void restore_parts_after(const UndoSource& source, Undo& out);
/// Adds back every constraint that the operation took from tables other than its main one.
void restore_in_other_tables(const UndoSource& source, Undo& out);

}  // namespace galley
