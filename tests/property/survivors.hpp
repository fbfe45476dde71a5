// What of the rows a revision must leave as it is.
#pragma once

#include <map>
#include <string>

#include "galley/operation.hpp"

namespace galley::testing {

struct SurvivingTable {
  std::string name;                            // afterwards
  std::map<std::string, std::string> columns;  // name before -> name after, of those whose values stay
  bool may_lose_rows = false;
};
/// By the table's name before. Of the default schema.
[[nodiscard]] std::map<std::string, SurvivingTable> survivors(const Catalog& before, const std::vector<Operation>& operations);
/// Whether the revision can be taken back and applied again while there are rows: it deletes none and adds none without a key.
[[nodiscard]] bool can_be_repeated(const std::vector<Operation>& operations);

}  // namespace galley::testing
