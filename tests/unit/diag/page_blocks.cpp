#include "page_blocks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <regex>
#include <set>

#include "case_options.hpp"
#include "support/files.hpp"
#include "support/paths.hpp"
#include "support/text.hpp"

namespace galley::testing {
namespace {

/// What the pattern's first group matches in every source file of a folder.
std::vector<std::string> found_in(const std::string& folder, const std::string& pattern) {
  std::vector<std::string> found;
  const std::regex expression(pattern);
  for (const std::string& file : files_below(source_folder() + folder)) {
    const std::string text = read_file(source_folder() + folder + "/" + file);
    for (std::sregex_iterator it(text.begin(), text.end(), expression), end; it != end; ++it) found.push_back((*it)[1]);
  }
  std::sort(found.begin(), found.end());
  return found;
}

bool has_word(const std::string& kind, std::string_view word) {
  return fmt::format(" {} ", kind).find(fmt::format(" {} ", word)) != std::string::npos;
}

bool is_file(const Block& block) {
  const std::vector<std::string_view> lines = lines_of(block.text);
  return has_word(block.kind, "file") ||
         std::any_of(lines.begin(), lines.end(), [](std::string_view line) { return line.starts_with("revision"); });
}

std::string migrations_of(const Block& block) {
  const std::string text = has_word(block.kind, "bytes") ? with_escapes(block.text) : block.text;
  return is_file(block) ? text : fmt::format("revision a;\nupgrade {{\n{}}}\n", text);
}

std::string check_command(const Block& block) {
  for (const std::string_view dialect : dialect_names()) {
    if (has_word(block.kind, dialect)) return fmt::format("galley check -d {}", dialect);
  }
  return "galley check";
}

}  // namespace

std::vector<std::string> codes_of_catalogue() { return found_in("/compiler/diag/catalogue", "\"([EW][0-9]{4})\""); }

std::vector<std::string> codes_of_scripts() {
  const std::vector<std::string> codes = found_in("/dialects", "(GAL-[A-Z][0-9]{2})");
  const std::set<std::string> unique(codes.begin(), codes.end());
  return {unique.begin(), unique.end()};
}

std::vector<PageRun> runs_of(const std::vector<Block>& blocks) {
  const std::vector<std::string_view> order{"toml", "mig", "sh"};
  const auto rank = [&](const Block& block) { return std::find(order.begin(), order.end(), block.language) - order.begin(); };
  std::vector<PageRun> runs;
  PageRun latest{.migrations = "revision a;\nupgrade { }\n", .command = "galley check"};
  bool has_command = false;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const Block& block = blocks[i];
    if (block.language == "toml") latest.configuration = block.text;
    if (block.language == "mig") latest.migrations = migrations_of(block);
    if (block.language == "sh") latest.command = block.text;
    has_command = has_command || block.language == "sh";
    if (block.language == "mig" && !has_command) latest.command = check_command(block);
    latest.heading = block.heading;
    latest.line = block.line;
    const bool goes_on = i + 1 < blocks.size() && blocks[i + 1].heading == block.heading && rank(blocks[i + 1]) > rank(block);
    if (!goes_on) runs.push_back(latest);
  }
  return runs;
}

}  // namespace galley::testing
