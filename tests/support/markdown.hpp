// Fenced blocks of a page, so that what documentation shows can be run.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace galley::testing {

struct Block {
  std::string language;  // the first word behind the fence: "mig", "sh"
  std::string kind;      // what follows it
  std::string heading;   // the "## ..." above it
  std::string text;
  int line = 0;  // of the fence
};
[[nodiscard]] std::vector<Block> blocks_of(std::string_view page);

}  // namespace galley::testing
