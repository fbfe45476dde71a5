// grant and revoke, and back.
#include <algorithm>

#include "catalog/apply.hpp"
#include "catalog/object_edits.hpp"
#include "catalog/privileges.hpp"
#include "catalog/undo.hpp"

namespace galley {
namespace {

/// The objects that the change is about, as the catalog has them: of a whole schema those that are known.
class PrivilegeEdit {
 public:
  PrivilegeEdit(const ChangePrivileges& change, const Places& at, Workspace& workspace)
      : change_(change), at_(at), workspace_(workspace), edits_(workspace.catalog()) {}

  bool run() {
    ChangePrivileges done = change_;
    bool ok = true;
    for (ObjectKey& object : done.objects) ok = (change_.all_in_schema ? edit_schema(object) : edit(object)) && ok;
    if (!ok) return false;
    Operation operation = make_operation(std::move(done), {}, at_);
    edits_.store_in(operation);
    if (change_.all_in_schema) operation.notes.emplace_back("the history knows which objects there are by now; a server may have more");
    workspace_.commit(std::move(operation));
    return true;
  }

 private:
  bool edit_schema(const ObjectKey& schema) {
    const Catalog::Contents contents = workspace_.catalog().contents_of_schema(schema.name.schema);
    const bool tables = schema.kind == ObjectKind::table;
    for (const TablePointer& table : contents.tables) {
      if (tables) edit_table(table);
      if (schema.kind == ObjectKind::sequence)
        for (const Column& column : table->columns)
          if (column.identity) edit_identity(table, column.name);
    }
    for (const ObjectPointer& object : contents.objects) {
      const ObjectKind kind = object->key.kind;
      const bool is_view = kind == ObjectKind::view || kind == ObjectKind::materialized_view;
      if (tables ? is_view : kind == schema.kind) edit_object(object);
    }
    return true;
  }

  bool edit(ObjectKey& key) {
    if (key.kind == ObjectKind::table) {
      const TablePointer table = workspace_.find_table(key.name, at_.object);
      if (table) edit_table(table);
      return table != nullptr;
    }
    if (key.kind == ObjectKind::column) {
      const TablePointer table = workspace_.find_table(key.name, at_.object);
      if (table) edit_identity(table, key.part);
      return table != nullptr;
    }
    if (key.kind == ObjectKind::enumeration) {
      const EnumPointer enumeration = workspace_.find_enum(key.name, at_.object);
      if (enumeration) edit_enum(enumeration);
      return enumeration != nullptr;
    }
    const ObjectPointer object = workspace_.find_object(key, at_.object);
    if (object) edit_object(object);
    return object != nullptr;
  }

  void edit_table(const TablePointer& table) {
    Table& after = edits_.tables.edit(table);
    after.grants = changed_grants(table->grants, change_, ObjectKind::table);
  }
  void edit_identity(const TablePointer& table, const std::string& name) {
    edit_where(
        edits_.tables.edit(table).columns, [&](const Column& column) { return column.name == name && column.identity; },
        [&](Column& column) {
          std::vector<Grant>& grants = column.identity->grants;
          grants = changed_grants(grants, change_, ObjectKind::sequence);
        });
  }
  void edit_object(const ObjectPointer& object) {
    edits_.objects.edit(object)->grants = changed_grants(object->grants, change_, object->key.kind);
    if (is_type(object->key.kind)) edits_.follow_type(object);
  }
  void edit_enum(const EnumPointer& enumeration) {
    auto after = std::make_shared<EnumType>(*enumeration);
    after->grants = changed_grants(enumeration->grants, change_, ObjectKind::enumeration);
    edits_.replace(enumeration, std::move(after));
  }

  const ChangePrivileges& change_;
  const Places& at_;
  Workspace& workspace_;
  Edits edits_;
};

/// One object that a grant or a revoke has changed.
struct Changed {
  ObjectKey key;
  const std::vector<Grant>& before;
  const std::vector<Grant>& after;
};

/// Tables are there for themselves, or for the sequences of their identities.
void add_changed(const TableChange& change, bool of_sequences, std::vector<Changed>& objects) {
  if (!of_sequences) {
    objects.push_back({{ObjectKind::table, change.before->name, {}}, change.before->grants, change.after->grants});
    return;
  }
  for (const Column& column : change.before->columns) {
    if (!column.identity) continue;
    const Identity& after = *change.after->find_column(column.name)->identity;
    objects.push_back({{ObjectKind::column, change.before->name, column.name}, column.identity->grants, after.grants});
  }
}

std::vector<Changed> changed_objects(const Operation& operation) {
  const ObjectKind kind = std::get<ChangePrivileges>(operation.change).objects.front().kind;
  std::vector<Changed> objects;
  for (const TableChange& change : operation.tables)
    add_changed(change, kind == ObjectKind::sequence || kind == ObjectKind::column, objects);
  for (const ObjectChange& change : operation.objects) objects.push_back({change.before->key, change.before->grants, change.after->grants});
  for (const EnumChange& change : operation.enums)
    objects.push_back({{ObjectKind::enumeration, change.before->name, {}}, change.before->grants, change.after->grants});
  return objects;
}

}  // namespace

bool apply(const ChangePrivileges& change, const Places& at, Workspace& workspace) { return PrivilegeEdit(change, at, workspace).run(); }

// The change turned round, where that gives what was there before; else object by object.
void undo(const ChangePrivileges& change, const UndoSource& source, Undo& out) {
  const std::vector<Changed> objects = changed_objects(source.record.operation);
  ChangePrivileges back = change;
  back.is_revoke = !change.is_revoke;
  back.cascade = false;
  if (!change.is_revoke) back.grant_option = false;
  const bool is_mirror = std::all_of(objects.begin(), objects.end(), [&](const Changed& changed) {
    return changed_grants(changed.after, back, changed.key.kind) == changed.before;
  });
  const bool changed_any =
      std::any_of(objects.begin(), objects.end(), [](const Changed& changed) { return changed.before != changed.after; });
  if (is_mirror && changed_any) {
    out.changes.emplace_back(std::move(back));
    return;
  }
  for (const Changed& changed : objects)
    for (ChangePrivileges& step : changes_between(changed.after, changed.before, changed.key)) out.changes.emplace_back(std::move(step));
}

}  // namespace galley
