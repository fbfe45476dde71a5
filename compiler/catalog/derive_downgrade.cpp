#include "catalog/derive_downgrade.hpp"

#include <algorithm>

#include "catalog/own_making.hpp"
#include "catalog/undo.hpp"

namespace galley {
namespace {

bool is_data(const Change& change) {
  return std::holds_alternative<InsertRows>(change) || std::holds_alternative<UpdateRows>(change) ||
         std::holds_alternative<DeleteRows>(change);
}

/// "set not null" on a column that was so already, and the like.
bool changed_nothing(const Operation& operation) {
  if (operation.tables.empty() || operation.enum_before != operation.enum_after) return false;
  return std::all_of(operation.tables.begin(), operation.tables.end(), [](const TableChange& change) {
    return change.before != change.after && change.before && change.after && *change.before == *change.after;
  });
}

}  // namespace

std::vector<Undo> derive_downgrade(const std::vector<Record>& records, const Workspace& workspace) {
  const OwnMaking own(records);
  std::vector<Undo> undos(records.size());
  for (std::size_t i = 0; i < records.size(); ++i) {
    const Operation& operation = records[i].operation;
    const bool goes_anyway = own.goes_with_table(i) || (is_data(operation.change) && own.holds_rows_of(i));
    if (goes_anyway || changed_nothing(operation)) continue;
    const UndoSource source{records[i], workspace};
    std::visit([&](const auto& change) { undo(change, source, undos[i]); }, operation.change);
  }
  return undos;
}

}  // namespace galley
