// What takes an upgrade back that was stopped half way: a section for each of its parts.
#pragma once

#include <string>
#include <vector>

#include "galley/script.hpp"

namespace galley {

/// Statements that take an operation back.
struct LoweredInverse {
  std::vector<Step> steps;
  bool impossible = false;
};

/// Whether a kill may leave some of these statements of a revision done and others not.
[[nodiscard]] bool may_stop_half_way(const std::vector<Step>& upgrade);

/// The sections that take back the parts of an upgrade, the last part first, one by one. `inverses` are those of the operations.
/// Nothing where the upgrade is one transaction.
[[nodiscard]] std::vector<Section> undo_sections(const std::vector<Step>& upgrade, const std::vector<LoweredInverse>& inverses);

}  // namespace galley
