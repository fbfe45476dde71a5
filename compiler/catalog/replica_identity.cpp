// alter table t replica identity ...: by what a row that goes or changes is told to subscribers.
#include "catalog/apply.hpp"
#include "catalog/statements.hpp"
#include "catalog/table_edits.hpp"
#include "catalog/undo.hpp"
#include "diag/catalogue/catalog.hpp"

namespace galley {
namespace {

/// What stands in the way, or nothing.
std::string_view fault_of(const std::vector<std::string>& columns, const Table& table) {
  for (const std::string& name : columns)
    if (const Column* column = table.find_column(name); column && !column->not_null) return "one of its columns may be null";
  return {};
}
std::string_view fault_of(const Index& index, const Table& table) {
  if (!index.unique) return "it is not unique";
  if (index.where) return "it holds a part of the rows";
  std::vector<std::string> columns;
  for (const IndexKey& key : index.keys) {
    if (!key.column()) return "it has an expression";
    columns.push_back(*key.column());
  }
  return fault_of(columns, table);
}
std::string_view fault_of(const Constraint& constraint, const Table& table) {
  if (constraint.deferral != Deferral::not_deferrable) return "it is checked late";
  if (std::holds_alternative<PrimaryKey>(constraint.what)) return {};
  const auto* unique = std::get_if<Unique>(&constraint.what);
  return unique ? fault_of(unique->columns, table) : "it is no unique key";
}

void clear_marks(Table& table) {
  const auto is_marked = [](const auto& part) { return part.replica_identity; };
  edit_where(table.indexes, is_marked, [](Index& index) { index.replica_identity = false; });
  edit_where(table.constraints, is_marked, [](Constraint& constraint) { constraint.replica_identity = false; });
}

/// Marks the index, or the key that has one; false after a report.
bool mark(const std::string& name, Table& table, const Places& at, Workspace& workspace) {
  const Index* index = table.find_index(name);
  const Constraint* constraint = index ? nullptr : workspace.peek_constraint(table, name);
  if (!index && !constraint) {
    workspace.report(at.part, diag::unknown_index, name);
    return false;
  }
  const std::string_view fault = index ? fault_of(*index, table) : fault_of(*constraint, table);
  if (!fault.empty()) {
    workspace.report(at.part, diag::no_replica_identity, name, fault)
        .note(index ? index->span : constraint->span, "\"{}\" is defined here", name)
        .help("name a unique index over columns that are not null, or write: replica identity full");
    return false;
  }
  const auto has_name = [&](const auto& part) { return part.name == (index ? index->name : constraint->name); };
  edit_where(table.indexes, has_name, [](Index& part) { part.replica_identity = true; });
  if (!index) edit_where(table.constraints, has_name, [](Constraint& part) { part.replica_identity = true; });
  return true;
}

std::string marked_part(const Table& table) {
  for (const Index& index : table.indexes)
    if (index.replica_identity) return index.name;
  for (const Constraint& constraint : table.constraints)
    if (constraint.replica_identity) return constraint.name;
  return {};
}

}  // namespace

void run(const ast::SetReplicaIdentity& action, const AlteredTable& altered, Workspace& workspace) {
  SetReplicaIdentity change{altered.table->name, action.identity, {}};
  if (action.index) change.index = action.index->text;
  apply(change, altered.places(action.index ? action.index->span : altered.action), workspace);
}

bool apply(const SetReplicaIdentity& change, const Places& at, Workspace& workspace) {
  const TablePointer table = workspace.find_table(change.table, at.object);
  if (!table) return false;
  TableEdits edits;
  Table& after = edits.edit(table);
  clear_marks(after);
  after.replica_identity = change.identity;
  if (change.identity == ast::ReplicaIdentity::index && !mark(change.index, after, at, workspace)) return false;
  workspace.commit(make_operation(SetReplicaIdentity{table->name, change.identity, change.index}, edits.take(), at));
  return true;
}

/// Where the index is gone by then, nothing identifies rows, as before.
void undo(const SetReplicaIdentity& change, const UndoSource& source, Undo& out) {
  SetReplicaIdentity back{change.table, source.before().replica_identity, marked_part(source.before())};
  if (back.identity == ast::ReplicaIdentity::index && back.index.empty()) back.identity = ast::ReplicaIdentity::nothing;
  out.changes.emplace_back(std::move(back));
}

}  // namespace galley
