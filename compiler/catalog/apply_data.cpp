// Rows and settings: nothing of these changes the catalog.
#include <algorithm>

#include "base/append.hpp"
#include "catalog/apply.hpp"
#include "catalog/companions.hpp"
#include "catalog/family.hpp"
#include "catalog/keys.hpp"
#include "catalog/object_parts.hpp"
#include "diag/catalogue/catalog.hpp"

namespace galley {
namespace {

/// Whether rows of the other table may refer to the values that change.
template <class Changes>
bool refers_to(const Table& other, const ObjectName& table, const Changes& changes) {
  return std::any_of(other.constraints.begin(), other.constraints.end(), [&](const Constraint& constraint) {
    const auto* key = std::get_if<ForeignKey>(&constraint.what);
    return key && key->table == table && std::any_of(key->referenced_columns.begin(), key->referenced_columns.end(), changes);
  });
}

/// Tables whose rows a server looks up because a referenced row goes or gets another key.
template <class Changes>
std::vector<TablePointer> looked_up(const Table& table, const Changes& changes, const Workspace& workspace) {
  std::vector<TablePointer> others = workspace.catalog().referencing_tables(table.name);
  std::erase_if(others, [&](const TablePointer& other) { return other->name == table.name || !refers_to(*other, table.name, changes); });
  return others;
}

std::vector<TablePointer> looked_up(const InsertRows&, const Table&, const Workspace&) { return {}; }
std::vector<TablePointer> looked_up(const DeleteRows&, const Table& table, const Workspace& workspace) {
  return looked_up(
      table, [](const std::string&) { return true; }, workspace);
}
std::vector<TablePointer> looked_up(const UpdateRows& change, const Table& table, const Workspace& workspace) {
  const auto is_assigned = [&](const std::string& column) {
    return std::any_of(change.assignments.begin(), change.assignments.end(),
                       [&](const Assignment& assignment) { return assignment.column == column; });
  };
  return looked_up(table, is_assigned, workspace);
}

template <class C>
bool apply_to_rows(C change, std::string loss, std::vector<std::string> notes, const Places& at, Workspace& workspace) {
  const TablePointer table = workspace.find_table(change.table, at.object);
  if (!table) return false;
  change.table = table->name;
  std::vector<TableChange> tables{{table, table}};
  add_companions(tables, looked_up(change, *table, workspace));
  if (table->partition_by || table->partition_of) {  // rows of one are rows of the others
    tables = with_descendants(std::move(tables), table->name, workspace);
    add_companions(tables, ancestors_of(*table, workspace.catalog()));
  }
  Operation operation = make_operation(std::move(change), std::move(tables), at);
  operation.loss = std::move(loss);
  operation.notes = std::move(notes);
  workspace.commit(std::move(operation));
  return true;
}

/// Nobody else can wait for rows of a table that this revision makes.
template <class C>
bool apply_in_batches(C change, std::string loss, const Places& at, Workspace& workspace) {
  std::vector<std::string> notes;
  if (change.batch_size && workspace.is_made_here(change.table)) {
    change.batch_size.reset();
    notes.emplace_back("in one go, not in batches: the table is made in this revision");
  }
  return apply_to_rows(std::move(change), std::move(loss), std::move(notes), at, workspace);
}

/// Which tables a TRUNCATE empties: what is below a table goes with it, what refers to one only with cascade.
class Emptied {
 public:
  Emptied(const TruncateTables& change, const Places& at, Workspace& workspace) : change_(change), at_(at), workspace_(workspace) {
    for (const ObjectName& name : change.tables) tables_.push_back(workspace.catalog().find_table(name));
  }

  /// Nothing where another table would be left with keys to rows that are gone.
  std::optional<std::vector<TableChange>> find() {
    for (std::size_t i = 0; i < tables_.size(); ++i) add_tables_below(tables_[i]->name);
    bool ok = true;
    for (std::size_t i = 0; i < tables_.size(); ++i) ok = take_users_along(*TablePointer(tables_[i])) && ok;
    if (!ok) return std::nullopt;
    std::vector<TableChange> changes;
    for (const TablePointer& table : tables_) changes.push_back({table, table, triggers_of(table->name, workspace_.catalog())});
    return changes;
  }

 private:
  void add(const TablePointer& table) {
    if (std::ranges::find(tables_, table->name, &Table::name) == tables_.end()) tables_.push_back(table);
  }
  void add_tables_below(const ObjectName& name) {
    for (const TablePointer& below : descendants_of(name, workspace_.catalog())) add(below);
  }

  /// A key to a partitioned table is one to its partitions as well.
  bool take_users_along(const Table& table) {
    bool ok = true;
    for (TablePointer referred = workspace_.catalog().find_table(table.name); referred;
         referred = referred->partition_of ? workspace_.catalog().find_table(referred->partition_of->parent) : nullptr) {
      for (const ForeignKeyOf& key : foreign_keys_to(referred->name, workspace_.catalog())) {
        if (change_.cascade) {
          add(key.table);
          add_tables_below(key.table->name);
        } else if (std::ranges::find(tables_, key.table->name, &Table::name) == tables_.end()) {
          refuse(table, key);
          ok = false;
        }
      }
    }
    return ok;
  }

  void refuse(const Table& table, const ForeignKeyOf& key) {
    const std::string other = workspace_.shown(key.table->name);
    workspace_.report(at_.object, diag::cannot_empty, workspace_.shown(table.name))
        .note(key.constraint->span, "table \"{}\" refers to it here", other)
        .help("empty both in one statement: truncate {}, {}; \"cascade\" would find all of them", workspace_.shown(table.name), other);
  }

  const TruncateTables& change_;
  const Places& at_;
  Workspace& workspace_;
  std::vector<TablePointer> tables_;
};

}  // namespace

bool apply(const InsertRows& change, const Places& at, Workspace& workspace) { return apply_to_rows(change, {}, {}, at, workspace); }
bool apply(const UpdateRows& change, const Places& at, Workspace& workspace) { return apply_in_batches(change, {}, at, workspace); }

bool apply(const DeleteRows& change, const Places& at, Workspace& workspace) {
  // Rows that a derived downgrade deletes are those that the upgrade inserted.
  std::string loss = workspace.is_undoing() ? std::string() : "rows of " + workspace.shown(change.table);
  return apply_in_batches(change, std::move(loss), at, workspace);
}

bool apply(const TruncateTables& change, const Places& at, Workspace& workspace) {
  std::optional<std::vector<TableChange>> emptied = Emptied(change, at, workspace).find();
  if (!emptied) return false;
  std::string names;
  for (const TableChange& table : *emptied) append(names, names.empty() ? "" : ", ", workspace.shown(table.before->name));
  Operation operation = make_operation(change, std::move(*emptied), at);
  operation.loss = "rows of " + names;
  workspace.commit(std::move(operation));
  return true;
}

bool apply(const Require& change, const Places& at, Workspace& workspace) {
  workspace.commit(make_operation(change, {}, at));
  return true;
}

bool apply(const SetTimeout& change, const Places& at, Workspace& workspace) {
  workspace.commit(make_operation(change, {}, at));
  return true;
}

}  // namespace galley
