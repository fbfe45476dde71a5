#include "catalog/apply.hpp"
#include "catalog/keys.hpp"
#include "catalog/resolve.hpp"
#include "catalog/table_edits.hpp"
#include "diag/catalogue/catalog.hpp"

namespace galley {
namespace {

struct Found {
  TablePointer table;
  const Constraint* constraint = nullptr;
  explicit operator bool() const { return constraint != nullptr; }
};
Found find(const ObjectName& name, const std::string& constraint, const Places& at, Workspace& workspace) {
  Found found;
  found.table = workspace.find_table(name, at.object);
  if (found.table) found.constraint = workspace.find_constraint(*found.table, constraint, at.part);
  return found;
}

template <class C, class Edit>
void commit_property(C change, const Found& found, const Places& at, Workspace& workspace, const Edit& edit) {
  TableEdits edits;
  for (Constraint& constraint : edits.edit(found.table).constraints)
    if (constraint.name == found.constraint->name) edit(constraint);
  change.table = found.table->name;
  workspace.commit(make_operation(std::move(change), edits.take(), at));
}

}  // namespace

bool apply(const AddConstraint& change, const Places& at, Workspace& workspace) {
  const TablePointer table = workspace.find_table(change.table, at.object);
  if (!table || !workspace.check_constraint_free(*table, change.constraint, at.part)) return false;
  const Constraint* primary_key = table->primary_key();
  if (primary_key && std::holds_alternative<PrimaryKey>(change.constraint.what)) {
    workspace.report(at.part, diag::second_primary_key, workspace.shown(table->name))
        .note(primary_key->span, "the first primary key stands here");
    return false;
  }
  TableEdits edits;
  Table& after = edits.edit(table);
  after.constraints.push_back(change.constraint);
  mark_key_columns(after);
  const auto* key = std::get_if<ForeignKey>(&change.constraint.what);
  if (key && workspace.is_undoing() && !check_foreign_key(*key, after, {at.statement, at.statement, at.statement}, workspace)) return false;
  if (!refresh_enums(after, at.statement, workspace)) return false;
  workspace.commit(make_operation(AddConstraint{table->name, after.constraints.back()}, edits.take(), at));
  return true;
}

bool apply(const DropConstraint& change, const Places& at, Workspace& workspace) {
  const Found found = find(change.table, change.constraint, at, workspace);
  if (!found) return false;
  const std::vector<ForeignKeyOf> users = foreign_keys_relying_on(*found.table, found.constraint->name, workspace.catalog());
  if (!users.empty() && !change.cascade) {
    auto builder = workspace.report(at.part, diag::key_in_use, "constraint", found.constraint->name);
    for (const ForeignKeyOf& key : users)
      builder.note(key.constraint->span, "foreign key \"{}\" of table \"{}\" needs it", key.constraint->name,
                   workspace.shown(key.table->name));
    builder.help("drop these foreign keys first, or write: drop constraint {} cascade", found.constraint->name);
    return false;
  }
  TableEdits edits;
  erase_constraint(edits.edit(found.table), found.constraint->name);
  for (const ForeignKeyOf& key : users) erase_constraint(edits.edit(key.table), key.constraint->name);
  DropConstraint done = change;
  done.table = found.table->name;
  done.constraint = found.constraint->name;
  workspace.commit(make_operation(std::move(done), edits.take(), at));
  return true;
}

bool apply(const RenameConstraint& change, const Places& at, Workspace& workspace) {
  const Found found = find(change.table, change.from, at, workspace);
  if (!found) return false;
  Constraint renamed = *found.constraint;
  renamed.name = change.to;
  if (!workspace.same(change.from, change.to) && !workspace.check_constraint_free(*found.table, renamed, at.part)) return false;
  RenameConstraint done = change;
  done.from = found.constraint->name;
  commit_property(done, found, at, workspace, [&](Constraint& constraint) { constraint.name = change.to; });
  return true;
}

bool apply(const ValidateConstraint& change, const Places& at, Workspace& workspace) {
  const Found found = find(change.table, change.constraint, at, workspace);
  if (!found) return false;
  if (!std::holds_alternative<ForeignKey>(found.constraint->what) && !std::holds_alternative<Check>(found.constraint->what)) {
    workspace.report(at.part, diag::nothing_to_validate, found.constraint->name).note(found.constraint->span, "it is defined here");
    return false;
  }
  ValidateConstraint done = change;
  done.constraint = found.constraint->name;
  commit_property(done, found, at, workspace, [](Constraint& constraint) { constraint.valid = true; });
  return true;
}

bool apply(const SetConstraintComment& change, const Places& at, Workspace& workspace) {
  const Found found = find(change.table, change.constraint, at, workspace);
  if (!found) return false;
  SetConstraintComment done = change;
  done.constraint = found.constraint->name;
  commit_property(done, found, at, workspace, [&](Constraint& constraint) { constraint.comment = change.text; });
  return true;
}

}  // namespace galley
