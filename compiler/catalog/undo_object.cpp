#include <fmt/format.h>

#include <algorithm>

#include "catalog/apply.hpp"
#include "catalog/undo.hpp"

namespace galley {
namespace {

const SchemaObject& object_before(const UndoSource& source) { return *source.record.operation.objects.front().before; }

std::string named(const ObjectKey& key, const UndoSource& source) {
  return fmt::format("{} {}", object_kind_name(key.kind), source.workspace.shown(key));
}

void restore_object(ObjectPointer object, const UndoSource& source, Undo& out) {
  if (object->key.kind == ObjectKind::sequence)
    out.not_restored.push_back(
        fmt::format("the number that {} had reached, dropped by revision {}", named(object->key, source), source.workspace.revision()));
  out.changes.emplace_back(CreateObject{std::move(object), false, false});
}

/// A sequence without its owner, which is not there yet.
ObjectPointer without_owner(const SchemaObject& object) {
  auto copy = std::make_shared<SchemaObject>(object);
  std::get<SequenceDefinition>(copy->definition).owned_by.reset();
  std::erase_if(copy->needs, [](const ObjectKey& needed) { return needed.kind == ObjectKind::column; });
  return copy;
}

template <class Visit>
void for_each_part(const UndoSource& source, const Visit& visit) {
  for (const ObjectChange& change : source.record.operation.objects)
    if (change.before && !change.after) visit(change.before);
}

/// What an option of a sequence was; what was left out then is told as the server would have filled it in.
SequenceOptions options_back(const SequenceOptions& changed, const SequenceOptions& before) {
  SequenceOptions back;
  const bool counts_down = before.increment && before.increment->starts_with('-');
  if (changed.type)
    back.type =
        before.type
            ? before.type
            : std::optional(TypeName{.schema = {}, .name = "bigint", .quoted = false, .arguments = {}, .array_dimensions = 0, .span = {}});
  if (changed.increment) back.increment = before.increment.value_or("1");
  if (changed.minimum || changed.no_minimum) {
    back.minimum = before.minimum;
    back.no_minimum = !before.minimum;
  }
  if (changed.maximum || changed.no_maximum) {
    back.maximum = before.maximum;
    back.no_maximum = !before.maximum;
  }
  if (changed.start)
    back.start = before.start                     ? before.start
                 : before.minimum && !counts_down ? before.minimum
                                                  : std::optional<std::string>(counts_down ? "-1" : "1");
  if (changed.cache) back.cache = before.cache.value_or("1");
  if (changed.cycle) back.cycle = before.cycle.value_or(false);
  return back;
}

using What = decltype(AlterObject::what);

struct InverseOf {
  const SchemaObject& before;
  const UndoSource& source;
  Undo& out;

  [[nodiscard]] const DomainDefinition& domain() const { return std::get<DomainDefinition>(before.definition); }
  [[nodiscard]] const DomainDefinition::Check& check(const std::string& name) const {
    const auto& checks = domain().checks;
    return *std::find_if(checks.begin(), checks.end(), [&](const DomainDefinition::Check& known) { return known.name == name; });
  }
  [[nodiscard]] const CompositeAttribute& attribute(const std::string& name) const {
    const auto& attributes = std::get<CompositeDefinition>(before.definition).attributes;
    return *std::find_if(attributes.begin(), attributes.end(), [&](const CompositeAttribute& known) { return known.name == name; });
  }
  [[nodiscard]] bool is_stored() const { return !source.record.operation.tables.empty(); }

