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
  if (by_dropping) return replace_by_dropping(change);
  add_object(change);
}

void Lowering::drop_to_make_again(const ObjectPointer& object) {
  const DropObject dropped{.object = object->key};
  add(drop_object(dropped, *object, printing_), "drop " + shown(object->key) + ", to be made again",
      impact_of_part(dropped, {object, nullptr}));
}

// Others wait for it as they do for one that is replaced.
void Lowering::make_again(const ObjectPointer& object) {
  add_bare_object({.object = object}, impact_of_part(CreateObject{.object = object}, {object, object}));
}

void Lowering::replace_by_dropping(const CreateObject& change) {
  const std::vector<ObjectChange>& objects = operation_->objects;
  std::vector<KeptObject> kept;
  for (const ObjectChange& object : objects) kept.push_back(kept_object(*object.before, printing_));
  add(keep_access(kept), std::string(reason_to_keep), Impact());
  for (std::size_t i = objects.size(); i-- > 0;) drop_to_make_again(objects[i].before);
  make_again(change.object);
  for (std::size_t i = 1; i < objects.size(); ++i) make_again(objects[i].after);
  add(bring_back_access(), "bring back owner, privileges and comments", Impact());
}

void Lowering::add_object(const CreateObject& change) {
  add_bare_object(change);
  if (change.or_replace) return;  // owner, privileges and comment stay
  const SchemaObject& object = *change.object;
  if (object.comment) add_comment(comment_on_object(object, object.comment, printing_), "comment on " + shown(object.key));
  add_owner(object_text(object, printing_), object.owner, shown(object.key));
  add_privileges(object.key, object_text(object, printing_), object.owner, object.grants);
}

void Lowering::add_bare_object(const CreateObject& change, std::optional<Impact> impact) {
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
      [&](const PolicyDefinition&) { return create_policy(change, printing_); },
      [&](const PublicationDefinition& d) { return checked_publication(change, d); },
      [&](const DefaultPrivilegesDefinition&) { return std::string(); });
  const bool has_raw_text =
      std::holds_alternative<ViewDefinition>(object.definition) || std::holds_alternative<RoutineDefinition>(object.definition);
  const std::string reason = (change.or_replace ? "replace " : "create ") + shown(object.key);
  Step& step = impact ? add(sql, reason, std::move(*impact)) : add(sql, reason);
  step.raw = has_raw_text || needs_path();
  const auto* trigger = std::get_if<TriggerDefinition>(&object.definition);
  if (trigger != nullptr && trigger->state != ast::TriggerState::enabled)
    add(set_trigger_state({name, trigger->state, ast::WhichTriggers::named, object.key.part}), "state of " + shown(object.key), Impact());
  if (change.or_replace) return;
  add_indexes_of(object);
  add_checks_not_valid(object);
}

void Lowering::operator()(const DropObject& change) {
  // It stays: every database has it from the beginning, and the guards of scripts are written in it.
  if (change.object.kind == ObjectKind::extension && change.object.name.name == "plpgsql") return;
  Step& step = add(drop_object(change, *operation_->objects.front().before, printing_), "drop " + shown(change.object));
  if (comes_again(change.object)) step.notes.emplace_back("made anew below: what was granted or said of it by hand is not brought back");
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
      [&](const ChangeRoutine& c) { return alter_routine(*operation_->objects.front().before, c, printing_); },
      [&](const ChangeViewOptions& c) { return checked_view_options(*operation_->objects.front().before, c); },
      [&](const RenameViewColumn& c) { return rename_view_column(*operation_->objects.front().before, c, target_.version); },
      [&](const ChangePublication& c) { return checked_publication_change(change.object, c); },
      [&](const auto&) { return alter_type(change, printing_); });
  if (!sql.empty()) add(sql, "alter " + shown(change.object));
}

}  // namespace galley::postgresql
