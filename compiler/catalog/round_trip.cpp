#include "catalog/round_trip.hpp"

#include "catalog/apply.hpp"
#include "catalog/changed_parts.hpp"
#include "diag/catalogue/catalog.hpp"

namespace galley {
namespace {

template <class Key, class Pointer, class KeyOf>
void note_change(std::map<Key, Pointer>& touched, const Pointer& before, const Pointer& after, const KeyOf& key_of) {
  if (before == after) return;
  if (before) touched.try_emplace(key_of(*before), before);
  if (after) touched.try_emplace(key_of(*after), nullptr);
}

/// "table orders is missing"; nothing when both are alike.
template <class Pointer>
std::string difference(const std::string& what, const Pointer& found, const Pointer& now) {
  if (found && !now) return what + " is missing";
  if (!found && now) return what + " is left over";
  return !found || found == now || *found == *now ? std::string() : what + " is not as it was";
}

/// Whether the column came back as it was, but for the NOT NULL that a column without values cannot have. The downgrade names
/// it among what it does not restore.
bool lacks_only_values(const Column* was, const Column* is) {
  if (!was || !is || !was->not_null || is->not_null || was->default_value || was->identity) return false;
  Column strict = *is;
  strict.not_null = true;
  return strict == *was;
}

}  // namespace

void RoundTrip::Touched::note(const Operation& operation) {
  for (const TableChange& change : operation.tables)
    note_change(tables, change.before, change.after, [](const Table& t) { return t.name; });
  note_change(enums, operation.enum_before, operation.enum_after, [](const EnumType& type) { return type.name; });
  for (const EnumChange& change : operation.enums)
    note_change(enums, change.before, change.after, [](const EnumType& type) { return type.name; });
  for (const ObjectChange& change : operation.objects)
    note_change(objects, change.before, change.after, [](const SchemaObject& object) { return object.key; });
}

void RoundTrip::note_upgrade(RevisionIndex revision, const std::vector<Record>& upgrade) {
  Touched& touched = upgrades_[revision];
  for (const Record& record : upgrade) touched.note(record.operation);
}

RoundTrip::Touched RoundTrip::found_by(RevisionIndex revision, const std::vector<Operation>& downgrade) const {
  Touched touched = upgrades_.at(revision);
  // What only the downgrade touches was before it as the upgrade had found it.
  for (const Operation& operation : downgrade) touched.note(operation);
  return touched;
}

void RoundTrip::compare(RevisionIndex revision, const std::vector<Operation>& downgrade, Workspace& workspace) {
  const Touched found = found_by(revision, downgrade);
  const std::string& schema = workspace.options().default_schema;
  const ast::Revision& written = graph_.revision(revision);
  const bool is_derived = std::holds_alternative<ast::DowngradeAuto>(written.downgrade);
  std::vector<std::string> differences;
  const auto add = [&](std::string difference) {
    if (!difference.empty()) differences.push_back(std::move(difference));
  };
  for (const auto& [name, before] : found.tables) {
    const TablePointer now = workspace.peek_table(name);
    if (!before || !now) {
      add(difference(described({ObjectKind::table, name, {}}, schema), before, now));
      continue;
    }
    for (const ObjectKey& part : differing_parts(*before, *now)) {
      const auto state = [&](const auto* was, const auto* is) {
        add(described(part, schema) + (was == nullptr ? " is left over" : is == nullptr ? " is missing" : " is not as it was"));
      };
      const bool is_expected =
          is_derived && part.kind == ObjectKind::column && lacks_only_values(before->find_column(part.part), now->find_column(part.part));
      if (is_expected) continue;
      if (part.kind == ObjectKind::column) state(before->find_column(part.part), now->find_column(part.part));
      if (part.kind == ObjectKind::constraint) state(before->find_constraint(part.part), now->find_constraint(part.part));
      if (part.kind == ObjectKind::index) state(before->find_index(part.part), now->find_index(part.part));
      if (part.kind == ObjectKind::table) add(described(part, schema) + " is not as it was");
    }
  }
  for (const auto& [name, before] : found.enums)
    add(difference(described({ObjectKind::enumeration, name, {}}, schema), before, workspace.peek_enum(name)));
  for (const auto& [key, before] : found.objects) add(difference(described(key, schema), before, workspace.catalog().find_object(key)));
  if (differences.empty()) return;
  const Span place = written.downgrade_span.exists() ? written.downgrade_span : written.header.id.span;
  Diagnostics::Builder builder = workspace.report(place, diag::not_restored, graph_.id(revision));
  for (const std::string& text : differences) builder.note({}, "after upgrade and downgrade, {}", text);
}

void RoundTrip::restore(RevisionIndex revision, const std::vector<Operation>& downgrade, Workspace& workspace) {
  const Touched found = found_by(revision, downgrade);
  Operation back;
  for (const auto& [name, before] : found.tables) {
    TablePointer now = workspace.peek_table(name);
    if (now != before) back.tables.push_back({std::move(now), before});
  }
  for (const auto& [key, before] : found.objects) {
    ObjectPointer now = workspace.catalog().find_object(key);
    if (now != before) back.objects.push_back({std::move(now), before});
  }
  if (!back.tables.empty() || !back.objects.empty()) workspace.commit(std::move(back));
  for (const auto& [name, before] : found.enums) {
    Operation of_enum;
    of_enum.enum_before = workspace.peek_enum(name);
    of_enum.enum_after = before;
    if (of_enum.enum_before != before) workspace.commit(std::move(of_enum));
  }
  std::ignore = workspace.take_records();
}

}  // namespace galley
