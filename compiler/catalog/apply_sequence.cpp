#include <algorithm>

#include "catalog/alter_object.hpp"
#include "catalog/object_edits.hpp"

namespace galley {
namespace {

/// The one value, or that there is none; whatever was said before.
void set_limit(const std::optional<std::string>& value, bool none, std::optional<std::string>& limit, bool& no_limit) {
  if (!value && !none) return;
  limit = value;
  no_limit = none;
}

void change_options(const SequenceOptions& changes, SequenceOptions& options) {
  if (changes.type) options.type = changes.type;
  if (changes.start) options.start = changes.start;
  if (changes.increment) options.increment = changes.increment;
  set_limit(changes.minimum, changes.no_minimum, options.minimum, options.no_minimum);
  set_limit(changes.maximum, changes.no_maximum, options.maximum, options.no_maximum);
  if (changes.cache) options.cache = changes.cache;
  if (changes.cycle) options.cycle = changes.cycle;
}

}  // namespace

bool alter(const ChangeSequence& change, AlteredObject& altered) {
  auto& sequence = std::get<SequenceDefinition>(altered.after.definition);
  change_options(change.options, sequence.options);
  if (!change.owned_by_none && !change.owned_by) return true;
  std::erase_if(altered.after.needs, [](const ObjectKey& needed) { return needed.kind == ObjectKind::column; });
  sequence.owned_by = change.owned_by;
  if (!change.owned_by) return true;
  const TablePointer table = altered.workspace.find_table(change.owned_by->table, altered.at.part);
  if (!table || !altered.workspace.find_column(*table, change.owned_by->column, altered.at.part)) return false;
  altered.after.needs.push_back({ObjectKind::column, change.owned_by->table, change.owned_by->column});
  sort_needs(altered.after);
  return true;
}

}  // namespace galley
