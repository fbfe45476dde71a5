#include "sqlite/rebuild_plan.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "sqlite/native_forms.hpp"

namespace galley::sqlite {
namespace {

bool is_data(const Change& change) {
  return std::holds_alternative<InsertRows>(change) || std::holds_alternative<UpdateRows>(change) ||
         std::holds_alternative<DeleteRows>(change) || std::holds_alternative<TruncateTables>(change) ||
         std::holds_alternative<RawSql>(change);
}

bool refers(const Table& table, const ObjectName& other) {
  return std::any_of(table.constraints.begin(), table.constraints.end(), [&](const Constraint& constraint) {
    const auto* key = std::get_if<ForeignKey>(&constraint.what);
    return key != nullptr && key->table == other;
  });
}

class Planner {
 public:
  explicit Planner(const Context& context) : context_(context) {}

  RebuildPlan run(const std::vector<Operation>& operations) {
    plan_.absorbed.resize(operations.size());
    for (std::size_t i = 0; i < operations.size(); ++i) add(operations[i], i);
    std::stable_sort(plan_.rebuilds.begin(), plan_.rebuilds.end(),
                     [](const Rebuild& a, const Rebuild& b) { return a.operations.back() < b.operations.back(); });
    return std::move(plan_);
  }

 private:
  struct Open {
    std::size_t rebuild = 0;
    std::set<std::string> computed;  // columns whose new value is not simply the old one
  };

  void add(const Operation& operation, std::size_t place) {
    if (is_data(operation.change)) return open_.clear();
    std::vector<std::size_t> rebuilt = tables_to_rebuild(operation, context_);
    const bool main_is_open = can_join_rebuild(operation.change) && !operation.tables.empty() && operation.tables.front().before &&
                              open_.contains(operation.tables.front().before->name);
    if (main_is_open && (rebuilt.empty() || rebuilt.front() != 0)) rebuilt.insert(rebuilt.begin(), 0);
    close_related(operation, rebuilt);
    const auto* renamed = std::get_if<RenameTable>(&operation.change);
    if (renamed != nullptr) open_.erase(renamed->from);
    for (const std::size_t i : rebuilt) join(operation, operation.tables[i], place);
    plan_.absorbed[place] = !rebuilt.empty() && rebuilt.front() == 0;
    if (renamed != nullptr) open_.erase(renamed->from);  // it has another name from here on
  }

  void join(const Operation& operation, const TableChange& change, std::size_t place) {
    const ObjectName& table = change.before->name;
    if (reads_computed(operation.change, table)) open_.erase(table);
    auto found = open_.find(table);
    if (found == open_.end()) {
      found = open_.emplace(table, Open{plan_.rebuilds.size(), {}}).first;
      plan_.rebuilds.push_back({.before = change.before, .after = change.after, .triggers = {}, .operations = {}});
    }
    Rebuild& rebuild = plan_.rebuilds[found->second.rebuild];
    rebuild.after = change.after;
    rebuild.triggers = change.triggers;
    rebuild.operations.push_back(place);
    if (const auto* added = std::get_if<AddColumn>(&operation.change)) found->second.computed.insert(added->column.name);
    if (const auto* type = std::get_if<AlterColumnType>(&operation.change)) found->second.computed.insert(type->column);
  }

  /// USING sees the rows as the operations before it have left them; two such layers need two rebuilds.
  [[nodiscard]] bool reads_computed(const Change& change, const ObjectName& table) const {
    const auto* type = std::get_if<AlterColumnType>(&change);
    const auto found = open_.find(table);
    if (type == nullptr || !type->using_ || found == open_.end()) return false;
    const std::vector<std::string> read = columns_of(*type->using_);
    return std::any_of(read.begin(), read.end(), [&](const std::string& column) { return found->second.computed.contains(column); });
  }

  void close_related(const Operation& operation, const std::vector<std::size_t>& rebuilt) {
    std::set<ObjectName> kept;
    for (const std::size_t i : rebuilt) kept.insert(operation.tables[i].before->name);
    std::erase_if(
        open_, [&](const auto& entry) { return !kept.contains(entry.first) && touches(operation, plan_.rebuilds[entry.second.rebuild]); });
  }

  [[nodiscard]] static bool touches(const Operation& operation, const Rebuild& rebuild) {
    const ObjectName& table = rebuild.before->name;
    const auto related = [&](const TablePointer& other) {
      return other &&
             (other->name == table || refers(*other, table) || refers(*rebuild.before, other->name) || refers(*rebuild.after, other->name));
    };
    const auto takes_name =
        [&](const TablePointer& other) {  // of an index that goes with the rebuild: tables and indexes share their names
          return other && std::any_of(rebuild.before->indexes.begin(), rebuild.before->indexes.end(), [&](const Index& index) {
                   return other->name.name == index.name || other->find_index(index.name) != nullptr;
                 });
        };
    // A view or a trigger is made when the table is as it was then.
    const auto names = [&](const ObjectPointer& object) {
      return object && (object->key.name == table || std::any_of(object->needs.begin(), object->needs.end(),
                                                                 [&](const ObjectKey& needed) { return needed.name == table; }));
    };
    return std::any_of(
               operation.tables.begin(), operation.tables.end(),
               [&](const TableChange& change) { return related(change.before) || related(change.after) || takes_name(change.after); }) ||
           std::any_of(operation.objects.begin(), operation.objects.end(),
                       [&](const ObjectChange& change) { return names(change.before) || names(change.after); });
  }

  const Context& context_;
  RebuildPlan plan_;
  std::map<ObjectName, Open> open_;
};

}  // namespace

RebuildPlan plan_rebuilds(const std::vector<Operation>& operations, const Context& context) { return Planner(context).run(operations); }

}  // namespace galley::sqlite
