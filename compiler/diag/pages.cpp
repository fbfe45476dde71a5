#include "diag/pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <vector>

#include "base/edit_distance.hpp"
#include "base/letter_case.hpp"

namespace galley {
namespace {

bool same_letters(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower_case(x) == lower_case(y); });
}

/// `[words](target)` becomes the words: a terminal follows no links.
std::string without_links(std::string_view line) {
  std::string text;
  while (!line.empty()) {
    const std::size_t open = line.find('[');
    const std::size_t middle = open == std::string_view::npos ? open : line.find("](", open);
    const std::size_t close = middle == std::string_view::npos ? middle : line.find(')', middle);
    if (close == std::string_view::npos) break;
    text.append(line.substr(0, open)).append(line.substr(open + 1, middle - open - 1));
    line.remove_prefix(close + 1);
  }
  return text.append(line);
}

}  // namespace

const Page* find_page(std::string_view code) {
  const std::span<const Page> all = pages();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Page& page) { return same_letters(page.code, code); });
  return found == all.end() ? nullptr : &*found;
}

std::optional<std::string> nearest_code(std::string_view code) {
  std::vector<std::string_view> codes;
  for (const Page& page : pages()) codes.push_back(page.code);
  return nearest(code, codes);
}

std::string page_for_terminal(const Page& page, bool color) {
  const std::string_view strong = color ? "\x1b[1m" : "";
  const std::string_view reset = color ? "\x1b[0m" : "";
  std::string shown = fmt::format("{}{}: {}{}\n", strong, page.code, page.title, reset);
  bool in_example = false;
  for (std::string_view rest = page.text; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (line.starts_with("```")) {
      in_example = !in_example;
    } else if (in_example) {
      fmt::format_to(std::back_inserter(shown), "{}{}\n", line.empty() ? "" : "    ", line);
    } else if (line.starts_with("## ")) {
      fmt::format_to(std::back_inserter(shown), "{}{}{}\n", strong, line.substr(3), reset);
    } else {
      shown.append(without_links(line)).append("\n");
    }
  }
  return shown;
}

std::string list_of_pages() {
  std::string list;
  for (const Page& page : pages()) fmt::format_to(std::back_inserter(list), "{:<8} {}\n", page.code, page.title);
  return list;
}

}  // namespace galley
