#include "postgresql/script_tables.hpp"

#include <algorithm>
#include <map>

#include "postgresql/quoting.hpp"
#include "postgresql/raw_locks.hpp"

namespace galley::postgresql {
namespace {

void add_referenced(const TablePointer& table, std::set<std::string>& tables) {
  if (!table) return;
  for (const Constraint& constraint : table->constraints)
    if (const auto* key = std::get_if<ForeignKey>(&constraint.what)) tables.insert(qualified(key->table));
}

void add_tables_above(const TablePointer& table, std::set<std::string>& above) {
  if (!table) return;
  if (table->partition_by) above.insert(qualified(table->name));
  if (table->partition_of) above.insert(qualified(table->partition_of->parent));
  for (const ObjectName& parent : table->inherits) above.insert(qualified(parent));
}

}  // namespace

SectionTables ScriptTables::enter(const Section& section) {
  SectionTables result;
  if (each_revision_ && section.part == 1) {
    made_.clear();
    last_touched_.clear();
  }
  std::set<std::string> own;  // nobody else uses what the script has made
  for (const Step& step : section.steps)
    for (const Lock& lock : step.locks)
      if (made_.contains(lock.relation)) own.insert(lock.relation);
  // A section may begin in the middle of an operation, whose tables are then neither as before nor as after it.
  std::set<std::string> in_between;
  if (!section.steps.empty() && section.steps.front().touched.empty()) in_between = last_touched_;
  std::map<std::string, bool> stands;  // whether the table of that name is there when the section begins
  std::set<std::string> above;
  for (const Step& step : section.steps) {
    if (!step.touched.empty()) last_touched_.clear();
    for (const auto& [before, after] : step.touched) {
      const std::string name = before ? qualified(before->name) : std::string();
      const bool keeps_name = before && after && before->name == after->name;
      const std::string new_name = keeps_name ? name : after ? qualified(after->name) : std::string();
      if (after) last_touched_.insert(new_name);
      if (before && stands.try_emplace(name, true).second && !made_.contains(name) && !in_between.contains(name) && !before->temporary)
        result.found.push_back({before, touched_.insert(name).second});
      if (after && !keeps_name) {
        stands.try_emplace(new_name, false);
        touched_.insert(new_name);
        named_.insert(new_name);
      }
      if (!keeps_name && (!before || made_.contains(name))) {
        made_.erase(name);
        if (after) made_.insert(new_name);
      }
      if (before && !before->temporary) tables_.insert(name);
      if (after && !keeps_name && !after->temporary) tables_.insert(new_name);
      for (const TablePointer& table : {before, after}) {
        add_referenced(table, tables_);
        add_tables_above(table, above);
      }
    }
  }
  std::map<std::string, SectionLock> locks;
  for (const Step& step : section.steps) {
    for (const Lock& lock : step.locks) {
      const auto standing = stands.find(lock.relation);
      const bool is_new = standing != stands.end() && !standing->second;
      // Raw SQL may name what is not there, or not yet: only what its effect is known on is locked before.
      const bool is_guess = step.reason.starts_with(raw_reason) && standing == stands.end();
      if (lock.mode <= LockMode::row_exclusive || is_new || is_guess || own.contains(lock.relation) || !tables_.contains(lock.relation))
        continue;
      SectionLock& taken = locks
                               .try_emplace(lock.relation, SectionLock{lock.relation, lock.mode, false, !named_.contains(lock.relation),
                                                                       above.contains(lock.relation)})
                               .first->second;
      taken.mode = std::max(taken.mode, lock.mode);
      taken.is_owned = taken.is_owned || (&lock == &step.locks.front() && lock.mode != LockMode::share_row_exclusive);
    }
  }
  for (auto& [name, lock] : locks) result.locks.push_back(std::move(lock));
  forget_lost_names(section);
  return result;
}

/// What has such a name later may be a materialized view, which cannot be locked.
void ScriptTables::forget_lost_names(const Section& section) {
  for (const Step& step : section.steps)
    for (const auto& [before, after] : step.touched) {
      if (before && after && after->name == before->name) continue;
      if (before) tables_.erase(qualified(before->name));
      if (after && !after->temporary) tables_.insert(qualified(after->name));
    }
}

}  // namespace galley::postgresql
