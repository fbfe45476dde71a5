#include "postgresql/script_facts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "postgresql/kept_access.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/script_text.hpp"

namespace galley::postgresql {
namespace {

void add_once(std::vector<int>& sections, int section) {
  if (sections.empty() || sections.back() != section) sections.push_back(section);
}

}  // namespace

void ScriptFacts::note(const Section& section, const RevisionInScript& revision, bool starts_at_base) {
  ++sections_;
  note_kept(section);
  for (const Step& step : section.steps) {
    for (const Lock& lock : step.locks) {
      const bool is_own = &lock == &step.locks.front();
      if (lock.mode >= LockMode::share && !starts_at_base) note(lock, section.number, is_own && step.rewrites_table);
    }
    if (step.reversibility != Reversibility::impossible) continue;
    std::string line = fmt::format("{} (section {})", step.reason, section.number);
    if (not_undoable_.empty() || not_undoable_.back() != line) not_undoable_.push_back(std::move(line));
  }
  if (keeps_ledger(section))
    ledger_rows_.push_back(fmt::format("({}, {}, '{}')", string_literal(revision.id), section.part, section.digest));
}

void ScriptFacts::note_shapes(const Section& section, std::vector<std::string> shapes, bool compares) {
  compares_shapes_ = compares_shapes_ || compares;
  if (!shapes.empty()) shapes_.push_back({section.place, section.part, section.is_split(), std::move(shapes)});
}

void ScriptFacts::note_touches(const Section& section, const std::map<std::string, std::vector<std::string>>& shapes) {
  std::map<std::string, std::string> touched;
  for (const auto& [relation, items] : shapes) touched[relation] = fmt::format("ARRAY[\n      {}]", wrapped(items, "      "));
  for (const Step& step : section.steps)
    for (const TouchedTable& table : step.touched)
      for (const TablePointer& state : {table.before, table.after})
        if (state) touched.try_emplace(qualified(state->name), "NULL");
  for (const auto& [relation, shape] : touched)
    touches_.push_back(fmt::format("({}, {}, {}, {})", section.place, section.part, string_literal(relation), shape));
}

void ScriptFacts::note_undo(const Section& section, const RevisionInScript& revision) {
  note_kept(section);
  if (section.digest.empty()) return;
  undone_rows_.push_back(fmt::format("({}, {}, '{}')", string_literal(revision.id), section.undoes, section.digest));
  if (!section.no_undo.empty()) without_way_back_.push_back({std::string(revision.id), section.undoes, section.no_undo});
}

void ScriptFacts::note_locks(const SectionTables& tables, bool all) {
  for (const SectionLock& lock : tables.locks)
    if (lock.stands_at_start || all) locked_.insert(lock.relation);
}

void ScriptFacts::note_kept(const Section& section) {
  keeps_access_ = keeps_access_ ||
                  std::any_of(section.steps.begin(), section.steps.end(), [](const Step& step) { return step.reason == reason_to_keep; });
}

void ScriptFacts::note(const Lock& lock, int section, bool rewrites) {
  const auto [place, is_new] = places_.try_emplace(lock.relation, blocked_.size());
  if (is_new) blocked_.push_back({lock.relation, LockMode::none, {}, {}});
  Blocked& entry = blocked_[place->second];
  entry.mode = std::max(entry.mode, lock.mode);
  add_once(entry.sections, section);
  if (rewrites) add_once(entry.rewriting, section);
}

}  // namespace galley::postgresql
