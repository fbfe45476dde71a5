#include "catalog/apply.hpp"
#include "catalog/companions.hpp"
#include "catalog/inherited_parts.hpp"
#include "catalog/keys.hpp"
#include "catalog/partition_rules.hpp"
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
  const auto is_found = [&](const Constraint& constraint) { return constraint.name == found.constraint->name; };
  edit_where(edits.edit(found.table).constraints, is_found, edit);
  change.table = found.table->name;
  const ObjectName table = change.table;
  workspace.commit(make_operation(std::move(change), with_descendants(edits.take(), table, workspace), at));
}

/// A key may take the name of the index that it takes over.
bool check_name_free(const AddConstraint& change, const Table& table, const Places& at, Workspace& workspace) {
  const bool is_renamed = change.using_index && workspace.same(*change.using_index, change.constraint.name);
  return is_renamed || workspace.check_constraint_free(table, change.constraint, at.part);
}

/// A primary key makes its columns NOT NULL in the partitions as well.
void mark_not_null_as(const Table& parent, const TablePointer& child, TableEdits& edits) {
  for (const Column& column : parent.columns) {
    const Column* own = child->find_column(column.name);
    if (!own || !column.not_null || own->not_null) continue;
    for (Column& changed : edits.edit(child).columns)
      if (changed.name == column.name) changed.not_null = true;
  }
}

}  // namespace

bool apply(const AddConstraint& change, const Places& at, Workspace& workspace) {
  const TablePointer table = workspace.find_table(change.table, at.object);
  if (!table || !check_name_free(change, *table, at, workspace)) return false;
  const Constraint* primary_key = table->primary_key();
  if (primary_key && std::holds_alternative<PrimaryKey>(change.constraint.what)) {
    workspace.report(at.part, diag::second_primary_key, workspace.shown(table->name))
        .note(primary_key->span, "the first primary key stands here");
    return false;
  }
  TableEdits edits;
  Table& after = edits.edit(table);
  if (change.using_index) erase_index(after, *change.using_index);
  after.constraints.push_back(change.constraint);
  mark_key_columns(after);
  if (!check_keys_of_partitions(after, workspace)) return false;
  const auto* key = std::get_if<ForeignKey>(&change.constraint.what);
  if (key && workspace.is_undoing() && !check_foreign_key(*key, after, {at.statement, at.statement, at.statement}, workspace)) return false;
  if (!refresh_types(after, at.statement, workspace)) return false;
  for (const TablePointer& child : descendants_of(table->name, workspace.catalog())) mark_not_null_as(after, child, edits);
  std::vector<TableChange> tables = with_descendants(edits.take(), table->name, workspace);
  if (key) tables = with_descendants(std::move(tables), key->table, workspace);  // their rows are looked up, so they are locked as well
  workspace.commit(make_operation(AddConstraint{table->name, after.constraints.back(), change.using_index}, std::move(tables), at));
  return true;
}

bool apply(const DropConstraint& change, const Places& at, Workspace& workspace) {
  const Found found = find(change.table, change.constraint, at, workspace);
  if (!found || !check_not_attached(*found.table, *found.constraint, at.part, workspace)) return false;
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
  for (const TablePointer& below : descendants_of(found.table->name, workspace.catalog())) {
    if (!below->partition_of) continue;
    for (const Constraint& own : below->constraints)
      if (is_alike(*found.constraint, own)) erase_constraint(edits.edit(below), own.name);
  }
  for (const ForeignKeyOf& key : users) erase_constraint(edits.edit(key.table), key.constraint->name);
  DropConstraint done = change;
  done.table = found.table->name;
  done.constraint = found.constraint->name;
  workspace.commit(make_operation(std::move(done), with_descendants(edits.take(), found.table->name, workspace), at));
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

bool apply(const SetConstraintDeferral& change, const Places& at, Workspace& workspace) {
  const Found found = find(change.table, change.constraint, at, workspace);
  if (!found) return false;
  SetConstraintDeferral done = change;
  done.table = found.table->name;
  done.constraint = found.constraint->name;
  TableEdits edits;
  const auto defer = [&](Constraint& constraint) { constraint.deferral = change.deferral; };
  edit_where(
      edits.edit(found.table).constraints, [&](const Constraint& c) { return c.name == found.constraint->name; }, defer);
  for (const TablePointer& below : descendants_of(done.table, workspace.catalog()))  // keys that stand for this one
    edit_where(
        edits.edit(below).constraints, [&](const Constraint& c) { return is_alike(*found.constraint, c); }, defer);
  workspace.commit(make_operation(std::move(done), edits.take(), at));
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
  commit_property(done, found, at, workspace, [&](Constraint& constraint) { constraint.valid = change.valid; });
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
