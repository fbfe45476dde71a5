// What each statement locks, rewrites and reads in full: measured on PostgreSQL 12 to 18.
#pragma once

#include <vector>

#include "galley/operation.hpp"
#include "galley/script.hpp"

namespace galley::postgresql {

struct Impact {
  std::vector<Lock> locks;  // the statement's own table first
  bool rewrites_table = false;
  bool scans_table = false;
};

/// Of the statement that the change is emitted as; comments that follow a creation are not counted.
/// `version`: of the oldest server that the script is for.
[[nodiscard]] Impact impact_of(const Operation& operation, int version);

}  // namespace galley::postgresql
