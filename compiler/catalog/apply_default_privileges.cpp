// alter default privileges and back, and what comes of it for new objects.
#include <algorithm>

#include "catalog/apply.hpp"
#include "catalog/default_privileges.hpp"
#include "catalog/name_index.hpp"
#include "catalog/privileges.hpp"
#include "catalog/undo.hpp"
#include "syntax/clause_words.hpp"

namespace galley {
namespace {

/// As if it were about one object.
ChangePrivileges on_one(const ChangeDefaultPrivileges& change) {
  ChangePrivileges same;
  same.is_revoke = change.is_revoke;
  same.privileges = change.privileges;
  same.roles = change.roles;
  same.grant_option = change.grant_option;
  return same;
}

/// The changes for one key that make the second set of the first.
std::vector<ChangeDefaultPrivileges> changes_of_key(const std::vector<Grant>& from, const std::vector<Grant>& to, const ObjectKey& key) {
  std::vector<ChangeDefaultPrivileges> changes;
  for (ChangePrivileges& step : changes_between(from, to, {kind_of_new(key), {}, {}}))
    changes.push_back({.defaults = {key},
                       .is_revoke = step.is_revoke,
                       .privileges = std::move(step.privileges),
                       .roles = std::move(step.roles),
                       .grant_option = step.grant_option,
                       .cascade = false});
  return changes;
}

std::vector<Grant> grants_of(const ObjectPointer& defaults, const ObjectKey& key) {
  return defaults ? defaults->grants : initial_defaults(key);
}

bool has_any(const Catalog& catalog) {
  const auto first = catalog.objects().lower_bound({ObjectKind::default_privileges, {}, {}});
  return first != catalog.objects().end() && first->first.kind == ObjectKind::default_privileges;
}

}  // namespace

std::optional<ObjectKind> default_kind(ObjectKind kind) {
  using enum ObjectKind;
  if (has_row_type(kind)) return table;
  if (kind == sequence || kind == column) return sequence;  // of an identity
  if (kind == function || kind == procedure) return function;
  if (is_type(kind)) return enumeration;
  return kind == schema ? std::optional(schema) : std::nullopt;
}

ObjectKey default_privileges_key(ObjectKind kind, const std::string& schema, const std::string& role) {
  return {ObjectKind::default_privileges, {schema, role}, std::string(syntax::words_of_new(kind))};
}

ObjectKind kind_of_new(const ObjectKey& defaults) {
  for (const ObjectKind kind : {ObjectKind::sequence, ObjectKind::function, ObjectKind::enumeration, ObjectKind::schema})
    if (defaults.part == syntax::words_of_new(kind)) return kind;
  return ObjectKind::table;
}

// Those of a schema are what it gives besides.
std::vector<Grant> initial_defaults(const ObjectKey& defaults) {
  return defaults.name.schema.empty() ? initial_grants(kind_of_new(defaults)) : std::vector<Grant>();
}

std::vector<Grant> present_defaults(const ObjectKey& defaults, const Catalog& catalog) {
  return grants_of(catalog.find_object(defaults), defaults);
}

std::vector<ObjectPointer> defaults_in_schema(const std::string& schema, const Catalog& catalog) {
  std::vector<ObjectPointer> found;
  const auto& objects = catalog.objects();
  for (auto at = objects.lower_bound({ObjectKind::default_privileges, {schema, {}}, {}}); at != objects.end(); ++at) {
    if (at->first.kind != ObjectKind::default_privileges || at->first.name.schema != schema) break;
    found.push_back(at->second);
  }
  return found;
}

std::vector<ChangeDefaultPrivileges> restoring(const SchemaObject& defaults) {
  return changes_of_key(initial_defaults(defaults.key), defaults.grants, defaults.key);
}

AccessOfNew::AccessOfNew(std::string schema, const std::optional<std::string>& owner, const Workspace& workspace)
    : schema_(std::move(schema)),
      role_(owner.value_or(std::string())),
      workspace_(workspace),
      has_defaults_(!workspace.is_declaring() && has_any(workspace.catalog())) {}

std::optional<std::vector<Grant>> AccessOfNew::defaults_of(ObjectKind kind) const {
  const ObjectPointer everywhere = workspace_.catalog().find_object(default_privileges_key(kind, {}, role_));
  const ObjectPointer here = schema_.empty() ? nullptr : workspace_.catalog().find_object(default_privileges_key(kind, schema_, role_));
  if (!everywhere && !here) return std::nullopt;
  std::vector<Grant> grants = everywhere ? everywhere->grants : initial_grants(kind);
  if (here) grants = merged_grants(std::move(grants), here->grants);
  return grants;
}

void AccessOfNew::give(ObjectKind kind, std::vector<Grant>& grants) {
  const std::optional<ObjectKind> known = has_defaults_ ? default_kind(kind) : std::nullopt;
  std::optional<std::vector<Grant>> defaults = known ? defaults_of(*known) : std::nullopt;
  if (!workspace_.makes_as_before()) grants = defaults ? *defaults : initial_grants(kind);
  if (defaults) given_.insert_or_assign(*known, std::move(*defaults));
}

void AccessOfNew::give(Column& column) {
  if (has_defaults_ && column.identity) give(ObjectKind::sequence, column.identity->grants);
}

void AccessOfNew::give(Table& table) {
  give(ObjectKind::table, table.grants);
  if (!has_defaults_) return;
  edit_where(
      table.columns, [](const Column& column) { return column.identity.has_value(); }, [&](Column& column) { give(column); });
}

bool apply(const ChangeDefaultPrivileges& change, const Places& at, Workspace& workspace) {
  Operation operation = make_operation(change, {}, at);
  for (const ObjectKey& key : change.defaults) {
    const ObjectPointer before = workspace.catalog().find_object(key);
    const std::vector<Grant> known = grants_of(before, key);
    std::vector<Grant> grants = changed_grants(known, on_one(change), kind_of_new(key));
    if (grants == known) continue;
    std::shared_ptr<SchemaObject> after;
    if (grants != initial_defaults(key)) {
      after = before ? std::make_shared<SchemaObject>(*before) : std::make_shared<SchemaObject>();
      after->key = key;
      after->definition = DefaultPrivilegesDefinition{};
      after->grants = std::move(grants);
      if (!before) after->made_by = workspace.revision();
      if (!before) after->span = at.statement;
    }
    operation.objects.push_back({before, std::move(after)});
  }
  workspace.commit(std::move(operation));
  return true;
}

// The change turned round, where that gives what was there before; else key by key.
void undo(const ChangeDefaultPrivileges& change, const UndoSource& source, Undo& out) {
  const std::vector<ObjectChange>& objects = source.record.operation.objects;
  if (objects.empty()) return;
  const auto key_of = [](const ObjectChange& object) { return object.before ? object.before->key : object.after->key; };
  ChangeDefaultPrivileges back = change;
  back.defaults.clear();
  for (const ObjectChange& object : objects) back.defaults.push_back(key_of(object));
  back.is_revoke = !change.is_revoke;
  back.cascade = false;
  if (!change.is_revoke) back.grant_option = false;
  const bool is_mirror = std::all_of(objects.begin(), objects.end(), [&](const ObjectChange& object) {
    const ObjectKey key = key_of(object);
    return changed_grants(grants_of(object.after, key), on_one(back), kind_of_new(key)) == grants_of(object.before, key);
  });
  if (is_mirror) {
    out.changes.emplace_back(std::move(back));
    return;
  }
  for (const ObjectChange& object : objects) {
    const ObjectKey key = key_of(object);
    for (ChangeDefaultPrivileges& step : changes_of_key(grants_of(object.after, key), grants_of(object.before, key), key))
      out.changes.emplace_back(std::move(step));
  }
}

}  // namespace galley
