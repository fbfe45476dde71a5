#include "diag/places.hpp"

#include <algorithm>
#include <filesystem>

#include "base/utf8.hpp"

namespace galley {
namespace {

Position in_utf16(const SourceFile& file, std::uint32_t offset) {
  constexpr char32_t first_of_two_units = 0x10000;
  Position position = file.position(offset);
  const std::string_view line = file.line(position.line);
  const std::size_t before = offset - static_cast<std::size_t>(line.data() - file.text().data());
  for (std::size_t at = 0; at < std::min(before, line.size());) {
    const CodePoint point = first_code_point(line.substr(at));
    if (point.size > 0 && point.value >= first_of_two_units) ++position.column;
    at += std::max<std::size_t>(1, point.size);
  }
  return position;
}

}  // namespace

PlaceRange range_of(const SourceFile& file, Span span) { return {file.position(span.begin), file.position(span.end)}; }

PlaceRange utf16_range_of(const SourceFile& file, Span span) { return {in_utf16(file, span.begin), in_utf16(file, span.end)}; }

std::string path_for_reader(const SourceFile& file, std::string_view folder) {
  return (std::filesystem::path(folder) / file.path()).lexically_normal().generic_string();
}

std::string whole_text(const Diagnostic& diagnostic) {
  std::string text = diagnostic.text;
  if (!diagnostic.label.empty()) text.append("\n").append(diagnostic.label);
  for (const std::string& help : diagnostic.help) text.append("\nhelp: ").append(help);
  return text;
}

}  // namespace galley
