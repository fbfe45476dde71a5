// Lines, and what differs between two texts.
#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <vector>

namespace galley::testing {

/// Without line ends; a last line without one counts.
[[nodiscard]] std::vector<std::string_view> lines_of(std::string_view text);
/// The lines would point into a text that is gone.
template <std::same_as<std::string> Text>
std::vector<std::string_view> lines_of(Text&& text) = delete;

/// A line diff with three lines around each difference ("-" expected, "+" actual); empty when the texts are equal.
[[nodiscard]] std::string diff(std::string_view expected, std::string_view actual);

}  // namespace galley::testing
