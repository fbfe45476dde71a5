#include "revisions/relative.hpp"

#include <algorithm>

namespace galley::revisions {
namespace {

/// More than any history has; a larger number walks as far and runs out as well.
constexpr std::uint32_t most_steps = 1'000'000'000;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_sign(char c) { return c == '+' || c == '-'; }

std::uint32_t number_of(std::string_view digits) {
  std::uint64_t number = 0;
  for (const char c : digits) number = std::min<std::uint64_t>(most_steps, number * 10 + static_cast<std::uint64_t>(c - '0'));
  return static_cast<std::uint32_t>(number);
}

}  // namespace

std::optional<Relative> split_relative(std::string_view term) {
  const std::size_t last = term.find_last_not_of("0123456789");
  if (last == std::string_view::npos || last + 1 == term.size() || !is_sign(term[last])) return std::nullopt;
  return Relative{term.substr(0, last), term[last] == '+', number_of(term.substr(last + 1)), {}};
}

std::optional<Relative> split_trailing(std::string_view term) {
  for (std::size_t at = 0; at + 1 < term.size(); ++at) {
    if (!is_sign(term[at]) || !is_digit(term[at + 1])) continue;
    const std::size_t end = std::min(term.find_first_not_of("0123456789", at + 1), term.size());
    if (end == term.size()) return std::nullopt;
    return Relative{term.substr(0, at), term[at] == '+', number_of(term.substr(at + 1, end - at - 1)), term.substr(end)};
  }
  return std::nullopt;
}

}  // namespace galley::revisions
