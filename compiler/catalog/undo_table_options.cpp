#include "catalog/table_options.hpp"
#include "catalog/undo.hpp"

namespace galley {

void undo(const SetTableOptions& change, const UndoSource& source, Undo& out) {
  SetTableOptions back{change.table, {}, {}};
  const auto restore_option = [&](const std::string& name) {
    if (const StorageOption* old = find_option(source.before().options, name))
      back.set.push_back(*old);
    else
      back.reset.push_back(name);
  };
  for (const StorageOption& option : change.set) restore_option(option.name.text);
  for (const std::string& name : change.reset)
    if (find_option(source.before().options, name)) restore_option(name);
  if (!back.set.empty() || !back.reset.empty()) out.changes.emplace_back(std::move(back));
}

void undo(const SetTablespace& change, const UndoSource& source, Undo& out) {
  out.changes.emplace_back(SetTablespace{change.table, source.before().tablespace.value_or(std::string(default_tablespace))});
}

void undo(const SetLogged& change, const UndoSource& source, Undo& out) {
  out.changes.emplace_back(SetLogged{change.table, !source.before().unlogged});
}

}  // namespace galley
