// What the head of a script says of all its sections, gathered while they are written.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "galley/script.hpp"
#include "postgresql/script_tables.hpp"

namespace galley::postgresql {

/// A relation that the script locks so that others wait: from SHARE on, which stops writers.
struct Blocked {
  std::string relation;
  LockMode mode = LockMode::none;
  std::vector<int> sections;
  std::vector<int> rewriting;
};

/// Tables as they are before a section, which is the first to touch them.
struct ShapesBefore {
  int place = 0;  // of the path
  int part = 1;
  bool is_split = false;  // then part of the revision may be done
  std::vector<std::string> shapes;
};

class ScriptFacts {
 public:
  /// Of a script that starts at base nobody asks what it blocks.
  void note(const Section& section, const RevisionInScript& revision, bool starts_at_base);

  /// Tables that the section is the first to touch, as they are then; `compares`: whether it compares any table.
  void note_shapes(const Section& section, std::vector<std::string> shapes, bool compares);

  /// Tables that the section locks before its first statement.
  void note_locks(const SectionTables& tables);

  [[nodiscard]] std::size_t sections() const { return sections_; }
  /// In the order of their first lock.
  [[nodiscard]] const std::vector<Blocked>& blocked() const { return blocked_; }
  /// "add column a (section 3)"
  [[nodiscard]] const std::vector<std::string>& not_undoable() const { return not_undoable_; }
  /// ('d4', 2, 'digest') for every section that leaves a row.
  [[nodiscard]] const std::vector<std::string>& ledger_rows() const { return ledger_rows_; }
  [[nodiscard]] const std::vector<ShapesBefore>& shapes() const { return shapes_; }
  /// Tables that sections lock, by name.
  [[nodiscard]] const std::set<std::string>& locked() const { return locked_; }
  /// Whether any section compares a table with the history.
  [[nodiscard]] bool compares_shapes() const { return compares_shapes_; }

 private:
  void note(const Lock& lock, int section, bool rewrites);

  std::size_t sections_ = 0;
  std::vector<Blocked> blocked_;
  std::unordered_map<std::string, std::size_t> places_;  // in blocked_
  std::vector<std::string> not_undoable_;
  std::vector<std::string> ledger_rows_;
  std::vector<ShapesBefore> shapes_;
  bool compares_shapes_ = false;
  std::set<std::string> locked_;
};

}  // namespace galley::postgresql
