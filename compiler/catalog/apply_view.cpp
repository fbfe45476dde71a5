// Materialized views: their rows and their indexes.
#include <algorithm>

#include "catalog/apply.hpp"
#include "catalog/object_edits.hpp"
#include "catalog/undo.hpp"
#include "diag/catalogue/views.hpp"

namespace galley {
namespace {

/// A refresh finds the rows that changed by an index that covers all of them with plain columns.
bool identifies_rows(const Index& index) {
  return index.unique && !index.where &&
         std::all_of(index.keys.begin(), index.keys.end(), [](const IndexKey& key) { return key.column() != nullptr; });
}

bool check_concurrent(const SchemaObject& object, const RefreshView& change, const Places& at, Workspace& workspace) {
  const auto& view = std::get<ViewDefinition>(object.definition);
  if (!view.with_data || !change.with_data) {
    workspace.report(at.object, diag::refresh_without_data, workspace.shown(object.key)).help("leave out \"concurrently\"");
    return false;
  }
  if (std::any_of(view.indexes.begin(), view.indexes.end(), identifies_rows)) return true;
  workspace.report(at.object, diag::refresh_needs_unique_index, workspace.shown(object.key))
      .note(object.span, "it is created here")
      .help("create a unique index on columns of it, without \"where\", or leave out \"concurrently\"");
  return false;
}

}  // namespace

bool apply(const RefreshView& change, const Places& at, Workspace& workspace) {
  const ObjectPointer object = workspace.find_object({ObjectKind::materialized_view, change.view, {}}, at.object);
  if (!object || (change.concurrently && !object->declared && !check_concurrent(*object, change, at, workspace))) return false;
  RefreshView done = change;
  done.view = object->key.name;
  ObjectEdits edits;
  std::get<ViewDefinition>(edits.edit(object)->definition).with_data = change.with_data;
  Operation operation = make_operation(std::move(done), {}, at);
  operation.objects = edits.take();
  workspace.commit(std::move(operation));
  return true;
}

// The rows are computed from what there is.
void undo(const RefreshView& change, const UndoSource& source, Undo& out) {
  const ObjectPointer& before = source.record.operation.objects.front().before;
  const bool had_rows = std::get<ViewDefinition>(before->definition).with_data;
  if (had_rows != change.with_data) out.changes.emplace_back(RefreshView{change.view, false, had_rows});
}

}  // namespace galley
