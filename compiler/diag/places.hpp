// Places as programs want them.
#pragma once

#include <string>
#include <string_view>

#include "galley/diagnostics.hpp"

namespace galley {

/// One-based; the end is behind the last character.
struct PlaceRange {
  Position begin;
  Position end;
};
/// Columns count code points.
[[nodiscard]] PlaceRange range_of(const SourceFile& file, Span span);
/// Columns count UTF-16 code units.
[[nodiscard]] PlaceRange utf16_range_of(const SourceFile& file, Span span);

/// The file's path with the project's folder in front of it, with '/' between parts.
[[nodiscard]] std::string path_for_reader(const SourceFile& file, std::string_view folder);

/// The text, what stands beside the caret, and the help, a line each.
[[nodiscard]] std::string whole_text(const Diagnostic& diagnostic);

}  // namespace galley
