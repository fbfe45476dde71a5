// What the head of a script says of all its sections, gathered while they are written.
#pragma once

#include <cstddef>
#include <map>
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

/// A part of an upgrade, and what it does.
struct PartWithoutWayBack {
  std::string revision;
  int part = 1;
  std::string what;
};

class ScriptFacts {
 public:
  /// Of a script that starts at base nobody asks what it blocks.
  void note(const Section& section, const RevisionInScript& revision, bool starts_at_base);

  /// Tables that the section is the first to touch, as they are then; `compares`: whether it compares any table.
  void note_shapes(const Section& section, std::vector<std::string> shapes, bool compares);

  /// Every table that the section touches, and the shapes of those that it finds, for a script that begins at any revision.
  void note_touches(const Section& section, const std::map<std::string, std::vector<std::string>>& shapes);

  /// A section that takes back a part of an upgrade.
  void note_undo(const Section& section, const RevisionInScript& revision);

  /// Tables that the section locks before its first statement; `all`: also those that the script makes or renames.
  void note_locks(const SectionTables& tables, bool all);

  [[nodiscard]] std::size_t sections() const { return sections_; }
  /// In the order of their first lock.
  [[nodiscard]] const std::vector<Blocked>& blocked() const { return blocked_; }
  /// "add column a (section 3)"
  [[nodiscard]] const std::vector<std::string>& not_undoable() const { return not_undoable_; }
  /// ('d4', 2, 'digest') for every section that leaves a row.
  [[nodiscard]] const std::vector<std::string>& ledger_rows() const { return ledger_rows_; }
  /// The same for parts of upgrades, which this script takes back.
  [[nodiscard]] const std::vector<std::string>& undone_rows() const { return undone_rows_; }
  /// Those that no script can take back.
  [[nodiscard]] const std::vector<PartWithoutWayBack>& without_way_back() const { return without_way_back_; }
  [[nodiscard]] const std::vector<ShapesBefore>& shapes() const { return shapes_; }
  /// (3, 1, 'public.orders', ARRAY[...]) for each table that a section touches; NULL for one that cannot be compared.
  [[nodiscard]] const std::vector<std::string>& touches() const { return touches_; }
  /// Tables that sections lock, by name.
  [[nodiscard]] const std::set<std::string>& locked() const { return locked_; }
  /// Whether any section compares a table with the history.
  [[nodiscard]] bool compares_shapes() const { return compares_shapes_; }
  /// Whether any section makes something again that it drops, with what the server says of it.
  [[nodiscard]] bool keeps_access() const { return keeps_access_; }

 private:
  void note(const Lock& lock, int section, bool rewrites);
  void note_kept(const Section& section);

  std::size_t sections_ = 0;
  std::vector<Blocked> blocked_;
  std::unordered_map<std::string, std::size_t> places_;  // in blocked_
  std::vector<std::string> not_undoable_;
  std::vector<std::string> ledger_rows_;
  std::vector<std::string> undone_rows_;
  std::vector<PartWithoutWayBack> without_way_back_;
  std::vector<ShapesBefore> shapes_;
  std::vector<std::string> touches_;
  bool compares_shapes_ = false;
  bool keeps_access_ = false;
  std::set<std::string> locked_;
};

}  // namespace galley::postgresql
