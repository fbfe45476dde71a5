// What a revision makes itself: taking that away takes away all that the revision did to it.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "catalog/workspace.hpp"

namespace galley {

class OwnMaking {
 public:
  explicit OwnMaking(const std::vector<Record>& records);

  /// The operation's rows are in a table, or only its columns changed, that the revision made.
  [[nodiscard]] bool holds_rows_of(std::size_t operation) const { return rows_go_[operation]; }
  /// Dropping the table the revision made undoes this operation as well.
  [[nodiscard]] bool goes_with_table(std::size_t operation) const;

 private:
  struct MadeTable {
    bool only_decorated = true;  // nothing after its creation but what goes with it
  };
  void follow_tables(const Operation& operation, std::size_t position);
  void follow_columns(const Operation& operation);
  [[nodiscard]] bool changes_own_columns(const Operation& operation) const;

  std::vector<MadeTable> made_;
  std::vector<std::optional<std::size_t>> main_table_;  // of each operation: its place in made_
  std::vector<bool> decorates_;
  std::vector<bool> rows_go_;
  std::map<ObjectName, std::size_t> current_;  // tables made here, by present name
  std::map<ObjectName, std::set<std::string>> added_columns_;
};

}  // namespace galley
