#include "catalog/view_index.hpp"

#include <algorithm>

#include "catalog/apply.hpp"
#include "catalog/object_edits.hpp"

namespace galley {
namespace {

/// The view with other indexes, as an operation of its own.
class ViewIndexEdit {
 public:
  explicit ViewIndexEdit(const ObjectPointer& view) : definition_(std::get<ViewDefinition>(edits_.edit(view)->definition)) {}

  [[nodiscard]] std::vector<Index>& indexes() { return definition_.indexes; }
  void erase(const std::string& name) {
    std::erase_if(indexes(), [&](const Index& index) { return index.name == name; });
  }
  void insert(Index index) {
    const auto place = std::find_if(indexes().begin(), indexes().end(), [&](const Index& known) { return known.name > index.name; });
    indexes().insert(place, std::move(index));
  }
  bool commit(Change change, const Places& at, Workspace& workspace) {
    Operation operation = make_operation(std::move(change), {}, at);
    operation.objects = edits_.take();
    workspace.commit(std::move(operation));
    return true;
  }

 private:
  ObjectEdits edits_;
  ViewDefinition& definition_;
};

}  // namespace

ObjectPointer indexed_view(const ObjectName& name, const Workspace& workspace) {
  return workspace.peek_object({ObjectKind::materialized_view, name, {}});
}

ObjectPointer view_of_index(const ObjectName& index, const Workspace& workspace) {
  const Relation* relation = workspace.peek_relation(index);
  return relation && relation->kind == ObjectKind::index ? indexed_view(relation->table, workspace) : nullptr;
}

const Index* index_of_view(const SchemaObject& view, std::string_view name) {
  for (const Index& index : std::get<ViewDefinition>(view.definition).indexes)
    if (index.name == name) return &index;
  return nullptr;
}

bool apply_to_view(const CreateIndex& change, const ObjectPointer& view, const Places& at, Workspace& workspace) {
  if (!workspace.check_relation_free({view->key.name.schema, change.index.name}, at.part)) return false;
  ViewIndexEdit edit(view);
  edit.insert(change.index);
  CreateIndex done = change;
  done.table = view->key.name;
  return edit.commit(std::move(done), at, workspace);
}

bool apply_to_view(const DropIndex& change, const ObjectPointer& view, const Places& at, Workspace& workspace) {
  ViewIndexEdit edit(view);
  edit.erase(change.index);
  DropIndex done = change;
  done.table = view->key.name;
  return edit.commit(std::move(done), at, workspace);
}

bool apply_to_view(const RenameIndex& change, const ObjectPointer& view, const Places& at, Workspace& workspace) {
  if (!workspace.check_relation_free({view->key.name.schema, change.to}, at.part)) return false;
  Index renamed = *index_of_view(*view, change.from);
  renamed.name = change.to;
  ViewIndexEdit edit(view);
  edit.erase(change.from);
  edit.insert(std::move(renamed));
  return edit.commit(RenameIndex{view->key.name, change.from, change.to}, at, workspace);
}

bool apply_to_view(const SetIndexComment& change, const ObjectPointer& view, const Places& at, Workspace& workspace) {
  ViewIndexEdit edit(view);
  for (Index& index : edit.indexes())
    if (index.name == change.index) index.comment = change.text;
  return edit.commit(SetIndexComment{view->key.name, change.index, change.text}, at, workspace);
}

bool apply_to_view(const Reindex& change, const ObjectPointer& view, const Places& at, Workspace& workspace) {
  Reindex done = change;
  done.table = view->key.name;
  Operation operation = make_operation(std::move(done), {}, at);
  operation.objects = {{view, view}};
  workspace.commit(std::move(operation));
  return true;
}

}  // namespace galley
