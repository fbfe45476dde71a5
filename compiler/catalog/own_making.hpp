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
  /// It only changes a column or constraint that the revision added, which goes as a whole.
  [[nodiscard]] bool goes_with_part(std::size_t operation) const { return part_goes_[operation]; }

 private:
  struct MadeTable {
    bool only_decorated = true;  // nothing after its creation but what goes with it
  };
  void follow_tables(const Operation& operation, std::size_t position);
  void follow_columns(const Operation& operation);
  void follow_constraints(const Operation& operation);
  [[nodiscard]] bool changes_own_columns(const Operation& operation) const;
  [[nodiscard]] bool changes_own_part(const Operation& operation) const;

  std::vector<MadeTable> made_;
  std::vector<std::optional<std::size_t>> main_table_;  // of each operation: its place in made_
  std::vector<bool> decorates_;
  std::vector<bool> rows_go_;
  std::vector<bool> part_goes_;
  std::map<ObjectName, std::size_t> current_;  // tables made here, by present name
  using Parts = std::map<ObjectName, std::set<std::string>>;
  static void rename_table(Parts& parts, const RenameTable& renamed);
  static void rename_part(Parts& parts, const ObjectName& table, const std::string& from, const std::string& to);
  Parts added_columns_;
  Parts added_constraints_;
};

}  // namespace galley
