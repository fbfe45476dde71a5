// Diagnostics for programs: one object with all of them.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "diag/places.hpp"
#include "diag/render.hpp"

namespace galley {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(Position position, std::uint32_t offset) { return {{"line", position.line}, {"column", position.column}, {"offset", offset}}; }

Json place_of(Span span, const SourceSet& sources, const ReportOptions& options) {
  if (!span.exists()) return nullptr;
  const SourceFile& file = sources[span.source];
  const PlaceRange range = range_of(file, span);
  return {
      {"file", path_for_reader(file, options.folder)}, {"start", json_of(range.begin, span.begin)}, {"end", json_of(range.end, span.end)}};
}

Json json_of(const Diagnostic& diagnostic, const SourceSet& sources, const ReportOptions& options) {
  Json notes = Json::array();
  for (const DiagnosticNote& note : diagnostic.notes) {
    notes.push_back({{"message", note.text}, {"place", place_of(note.span, sources, options)}});
  }
  return {{"severity", diagnostic.severity == Severity::error ? "error" : "warning"},
          {"code", diagnostic.code.empty() ? Json(nullptr) : Json(diagnostic.code)},
          {"message", diagnostic.text},
          {"place", place_of(diagnostic.span, sources, options)},
          {"label", diagnostic.label.empty() ? Json(nullptr) : Json(diagnostic.label)},
          {"notes", std::move(notes)},
          {"help", diagnostic.help}};
}

}  // namespace

std::string render_json(const Diagnostics& diagnostics, const SourceSet& sources, const ReportOptions& options) {
  Json all = Json::array();
  const std::size_t shown = std::min(diagnostics.all().size(), options.limit);
  for (std::size_t i = 0; i < shown; ++i) all.push_back(json_of(diagnostics.all()[i], sources, options));
  const Json report{
      {"version", 1}, {"errors", diagnostics.error_count()}, {"warnings", diagnostics.warning_count()}, {"diagnostics", std::move(all)}};
  return report.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace galley
