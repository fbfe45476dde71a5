// The text of each statement, laid out as a careful person would write it: schema-qualified, keywords in upper case, types
// in lower case, one column a line. Every function returns one statement with its semicolon.
#pragma once

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
/// ALTER TABLE with its actions, on one line when there is one and it is short.
[[nodiscard]] std::string alter_table(const ObjectName& table, const std::vector<std::string>& actions);
/// "(a, b)"
[[nodiscard]] std::string name_list(const std::vector<std::string>& names);

// ---- statements_column.cpp

/// "status text COLLATE "C" NOT NULL DEFAULT 'new'"
[[nodiscard]] std::string column_definition(const Column& column, const Printing& printing);
[[nodiscard]] std::string add_column(const AddColumn& change, const Printing& printing);
[[nodiscard]] std::string drop_column(const DropColumn& change);
[[nodiscard]] std::string rename_column(const RenameColumn& change);
/// `restored_default`: what the column has for a default, when the server could not convert it by itself.
[[nodiscard]] std::string alter_column_type(const AlterColumnType& change, const Expression* restored_default, const Printing& printing);
[[nodiscard]] std::string set_column_default(const SetColumnDefault& change, const Printing& printing);
[[nodiscard]] std::string set_column_not_null(const SetColumnNotNull& change);

// ---- statements_constraint.cpp

/// "CONSTRAINT ck CHECK (a > 0)" behind the columns of a table.
[[nodiscard]] std::string table_constraint(const Constraint& constraint, const Printing& printing);
/// "CONSTRAINT fk REFERENCES public.users (id)" behind a column.
[[nodiscard]] std::string column_constraint(const Constraint& constraint, const Printing& printing);
[[nodiscard]] std::string add_constraint(const AddConstraint& change, const Printing& printing);
[[nodiscard]] std::string drop_constraint(const DropConstraint& change);
[[nodiscard]] std::string rename_constraint(const RenameConstraint& change);
[[nodiscard]] std::string validate_constraint(const ValidateConstraint& change);

// ---- statements_index.cpp

/// "lower(email) COLLATE "C" text_pattern_ops DESC NULLS LAST"
[[nodiscard]] std::string index_key(const IndexKey& key, const Printing& printing);
[[nodiscard]] std::string create_index(const CreateIndex& change, const Printing& printing);
[[nodiscard]] std::string drop_index(const DropIndex& change);
[[nodiscard]] std::string rename_index(const RenameIndex& change);
/// An index lives in the schema of its table.
[[nodiscard]] ObjectName index_name(const ObjectName& table, std::string_view index);

// ---- statements_enum.cpp

[[nodiscard]] std::string create_enum(const EnumType& type);
[[nodiscard]] std::string drop_enum(const DropEnum& change);
[[nodiscard]] std::string rename_enum(const RenameEnum& change);
[[nodiscard]] std::string add_enum_value(const AddEnumValue& change);
[[nodiscard]] std::string rename_enum_value(const RenameEnumValue& change);

// ---- statements_data.cpp

[[nodiscard]] std::string insert_rows(const InsertRows& change, const Printing& printing);
[[nodiscard]] std::string update_rows(const UpdateRows& change, const Printing& printing);
[[nodiscard]] std::string delete_rows(const DeleteRows& change, const Printing& printing);

// ---- statements_comment.cpp

/// COMMENT ON what IS 'text', or IS NULL.
[[nodiscard]] std::string comment_on_table(const ObjectName& table, const std::optional<std::string>& text);
[[nodiscard]] std::string comment_on_column(const ObjectName& table, std::string_view column, const std::optional<std::string>& text);
[[nodiscard]] std::string comment_on_constraint(const ObjectName& table, std::string_view constraint,
                                                const std::optional<std::string>& text);
[[nodiscard]] std::string comment_on_index(const ObjectName& index, const std::optional<std::string>& text);
[[nodiscard]] std::string comment_on_enum(const ObjectName& type, const std::optional<std::string>& text);

}  // namespace galley::postgresql
