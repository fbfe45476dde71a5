// Typed changes applied to the catalog: check everything, then commit the new values and the operation. Changes written by
// users and those derived for a downgrade go the same way. Each returns false when it has reported something (or an
// earlier error silences it); the catalog is then as before.
#pragma once

#include <optional>
#include <string>

#include "catalog/workspace.hpp"

namespace galley {

bool apply(const CreateTable& change, const Places& at, Workspace& workspace);
bool apply(const DropTable& change, const Places& at, Workspace& workspace);
bool apply(const RenameTable& change, const Places& at, Workspace& workspace);
bool apply(const SetTableComment& change, const Places& at, Workspace& workspace);

bool apply(const SetTableOptions& change, const Places& at, Workspace& workspace);
bool apply(const SetTablespace& change, const Places& at, Workspace& workspace);
bool apply(const SetLogged& change, const Places& at, Workspace& workspace);
bool apply(const AttachPartition& change, const Places& at, Workspace& workspace);
bool apply(const DetachPartition& change, const Places& at, Workspace& workspace);

bool apply(const AddColumn& change, const Places& at, Workspace& workspace);
bool apply(const DropColumn& change, const Places& at, Workspace& workspace);
bool apply(const RenameColumn& change, const Places& at, Workspace& workspace);
bool apply(const AlterColumnType& change, const Places& at, Workspace& workspace);
bool apply(const SetColumnDefault& change, const Places& at, Workspace& workspace);
bool apply(const SetColumnNotNull& change, const Places& at, Workspace& workspace);
bool apply(const SetColumnComment& change, const Places& at, Workspace& workspace);
bool apply(const SetColumnIdentity& change, const Places& at, Workspace& workspace);
bool apply(const SetColumnExpression& change, const Places& at, Workspace& workspace);

bool apply(const AddConstraint& change, const Places& at, Workspace& workspace);
bool apply(const DropConstraint& change, const Places& at, Workspace& workspace);
bool apply(const RenameConstraint& change, const Places& at, Workspace& workspace);
bool apply(const SetConstraintDeferral& change, const Places& at, Workspace& workspace);
bool apply(const ValidateConstraint& change, const Places& at, Workspace& workspace);
bool apply(const SetConstraintComment& change, const Places& at, Workspace& workspace);

bool apply(const CreateIndex& change, const Places& at, Workspace& workspace);
bool apply(const DropIndex& change, const Places& at, Workspace& workspace);
bool apply(const RenameIndex& change, const Places& at, Workspace& workspace);
bool apply(const SetIndexComment& change, const Places& at, Workspace& workspace);
bool apply(const Reindex& change, const Places& at, Workspace& workspace);

bool apply(const CreateEnum& change, const Places& at, Workspace& workspace);
bool apply(const DropEnum& change, const Places& at, Workspace& workspace);
bool apply(const RenameEnum& change, const Places& at, Workspace& workspace);
bool apply(const AddEnumValue& change, const Places& at, Workspace& workspace);
bool apply(const RenameEnumValue& change, const Places& at, Workspace& workspace);
bool apply(const DropEnumValue& change, const Places& at, Workspace& workspace);
bool apply(const SetEnumComment& change, const Places& at, Workspace& workspace);

bool apply(const CreateObject& change, const Places& at, Workspace& workspace);
bool apply(const DropObject& change, const Places& at, Workspace& workspace);
bool apply(const RenameObject& change, const Places& at, Workspace& workspace);
bool apply(const SetObjectOwner& change, const Places& at, Workspace& workspace);
bool apply(const SetObjectComment& change, const Places& at, Workspace& workspace);
bool apply(const AlterObject& change, const Places& at, Workspace& workspace);
bool apply(const RefreshView& change, const Places& at, Workspace& workspace);
bool apply(const ChangePrivileges& change, const Places& at, Workspace& workspace);
bool apply(const ChangeDefaultPrivileges& change, const Places& at, Workspace& workspace);
bool apply(const Declare& change, const Places& at, Workspace& workspace);
bool apply(const SetTriggerState& change, const Places& at, Workspace& workspace);
bool apply(const SetColumnSetting& change, const Places& at, Workspace& workspace);
bool apply(const SetReplicaIdentity& change, const Places& at, Workspace& workspace);
bool apply(const SetClustering& change, const Places& at, Workspace& workspace);
bool apply(const SetRowSecurity& change, const Places& at, Workspace& workspace);

bool apply(const InsertRows& change, const Places& at, Workspace& workspace);
bool apply(const UpdateRows& change, const Places& at, Workspace& workspace);
bool apply(const DeleteRows& change, const Places& at, Workspace& workspace);
bool apply(const TruncateTables& change, const Places& at, Workspace& workspace);
bool apply(const Require& change, const Places& at, Workspace& workspace);
bool apply(const RawSql& change, const Places& at, Workspace& workspace);
bool apply(const SetTimeout& change, const Places& at, Workspace& workspace);

bool apply_change(const Change& change, const Places& at, Workspace& workspace);

/// The owner of what nobody has given to another role: who runs the script.
inline constexpr std::string_view current_owner = "current_user";

[[nodiscard]] Operation make_operation(Change change, std::vector<TableChange> tables, const Places& at);
/// Points types of the history at their present values; reports those that are gone.
bool refresh_types(Table& table, Span span, Workspace& workspace);
bool refresh_types(SchemaObject& object, Span span, Workspace& workspace);
/// A type alone: of a column, say.
bool refresh_type(Type& type, Span span, Workspace& workspace);
/// Whether nothing has the name inside raw text, which a new name is not followed into. Lists what has.
bool check_not_in_raw_text(const ObjectKey& key, const Places& at, Workspace& workspace);
/// Those of the objects that have the string literal inside such text.
std::vector<ObjectPointer> objects_with_literal(std::vector<ObjectPointer> objects, std::string_view value);

}  // namespace galley
