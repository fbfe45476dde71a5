#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "base/utf8.hpp"
#include "galley/script.hpp"

namespace galley {

std::string comment_text(std::string_view text) {
  const auto is_plain = [](char c) { return c >= 0x20 && c < 0x7F; };
  if (std::all_of(text.begin(), text.end(), is_plain)) return std::string(text);
  std::string line;
  while (!text.empty()) {
    const CodePoint point = first_code_point(text);
    if (point.size == 0) {
      fmt::format_to(std::back_inserter(line), "<{:02X}>", static_cast<unsigned char>(text.front()));
      text.remove_prefix(1);
      continue;
    }
    if (is_deceptive(point.value)) {
      fmt::format_to(std::back_inserter(line), "<U+{:04X}>", static_cast<std::uint32_t>(point.value));
    } else {
      line += text.substr(0, point.size);
    }
    text.remove_prefix(point.size);
  }
  return line;
}

std::string_view lock_mode_name(LockMode mode) {
  constexpr std::array<std::string_view, 9> names{"none",  "ACCESS SHARE",        "ROW SHARE", "ROW EXCLUSIVE",   "SHARE UPDATE EXCLUSIVE",
                                                  "SHARE", "SHARE ROW EXCLUSIVE", "EXCLUSIVE", "ACCESS EXCLUSIVE"};
  return names.at(static_cast<std::size_t>(mode));
}

std::string counted(std::size_t count, std::string_view noun) { return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s"); }

std::string statements_text(const std::vector<Step>& steps) {
  std::string text;
  const Step* last = nullptr;
  for (const Step& step : steps) {
    if (step.sql.empty()) continue;
    if (last != nullptr && !same_place(last->span, step.span)) text += '\n';
    text += step.sql + '\n';
    last = &step;
  }
  return text;
}

}  // namespace galley
