// The text of each statement, laid out as a careful person would write it: schema-qualified, keywords in upper case, types
// in lower case, one column a line. Every function returns one statement with its semicolon.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "galley/operation.hpp"
#include "postgresql/types.hpp"

namespace galley::postgresql {

// ---- statements_table.cpp

[[nodiscard]] std::string create_table(const CreateTable& change, const Printing& printing);
[[nodiscard]] std::string drop_table(const DropTable& change);
[[nodiscard]] std::string rename_table(const RenameTable& change);
[[nodiscard]] std::string set_table_options(const SetTableOptions& change);
[[nodiscard]] std::string set_tablespace(const SetTablespace& change);
[[nodiscard]] std::string set_logged(const SetLogged& change);
/// ALTER TABLE with its actions, on one line when there is one and it is short.
[[nodiscard]] std::string alter_table(const ObjectName& table, const std::vector<std::string>& actions);
/// "(a, b)"
[[nodiscard]] std::string name_list(const std::vector<std::string>& names);

// ---- statements_column.cpp

/// "status text COLLATE "C" NOT NULL DEFAULT 'new'"
[[nodiscard]] std::string column_definition(const Column& column, const ObjectName& table, const Printing& printing);
[[nodiscard]] std::string add_column(const AddColumn& change, const Printing& printing);
[[nodiscard]] std::string drop_column(const DropColumn& change);
[[nodiscard]] std::string rename_column(const RenameColumn& change);
/// `restored_default`: what the column has for a default, when the server could not convert it by itself.
[[nodiscard]] std::string alter_column_type(const AlterColumnType& change, const Expression* restored_default, const Printing& printing);
[[nodiscard]] std::string set_column_default(const SetColumnDefault& change, const Printing& printing);
[[nodiscard]] std::string set_column_not_null(const SetColumnNotNull& change);
[[nodiscard]] std::string add_identity(const SetColumnIdentity& change, const Printing& printing);
/// What differs from the identity as it was.
[[nodiscard]] std::string set_identity(const SetColumnIdentity& change, const Identity& before, const Printing& printing);
[[nodiscard]] std::string drop_identity(const SetColumnIdentity& change);
[[nodiscard]] std::string set_column_expression(const SetColumnExpression& change, const Printing& printing);

// ---- statements_partition.cpp

/// "PARTITION BY RANGE (at)"
[[nodiscard]] std::string partition_by(const PartitionBy& by, const Printing& printing);
/// "FOR VALUES IN (1, 2)"
[[nodiscard]] std::string partition_bound(const ast::PartitionBound& bound, const Printing& printing);
[[nodiscard]] std::string attach_partition(const AttachPartition& change, const Printing& printing);
[[nodiscard]] std::string detach_partition(const DetachPartition& change);

// ---- statements_constraint.cpp

/// "CONSTRAINT ck CHECK (a > 0)" behind the columns of a table.
[[nodiscard]] std::string table_constraint(const Constraint& constraint, const Printing& printing);
/// "CONSTRAINT fk REFERENCES public.users (id)" behind a column.
[[nodiscard]] std::string column_constraint(const Constraint& constraint, const Printing& printing);
[[nodiscard]] std::string add_constraint(const AddConstraint& change, const Printing& printing);
[[nodiscard]] std::string drop_constraint(const DropConstraint& change);
[[nodiscard]] std::string set_constraint_deferral(const SetConstraintDeferral& change);
[[nodiscard]] std::string rename_constraint(const RenameConstraint& change);
[[nodiscard]] std::string validate_constraint(const ValidateConstraint& change);
/// " DEFERRABLE INITIALLY DEFERRED", with the blank; empty for what is not deferrable.
[[nodiscard]] std::string_view deferral_text(Deferral deferral);

// ---- statements_index.cpp

/// "lower(email) COLLATE "C" text_pattern_ops DESC NULLS LAST"
[[nodiscard]] std::string index_key(const IndexKey& key, const Printing& printing);
/// `alone`: not on the partitions of its table.
[[nodiscard]] std::string create_index(const CreateIndex& change, const Printing& printing, bool alone = false);
[[nodiscard]] std::string drop_index(const DropIndex& change);
[[nodiscard]] std::string rename_index(const RenameIndex& change);
[[nodiscard]] std::string reindex(const Reindex& change);
/// An index lives in the schema of its table.
[[nodiscard]] ObjectName index_name(const ObjectName& table, std::string_view index);

// ---- statements_options.cpp

/// "(fillfactor = 70, toast.autovacuum_enabled = false)"
[[nodiscard]] std::string storage_options(const std::vector<StorageOption>& options);
/// "(fillfactor, toast.autovacuum_enabled)"
[[nodiscard]] std::string storage_option_names(const std::vector<std::string>& names);
/// "START WITH 10 INCREMENT BY 5 NO CYCLE"; empty where nothing is said.
[[nodiscard]] std::string sequence_options(const SequenceOptions& options, const Printing& printing);

// ---- statements_enum.cpp

[[nodiscard]] std::string create_enum(const EnumType& type);
[[nodiscard]] std::string drop_enum(const DropEnum& change);
[[nodiscard]] std::string rename_enum(const RenameEnum& change);
[[nodiscard]] std::string add_enum_value(const AddEnumValue& change);
[[nodiscard]] std::string rename_enum_value(const RenameEnumValue& change);

// ---- statements_view.cpp, statements_routine.cpp, statements_trigger.cpp

[[nodiscard]] std::string create_view(const CreateObject& change);
[[nodiscard]] std::string refresh_view(const RefreshView& change);
[[nodiscard]] std::string create_routine(const CreateObject& change, const Printing& printing);
[[nodiscard]] std::string alter_routine(const SchemaObject& routine, const ChangeRoutine& change, const Printing& printing);
[[nodiscard]] std::string alter_view_options(const SchemaObject& view, const ChangeViewOptions& change);
[[nodiscard]] std::string rename_view_column(const SchemaObject& view, const RenameViewColumn& change, int version);
[[nodiscard]] std::string create_trigger(const CreateObject& change, const Printing& printing);

// ---- statements_access.cpp

[[nodiscard]] std::string create_policy(const CreateObject& change, const Printing& printing);
[[nodiscard]] std::string alter_policy(const ObjectKey& policy, const ChangePolicy& change, const Printing& printing);
[[nodiscard]] std::string set_trigger_state(const SetTriggerState& change);
[[nodiscard]] std::string set_clustering(const SetClustering& change);
[[nodiscard]] std::string set_replica_identity(const SetReplicaIdentity& change);
/// Nothing where only newer servers have a word for the default.
[[nodiscard]] std::optional<std::string> set_column_setting(const SetColumnSetting& change, const Type& type, int version);
[[nodiscard]] std::string set_row_security(const SetRowSecurity& change);
/// PUBLIC, CURRENT_USER or a name.
[[nodiscard]] std::string role_text(std::string_view role);
/// GRANT or REVOKE. `target` is what stands behind ON: "TABLE public.t, public.u", "ALL TABLES IN SCHEMA app".
[[nodiscard]] std::string change_privileges(const ChangePrivileges& change, std::string_view target);

/// ALTER DEFAULT PRIVILEGES ... GRANT or REVOKE, for one key of default privileges.
[[nodiscard]] std::string change_default_privileges(const ObjectKey& defaults, const ChangeDefaultPrivileges& change);

// ---- statements_publication.cpp

/// `parents`: tables that others inherit from.
[[nodiscard]] std::string create_publication(const CreateObject& change, const PublicationDefinition& publication,
                                             const std::set<ObjectName>& parents, const Printing& printing);
[[nodiscard]] std::string alter_publication(const ObjectKey& publication, const ChangePublication& change,
                                            const std::set<ObjectName>& parents, const Printing& printing);

// ---- statements_object.cpp

/// "FUNCTION public.f(integer)", "TRIGGER tr ON public.t": how a statement names the object.
[[nodiscard]] std::string object_text(const SchemaObject& object, const Printing& printing);
[[nodiscard]] std::string table_text(const ObjectName& table);
[[nodiscard]] std::string enum_text(const ObjectName& type);
[[nodiscard]] std::string drop_object(const DropObject& change, const SchemaObject& object, const Printing& printing);
[[nodiscard]] std::string rename_object(const RenameObject& change, const SchemaObject& object, const Printing& printing);
[[nodiscard]] std::string set_owner(std::string_view object, std::string_view owner);

// ---- statements_schema.cpp

[[nodiscard]] std::string create_schema(const CreateObject& change);
[[nodiscard]] std::string create_extension(const CreateObject& change, const ExtensionDefinition& extension, const Printing& printing);
[[nodiscard]] std::string update_extension(std::string_view name, const UpdateExtension& change);
[[nodiscard]] std::string create_statistics(const CreateObject& change, const StatisticsDefinition& statistics, const Printing& printing);

// ---- statements_sequence.cpp

[[nodiscard]] std::string create_sequence(const CreateObject& change, const SequenceDefinition& sequence, const Printing& printing);
[[nodiscard]] std::string alter_sequence(const ObjectName& name, const ChangeSequence& change, const Printing& printing);

// ---- statements_domain.cpp

/// Without the checks that are not valid, which CREATE DOMAIN cannot have.
[[nodiscard]] std::string create_domain(const ObjectName& name, const DomainDefinition& domain, const Printing& printing);
[[nodiscard]] std::string create_composite_type(const ObjectName& name, const CompositeDefinition& type, const Printing& printing);
/// An action on a domain or a composite type.
[[nodiscard]] std::string alter_type(const AlterObject& change, const Printing& printing);

// ---- statements_data.cpp

[[nodiscard]] std::string insert_rows(const InsertRows& change, const Printing& printing);
/// `range`: a condition that comes before the change's own.
[[nodiscard]] std::string update_rows(const UpdateRows& change, const Printing& printing, std::string_view range = {});
[[nodiscard]] std::string delete_rows(const DeleteRows& change, const Printing& printing, std::string_view range = {});
/// "public.u AS p, (select ...) AS q (a, b)"
[[nodiscard]] std::string source_list(const std::vector<Source>& sources);
[[nodiscard]] std::string target_text(const ObjectName& table, const std::optional<std::string>& alias);

// ---- statements_comment.cpp

/// COMMENT ON what IS 'text', or IS NULL.
[[nodiscard]] std::string comment_on_table(const ObjectName& table, const std::optional<std::string>& text);
[[nodiscard]] std::string comment_on_column(const ObjectName& table, std::string_view column, const std::optional<std::string>& text);
[[nodiscard]] std::string comment_on_constraint(const ObjectName& table, std::string_view constraint,
                                                const std::optional<std::string>& text);
[[nodiscard]] std::string comment_on_index(const ObjectName& index, const std::optional<std::string>& text);
[[nodiscard]] std::string comment_on_object(const SchemaObject& object, const std::optional<std::string>& text, const Printing& printing);
[[nodiscard]] std::string comment_on_enum(const ObjectName& type, const std::optional<std::string>& text);

}  // namespace galley::postgresql
