#include "sqlite/native_forms.hpp"

#include <algorithm>

#include "sqlite/expressions.hpp"
#include "sqlite/table_definition.hpp"

namespace galley::sqlite {
namespace {

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Asked for comparison only: what cannot be expressed is reported when the statement is written.
struct Scratch {
  Diagnostics diagnostics;
  std::vector<std::string> notes;
};

std::string definition(const Table& table, const Context& context) {
  Scratch scratch;
  return create_table({.name = "t"}, table, Context{context.capabilities, context.options, scratch.diagnostics, scratch.notes});
}

bool differs(const TableChange& change, const Context& context) {
  return change.before && change.after && definition(*change.before, context) != definition(*change.after, context);
}

bool has_constant_default(const Column& column, const Context& context) {
  if (!column.default_value) return false;
  Scratch scratch;
  return is_constant(write_default(*column.default_value, column.type,
                                   Context{context.capabilities, context.options, scratch.diagnostics, scratch.notes}));
}

bool is_null(const Expression& expression) {
  const auto* literal = std::get_if<Literal>(&expression.node);
  return literal != nullptr && literal->kind == LiteralKind::null;
}

bool admits_constraint(const Constraint& constraint, const Column& column, bool has_value, const Context& context) {
  if (!stands_at_column(constraint, column.name)) return false;
  if (std::holds_alternative<ForeignKey>(constraint.what)) return !has_value;  // refused while foreign_keys = ON
  return context.capabilities.add_column_checks_rows;
}

/// facts: "ADD COLUMN".
bool can_add(const AddColumn& add, const Context& context) {
  const Column& column = add.column;
  const bool has_value = column.default_value && !is_null(*column.default_value);
  if (column.identity) return false;
  if (column.generated && column.generated->stored) return false;
  if (has_value && !has_constant_default(column, context)) return false;
  if (column.not_null && !has_value && !column.generated && !context.capabilities.add_column_tests_rows) return false;
  return std::all_of(add.constraints.begin(), add.constraints.end(),
                     [&](const Constraint& constraint) { return admits_constraint(constraint, column, has_value, context); });
}

bool needs_column(const Constraint& constraint, const Table& table, std::string_view column) {
  if (contains(columns_of(constraint), column)) return true;
  const auto* key = std::get_if<ForeignKey>(&constraint.what);
  return key != nullptr && key->table == table.name && contains(key->referenced_columns, column);
}

/// facts: "DROP COLUMN". Indexes over the column are dropped before.
bool can_drop(const Table& before, std::string_view dropped, const Context& context) {
  if (!context.capabilities.drop_column || before.columns.size() == 1) return false;
  const bool used_by_generated = std::any_of(before.columns.begin(), before.columns.end(), [&](const Column& column) {
    return column.name != dropped && column.generated && contains(columns_of(column.generated->value), dropped);
  });
  return !used_by_generated && std::none_of(before.constraints.begin(), before.constraints.end(), [&](const Constraint& constraint) {
    return needs_column(constraint, before, dropped) && !stands_at_column(constraint, dropped);
  });
}

bool is_check(const Table& table, std::string_view name) {
  const Constraint* constraint = table.find_constraint(name);
  return constraint != nullptr && std::holds_alternative<Check>(constraint->what);
}

bool can_drop_constraint(const Table& before, std::string_view name, const Context& context) {
  const Constraint* constraint = before.find_constraint(name);
  if (constraint == nullptr) return true;
  if (std::holds_alternative<Check>(constraint->what)) return context.capabilities.alter_check;
  return std::holds_alternative<ForeignKey>(constraint->what) && context.capabilities.drop_foreign_key;
}

bool main_needs_rebuild(const Operation& operation, const Context& context) {
  const TableChange& main = operation.tables.front();
  return match(
      operation.change, [&](const AddColumn& c) { return !can_add(c, context); },
      [&](const DropColumn& c) { return main.before->find_column(c.column) != nullptr && !can_drop(*main.before, c.column, context); },
      [&](const AlterColumnType& c) { return c.using_.has_value() || differs(main, context); },
      [&](const SetColumnDefault&) { return differs(main, context); },
      [&](const SetColumnNotNull&) { return !context.capabilities.alter_not_null && differs(main, context); },
      // ALTER TABLE adds a constraint to the table. One of a column has to stand there, or the column could not be dropped.
      [&](const AddConstraint& c) {
        return !(context.capabilities.alter_check && is_check(*main.after, c.constraint.name) && c.constraint.column.empty());
      },
      [&](const DropConstraint& c) { return !can_drop_constraint(*main.before, c.constraint, context); },
      [&](const RenameConstraint&) { return differs(main, context); }, [&](const SetConstraintDeferral&) { return differs(main, context); },
      // an enumeration has no main table: every user of it changes alike
      [&](const AddEnumValue&) { return differs(main, context); }, [&](const RenameEnumValue&) { return differs(main, context); },
      [&](const DropEnumValue&) { return differs(main, context); },
      // a stored expression is computed anew for each row
      [](const SetColumnExpression&) { return true; }, [&](const SetColumnIdentity&) { return differs(main, context); },
      [&](const AlterObject&) { return differs(main, context); }, [&](const RenameObject&) { return differs(main, context); },
      // never
      [](const CreateObject&) { return false; }, [](const DropObject&) { return false; }, [](const SetObjectOwner&) { return false; },
      [](const SetObjectComment&) { return false; }, [](const CreateTable&) { return false; }, [](const DropTable&) { return false; },
      // a table that refers to itself
      [&](const RenameTable&) { return !context.capabilities.renames_follow_keys && differs(main, context); },
      [](const SetTableComment&) { return false; }, [](const RenameColumn&) { return false; },
      [](const SetColumnComment&) { return false; }, [](const ValidateConstraint&) { return false; },
      [](const SetConstraintComment&) { return false; }, [](const CreateIndex&) { return false; }, [](const DropIndex&) { return false; },
      [](const RenameIndex&) { return false; }, [](const SetIndexComment&) { return false; }, [](const CreateEnum&) { return false; },
      [](const DropEnum&) { return false; }, [](const RenameEnum&) { return false; }, [](const SetEnumComment&) { return false; },
      [](const InsertRows&) { return false; }, [](const UpdateRows&) { return false; }, [](const DeleteRows&) { return false; },
      [](const TruncateTables&) { return false; }, [](const Require&) { return false; }, [](const RawSql&) { return false; },
      [](const SetTimeout&) { return false; }, [](const SetTableOptions&) { return false; }, [](const SetTablespace&) { return false; },
      [](const SetLogged&) { return false; }, [](const AttachPartition&) { return false; }, [](const DetachPartition&) { return false; },
      [](const Reindex&) { return false; }, [](const RefreshView&) { return false; }, [](const ChangePrivileges&) { return false; },
      [](const ChangeDefaultPrivileges&) { return false; }, [](const SetRowSecurity&) { return false; },
      [](const SetTriggerState&) { return false; }, [](const SetReplicaIdentity&) { return false; },
      [](const SetClustering&) { return false; }, [](const SetColumnSetting&) { return false; }, [](const Declare&) { return false; });
}

/// Tables that change along: SQLite edits their foreign keys itself when what they refer to is renamed.
bool others_follow(const Change& change, const Context& context) {
  if (std::holds_alternative<RenameColumn>(change)) return true;
  return std::holds_alternative<RenameTable>(change) && context.capabilities.renames_follow_keys;
}

}  // namespace

std::vector<std::size_t> tables_to_rebuild(const Operation& operation, const Context& context) {
  std::vector<std::size_t> places;
  if (operation.tables.empty()) return places;
  if (main_needs_rebuild(operation, context)) places.push_back(0);
  if (others_follow(operation.change, context)) return places;
  for (std::size_t i = 1; i < operation.tables.size(); ++i) {
    if (differs(operation.tables[i], context)) places.push_back(i);
  }
  return places;
}

bool can_join_rebuild(const Change& change) {
  return match(
      change, [](const AddColumn&) { return true; }, [](const DropColumn&) { return true; }, [](const AlterColumnType&) { return true; },
      [](const SetColumnDefault&) { return true; }, [](const SetColumnNotNull&) { return true; },
      [](const SetColumnComment&) { return true; }, [](const AddConstraint&) { return true; }, [](const DropConstraint&) { return true; },
      [](const RenameConstraint&) { return true; }, [](const SetConstraintDeferral&) { return true; },
      [](const ValidateConstraint&) { return true; }, [](const SetConstraintComment&) { return true; },
      [](const CreateIndex&) { return true; }, [](const DropIndex&) { return true; }, [](const RenameIndex&) { return true; },
      [](const SetIndexComment&) { return true; }, [](const SetTableComment&) { return true; }, [](const AddEnumValue&) { return true; },
      [](const RenameEnumValue&) { return true; }, [](const DropEnumValue&) { return true; }, [](const AlterObject&) { return true; },
      [](const RenameObject&) { return true; },
      // what SQLite does with other tables, views and triggers in mind is left to it
      [](const CreateObject&) { return false; }, [](const DropObject&) { return false; }, [](const SetObjectOwner&) { return false; },
      [](const SetObjectComment&) { return false; }, [](const CreateTable&) { return false; }, [](const DropTable&) { return false; },
      [](const RenameTable&) { return false; }, [](const RenameColumn&) { return false; }, [](const CreateEnum&) { return false; },
      [](const DropEnum&) { return false; }, [](const RenameEnum&) { return false; }, [](const SetEnumComment&) { return false; },
      [](const InsertRows&) { return false; }, [](const UpdateRows&) { return false; }, [](const DeleteRows&) { return false; },
      [](const TruncateTables&) { return false; }, [](const Require&) { return false; }, [](const RawSql&) { return false; },
      [](const SetTimeout&) { return false; }, [](const SetColumnIdentity& c) { return !c.restarts; },
      [](const SetColumnExpression&) { return true; }, [](const SetTableOptions&) { return true; },
      [](const SetTablespace&) { return true; }, [](const SetLogged&) { return true; }, [](const AttachPartition&) { return false; },
      [](const DetachPartition&) { return false; }, [](const Reindex&) { return false; }, [](const RefreshView&) { return false; },
      [](const ChangePrivileges&) { return false; }, [](const ChangeDefaultPrivileges&) { return false; },
      [](const SetRowSecurity&) { return false; }, [](const SetTriggerState&) { return false; },
      [](const SetReplicaIdentity&) { return true; }, [](const SetClustering&) { return true; },
      [](const SetColumnSetting&) { return true; }, [](const Declare&) { return false; });
}

}  // namespace galley::sqlite
