// What the revisions of one script have made, as far as it changes how later ones are written.
#pragma once

#include <set>
#include <vector>

#include "galley/dialect.hpp"

namespace galley {

class MadeInScript {
 public:
  void note_tables(const ReplayedRevision& revision);
  void note_enum_values(const ReplayedRevision& revision);

  /// New in the script and so without rows that others could miss, under the names that they have by now.
  [[nodiscard]] const std::set<ObjectName>& tables() const { return tables_; }
  /// Which a transaction that adds them may not use.
  [[nodiscard]] const std::vector<AddedEnumValue>& enum_values() const { return enum_values_; }

 private:
  std::set<ObjectName> tables_;
  std::vector<AddedEnumValue> enum_values_;
};

}  // namespace galley
