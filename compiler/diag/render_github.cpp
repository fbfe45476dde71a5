// Diagnostics as GitHub Actions takes them from the log of a step: ::error file=..,line=..::text
#include <algorithm>
#include <array>
#include <utility>

#include "diag/places.hpp"
#include "diag/render.hpp"
#include "diag/shown.hpp"

namespace galley {
namespace {

std::string escaped(std::string_view text, std::string_view also) {
  std::string result;
  for (const char c : text) {
    if (c == '%' || c == '\r' || c == '\n' || also.find(c) != std::string_view::npos) {
      fmt::format_to(std::back_inserter(result), "%{:02X}", static_cast<unsigned char>(c));
    } else {
      result += c;
    }
  }
  return result;
}

std::string as_property(std::string_view text) { return escaped(show(text).text, ":,"); }

/// Line by line, as what is invisible is shown and line ends are not.
std::string as_message(std::string_view text) {
  std::string shown;
  for (;;) {
    const std::size_t end = text.find('\n');
    shown += show(text.substr(0, end)).text;
    if (end == std::string_view::npos) return escaped(shown, "");
    shown += '\n';
    text.remove_prefix(end + 1);
  }
}

std::string command_for(const Diagnostic& diagnostic, const SourceSet& sources, const ReportOptions& options) {
  std::string text = whole_text(diagnostic);
  for (const DiagnosticNote& note : diagnostic.notes) {
    text += fmt::format("\nnote: {}", note.text);
    if (note.span.exists()) text += fmt::format(" ({})", sources.place(note.span));
  }
  std::string properties;
  if (diagnostic.span.exists()) {
    const SourceFile& file = sources[diagnostic.span.source];
    const PlaceRange range = range_of(file, diagnostic.span);
    properties =
        fmt::format("file={},line={},col={},", as_property(path_for_reader(file, options.folder)), range.begin.line, range.begin.column);
    // Columns of an end are understood within one line only.
    if (range.end.line == range.begin.line && range.end.column > range.begin.column) {
      properties += fmt::format("endColumn={},", range.end.column);
    }
  }
  properties += fmt::format("title={}", as_property(diagnostic.code.empty() ? "galley" : diagnostic.code));
  return fmt::format("::{} {}::{}\n", diagnostic.severity == Severity::error ? "error" : "warning", properties, as_message(text));
}

}  // namespace

std::string render_github(const Diagnostics& diagnostics, const SourceSet& sources, const ReportOptions& options) {
  std::string commands;
  const std::size_t shown = std::min(diagnostics.all().size(), options.limit);
  for (std::size_t i = 0; i < shown; ++i) commands += command_for(diagnostics.all()[i], sources, options);
  return commands;
}

}  // namespace galley
