#include "base/line_difference.hpp"

#include <algorithm>
#include <cstdint>

namespace galley {
namespace {

std::string_view without_comma(std::string_view line) {
  if (line.ends_with(',')) line.remove_suffix(1);
  return line;
}
bool same(std::string_view a, std::string_view b) { return without_comma(a) == without_comma(b); }

/// Lengths of the longest common subsequence of what follows each pair of places. Definitions are short, so the whole table is
/// kept.
class CommonLines {
 public:
  CommonLines(const std::vector<std::string>& before, const std::vector<std::string>& after)
      : width_(after.size() + 1), lengths_((before.size() + 1) * width_, 0) {
    for (std::size_t i = before.size(); i-- > 0;) {
      for (std::size_t j = after.size(); j-- > 0;)
        at(i, j) = same(before[i], after[j]) ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
    }
  }
  [[nodiscard]] std::uint32_t& at(std::size_t i, std::size_t j) { return lengths_[i * width_ + j]; }

 private:
  std::size_t width_;
  std::vector<std::uint32_t> lengths_;
};

}  // namespace

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string line_difference(const std::vector<std::string>& before, const std::vector<std::string>& after) {
  CommonLines common(before, after);
  std::string text;
  bool differs = false;
  const auto add = [&](std::string_view mark, const std::string& line) {
    differs = differs || mark != "  ";
    text.append(mark).append(line).append("\n");
  };
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < before.size() || j < after.size()) {
    if (i < before.size() && j < after.size() && same(before[i], after[j])) {
      add("  ", after[j]);
      ++i, ++j;
    } else if (i < before.size() && (j == after.size() || common.at(i + 1, j) >= common.at(i, j + 1))) {
      add("- ", before[i++]);
    } else {
      add("+ ", after[j++]);
    }
  }
  return differs ? text : std::string();
}

}  // namespace galley
