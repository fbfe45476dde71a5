// alter table t replica identity ...: by what a row that goes or changes is told to subscribers.
#include "catalog/apply.hpp"
#include "catalog/index_marks.hpp"
#include "catalog/statements.hpp"
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

using ReplicaMark = IndexMark<&Index::replica_identity, &Constraint::replica_identity>;

bool check(const IndexOrKey& part, const Table& table, const Places& at, Workspace& workspace) {
  const std::string_view fault = part.index ? fault_of(*part.index, table) : fault_of(*part.key, table);
  if (fault.empty()) return true;
  workspace.report(at.part, diag::no_replica_identity, part.name(), fault)
      .note(part.span(), "\"{}\" is defined here", part.name())
      .help("name a unique index over columns that are not null, or write: replica identity full");
  return false;
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
  std::string index;
  if (change.identity == ast::ReplicaIdentity::index) {
    const IndexOrKey part = find_index_or_key(*table, change.index, at.part, workspace);
    if (!part || !check(part, *table, at, workspace)) return false;
    index = part.name();
  }
  TableEdits edits;
  Table& after = edits.edit(table);
  after.replica_identity = change.identity;
  ReplicaMark::move_to(index, after);
  workspace.commit(make_operation(SetReplicaIdentity{table->name, change.identity, index}, edits.take(), at));
  return true;
}

/// Where the index is gone by then, nothing identifies rows, as before.
void undo(const SetReplicaIdentity& change, const UndoSource& source, Undo& out) {
  SetReplicaIdentity back{change.table, source.before().replica_identity, ReplicaMark::name_in(source.before())};
  if (back.identity == ast::ReplicaIdentity::index && back.index.empty()) back.identity = ast::ReplicaIdentity::nothing;
  out.changes.emplace_back(std::move(back));
}

}  // namespace galley
