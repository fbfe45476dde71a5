#include "sqlite/capabilities.hpp"

#include <charconv>

namespace galley::sqlite {
namespace {

/// The number at the front of `text`, which it is removed from.
std::optional<int> take_number(std::string_view& text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || text.front() == '-') return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

std::optional<int> minor_of(std::string_view target) {
  if (!target.starts_with("3.")) return std::nullopt;
  target.remove_prefix(2);
  const std::optional<int> minor = take_number(target);
  if (target.starts_with('.')) {
    target.remove_prefix(1);
    if (!take_number(target)) return std::nullopt;
  }
  return target.empty() ? minor : std::nullopt;
}

}  // namespace

std::optional<Capabilities> capabilities_of(std::string_view target) {
  if (target.empty()) return Capabilities{};
  const std::optional<int> minor = minor_of(target);
  if (!minor || *minor < oldest_minor || *minor > newest_minor) return std::nullopt;
  return Capabilities{.minor = *minor,
                      .renames_follow_keys = *minor >= 26,
                      .lists_hidden_columns = *minor >= 26,
                      .generated_columns = *minor >= 31,
                      .add_column_tests_rows = *minor >= 32,
                      .update_from = *minor >= 33,
                      .drop_column = *minor >= 35,
                      .math_functions = *minor >= 35,
                      .add_column_checks_rows = *minor >= 37,
                      .strict_tables = *minor >= 37,
                      .json_operators = *minor >= 38,
                      .alter_not_null = *minor >= 52,
                      .alter_check = *minor >= 52,
                      .drop_foreign_key = *minor >= 54};
}

}  // namespace galley::sqlite
