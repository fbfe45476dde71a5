#include "catalog/rename_schema.hpp"

#include <fmt/format.h>

#include <map>

#include "catalog/default_privileges.hpp"
#include "catalog/object_edits.hpp"
#include "diag/catalogue/objects.hpp"

namespace galley {
namespace {

/// Changes made one after the other, each seeing the ones before, and what they come to as a whole.
class Moves {
 public:
  explicit Moves(const Catalog& catalog) : catalog_(catalog) {}

  [[nodiscard]] const Catalog& catalog() const { return catalog_; }

  void make(const Edits& edits) {
    Operation step;
    edits.store_in(step);
    for (const TableChange& change : step.tables) catalog_.remove_table(change.before->name);
    for (const EnumChange& change : step.enums) catalog_.remove_enum(change.before->name);
    for (const ObjectChange& change : step.objects) catalog_.remove_object(change.before->key);
    for (const EnumChange& change : step.enums) catalog_.put(change.after);
    for (const ObjectChange& change : step.objects) catalog_.put(change.after);
    for (const TableChange& change : step.tables) catalog_.put(change.after);
    for (const TableChange& change : step.tables) join(whole_.tables, change);
    for (const EnumChange& change : step.enums) join(whole_.enums, change);
    for (const ObjectChange& change : step.objects) join(whole_.objects, change);
  }

  /// Tables, enumerations and objects, as they were and as they are.
  [[nodiscard]] Operation take() { return std::move(whole_); }

 private:
  template <class Change>
  void join(std::vector<Change>& joined, const Change& next) {
    const auto known = places_.find(next.before.get());
    const std::size_t place = known == places_.end() ? joined.size() : known->second;
    if (known == places_.end())
      joined.push_back(next);
    else
      joined[place].after = next.after;
    places_[next.after.get()] = place;
  }

  Catalog catalog_;
  Operation whole_;
  std::map<const void*, std::size_t> places_;  // of a value that is the last one so far, in its list
};

bool is_routine(const ObjectPointer& object) {
  return object->key.kind == ObjectKind::function || object->key.kind == ObjectKind::procedure;
}

/// Raw text would go on naming what is in the schema by its former name.
bool check_contents(const Catalog::Contents& contents, const Places& at, Workspace& workspace) {
  bool ok = true;
  for (const TablePointer& table : contents.tables) ok = check_not_in_raw_text({ObjectKind::table, table->name, {}}, at, workspace) && ok;
  for (const EnumPointer& type : contents.enums) ok = check_not_in_raw_text({ObjectKind::enumeration, type->name, {}}, at, workspace) && ok;
  for (const ObjectPointer& object : contents.objects) ok = check_not_in_raw_text(object->key, at, workspace) && ok;
  return ok;
}

bool check_is_free(const std::string& schema, const Places& at, Workspace& workspace) {
  const Catalog::Contents contents = workspace.catalog().contents_of_schema(schema);
  if (contents.tables.empty() && contents.enums.empty() && contents.objects.empty()) return true;
  workspace.report(at.part, diag::name_taken, object_kind_name(ObjectKind::schema), schema)
      .help("the history has made something in a schema of this name");
  return false;
}

}  // namespace

bool rename_schema(const RenameObject& change, const ObjectPointer& schema, const Places& at, Workspace& workspace) {
  const std::string& from = schema->key.name.name;
  const std::string& to = change.to.name.name;
  if (workspace.same(from, workspace.options().default_schema)) {
    workspace.report(at.object, diag::object_in_use, object_kind_name(ObjectKind::schema), from)
        .help("names without a schema are in it, as the configuration says (default_schema)");
    return false;
  }
  const Catalog::Contents contents = workspace.catalog().contents_of_schema(from);
  if (!check_is_free(to, at, workspace) || !check_contents(contents, at, workspace)) return false;

  Moves moves(workspace.catalog());
  const auto move = [&](const auto& object, const auto& name) {
    Edits edits(moves.catalog());
    edits.rename(object, name);
    moves.make(edits);
  };
  const auto moved = [&](const ObjectName& name) { return ObjectName{to, name.name}; };
  move(schema, change.to);
  for (const TablePointer& table : contents.tables) move(moves.catalog().find_table(table->name), moved(table->name));
  for (const EnumPointer& type : contents.enums) move(moves.catalog().find_enum(type->name), moved(type->name));
  const auto move_objects = [&](bool routines) {
    for (const ObjectPointer& object : moves.catalog().contents_of_schema(from).objects) {
      const ObjectPointer now = is_routine(object) == routines ? moves.catalog().find_object(object->key) : nullptr;
      if (now) move(now, ObjectKey{now->key.kind, moved(now->key.name), now->key.part});
    }
  };
  move_objects(false);
  move_objects(true);  // types are part of their signatures
  for (const ObjectPointer& defaults : defaults_in_schema(from, moves.catalog()))
    move(defaults, ObjectKey{defaults->key.kind, moved(defaults->key.name), defaults->key.part});
  Operation operation = make_operation(RenameObject{schema->key, change.to}, {}, at);
  Operation whole = moves.take();
  operation.tables = std::move(whole.tables);
  operation.objects = std::move(whole.objects);
  operation.enums = std::move(whole.enums);
  workspace.commit(std::move(operation));
  return true;
}

}  // namespace galley
