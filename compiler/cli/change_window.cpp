#include "cli/change_window.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>

namespace galley {
namespace {

/// Reads one instant from the front of a text.
class InstantReader {
 public:
  explicit InstantReader(std::string_view text) : rest_(text) {}

  std::optional<std::chrono::sys_seconds> read() {
    const auto year = number(4), month = part('-', 2), day = part('-', 2), hour = part('T', 2), minute = part(':', 2);
    const auto second = rest_.starts_with(':') ? part(':', 2) : std::optional<int>(0);
    const std::optional<std::chrono::minutes> offset = zone();
    if (!year || !month || !day || !hour || !minute || !second || !offset || !rest_.empty()) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok() || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
    return std::chrono::sys_days(date) + std::chrono::hours(*hour) + std::chrono::minutes(*minute) + std::chrono::seconds(*second) -
           *offset;
  }

 private:
  std::optional<int> number(std::size_t digits) {
    if (rest_.size() < digits || rest_.substr(0, digits).find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
    int value = 0;
    std::from_chars(rest_.data(), rest_.data() + digits, value);
    rest_.remove_prefix(digits);
    return value;
  }
  std::optional<int> part(char before, std::size_t digits) {
    if (!rest_.starts_with(before)) return std::nullopt;
    rest_.remove_prefix(1);
    return number(digits);
  }
  std::optional<std::chrono::minutes> zone() {
    if (rest_ == "Z") {
      rest_ = {};
      return std::chrono::minutes(0);
    }
    if (!rest_.starts_with('+') && !rest_.starts_with('-')) return std::nullopt;
    const int sign = rest_.front() == '-' ? -1 : 1;
    const auto hours = part(rest_.front(), 2), minutes = part(':', 2);
    if (!hours || !minutes || *hours > 15 || *minutes > 59) return std::nullopt;
    return std::chrono::minutes(sign * (*hours * 60 + *minutes));
  }

  std::string_view rest_;
};

}  // namespace

std::optional<ChangeWindow> read_change_window(std::string_view text, std::string& error) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) {
    error = fmt::format("\"{}\" is no window: write START/END", text);
    return std::nullopt;
  }
  const std::string_view begin = text.substr(0, slash);
  const std::string_view end = text.substr(slash + 1);
  const auto first = InstantReader(begin).read();
  const auto last = InstantReader(end).read();
  if (!first || !last) {
    error = fmt::format("\"{}\" is no instant: write 2026-01-15T22:00:00Z or 2026-01-15T22:00+01:00", first ? end : begin);
    return std::nullopt;
  }
  if (*first >= *last) {
    error = fmt::format("the window \"{}\" ends before it begins", text);
    return std::nullopt;
  }
  return ChangeWindow{std::string(begin), std::string(end)};
}

}  // namespace galley