  std::optional<What> operator()(const ChangeSequence& change) const {
    const auto& sequence = std::get<SequenceDefinition>(before.definition);
    ChangeSequence back;
    back.options = options_back(change.options, sequence.options);
    if (change.owned_by || change.owned_by_none) {
      back.owned_by = sequence.owned_by;
      back.owned_by_none = !sequence.owned_by;
    }
    if (change.restarts)
      out.not_restored.push_back(
          fmt::format("the number that {} had reached before revision {}", named(before.key, source), source.workspace.revision()));
    if (back == ChangeSequence{}) return std::nullopt;
    return back;
  }
  std::optional<What> operator()(const SetDomainDefault&) const { return SetDomainDefault{domain().default_value}; }
  std::optional<What> operator()(const SetDomainNotNull&) const { return SetDomainNotNull{domain().not_null}; }
  std::optional<What> operator()(const AddDomainCheck& change) const { return DropDomainCheck{change.check.name, false, false}; }
  std::optional<What> operator()(const DropDomainCheck& change) const { return AddDomainCheck{check(change.name)}; }
  std::optional<What> operator()(const RenameDomainCheck& change) const { return RenameDomainCheck{change.to, change.from}; }
  // A validated check may stay so: every value fulfils it.
  std::optional<What> operator()(const ValidateDomainCheck&) const { return std::nullopt; }
  std::optional<What> operator()(const AddAttribute& change) const {
    out.destroys = is_stored();
    return DropAttribute{change.attribute.name, false};
  }
  std::optional<What> operator()(const DropAttribute& change) const {
    if (is_stored())
      out.not_restored.push_back(fmt::format("values of attribute {} of {}, dropped by revision {}", change.name, named(before.key, source),
                                             source.workspace.revision()));
    return AddAttribute{attribute(change.name)};
  }
  std::optional<What> operator()(const RenameAttribute& change) const { return RenameAttribute{change.to, change.from}; }
  std::optional<What> operator()(const AlterAttributeType& change) const { return AlterAttributeType{attribute(change.attribute.name)}; }
  std::optional<What> operator()(const UpdateExtension&) const {
    const auto& version = std::get<ExtensionDefinition>(before.definition).version;
    if (version) return UpdateExtension{version};
    out.not_restored.push_back(fmt::format("the version of {} before revision {}: the history does not say it", named(before.key, source),
                                           source.workspace.revision()));
    return std::nullopt;
  }
  std::optional<What> operator()(const ChangePolicy& change) const {
    const auto& policy = std::get<PolicyDefinition>(before.definition);
    ChangePolicy back;
    if (change.roles) back.roles = policy.roles;
    if (change.using_) back.using_ = policy.using_;
    if (change.check) back.check = policy.check;
    return back;
  }
};

/// The owner that the history has given the object before, or nothing.
const std::optional<std::string>& owner_before(const UndoSource& source) {
  const Operation& operation = source.record.operation;
  if (operation.enum_before) return operation.enum_before->owner;
  return operation.objects.empty() || std::get<SetObjectOwner>(operation.change).object.kind == ObjectKind::table
             ? source.before().owner
             : object_before(source).owner;
}

bool is_made_elsewhere(const UndoSource& source) {
  const Operation& operation = source.record.operation;
  if (operation.enum_before) return operation.enum_before->declared;
  return operation.objects.empty() || std::get<SetObjectOwner>(operation.change).object.kind == ObjectKind::table
             ? source.before().declared
             : object_before(source).declared;
}

}  // namespace

void restore_parts_before(const UndoSource& source, Undo& out) {
  for_each_part(source, [&](const ObjectPointer& part) {
    if (part->key.kind == ObjectKind::sequence) restore_object(without_owner(*part), source, out);
  });
}

void restore_parts_after(const UndoSource& source, Undo& out) {
  for_each_part(source, [&](const ObjectPointer& part) {
    if (part->key.kind != ObjectKind::sequence) return restore_object(part, source, out);
    ChangeSequence owner;
    owner.owned_by = std::get<SequenceDefinition>(part->definition).owned_by;
    out.changes.emplace_back(AlterObject{part->key, std::move(owner), false});
  });
}

void undo(const CreateObject& change, const UndoSource& source, Undo& out) {
  const ObjectPointer& replaced = source.record.operation.objects.front().before;
  if (replaced) {
    out.changes.emplace_back(CreateObject{replaced, false, true});
    return;
  }
  out.changes.emplace_back(DropObject{change.object->key, false, false});
  out.destroys = change.object->key.kind == ObjectKind::sequence;
}

void undo(const DropObject&, const UndoSource& source, Undo& out) {
  restore_object(source.record.operation.objects.front().before, source, out);
}

void undo(const RenameObject& change, const UndoSource&, Undo& out) { out.changes.emplace_back(RenameObject{change.to, change.from}); }

void undo(const SetObjectOwner& change, const UndoSource& source, Undo& out) {
  if (const std::optional<std::string>& owner = owner_before(source)) {
    out.changes.emplace_back(SetObjectOwner{change.object, *owner});
  } else if (!is_made_elsewhere(source)) {
    out.changes.emplace_back(SetObjectOwner{change.object, std::string(current_owner)});
  } else {
    out.not_restored.push_back(fmt::format("the owner of {} before revision {}: the history does not say it", named(change.object, source),
                                           source.workspace.revision()));
  }
}

void undo(const SetObjectComment& change, const UndoSource& source, Undo& out) {
  out.changes.emplace_back(SetObjectComment{change.object, object_before(source).comment});
}

void undo(const AlterObject& change, const UndoSource& source, Undo& out) {
  const InverseOf inverse{object_before(source), source, out};
  if (std::optional<What> what = std::visit(inverse, change.what))
    out.changes.emplace_back(AlterObject{change.object, std::move(*what), false});
}

}  // namespace galley
