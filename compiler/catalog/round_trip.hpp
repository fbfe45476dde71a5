// The proof that taking a revision back restores the schema it found. Every object that a revision touches is remembered as
// it was before; after the downgrade the same objects are compared, so the cost is that of the changes alone.
#pragma once

#include <map>
#include <vector>

#include "catalog/workspace.hpp"
#include "galley/revision_graph.hpp"

namespace galley {

class RoundTrip {
 public:
  explicit RoundTrip(const RevisionGraph& graph) : graph_(graph) {}

  /// What the upgrade of a revision did.
  void note_upgrade(RevisionIndex revision, const std::vector<Record>& upgrade);
  /// Reports what the downgrade has not restored.
  void compare(RevisionIndex revision, const std::vector<Operation>& downgrade, Workspace& workspace);
  /// Puts back what the revision found, so that older revisions meet the schema they made.
  void restore(RevisionIndex revision, const std::vector<Operation>& downgrade, Workspace& workspace);

 private:
  /// The objects of some operations as they were before the first of them; nothing where there was none.
  struct Touched {
    std::map<ObjectName, TablePointer> tables;
    std::map<ObjectName, EnumPointer> enums;
    std::map<ObjectKey, ObjectPointer> objects;
    void note(const Operation& operation);
  };
  [[nodiscard]] Touched found_by(RevisionIndex revision, const std::vector<Operation>& downgrade) const;

  const RevisionGraph& graph_;
  std::map<RevisionIndex, Touched> upgrades_;
};

}  // namespace galley
