// What the fuzz targets share. Each target is a file with LLVMFuzzerTestOneInput(), run by libFuzzer (preset "fuzz") or, as an
// ordinary test, by mutations.cpp over the seeds of seeds.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "diag/render.hpp"
#include "galley/compile.hpp"

namespace galley::fuzz {

/// Aborts, so that the input is kept.
inline void expect(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "fuzz: %s\n", what);
  std::abort();
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) { return {reinterpret_cast<const char*>(data), size}; }

/// Whatever is said has a place inside its file, and can be written in every format.
inline void expect_sound(Diagnostics& diagnostics, const SourceSet& sources) {
  diagnostics.sort_and_unique();
  const auto inside = [&](Span span) {
    return !span.exists() || (span.begin <= span.end && span.end <= sources[span.source].text().size());
  };
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    expect(inside(diagnostic.span), "a place outside of its file");
    for (const DiagnosticNote& note : diagnostic.notes) expect(inside(note.span), "a note outside of its file");
  }
  const ReportOptions few{.limit = 5};
  expect(render_text(diagnostics, sources, {.limit = 5}, 60).empty() == diagnostics.all().empty(), "nothing is shown of what was said");
  expect(!render_json(diagnostics, sources, few).empty() && !render_sarif(diagnostics, sources, few).empty(), "an empty report");
  static_cast<void>(render_github(diagnostics, sources, few));
}

}  // namespace galley::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
