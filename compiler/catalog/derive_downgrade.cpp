#include "catalog/derive_downgrade.hpp"

#include <algorithm>

#include "catalog/own_making.hpp"
#include "catalog/undo.hpp"

namespace galley {
namespace {

/// Rows of one table alone.
bool is_data(const Operation& operation) {
  const Change& change = operation.change;
  return std::holds_alternative<InsertRows>(change) || std::holds_alternative<UpdateRows>(change) ||
         std::holds_alternative<DeleteRows>(change) || (std::holds_alternative<TruncateTables>(change) && operation.tables.size() == 1);
}

template <class Change>
bool is_same(const Change& change) {
  return change.before == change.after;
}
template <class Changes>
bool all_alike(const Changes& changes) {
  return std::all_of(changes.begin(), changes.end(), [](const auto& change) {
    return is_same(change) || (change.before && change.after && *change.before == *change.after);
  });
}

/// "set not null" on a column that was so already, and the like.
bool changed_nothing(const Operation& operation) {
  if (std::holds_alternative<RawSql>(operation.change)) return false;
  if (operation.enum_before != operation.enum_after || !all_alike(operation.tables) || !all_alike(operation.objects) ||
      !all_alike(operation.enums))
    return false;
  const auto* identity = std::get_if<SetColumnIdentity>(&operation.change);
  if (identity && identity->restarts) return false;
  if (const auto* object = std::get_if<AlterObject>(&operation.change))
    if (const auto* sequence = std::get_if<ChangeSequence>(&object->what); sequence && sequence->restarts) return false;
  if (!operation.tables.empty()) return !is_same(operation.tables.front());
  return !operation.objects.empty() && !is_same(operation.objects.front());
}

/// The table is gone when its revision is done, whichever way it went.
bool is_of_temporary(const Operation& operation) {
  if (operation.tables.empty()) return false;
  const TableChange& main = operation.tables.front();
  return (main.after ? main.after : main.before)->temporary;
}

}  // namespace

std::vector<Undo> derive_downgrade(const std::vector<Record>& records, const Workspace& workspace) {
  const OwnMaking own(records);
  std::vector<Undo> undos(records.size());
  for (std::size_t i = 0; i < records.size(); ++i) {
    const Operation& operation = records[i].operation;
    const bool goes_anyway =
        own.goes_with_table(i) || own.goes_with_part(i) || is_of_temporary(operation) || (is_data(operation) && own.holds_rows_of(i));
    if (goes_anyway || changed_nothing(operation)) continue;
    const UndoSource source{records[i], workspace};
    std::visit([&](const auto& change) { undo(change, source, undos[i]); }, operation.change);
  }
  return undos;
}

}  // namespace galley
