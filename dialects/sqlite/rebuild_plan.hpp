// Which operations of a revision become rebuilds, and which of them share one.
//
// A rebuild stands where its last operation stands: by then everything that the new definition names exists (a table that a
// foreign key refers to may be made in between), and nothing between the first and the last of its operations depends on
// the table, or the rebuild would have been closed.
#pragma once

#include <vector>

#include "sqlite/context.hpp"

namespace galley::sqlite {

struct Rebuild {
  TablePointer before;
  TablePointer after;
  std::vector<ObjectPointer> triggers;  // on the table when it is rebuilt; they go with the old one
  std::vector<std::size_t> operations;  // places in the revision, ascending
};

struct RebuildPlan {
  std::vector<Rebuild> rebuilds;  // by their last operation
  std::vector<bool> absorbed;     // by operation: the rebuild of its main table is all there is to do
};

[[nodiscard]] RebuildPlan plan_rebuilds(const std::vector<Operation>& operations, const Context& context);

}  // namespace galley::sqlite
