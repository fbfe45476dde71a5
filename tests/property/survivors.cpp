#include "property/survivors.hpp"

#include <algorithm>
#include <iterator>

namespace galley::testing {
namespace {

class Follower {
 public:
  explicit Follower(const Catalog& before) {
    for (const auto& [name, table] : before.tables()) {
      if (name.schema != "public") continue;
      SurvivingTable& surviving = tables_[name.name];
      surviving.name = name.name;
      for (const Column& column : table->columns) surviving.columns.emplace(column.name, column.name);
    }
  }

  void follow(const Operation& operation) {
    const Change& change = operation.change;
    if (const auto* rename = std::get_if<RenameTable>(&change)) {
      if (SurvivingTable* table = find(rename->from.name)) table->name = rename->to.name;
    } else if (const auto* drop = std::get_if<DropTable>(&change)) {
      std::erase_if(tables_, [&](const auto& entry) { return entry.second.name == drop->table.name; });
    } else if (const auto* column = std::get_if<RenameColumn>(&change)) {
      if (SurvivingTable* table = find(column->table.name))
        for (auto& [before, after] : table->columns)
          if (after == column->from) after = column->to;
    } else if (const auto* gone = std::get_if<DropColumn>(&change)) {
      forget(gone->table.name, gone->column);
    } else if (const auto* type = std::get_if<AlterColumnType>(&change)) {
      forget(type->table.name, type->column);
    } else if (const auto* computed = std::get_if<SetColumnExpression>(&change)) {
      forget(computed->table.name, computed->column);
    } else if (std::holds_alternative<RenameEnumValue>(change) || std::holds_alternative<DropEnumValue>(change)) {
      for (const TableChange& user : operation.tables) forget_enums(*user.before);
    } else if (const auto* update = std::get_if<UpdateRows>(&change)) {
      forget_values(update->table.name, *operation.tables.front().before);
    } else if (const auto* remove = std::get_if<DeleteRows>(&change)) {
      for (auto& [before, table] : tables_) table.may_lose_rows = table.may_lose_rows || table.name == remove->table.name;
    }
  }

  [[nodiscard]] std::map<std::string, SurvivingTable> take() { return std::move(tables_); }

 private:
  SurvivingTable* find(const std::string& name) {
    const auto found = std::find_if(tables_.begin(), tables_.end(), [&](const auto& entry) { return entry.second.name == name; });
    return found == tables_.end() ? nullptr : &found->second;
  }
  void forget(const std::string& table, const std::string& column) {
    if (SurvivingTable* known = find(table)) std::erase_if(known->columns, [&](const auto& entry) { return entry.second == column; });
  }
  void forget_enums(const Table& table) {
    for (const Column& column : table.columns)
      if (column.type.kind == TypeKind::enumeration) forget(table.name.name, column.name);
  }
  void forget_values(const std::string& name, const Table& table) {
    const Constraint* key = table.primary_key();
    for (const Column& column : table.columns) {
      const bool is_key = key != nullptr && std::get<PrimaryKey>(key->what).columns.front() == column.name;
      if (!is_key) forget(name, column.name);
    }
  }

  std::map<std::string, SurvivingTable> tables_;
};

}  // namespace

std::map<std::string, SurvivingTable> survivors(const Catalog& before, const std::vector<Operation>& operations) {
  Follower follower(before);
  for (const Operation& operation : operations) follower.follow(operation);
  return follower.take();
}

bool can_be_repeated(const std::vector<Operation>& operations) {
  return std::none_of(operations.begin(), operations.end(), [](const Operation& operation) {
    const auto* insert = std::get_if<InsertRows>(&operation.change);
    return std::holds_alternative<DeleteRows>(operation.change) || (insert != nullptr && (insert->query || insert->on_conflict));
  });
}

}  // namespace galley::testing
