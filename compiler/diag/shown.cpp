#include "diag/shown.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/utf8.hpp"

namespace galley {
namespace {

constexpr std::size_t tab_width = 4;

/// Takes the first character off `rest`.
Shown show_next(std::string_view& rest) {
  const CodePoint point = first_code_point(rest);
  const std::string_view bytes = rest.substr(0, std::max<std::size_t>(1, point.size));
  rest.remove_prefix(bytes.size());
  if (point.size > 0 && point.value == '\t') return {std::string(tab_width, ' '), tab_width};
  if (point.size > 0 && !is_deceptive(point.value)) return {std::string(bytes), static_cast<std::size_t>(display_width(point.value))};
  const std::string escaped = point.size == 0 ? fmt::format("<{:02X}>", static_cast<unsigned char>(bytes.front()))
                                              : fmt::format("<U+{:04X}>", static_cast<std::uint32_t>(point.value));
  return {escaped, escaped.size()};
}

}  // namespace

Shown show(std::string_view text) {
  Shown shown;
  while (!text.empty()) {
    const Shown next = show_next(text);
    shown.text += next.text;
    shown.width += next.width;
  }
  return shown;
}

std::string_view beginning_within(std::string_view text, std::size_t width) {
  std::string_view rest = text;
  std::size_t taken = 0;
  for (std::size_t used = 0; !rest.empty(); taken = text.size() - rest.size()) {
    used += show_next(rest).width;
    if (used > width) break;
  }
  return text.substr(0, taken);
}

std::string_view end_within(std::string_view text, std::size_t width) {
  // Nothing longer can fit, so a line of megabytes costs no more than a short one.
  constexpr std::size_t bytes_a_column = 64;
  std::size_t at = text.size() / bytes_a_column > width ? text.size() - width * bytes_a_column : 0;
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  std::string_view tail = text.substr(at);
  std::size_t total = show(tail).width;
  while (total > width && !tail.empty()) total -= show_next(tail).width;
  return tail;
}

}  // namespace galley
