// Histories made at random, valid by construction: statements of every kind, branches, merges, further bases and dependencies.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace galley::testing {

struct RandomRevision {
  std::string id;
  std::vector<std::string> parents;
  std::vector<std::string> dependencies = {};
  std::string label = {};
  bool online = false;                  // strategy online
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
