// What is the same for every object that is neither a table nor an enumeration.
#include <fmt/format.h>

#include <algorithm>

#include "catalog/alter_object.hpp"
#include "catalog/apply.hpp"
#include "catalog/companions.hpp"
#include "catalog/default_privileges.hpp"
#include "catalog/dependants.hpp"
#include "catalog/object_edits.hpp"
#include "catalog/object_parts.hpp"
#include "catalog/publications.hpp"
#include "catalog/rename_schema.hpp"
#include "catalog/replacement.hpp"
#include "catalog/view_types.hpp"
#include "diag/catalogue/objects.hpp"
#include "diag/catalogue/views.hpp"
#include "galley/dialect.hpp"

namespace galley {
namespace {

std::string named(const ObjectKey& key, const Workspace& workspace) {
  return fmt::format("{} {}", object_kind_name(key.kind), workspace.shown(key));
}

bool exists(const ObjectKey& key, const Workspace& workspace) {
  using enum ObjectKind;
  const TablePointer owner = workspace.peek_table(key.name);
  if (key.kind == enumeration) return workspace.peek_enum(key.name) != nullptr;
  if (key.kind == column && owner) return workspace.peek_column(*owner, key.part) != nullptr;
  if (key.kind == constraint && owner) return workspace.peek_constraint(*owner, key.part) != nullptr;
  const bool is_of_relation = key.kind == table || key.kind == column || key.kind == index || key.kind == constraint;
  return is_of_relation ? workspace.peek_relation(key.name) != nullptr : workspace.peek_object(key) != nullptr;
}

/// What the resolver has found for a written object, a derived one must still find.
bool check_needs(const SchemaObject& object, const Places& at, Workspace& workspace) {
  bool ok = true;
  for (const ObjectKey& needed : object.needs) {
    if (exists(needed, workspace)) continue;
    ok = false;
    if (!workspace.is_poisoned(needed))
      workspace.report(at.statement, diag::unknown_object, object_kind_name(needed.kind), workspace.shown(needed));
  }
  return ok;
}

template <class C>
Operation object_operation(C change, std::vector<ObjectChange> objects, const Places& at) {
  Operation operation = make_operation(std::move(change), {}, at);
  operation.objects = std::move(objects);
  return operation;
}

/// Privileges on columns that the view has no more.
void forget_columns_gone(SchemaObject& object) {
  const auto* view = std::get_if<ViewDefinition>(&object.definition);
  if (!view || view->output.empty()) return;
  std::erase_if(object.grants, [&](const Grant& grant) {
    return !grant.column.empty() && std::find(view->output.begin(), view->output.end(), grant.column) == view->output.end();
  });
}

/// Columns that the view had before and has no more, where both are known.
std::vector<std::string> columns_gone(const SchemaObject& before, const SchemaObject& after) {
  const auto* old = std::get_if<ViewDefinition>(&before.definition);
  const auto* view = std::get_if<ViewDefinition>(&after.definition);
  if (!old || !view || view->output.empty()) return {};
  std::vector<std::string> gone = old->output;
  std::erase_if(gone,
                [&](const std::string& name) { return std::find(view->output.begin(), view->output.end(), name) != view->output.end(); });
  return gone;
}

/// Whether another relation that the view reads has a column of this name, so that the query may well mean that one.
bool has_from_elsewhere(const SchemaObject& view, const std::string& column) {
  return std::any_of(view.needs.begin(), view.needs.end(),
                     [&](const ObjectKey& needed) { return needed.kind == ObjectKind::column && needed.part == column; });
}

/// Whether a view that is made again after the replaced one still finds the columns that it names.
bool check_columns_kept(const SchemaObject& before, const SchemaObject& after, const std::vector<ObjectPointer>& others, const Places& at,
                        Workspace& workspace) {
  const std::vector<std::string> gone = columns_gone(before, after);
  if (gone.empty()) return true;
  for (const ObjectPointer& other : others) {
    const auto* view = std::get_if<ViewDefinition>(&other->definition);
    if (!view) continue;
    const std::vector<std::string> named = workspace.dialect().read_query(view->query, workspace.catalog()).columns;
    for (const std::string& column : gone) {
      if (std::find(named.begin(), named.end(), column) == named.end() || has_from_elsewhere(*other, column)) continue;
      workspace.report(at.object, diag::cannot_replace, object_kind_name(after.key.kind), workspace.shown(after.key))
          .note(other->span, "{} \"{}\" uses its column \"{}\"", object_kind_name(other->key.kind), workspace.shown(other->key), column)
          .help("keep the column, or drop what uses it before");
      return false;
    }
  }
  return true;
}

/// A server keeps the columns that `*` meant when the view was made.
void write_out_query(SchemaObject& object) {
  auto* view = std::get_if<ViewDefinition>(&object.definition);
  if (view && !view->written_out.empty()) view->query = std::exchange(view->written_out, {});
}

std::string loss_of(const SchemaObject& object, const Workspace& workspace) {
  if (object.key.kind == ObjectKind::sequence) return named(object.key, workspace) + " and the number it has reached";
  return {};
}

}  // namespace

bool apply(const CreateObject& change, const Places& at, Workspace& workspace) {
  const ObjectPointer existing = change.or_replace ? workspace.peek_object(change.object->key) : nullptr;
  if (!existing && !workspace.check_object_free(change.object->key, at.object)) return false;
  if (!check_needs(*change.object, at, workspace)) return false;
  if (workspace.is_undoing() && !check_reads_as_before(*change.object, at, workspace)) return false;
  auto object = std::make_shared<SchemaObject>(*change.object);
  object->made_by = workspace.revision();
  if (!refresh_types(*object, at.statement, workspace)) return false;
  AccessOfNew access(object->key.name.schema, std::nullopt, workspace);
  if (!existing) access.give(object->key.kind, object->grants);
  if (existing) object->made_by = existing->made_by;
  if (existing && !workspace.makes_as_before()) {
    object->owner = existing->owner;
    object->grants = existing->grants;
    object->comment = existing->comment;
    forget_columns_gone(*object);
  }
  CreateObject done = change;
  done.object = std::make_shared<SchemaObject>(*object);  // as it is written
  write_out_query(*object);
  std::vector<ObjectChange> objects{{existing, object}};
  if (existing) {
    const bool keeps_types = !find_retyped_column(*existing, *object, workspace);
    const bool in_place = keeps_types && can_replace(*existing, *object);
    const auto others =
        in_place ? std::optional(workspace.catalog().objects_of_table(existing->key.name)) : made_again_with(*existing, at, workspace);
    if (!others || !check_columns_kept(*existing, *object, *others, at, workspace)) return false;
    const bool is_view = std::holds_alternative<ViewDefinition>(existing->definition);
    for (const ObjectPointer& other : *others)
      if (is_view || !in_place) objects.push_back({other, other});
    done.or_replace = keeps_types;  // types are known here alone: what is not replaced is dropped first
  }
  Operation operation = object_operation(std::move(done), std::move(objects), at);
  access.store_in(operation);
  if (object->key.kind == ObjectKind::trigger) operation.tables = with_descendants({}, object->key.name, workspace);
  add_published_tables(operation, workspace);
  workspace.commit(std::move(operation));
  return true;
}

bool apply(const DropObject& change, const Places& at, Workspace& workspace) {
  const ObjectPointer object = workspace.find_object(change.object, at.object);
  if (!object) return false;
  Dependants dependants = dependants_of(*object, workspace.catalog());
  const auto is_part = [&](const ObjectPointer& user) {
    return user->key.kind == ObjectKind::trigger && user->key.name == object->key.name;
  };
  const auto parts = std::stable_partition(dependants.objects.begin(), dependants.objects.end(),
                                           [&](const ObjectPointer& user) { return !is_part(user); });
  const std::vector<ObjectPointer> own(parts, dependants.objects.end());  // the triggers of a view go with it
  dependants.objects.erase(parts, dependants.objects.end());
  if (!dependants.empty() && !change.cascade) {
    auto builder = workspace.report(at.object, diag::object_in_use, object_kind_name(object->key.kind), workspace.shown(object->key));
    list(dependants, builder, workspace);
    builder.help("drop what needs it first, or write: drop {} cascade", named(object->key, workspace));
    return false;
  }
  if (!take_along(dependants, object->key, at, workspace)) return false;
  for (const ObjectPointer& part : own)
    if (!apply(DropObject{part->key, false, false}, at, workspace)) return false;
  Operation operation = object_operation(DropObject{object->key, change.if_exists, change.cascade}, {{object, nullptr}}, at);
  if (object->key.kind == ObjectKind::schema)
    for (const ObjectPointer& defaults : defaults_in_schema(object->key.name.name, workspace.catalog()))
      operation.objects.push_back({defaults, nullptr});
  operation.loss = loss_of(*object, workspace);
  if (object->key.kind == ObjectKind::schema)
    for (ObjectChange& publication : without_schema(object->key.name.name, workspace.catalog()))
      operation.objects.push_back(std::move(publication));
  workspace.commit(std::move(operation));
  return true;
}

bool apply(const RenameObject& change, const Places& at, Workspace& workspace) {
  const ObjectPointer object = workspace.find_object(change.from, at.object);
  if (!object) return false;
  const bool same_name = workspace.same(change.from.name.schema, change.to.name.schema) &&
                         workspace.same(change.from.name.name, change.to.name.name) && workspace.same(change.from.part, change.to.part);
  if (!same_name && !workspace.check_object_free(change.to, at.part)) return false;
  if (object->key.kind == ObjectKind::schema) return rename_schema(change, object, at, workspace);
  if (!check_not_in_raw_text(object->key, at, workspace)) return false;
  Edits edits(workspace.catalog());
  Operation operation = make_operation(RenameObject{object->key, change.to}, {}, at);
  edits.rename(object, change.to);
  edits.store_in(operation);
  workspace.commit(std::move(operation));
  return true;
}

/// A role has no privileges besides on what it owns; they are gone when it owns it no more.
void give_to(const std::optional<std::string>& role, std::optional<std::string>& owner, std::vector<Grant>& grants) {
  owner = role;
  std::erase_if(grants, [&](const Grant& grant) { return role && grant.role == *role; });
}

void give_to(const std::optional<std::string>& role, Table& table) {
  give_to(role, table.owner, table.grants);
  const auto is_granted = [&](const Column& column) {
    return role && column.identity && std::any_of(column.identity->grants.begin(), column.identity->grants.end(), [&](const Grant& grant) {
             return grant.role == *role;
           });
  };
  edit_where(table.columns, is_granted,
             [&](Column& column) { std::erase_if(column.identity->grants, [&](const Grant& grant) { return grant.role == *role; }); });
}

// Whoever runs the scripts owns what they make: to give it back to that role is to say nothing of the owner.
bool apply(const SetObjectOwner& change, const Places& at, Workspace& workspace) {
  const bool is_runner = change.owner == current_owner || change.owner == "current_role" || change.owner == "session_user";
  const std::optional<std::string> owner = is_runner ? std::nullopt : std::optional(change.owner);
  Operation operation = make_operation(change, {}, at);
  auto& done = std::get<SetObjectOwner>(operation.change);
  if (change.object.kind == ObjectKind::table) {
    const TablePointer table = workspace.find_table(change.object.name, at.object);
    if (!table) return false;
    done.object.name = table->name;
    Edits edits(workspace.catalog());
    give_to(owner, edits.tables.edit(table));
    for (const ObjectPointer& user : workspace.catalog().objects_needing({ObjectKind::table, table->name, {}}))
      if (is_owned_by(*user, table->name)) {  // the server has both belong to one role
        SchemaObject& sequence = *edits.objects.edit(user);
        give_to(owner, sequence.owner, sequence.grants);
      }
    edits.store_in(operation);
  } else if (change.object.kind == ObjectKind::enumeration) {
    const EnumPointer enumeration = workspace.find_enum(change.object.name, at.object);
    if (!enumeration) return false;
    auto after = std::make_shared<EnumType>(*enumeration);
    give_to(owner, after->owner, after->grants);
    done.object.name = enumeration->name;
    Edits edits(workspace.catalog());
    edits.replace(enumeration, std::move(after));
    edits.store_enum_in(operation);
  } else {
    const ObjectPointer object = workspace.find_object(change.object, at.object);
    if (!object) return false;
    done.object = object->key;
    Edits edits(workspace.catalog());
    SchemaObject& after = *edits.objects.edit(object);
    give_to(owner, after.owner, after.grants);
    if (is_type(object->key.kind)) edits.follow_type(object);
    edits.store_in(operation);
  }
  workspace.commit(std::move(operation));
  return true;
}

bool apply(const SetObjectComment& change, const Places& at, Workspace& workspace) {
  const ObjectPointer object = workspace.find_object(change.object, at.object);
  if (!object) return false;
  Operation operation = make_operation(SetObjectComment{object->key, change.text}, {}, at);
  Edits edits(workspace.catalog());
  edits.objects.edit(object)->comment = change.text;
  if (is_type(object->key.kind)) edits.follow_type(object);
  edits.store_in(operation);
  workspace.commit(std::move(operation));
  return true;
}

bool apply(const AlterObject& change, const Places& at, Workspace& workspace) {
  const ObjectPointer object = workspace.find_object(change.object, at.object);
  if (!object) return false;
  Operation operation = make_operation(AlterObject{object->key, change.what, change.cascade}, {}, at);
  Edits edits(workspace.catalog());
  const auto after = edits.objects.edit(object);
  AlteredObject altered{.before = *object, .after = *after, .at = at, .workspace = workspace, .loss = {}};
  if (!std::visit([&](const auto& what) { return alter(what, altered); }, change.what)) return false;
  if (is_type(object->key.kind)) edits.follow_type(object);
  if (const auto* renamed = std::get_if<RenameViewColumn>(&change.what)) {
    edits.follow_view_column(object->key.name, renamed->from, renamed->to);
    // Where the view has to be made again, its triggers are made with it.
    for (const ObjectPointer& trigger : workspace.catalog().objects_of_table(object->key.name)) edits.objects.edit(trigger);
  }
  edits.store_in(operation);
  add_published_tables(operation, workspace);
  operation.loss = std::move(altered.loss);
  workspace.commit(std::move(operation));
  return true;
}

}  // namespace galley
