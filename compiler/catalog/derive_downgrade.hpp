// What takes an operation back: changes to apply to the catalog as it is then, and what they cannot bring back.
#pragma once

#include <string>
#include <vector>

#include "catalog/workspace.hpp"

namespace galley {

struct Undo {
  std::vector<Change> changes;  // in the order to run them
  std::vector<std::string> not_restored;
  bool destroys = false;    // running the changes loses what was stored since
  bool impossible = false;  // nothing can be derived; `help` says what to write
  std::string help;

  [[nodiscard]] Reversibility reversibility() const {
    if (impossible) return Reversibility::impossible;
    return destroys || !not_restored.empty() ? Reversibility::lossy : Reversibility::lossless;
  }
};

/// One for each record of the revision that the workspace is at, in their order; a downgrade runs them from the last to the first. What
/// goes away with a table or column that the revision itself made is not undone on its own.
[[nodiscard]] std::vector<Undo> derive_downgrade(const std::vector<Record>& records, const Workspace& workspace);

}  // namespace galley
