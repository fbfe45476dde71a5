// Objects that are neither tables nor enumerations.
#include <fmt/format.h>

#include "catalog/replacement.hpp"
#include "galley/variant.hpp"
#include "postgresql/lowering.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/statements.hpp"

namespace galley::postgresql {
namespace {

constexpr int first_replacing_triggers = 14;  // CREATE OR REPLACE TRIGGER

}  // namespace

std::string Lowering::shown(const ObjectKey& key) const {
  const std::string name = key.name.schema.empty() ? key.name.name : shown(key.name);
  if (key.kind == ObjectKind::trigger || key.kind == ObjectKind::policy)
    return fmt::format("{} {} on {}", object_kind_name(key.kind), key.part, name);
  return fmt::format("{} {}{}", object_kind_name(key.kind), name, key.part);
}

void Lowering::add_owner(const std::string& object, const std::optional<std::string>& owner, const std::string& reason) {
  if (owner) add(set_owner(object, *owner), "owner of " + reason, Impact());
}

void Lowering::add_checks_not_valid(const SchemaObject& object) {
  const auto* domain = std::get_if<DomainDefinition>(&object.definition);
  if (domain == nullptr) return;
  for (const DomainDefinition::Check& check : domain->checks) {
    if (check.valid) continue;
    add(alter_type({.object = object.key, .what = AddDomainCheck{check}}, printing_),
        fmt::format("check {} of {}", check.name, shown(object.key)), Impact());
  }
}

void Lowering::operator()(const CreateObject& change) {
  const ObjectPointer before = operation_->objects.empty() ? nullptr : operation_->objects.front().before;
  const bool by_dropping = before && (!change.or_replace || !can_replace(*before, *change.object) ||
                                      (change.object->key.kind == ObjectKind::trigger && target_.version < first_replacing_triggers));
  if (by_dropping) return replace_by_dropping(*before, change);
  add_object(change);
}

void Lowering::replace_by_dropping(const SchemaObject& before, const CreateObject& change) {
  const std::vector<ObjectChange>& objects = operation_->objects;
  const auto drop = [&](const SchemaObject& object) {
    add(drop_object({.object = object.key}, object, printing_), "drop " + shown(object.key) + ", to be made again");
  };
  for (std::size_t i = objects.size(); i-- > 1;) drop(*objects[i].before);
  drop(before);
  add_object({.object = change.object});
  for (std::size_t i = 1; i < objects.size(); ++i) add_object({.object = objects[i].after});
}

void Lowering::add_object(const CreateObject& change) {
  const SchemaObject& object = *change.object;
  const ObjectName& name = object.key.name;
  const std::string sql = match(
      object.definition, [&](const SchemaDefinition&) { return create_schema(change); },
      [&](const ExtensionDefinition& d) { return create_extension(change, d, printing_); },
      [&](const SequenceDefinition& d) { return create_sequence(change, d, printing_); },
      [&](const DomainDefinition& d) { return create_domain(name, d, printing_); },
      [&](const CompositeDefinition& d) { return create_composite_type(name, d, printing_); },
      [&](const StatisticsDefinition& d) {
        for (const Expression& key : d.keys) {
          if (!std::holds_alternative<ColumnReference>(key.node)) require(14, "statistics on an expression", key.span);
        }
        return create_statistics(change, d, printing_);
      },
      [&](const ViewDefinition& d) { return checked_view(change, d); },
      [&](const RoutineDefinition&) { return create_routine(change, printing_); },
      [&](const TriggerDefinition& d) { return checked_trigger(change, d); },
      [&](const PolicyDefinition&) { return create_policy(change, printing_); });
  const bool has_raw_text =
      std::holds_alternative<ViewDefinition>(object.definition) || std::holds_alternative<RoutineDefinition>(object.definition);
  add(sql, (change.or_replace ? "replace " : "create ") + shown(object.key)).raw = has_raw_text || needs_path();
  if (change.or_replace) return;  // owner, privileges and comment stay
  add_indexes_of(object);
  add_checks_not_valid(object);
  if (object.comment) add_comment(comment_on_object(object, object.comment, printing_), "comment on " + shown(object.key));
  add_owner(object_text(object, printing_), object.owner, shown(object.key));
  add_privileges(object.key, object_text(object, printing_), object.grants);
}

void Lowering::operator()(const DropObject& change) {
  add(drop_object(change, *operation_->objects.front().before, printing_), "drop " + shown(change.object));
}

void Lowering::operator()(const RenameObject& change) {
  const bool is_move = change.from.name.schema != change.to.name.schema;
  const std::string to = is_move                                                                    ? "schema " + change.to.name.schema
                         : change.from.part != change.to.part && change.to.name == change.from.name ? change.to.part
                                                                                                    : change.to.name.name;
  add(rename_object(change, *operation_->objects.front().before, printing_),
      fmt::format("{} {} to {}", is_move ? "move" : "rename", shown(change.from), to));
}

void Lowering::operator()(const SetObjectOwner& change) {
  std::string object;
  if (change.object.kind == ObjectKind::table)
    object = table_text(change.object.name);
  else if (change.object.kind == ObjectKind::enumeration)
    object = enum_text(change.object.name);
  else
    object = object_text(*operation_->objects.front().before, printing_);
  add(set_owner(object, change.owner), "owner of " + shown(change.object));
}

void Lowering::operator()(const SetObjectComment& change) {
  add(comment_on_object(*operation_->objects.front().before, change.text, printing_), "comment on " + shown(change.object));
}

void Lowering::operator()(const AlterObject& change) {
  const std::string sql = match(
      change.what, [&](const ChangeSequence& c) { return alter_sequence(change.object.name, c, printing_); },
      [&](const UpdateExtension& c) { return update_extension(change.object.name.name, c); },
      [&](const ChangePolicy& c) { return alter_policy(change.object, c, printing_); },
      [&](const auto&) { return alter_type(change, printing_); });
  if (!sql.empty()) add(sql, "alter " + shown(change.object));
}

}  // namespace galley::postgresql
