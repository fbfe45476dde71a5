#include "driver/made_in_script.hpp"

namespace galley {

void MadeInScript::note_tables(const ReplayedRevision& revision) {
  for (const Operation& operation : revision.operations) {
    const auto* create = std::get_if<CreateTable>(&operation.change);
    if (create != nullptr && !create->if_not_exists) tables_.insert(create->table.name);
    for (const TableChange& change : operation.tables) {
      const bool goes = change.before && (!change.after || change.after->name != change.before->name);
      if (goes && tables_.erase(change.before->name) > 0 && change.after) tables_.insert(change.after->name);
    }
  }
}

void MadeInScript::note_enum_values(const ReplayedRevision& revision) {
  for (const Operation& operation : revision.operations) {
    const ObjectName name = operation.enum_before ? operation.enum_before->name : ObjectName();
    const auto is_of_it = [&](const AddedEnumValue& value) { return value.enumeration == name; };
    if (const auto* add = std::get_if<AddEnumValue>(&operation.change)) {
      enum_values_.push_back({add->name, add->value, operation.span});
    } else if (const auto* rename = std::get_if<RenameEnumValue>(&operation.change)) {
      for (AddedEnumValue& value : enum_values_)
        if (is_of_it(value) && value.value == rename->from) value.value = rename->to;
    } else if (operation.enum_before && operation.enum_after && operation.enum_after->name != name) {
      for (AddedEnumValue& value : enum_values_)
        if (is_of_it(value)) value.enumeration = operation.enum_after->name;
    } else if (std::holds_alternative<DropEnumValue>(operation.change) || std::holds_alternative<DropEnum>(operation.change)) {
      std::erase_if(enum_values_, is_of_it);  // the type is gone, or made anew with all its values
    }
  }
}

}  // namespace galley
