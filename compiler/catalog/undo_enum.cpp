#include <fmt/format.h>

#include <algorithm>

#include "catalog/replacement.hpp"
#include "catalog/undo.hpp"
#include "galley/dialect.hpp"

namespace galley {

void undo(const CreateEnum& change, const UndoSource&, Undo& out) { out.changes.emplace_back(DropEnum{change.type.name, false, false}); }

void undo(const DropEnum&, const UndoSource& source, Undo& out) {
  EnumType type = *source.record.operation.enum_before;
  const std::optional<std::string> comment = std::exchange(type.comment, std::nullopt);
  const ObjectName name = type.name;
  out.changes.emplace_back(CreateEnum{std::move(type)});
  if (comment) out.changes.emplace_back(SetEnumComment{name, comment});
}

void undo(const RenameEnum& change, const UndoSource&, Undo& out) { out.changes.emplace_back(RenameEnum{change.to, change.from}); }

// Fails at run time, before anything is changed, when a row has the value.
void undo(const AddEnumValue& change, const UndoSource& source, Undo& out) {
  const Workspace& workspace = source.workspace;
  const EnumPointer enumeration = workspace.catalog().find_enum(change.name);
  if (enumeration && workspace.dialect().users_hold_column_types() && !can_be_made_anew(*enumeration, workspace.catalog())) {
    out.impossible = true;
    out.help = fmt::format("a domain, a composite type, a partitioned table or a generated column keeps enum {} as it is: {}",
                           workspace.shown(change.name), "write a downgrade { } block, or downgrade irreversible '...'");
    return;
  }
  out.changes.emplace_back(DropEnumValue{change.name, change.value, std::nullopt});
}

void undo(const RenameEnumValue& change, const UndoSource&, Undo& out) {
  out.changes.emplace_back(RenameEnumValue{change.name, change.to, change.from});
}

void undo(const DropEnumValue& change, const UndoSource& source, Undo& out) {
  const std::vector<EnumValue>& values = source.record.operation.enum_before->values;
  const auto place = std::find_if(values.begin(), values.end(), [&](const EnumValue& value) { return value.text == change.value; });
  AddEnumValue back{change.name, change.value, ast::ValuePosition::last, {}};
  if (std::next(place) != values.end()) {
    back.position = ast::ValuePosition::before;
    back.neighbour = std::next(place)->text;
  }
  out.changes.emplace_back(std::move(back));
  if (change.replacement)
    out.not_restored.push_back(fmt::format("which rows had the value '{}' of enum {}: revision {} gave them '{}'", change.value,
                                           source.workspace.shown(change.name), source.workspace.revision(), *change.replacement));
}

void undo(const SetEnumComment& change, const UndoSource& source, Undo& out) {
  out.changes.emplace_back(SetEnumComment{change.name, source.record.operation.enum_before->comment});
}

}  // namespace galley
