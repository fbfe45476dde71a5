// declare: objects that something else makes.
#include "catalog/apply.hpp"
#include "catalog/object_edits.hpp"
#include "catalog/statements.hpp"
#include "catalog/undo.hpp"

namespace galley {

void run(const ast::Declare& statement, Span, Workspace& workspace) {
  const Workspace::Declaring declaring(workspace);
  for (const ast::Statement& what : statement.what)
    std::visit([&](const auto& creation) { run(creation, what.span, workspace); }, what.what);
}

// Applied on the way down only: the catalog forgets the object, and no SQL is written.
bool apply(const Declare& change, const Places& at, Workspace& workspace) {
  const ObjectKey& key = change.object;
  Operation operation = make_operation(change, {}, at);
  if (key.kind == ObjectKind::table || key.kind == ObjectKind::index) {
    const TablePointer table = workspace.find_table(key.name, at.object);
    if (!table) return false;
    TableEdits edits;
    if (key.kind == ObjectKind::index) {
      erase_index(edits.edit(table), key.part);
      operation.tables = edits.take();
    } else {
      operation.tables = {{table, nullptr}};
    }
  } else if (key.kind == ObjectKind::enumeration) {
    operation.enum_before = workspace.find_enum(key.name, at.object);
    if (!operation.enum_before) return false;
  } else {
    const ObjectPointer object = workspace.find_object(key, at.object);
    if (!object) return false;
    operation.objects = {{object, nullptr}};
  }
  workspace.commit(std::move(operation));
  return true;
}

void undo(const Declare& change, const UndoSource&, Undo& out) { out.changes.emplace_back(change); }

}  // namespace galley
