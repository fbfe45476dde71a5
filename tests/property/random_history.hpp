// Histories made at random, valid by construction: tables, columns, keys, indexes, enumerations, views, rows, branches and merges.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace galley::testing {

struct RandomRevision {
  std::string id;
  std::vector<std::string> parents;
  std::vector<std::string> statements;  // each with its semicolon
};

struct RandomHistory {
  std::vector<RandomRevision> revisions;
  [[nodiscard]] std::string text() const;  // of a file of migrations
  [[nodiscard]] std::size_t statements() const;
};

/// The same history for the same seed, on every machine.
[[nodiscard]] RandomHistory random_history(std::uint64_t seed);

}  // namespace galley::testing
