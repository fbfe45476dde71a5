#include <algorithm>

#include "base/letter_case.hpp"
#include "catalog/alter_object.hpp"
#include "catalog/routine_settings.hpp"

namespace galley {
namespace {

auto is_named(std::string_view name) {
  return [name = lower_case(name)](const StorageOption& setting) { return lower_case(setting.name.text) == name; };
}

}  // namespace

const StorageOption* find_setting(const std::vector<StorageOption>& settings, std::string_view name) {
  const auto found = std::find_if(settings.begin(), settings.end(), is_named(name));
  return found == settings.end() ? nullptr : &*found;
}

void put_setting(std::vector<StorageOption>& settings, const StorageOption& setting) {
  const auto found = std::find_if(settings.begin(), settings.end(), is_named(setting.name.text));
  if (found == settings.end())
    settings.push_back(setting);
  else
    *found = setting;
}

void erase_setting(std::vector<StorageOption>& settings, std::string_view name) { std::erase_if(settings, is_named(name)); }

bool alter(const ChangeRoutine& change, AlteredObject& altered) {
  auto& routine = std::get<RoutineDefinition>(altered.after.definition);
  if (change.volatility != ast::Volatility::unspecified) routine.volatility = change.volatility;
  if (change.parallel != ast::ParallelSafety::unspecified) routine.parallel = change.parallel;
  if (change.strict) routine.strict = *change.strict;
  if (change.leakproof) routine.leakproof = *change.leakproof;
  if (change.security_definer) routine.security_definer = *change.security_definer;
  if (change.cost) routine.cost = change.cost;
  if (change.rows) routine.rows = change.rows;
  if (change.reset_all) routine.settings.clear();
  for (const std::string& name : change.reset) erase_setting(routine.settings, name);
  for (const StorageOption& setting : change.settings) put_setting(routine.settings, setting);
  return true;
}

}  // namespace galley
