#include "catalog/own_making.hpp"

#include <algorithm>

#include "galley/variant.hpp"

namespace galley {
namespace {

/// Whether the change only adds to its table what vanishes together with the table, whoever else has come to be since.
bool is_decoration(const Operation& operation) {
  const Change& change = operation.change;
  if (const auto* added = std::get_if<AddConstraint>(&change)) return !std::holds_alternative<ForeignKey>(added->constraint.what);
  return std::holds_alternative<CreateIndex>(change) || std::holds_alternative<SetTableComment>(change) ||
         std::holds_alternative<SetColumnComment>(change) || std::holds_alternative<SetConstraintComment>(change) ||
         std::holds_alternative<SetRowSecurity>(change) || std::holds_alternative<SetColumnSetting>(change) ||
         std::holds_alternative<SetReplicaIdentity>(change) || std::holds_alternative<SetClustering>(change) ||
         std::holds_alternative<SetIndexComment>(change) || std::holds_alternative<SetColumnDefault>(change) ||
         std::holds_alternative<SetColumnNotNull>(change) || std::holds_alternative<SetColumnIdentity>(change) ||
         std::holds_alternative<SetTableOptions>(change) || std::holds_alternative<SetTablespace>(change) ||
         std::holds_alternative<SetLogged>(change) || std::holds_alternative<ValidateConstraint>(change) ||
         std::holds_alternative<InsertRows>(change) || std::holds_alternative<UpdateRows>(change) ||
         std::holds_alternative<DeleteRows>(change) || (std::holds_alternative<TruncateTables>(change) && operation.tables.size() == 1);
}

}  // namespace

OwnMaking::OwnMaking(const std::vector<Record>& records) {
  for (std::size_t i = 0; i < records.size(); ++i) {
    const Operation& operation = records[i].operation;
    main_table_.emplace_back();
    decorates_.push_back(is_decoration(operation));
    follow_tables(operation, i);
    rows_go_.push_back(main_table_[i].has_value() || changes_own_columns(operation));
    part_goes_.push_back(changes_own_part(operation));
    follow_columns(operation);
    follow_constraints(operation);
    // A later default or check may name the new type or sequence, which cannot go before the table then.
    if (std::holds_alternative<CreateEnum>(operation.change) || std::holds_alternative<CreateObject>(operation.change))
      for (MadeTable& made : made_) made.only_decorated = false;
  }
}

bool OwnMaking::goes_with_table(std::size_t operation) const {
  const std::optional<std::size_t> table = main_table_[operation];
  return table && decorates_[operation] && made_[*table].only_decorated;
}

void OwnMaking::follow_tables(const Operation& operation, std::size_t position) {
  for (std::size_t i = 0; i < operation.tables.size(); ++i) {
    const TableChange& change = operation.tables[i];
    std::size_t table = made_.size();
    if (!change.before) {
      made_.emplace_back();
      // Whether the raw SQL that undoes it drops the table is the author's affair.
      if (std::holds_alternative<RawSql>(operation.change)) made_[table].only_decorated = false;
    } else {
      const auto known = current_.find(change.before->name);
      if (known == current_.end()) continue;
      table = known->second;
      current_.erase(known);
      if (i > 0 || !decorates_[position]) made_[table].only_decorated = false;
    }
    if (change.after) current_[change.after->name] = table;
    if (i == 0) main_table_[position] = table;
  }
}

void OwnMaking::follow_columns(const Operation& operation) {
  if (const auto* added = std::get_if<AddColumn>(&operation.change)) added_columns_[added->table].insert(added->column.name);
  if (const auto* dropped = std::get_if<DropColumn>(&operation.change)) added_columns_[dropped->table].erase(dropped->column);
  if (const auto* dropped = std::get_if<DropTable>(&operation.change)) added_columns_.erase(dropped->table);
  if (const auto* renamed = std::get_if<RenameColumn>(&operation.change))
    rename_part(added_columns_, renamed->table, renamed->from, renamed->to);
  if (const auto* renamed = std::get_if<RenameTable>(&operation.change)) rename_table(added_columns_, *renamed);
}

void OwnMaking::follow_constraints(const Operation& operation) {
  if (const auto* added = std::get_if<AddConstraint>(&operation.change)) added_constraints_[added->table].insert(added->constraint.name);
  if (const auto* dropped = std::get_if<DropConstraint>(&operation.change)) added_constraints_[dropped->table].erase(dropped->constraint);
  if (const auto* dropped = std::get_if<DropTable>(&operation.change)) added_constraints_.erase(dropped->table);
  if (const auto* renamed = std::get_if<RenameConstraint>(&operation.change))
    rename_part(added_constraints_, renamed->table, renamed->from, renamed->to);
  if (const auto* renamed = std::get_if<RenameTable>(&operation.change)) rename_table(added_constraints_, *renamed);
}

void OwnMaking::rename_part(Parts& parts, const ObjectName& table, const std::string& from, const std::string& to) {
  std::set<std::string>& added = parts[table];
  if (added.erase(from) > 0) added.insert(to);
}

void OwnMaking::rename_table(Parts& parts, const RenameTable& renamed) {
  auto added = parts.extract(renamed.from);
  if (added.empty()) return;
  added.key() = renamed.to;
  parts.insert(std::move(added));
}

bool OwnMaking::changes_own_part(const Operation& operation) const {
  const auto has = [](const Parts& parts, const ObjectName& table, const std::string& part) {
    const auto added = parts.find(table);
    return added != parts.end() && added->second.contains(part);
  };
  if (const auto* change = std::get_if<SetColumnNotNull>(&operation.change)) return has(added_columns_, change->table, change->column);
  if (const auto* change = std::get_if<SetColumnDefault>(&operation.change)) return has(added_columns_, change->table, change->column);
  if (const auto* change = std::get_if<SetColumnComment>(&operation.change)) return has(added_columns_, change->table, change->column);
  const auto* validated = std::get_if<ValidateConstraint>(&operation.change);
  return validated && has(added_constraints_, validated->table, validated->constraint);
}

bool OwnMaking::changes_own_columns(const Operation& operation) const {
  const auto* update = std::get_if<UpdateRows>(&operation.change);
  if (!update) return false;
  const auto added = added_columns_.find(update->table);
  return added != added_columns_.end() &&
         std::all_of(update->assignments.begin(), update->assignments.end(),
                     [&](const Assignment& assignment) { return added->second.contains(assignment.column); });
}

}  // namespace galley
