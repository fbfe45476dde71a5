// Rows and settings: nothing of these changes the catalog.
#include "catalog/apply.hpp"

namespace galley {
namespace {

template <class C>
bool apply_to_rows(C change, std::string loss, std::vector<std::string> notes, const Places& at, Workspace& workspace) {
  const TablePointer table = workspace.find_table(change.table, at.object);
  if (!table) return false;
  change.table = table->name;
  Operation operation = make_operation(std::move(change), {{table, table}}, at);
  operation.loss = std::move(loss);
  operation.notes = std::move(notes);
  workspace.commit(std::move(operation));
  return true;
}

/// Nobody else can wait for rows of a table that this revision makes.
template <class C>
bool apply_in_batches(C change, std::string loss, const Places& at, Workspace& workspace) {
  std::vector<std::string> notes;
  if (change.batch_size && workspace.is_made_here(change.table)) {
    change.batch_size.reset();
    notes.emplace_back("in one go, not in batches: the table is made in this revision");
  }
  return apply_to_rows(std::move(change), std::move(loss), std::move(notes), at, workspace);
}

}  // namespace

bool apply(const InsertRows& change, const Places& at, Workspace& workspace) { return apply_to_rows(change, {}, {}, at, workspace); }
bool apply(const UpdateRows& change, const Places& at, Workspace& workspace) { return apply_in_batches(change, {}, at, workspace); }

bool apply(const DeleteRows& change, const Places& at, Workspace& workspace) {
  // Rows that a derived downgrade deletes are those that the upgrade inserted.
  std::string loss = workspace.is_undoing() ? std::string() : "rows of " + workspace.shown(change.table);
  return apply_in_batches(change, std::move(loss), at, workspace);
}

bool apply(const Require& change, const Places& at, Workspace& workspace) {
  workspace.commit(make_operation(change, {}, at));
  return true;
}

bool apply(const SetTimeout& change, const Places& at, Workspace& workspace) {
  workspace.commit(make_operation(change, {}, at));
  return true;
}

}  // namespace galley
