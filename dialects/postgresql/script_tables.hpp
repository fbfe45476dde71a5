// The tables that a script finds: which of them each section locks, and which it can compare with what the history says.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "galley/script.hpp"

namespace galley::postgresql {

/// A table as it is when a section begins.
struct FoundTable {
  TablePointer table;
  bool is_first = true;  // no section before has touched it
};
/// What a section takes before its first statement.
struct SectionLock {
  std::string relation;
  LockMode mode = LockMode::none;
  bool is_owned = false;        // a statement of the section can only be run by the owner
  bool stands_at_start = true;  // the table is there, by that name, before the first section
  bool only = false;            // there are tables below it, which the section locks by themselves
};
struct SectionTables {
  std::vector<FoundTable> found;   // made before the script, in the order in which they are touched
  std::vector<SectionLock> locks;  // likewise, stronger than what a change of rows takes; sorted by name
};

/// Follows the tables through the sections of a script.
class ScriptTables {
 public:
  /// `each_revision`: all that the revisions before have made may be in use, as they may have been applied long ago.
  explicit ScriptTables(bool each_revision) : each_revision_(each_revision) {}

  /// To be called for each section, in order.
  SectionTables enter(const Section& section);

 private:
  void forget_lost_names(const Section& section);

  bool each_revision_;
  std::set<std::string> made_;          // by the script
  std::set<std::string> tables_;        // of all relations that were named, those that can be locked as tables
  std::set<std::string> touched_;       // by a section before
  std::set<std::string> last_touched_;  // by the operation that came last
  std::set<std::string> named_;         // names that the script has given to a table, by making or renaming it
};

}  // namespace galley::postgresql
