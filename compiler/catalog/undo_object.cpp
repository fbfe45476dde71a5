#include <fmt/format.h>

#include <algorithm>

#include "catalog/apply.hpp"
#include "catalog/default_privileges.hpp"
#include "catalog/privileges.hpp"
#include "catalog/publications.hpp"
#include "catalog/routine_settings.hpp"
#include "catalog/table_options.hpp"
#include "catalog/undo.hpp"
#include "catalog/view_shape.hpp"

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

/// Settings of a routine. One that goes comes back in its place only with all of them.
void settings_back(const ChangeRoutine& changed, const SchemaObject& before, ChangeRoutine& back) {
  const std::vector<StorageOption>& settings = std::get<RoutineDefinition>(before.definition).settings;
  const bool loses = (changed.reset_all && !settings.empty()) ||
                     std::any_of(changed.reset.begin(), changed.reset.end(),
                                 [&](const std::string& name) { return find_setting(settings, name) != nullptr; });
  if (loses && !before.declared) {
    back.reset_all = true;
    back.settings = settings;
    return;
  }
  const auto restore = [&](const std::string& name) {
    const StorageOption* old = find_setting(settings, name);
    if (old) put_setting(back.settings, *old);
    return old != nullptr;
  };
  for (const StorageOption& setting : changed.settings)
    if (!restore(setting.name.text)) back.reset.push_back(setting.name.text);
  for (const std::string& name : changed.reset) restore(name);
  if (changed.reset_all)
    for (const StorageOption& setting : settings) put_setting(back.settings, setting);
}

/// What the attributes that were changed had been. `is_known` is false of one that the history does not say of a routine made elsewhere.
ChangeRoutine attributes_back(const ChangeRoutine& changed, const SchemaObject& before, bool& is_known) {
  const auto& told = std::get<RoutineDefinition>(before.definition);
  const RoutineDefinition routine = told.with_defaults();
  const auto gives_back = [&](bool is_changed, bool is_told) {
    is_known = is_known && (!is_changed || is_told || !before.declared);
    return is_changed && (is_told || !before.declared);
  };
  ChangeRoutine back;
  if (gives_back(changed.volatility != ast::Volatility::unspecified, told.volatility != ast::Volatility::unspecified))
    back.volatility = routine.volatility;
  if (gives_back(changed.parallel != ast::ParallelSafety::unspecified, told.parallel != ast::ParallelSafety::unspecified))
    back.parallel = routine.parallel;
  if (gives_back(changed.strict.has_value(), told.strict)) back.strict = routine.strict;
  if (gives_back(changed.leakproof.has_value(), told.leakproof)) back.leakproof = routine.leakproof;
  if (gives_back(changed.security_definer.has_value(), told.security_definer)) back.security_definer = routine.security_definer;
  if (gives_back(changed.cost.has_value(), told.cost.has_value())) back.cost = routine.cost;
  if (gives_back(changed.rows.has_value(), told.rows.has_value())) back.rows = routine.rows;
  return back;
}

bool is_empty(const ChangeRoutine& change) {
  return change.volatility == ast::Volatility::unspecified && change.parallel == ast::ParallelSafety::unspecified && !change.strict &&
         !change.leakproof && !change.security_definer && !change.cost && !change.rows && change.settings.empty() && change.reset.empty() &&
         !change.reset_all;
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
  std::optional<What> operator()(const ChangeRoutine& change) const {
    bool is_known = true;
    ChangeRoutine back = attributes_back(change, before, is_known);
    settings_back(change, before, back);
    const bool may_have_had_more = before.declared && (change.reset_all || !change.reset.empty());
    if (!is_known || may_have_had_more)
      out.not_restored.push_back(fmt::format("all that {} was before revision {}: the history does not say it", named(before.key, source),
                                             source.workspace.revision()));
    if (is_empty(back)) return std::nullopt;
    return back;
  }
  std::optional<What> operator()(const ChangeViewOptions& change) const {
    const auto& view = std::get<ViewDefinition>(before.definition);
    const bool checks = before.key.kind == ObjectKind::view && view.check_option != ast::CheckOption::none;
    ChangeViewOptions back;
    const auto restore = [&](const std::string& name) {
      const StorageOption* old = find_option(view.options, name);
      if (checks && name == check_option_name)
        back.set.push_back({{name, {}}, view.check_option == ast::CheckOption::local ? "local" : "cascaded", false});
      else if (old)
        back.set.push_back(*old);
      return old || (checks && name == check_option_name);
    };
    for (const StorageOption& option : change.set)
      if (!restore(option.name.text)) back.reset.push_back(option.name.text);
    for (const std::string& name : change.reset) restore(name);
    if (back.set.empty() && back.reset.empty()) return std::nullopt;
    return back;
  }
  std::optional<What> operator()(const RenameViewColumn& change) const { return RenameViewColumn{change.to, change.from}; }
  std::optional<What> operator()(const ChangePublication& change) const {
    const auto& publication = std::get<PublicationDefinition>(before.definition);
    ChangePublication back;
    using enum ast::PublicationAction;
    if (change.action == set && publication.tables.empty() && publication.schemas.empty()) {  // "set" names at least one
      back = {drop, change.tables, change.schemas, {}};
    } else if (change.action == set) {
      back = {set, publication.tables, publication.schemas, {}};
    } else if (change.action == add) {
      back = {drop, change.tables, change.schemas, {}};
    } else if (change.action == drop) {
      back = {add, {}, change.schemas, {}};
      for (const PublicationDefinition::Table& dropped : change.tables)
        if (const auto* published = find_published(publication, dropped.table)) back.tables.push_back(*published);
    } else {
      back.action = set_options;
      for (const StorageOption& option : change.options) back.options.push_back(publication_option_of(publication, option.name.text));
    }
    for (PublicationDefinition::Table& published : back.tables)
      if (back.action == drop) published = {published.table, {}, {}};
    return back;
  }
};

