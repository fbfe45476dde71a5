#include "support/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace galley::testing {
namespace {

constexpr std::size_t context = 3;

struct DiffLine {
  char mark;  // ' ', '-', '+'
  std::string_view text;
};

using Lines = std::vector<std::string_view>;

/// length[i][j]: of the longest common subsequence of a from i on and b from j on.
std::vector<std::vector<std::size_t>> common_lengths(const Lines& a, const Lines& b) {
  std::vector<std::vector<std::size_t>> length(a.size() + 1, std::vector<std::size_t>(b.size() + 1, 0));
  for (std::size_t i = a.size(); i-- > 0;) {
    for (std::size_t j = b.size(); j-- > 0;) {
      length[i][j] = a[i] == b[j] ? length[i + 1][j + 1] + 1 : std::max(length[i + 1][j], length[i][j + 1]);
    }
  }
  return length;
}

std::vector<DiffLine> compare(const Lines& a, const Lines& b) {
  const auto length = common_lengths(a, b);
  std::vector<DiffLine> result;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() || j < b.size()) {
    if (i < a.size() && j < b.size() && a[i] == b[j]) {
      result.push_back({' ', a[i]});
      ++i, ++j;
    } else if (j == b.size() || (i < a.size() && length[i + 1][j] >= length[i][j + 1])) {
      result.push_back({'-', a[i++]});
    } else {
      result.push_back({'+', b[j++]});
    }
  }
  return result;
}

bool is_near_change(const std::vector<DiffLine>& lines, std::size_t at) {
  const std::size_t first = at < context ? 0 : at - context;
  const std::size_t last = std::min(lines.size(), at + context + 1);
  return std::any_of(lines.begin() + static_cast<std::ptrdiff_t>(first), lines.begin() + static_cast<std::ptrdiff_t>(last),
                     [](const DiffLine& line) { return line.mark != ' '; });
}

}  // namespace

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

std::string diff(std::string_view expected, std::string_view actual) {
  if (expected == actual) return {};
  std::string result;
  const std::vector<DiffLine> lines = compare(lines_of(expected), lines_of(actual));
  bool was_near = true;
  for (std::size_t at = 0; at < lines.size(); ++at) {
    const bool is_near = is_near_change(lines, at);
    if (is_near && !was_near) result += "  ...\n";
    if (is_near) fmt::format_to(std::back_inserter(result), "{} {}\n", lines[at].mark, lines[at].text);
    was_near = is_near;
  }
  if (result.empty()) result = "the texts differ in their last line end only\n";
  return result;
}

}  // namespace galley::testing
