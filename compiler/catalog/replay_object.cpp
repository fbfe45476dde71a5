// Statements that are the same for every kind of object.
#include "catalog/apply.hpp"
#include "catalog/resolve.hpp"
#include "catalog/statements.hpp"
#include "catalog/view_index.hpp"
#include "diag/catalogue/objects.hpp"

namespace galley {
namespace {

Places places(Span statement, const ast::ObjectReference& object, Span part) { return {statement, object.span, part}; }

/// A kind that cannot have what the statement gives it.
bool refuse(const ast::ObjectReference& object, std::string_view what, std::initializer_list<ObjectKind> kinds, Workspace& workspace) {
  for (const ObjectKind kind : kinds) {
    if (object.kind != kind) continue;
    workspace.report(object.span, diag::kind_has_none, object_kind_name(kind), what);
    return true;
  }
  return false;
}

/// An index belongs to its table's schema, so that its table is found by its own name.
void comment_on_index(const ObjectName& index, const Places& at, const std::optional<std::string>& text, Workspace& workspace) {
  if (const ObjectPointer view = view_of_index(index, workspace)) {
    apply(SetIndexComment{view->key.name, index.name, text}, at, workspace);
    return;
  }
  if (const TablePointer table = workspace.find_table_of_index(index, at.object))
    apply(SetIndexComment{table->name, index.name, text}, at, workspace);
}

}  // namespace

void run(const ast::CommentOn& statement, Span span, Workspace& workspace) {
  const ast::ObjectReference& reference = statement.object;
  const QualifiedName& owner = reference.table ? *reference.table : reference.name;
  const ObjectName object = workspace.object_name(owner);
  const Name& part = reference.name.name;
  const Places at{span, owner.span(), part.span};
  const std::optional<std::string> text = text_of(statement.text);
  if (reference.kind == ObjectKind::table) {
    apply(SetTableComment{object, text}, at, workspace);
  } else if (reference.kind == ObjectKind::column) {
    apply(SetColumnComment{object, part.text, text}, at, workspace);
  } else if (reference.kind == ObjectKind::constraint) {
    apply(SetConstraintComment{object, part.text, text}, at, workspace);
  } else if (reference.kind == ObjectKind::enumeration) {
    apply(SetEnumComment{object, text}, at, workspace);
  } else if (reference.kind == ObjectKind::index) {
    comment_on_index(object, at, text, workspace);
  } else if (const std::optional<ObjectKey> key = resolve_reference(reference, workspace)) {
    apply(SetObjectComment{*key, text}, places(span, reference, part.span), workspace);
  }
}

void run(const ast::DropObject& statement, Span span, Workspace& workspace) {
  const std::optional<ObjectKey> key = resolve_reference(statement.object, workspace);
  if (!key) return;
  if (statement.if_exists && !workspace.peek_object(*key)) {
    if (!workspace.is_poisoned(*key))
      workspace.report(statement.object.span, diag::missing_already, object_kind_name(key->kind), workspace.shown(*key));
    return;
  }
  apply(DropObject{*key, statement.if_exists, statement.cascade}, places(span, statement.object, statement.object.span), workspace);
}

void run(const ast::RenameObject& statement, Span span, Workspace& workspace) {
  if (refuse(statement.object, "name to change", {ObjectKind::extension}, workspace)) return;
  const std::optional<ObjectKey> from = resolve_reference(statement.object, workspace);
  if (!from) return;
  ObjectKey to = *from;
  const bool is_part = from->kind == ObjectKind::trigger || from->kind == ObjectKind::policy;
  (is_part ? to.part : to.name.name) = statement.to.text;
  const bool done =
      workspace.check_length(statement.to) && apply(RenameObject{*from, to}, places(span, statement.object, statement.to.span), workspace);
  if (!done && !workspace.peek_object(to)) workspace.poison(to);
}

void run(const ast::SetObjectSchema& statement, Span span, Workspace& workspace) {
  using enum ObjectKind;
  const ast::ObjectReference& object = statement.object;
  if (refuse(object, "schema", {schema, extension, publication, trigger, policy}, workspace)) return;
  const Places at = places(span, object, statement.schema.span);
  if (object.kind == enumeration) {
    const ObjectName from = workspace.object_name(object.name);
    if (!apply(RenameEnum{from, {statement.schema.text, from.name}}, at, workspace))
      workspace.poison(ObjectName{statement.schema.text, from.name});
    return;
  }
  const std::optional<ObjectKey> from = resolve_reference(object, workspace);
  if (!from) return;
  ObjectKey to = *from;
  to.name.schema = statement.schema.text;
  if (!apply(RenameObject{*from, to}, at, workspace) && !workspace.peek_object(to)) workspace.poison(to);
}

void run(const ast::SetObjectOwner& statement, Span span, Workspace& workspace) {
  if (refuse(statement.object, "owner", {ObjectKind::extension, ObjectKind::trigger, ObjectKind::policy}, workspace)) return;
  const std::optional<ObjectKey> key = resolve_reference(statement.object, workspace);
  if (key) apply(SetObjectOwner{*key, statement.owner.text}, places(span, statement.object, statement.owner.span), workspace);
}

void run(const ast::SetTableOwner& action, const AlteredTable& altered, Workspace& workspace) {
  apply(SetObjectOwner{{ObjectKind::table, altered.table->name, {}}, action.owner.text}, altered.places(action.owner.span), workspace);
}

void run(const ast::SetTableSchema& action, const AlteredTable& altered, Workspace& workspace) {
  const ObjectName to{action.schema.text, altered.table->name.name};
  if (!apply(RenameTable{altered.table->name, to}, altered.places(action.schema.span), workspace) && !workspace.peek_relation(to))
    workspace.poison(to);
}

}  // namespace galley
