// What the head of a script says of all its sections, gathered while they are written.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "galley/script.hpp"

namespace galley::postgresql {

/// A relation that the script locks so that others wait: from SHARE on, which stops writers.
struct Blocked {
  std::string relation;
  LockMode mode = LockMode::none;
  std::vector<int> sections;
  std::vector<int> rewriting;
};

class ScriptFacts {
 public:
  /// Of a script that starts at base nobody asks what it blocks.
  void note(const Section& section, const RevisionInScript& revision, bool starts_at_base);

  [[nodiscard]] std::size_t sections() const { return sections_; }
  /// In the order of their first lock.
  [[nodiscard]] const std::vector<Blocked>& blocked() const { return blocked_; }
  /// "add column a (section 3)"
  [[nodiscard]] const std::vector<std::string>& not_undoable() const { return not_undoable_; }
  /// ('d4', 2, 'digest') for every section that leaves a row.
  [[nodiscard]] const std::vector<std::string>& ledger_rows() const { return ledger_rows_; }

 private:
  void note(const Lock& lock, int section, bool rewrites);

  std::size_t sections_ = 0;
  std::vector<Blocked> blocked_;
  std::unordered_map<std::string, std::size_t> places_;  // in blocked_
  std::vector<std::string> not_undoable_;
  std::vector<std::string> ledger_rows_;
};

}  // namespace galley::postgresql
