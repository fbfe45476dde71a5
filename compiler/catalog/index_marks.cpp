#include "catalog/index_marks.hpp"

#include "base/edit_distance.hpp"
#include "diag/catalogue/catalog.hpp"

namespace galley {

IndexOrKey find_index_or_key(const Table& table, const std::string& name, Span span, Workspace& workspace) {
  IndexOrKey found{.index = table.find_index(name), .key = nullptr};
  if (!found.index) found.key = workspace.peek_constraint(table, name);
  if (found || workspace.is_poisoned(ObjectName{table.name.schema, name}) || workspace.is_poisoned(table.name, name)) return found;
  std::vector<std::string_view> candidates;
  for (const Index& index : table.indexes) candidates.push_back(index.name);
  for (const Constraint& key : table.constraints) candidates.push_back(key.name);
  workspace.report(span, diag::unknown_index, name)
      .suggest(nearest(name, candidates))
      .note(table.span, "table \"{}\" is created here", workspace.shown(table.name));
  return found;
}

}  // namespace galley