/// Publishes again what has left publications along with the main object of the operation.
void restore_published(const UndoSource& source, Undo& out) {
  for (const ObjectChange& change : source.record.operation.objects) {
    if (!change.before || !change.after) continue;
    const auto* before = std::get_if<PublicationDefinition>(&change.before->definition);
    const auto* after = std::get_if<PublicationDefinition>(&change.after->definition);
    if (!before || !after) continue;
    ChangePublication back;
    for (const PublicationDefinition::Table& published : before->tables)
      if (!find_published(*after, published.table)) back.tables.push_back(published);
    for (const std::string& schema : before->schemas)
      if (std::find(after->schemas.begin(), after->schemas.end(), schema) == after->schemas.end()) back.schemas.push_back(schema);
    if (!back.tables.empty() || !back.schemas.empty()) out.changes.emplace_back(AlterObject{change.before->key, std::move(back), false});
  }
}

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
  restore_published(source, out);
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
  for_each_part(source, [&](const ObjectPointer& part) {  // with a schema
    if (part->key.kind != ObjectKind::default_privileges) return;
    for (ChangeDefaultPrivileges& change : restoring(*part)) out.changes.emplace_back(std::move(change));
  });
  restore_published(source, out);
}

void undo(const RenameObject& change, const UndoSource&, Undo& out) { out.changes.emplace_back(RenameObject{change.to, change.from}); }

/// What the new owner had been granted is gone by then.
void restore_grants(const UndoSource& source, Undo& out) {
  const auto restore = [&](const std::vector<Grant>& before, const std::vector<Grant>& after, const ObjectKey& key) {
    for (ChangePrivileges& change : changes_between(after, before, key)) out.changes.emplace_back(std::move(change));
  };
  const Operation& operation = source.record.operation;
  for (const TableChange& table : operation.tables) {
    if (!table.before || !table.after) continue;
    restore(table.before->grants, table.after->grants, {ObjectKind::table, table.before->name, {}});
    for (const Column& column : table.before->columns) {
      const Column* after = table.after->find_column(column.name);
      if (column.identity && after && after->identity)
        restore(column.identity->grants, after->identity->grants, {ObjectKind::column, table.before->name, column.name});
    }
  }
  for (const ObjectChange& object : operation.objects)
    if (object.before && object.after) restore(object.before->grants, object.after->grants, object.before->key);
  if (operation.enum_before && operation.enum_after)
    restore(operation.enum_before->grants, operation.enum_after->grants, {ObjectKind::enumeration, operation.enum_before->name, {}});
}

void undo(const SetObjectOwner& change, const UndoSource& source, Undo& out) {
  if (const std::optional<std::string>& owner = owner_before(source)) {
    out.changes.emplace_back(SetObjectOwner{change.object, *owner});
  } else if (!is_made_elsewhere(source)) {
    out.changes.emplace_back(SetObjectOwner{change.object, std::string(current_owner)});
  } else {
    out.not_restored.push_back(fmt::format("the owner of {} before revision {}: the history does not say it", named(change.object, source),
                                           source.workspace.revision()));
    return;  // it stays the owner
  }
  restore_grants(source, out);
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
