// One operation in SQLite's own statements. An empty statement says that SQLite has nothing to do; its notes say why.
#pragma once

#include <string>
#include <vector>

#include "sqlite/context.hpp"

namespace galley::sqlite {

using Statements = std::vector<std::string>;

// tables and columns
[[nodiscard]] Statements write(const CreateTable& change, const Operation& operation, const Context& context);
[[nodiscard]] Statements write(const DropTable& change, const Operation& operation, const Context& context);
[[nodiscard]] Statements write(const RenameTable& change, const Operation& operation, const Context& context);
[[nodiscard]] Statements write(const AddColumn& change, const Operation& operation, const Context& context);
[[nodiscard]] Statements write(const DropColumn& change, const Operation& operation, const Context& context);
[[nodiscard]] Statements write(const RenameColumn& change, const Operation& operation, const Context& context);
[[nodiscard]] Statements write(const SetColumnNotNull& change, const Operation& operation, const Context& context);
[[nodiscard]] Statements write(const AddConstraint& change, const Operation& operation, const Context& context);
[[nodiscard]] Statements write(const DropConstraint& change, const Operation& operation, const Context& context);
[[nodiscard]] Statements write(const SetColumnIdentity& change, const Operation& operation, const Context& context);

// indexes
[[nodiscard]] Statements write(const CreateIndex& change, const Operation& operation, const Context& context);
[[nodiscard]] Statements write(const DropIndex& change, const Operation& operation, const Context& context);
[[nodiscard]] Statements write(const RenameIndex& change, const Operation& operation, const Context& context);
[[nodiscard]] Statements write(const Reindex& change, const Operation& operation, const Context& context);

// data
[[nodiscard]] Statements write(const InsertRows& change, const Operation& operation, const Context& context);
[[nodiscard]] Statements write(const UpdateRows& change, const Operation& operation, const Context& context);
[[nodiscard]] Statements write(const DeleteRows& change, const Operation& operation, const Context& context);
[[nodiscard]] Statements write(const TruncateTables& change, const Operation& operation, const Context& context);
[[nodiscard]] Statements write(const RawSql& change, const Operation& operation, const Context& context);

/// A query of the rows that a statement on rows would touch; empty where it is one with rows of its own.
[[nodiscard]] std::string rows_to_change(const Operation& operation, const Context& context);

// views and triggers
[[nodiscard]] Statements write(const CreateObject& change, const Operation& operation, const Context& context);
[[nodiscard]] Statements write(const DropObject& change, const Operation& operation, const Context& context);
[[nodiscard]] Statements write(const RenameObject& change, const Operation& operation, const Context& context);
[[nodiscard]] Statements write(const AlterObject& change, const Operation& operation, const Context& context);
[[nodiscard]] std::string create_view(const SchemaObject& object, bool if_not_exists, Span span, const Context& context);
[[nodiscard]] std::string create_trigger(const SchemaObject& object, Span span, const Context& context);

/// The statements of a user's text, each with its semicolon. Reports what a script cannot hold.
[[nodiscard]] Statements checked_statements(const RawSql& text, const Context& context);

/// Names that SQLite or Galley keeps for itself.
void check_name(std::string_view name, Span span, const Context& context);

}  // namespace galley::sqlite
