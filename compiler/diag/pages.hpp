// The pages of docs/diagnostics, as they were when Galley was built: one for each code that a user may meet.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace galley {

struct Page {
  std::string_view code;   // "E0203", "GAL-G01"
  std::string_view title;  // of its first line
  std::string_view text;   // Markdown, without that line
};

/// Sorted by code.
[[nodiscard]] std::span<const Page> pages();
/// In capitals or not. Nothing when no code is called so.
[[nodiscard]] const Page* find_page(std::string_view code);
/// The code that was meant, for one that does not exist.
[[nodiscard]] std::optional<std::string> nearest_code(std::string_view code);

/// The page for a terminal: headings without their marks, examples indented.
[[nodiscard]] std::string page_for_terminal(const Page& page, bool color);
/// A line for each page: its code and its title.
[[nodiscard]] std::string list_of_pages();

}  // namespace galley
