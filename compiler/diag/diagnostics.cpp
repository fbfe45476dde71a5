#include "galley/diagnostics.hpp"

#include <algorithm>
#include <tuple>

#include "diag/catalogue/views.hpp"

namespace galley {
namespace {

auto sort_key(const Diagnostic& d) { return std::make_tuple(d.span.source.value, d.span.begin, d.span.end); }

/// The text is of a server's parser: each says the same in its own words.
bool is_parsers(const Diagnostic& d) { return d.code == diag::raw_sql_error.code || d.code == diag::body_error.code; }

bool is_same(const Diagnostic& a, const Diagnostic& b) {
  return same_place(a.span, b.span) && a.code == b.code && (a.text == b.text || is_parsers(a));
}

}  // namespace

Diagnostics::Builder Diagnostics::add(Diagnostic diagnostic) {
  if (diagnostic.severity == Severity::error) ++errors_;
  diagnostics_.push_back(std::move(diagnostic));
  return {*this, diagnostics_.size() - 1};
}

void Diagnostics::add_all(const Diagnostics& others) {
  diagnostics_.insert(diagnostics_.end(), others.diagnostics_.begin(), others.diagnostics_.end());
  errors_ += others.errors_;
}

void Diagnostics::sort_and_unique() {
  std::stable_sort(diagnostics_.begin(), diagnostics_.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return sort_key(a) < sort_key(b); });
  // Equal ones need not be neighbours: two kinds may stand at one place. Places with several are rare and short.
  std::vector<Diagnostic> kept;
  for (Diagnostic& diagnostic : diagnostics_) {
    const bool repeated = [&] {
      for (auto it = kept.rbegin(); it != kept.rend() && sort_key(*it) == sort_key(diagnostic); ++it) {
        if (is_same(*it, diagnostic)) return true;
      }
      return false;
    }();
    if (!repeated) kept.push_back(std::move(diagnostic));
  }
  diagnostics_ = std::move(kept);
  errors_ = static_cast<std::size_t>(
      std::count_if(diagnostics_.begin(), diagnostics_.end(), [](const Diagnostic& d) { return d.severity == Severity::error; }));
}

}  // namespace galley
