#include "support/markdown.hpp"

#include <algorithm>

#include "support/text.hpp"

namespace galley::testing {
namespace {

constexpr std::string_view fence = "```";
constexpr std::string_view heading_mark = "## ";

Block opened_by(std::string_view words, std::string_view heading, int line) {
  const std::size_t blank = std::min(words.size(), words.find(' '));
  return {.language = std::string(words.substr(0, blank)),
          .kind = std::string(words.substr(std::min(words.size(), blank + 1))),
          .heading = std::string(heading),
          .text = {},
          .line = line};
}

}  // namespace

std::vector<Block> blocks_of(std::string_view page) {
  std::vector<Block> blocks;
  std::string_view heading;
  bool in_fence = false;
  int number = 0;
  for (const std::string_view line : lines_of(page)) {
    ++number;
    if (line.starts_with(fence)) {
      in_fence = !in_fence;
      if (in_fence) blocks.push_back(opened_by(line.substr(fence.size()), heading, number));
    } else if (in_fence) {
      blocks.back().text.append(line).append("\n");
    } else if (line.starts_with(heading_mark)) {
      heading = line.substr(heading_mark.size());
    }
  }
  return blocks;
}

}  // namespace galley::testing
