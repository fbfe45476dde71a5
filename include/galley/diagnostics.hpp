// What the compiler says about a user's sources: collected by every phase, sorted and printed by the driver.
#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "galley/source.hpp"

namespace galley {

enum class Severity { error, warning };

/// One kind of diagnostic. All of them stand in compiler/diag/catalogue/, a header a family. A code is never used again.
/// The arguments are checked against the text at compile time.
template <class... Args>
struct DiagnosticDef {
  std::string_view code;  // "E0203", "W0301"
  Severity severity;
  fmt::format_string<Args...> text;
};

struct DiagnosticNote {
  Span span;  // may be nowhere
  std::string text;
};

struct Diagnostic {
  std::string code;
  Severity severity = Severity::error;
  Span span;  // nowhere for what concerns no single place
  std::string text;
  std::string label;  // stands beside the caret, may be empty
  std::vector<DiagnosticNote> notes;
  std::vector<std::string> help;
};

class Diagnostics {
 public:
  /// Adds to the diagnostic just reported. Use it in the same full expression.
  class Builder {
   public:
    Builder(Diagnostics& sink, std::size_t index) : sink_(sink), index_(index) {}
    template <class... Args>
    Builder& note(Span span, fmt::format_string<Args...> text, Args&&... args) {
      get().notes.push_back({span, fmt::format(text, std::forward<Args>(args)...)});
      return *this;
    }
    template <class... Args>
    Builder& help(fmt::format_string<Args...> text, Args&&... args) {
      get().help.push_back(fmt::format(text, std::forward<Args>(args)...));
      return *this;
    }
    /// Text beside the caret.
    template <class... Args>
    Builder& label(fmt::format_string<Args...> text, Args&&... args) {
      get().label = fmt::format(text, std::forward<Args>(args)...);
      return *this;
    }
    /// "did you mean ..." beside the caret; nothing when `nearest` is empty.
    Builder& suggest(const std::optional<std::string>& nearest) {
      if (nearest) label("did you mean \"{}\"?", *nearest);
      return *this;
    }

   private:
    Diagnostic& get() { return sink_.diagnostics_[index_]; }
    Diagnostics& sink_;
    std::size_t index_;
  };

  template <class... Args>
  Builder report(Span span, const DiagnosticDef<Args...>& def, const std::type_identity_t<Args>&... args) {
    return add(
        {std::string(def.code), def.severity, span, fmt::vformat(fmt::string_view(def.text), fmt::make_format_args(args...)), {}, {}, {}});
  }
  Builder add(Diagnostic diagnostic);
  void add_all(const Diagnostics& others);

  [[nodiscard]] bool has_errors() const { return errors_ > 0; }
  [[nodiscard]] std::size_t error_count() const { return errors_; }
  [[nodiscard]] std::size_t warning_count() const { return diagnostics_.size() - errors_; }
  [[nodiscard]] const std::vector<Diagnostic>& all() const { return diagnostics_; }

  /// By order of sources, then place, then order of reporting; equal ones are kept once.
  void sort_and_unique();

 private:
  std::vector<Diagnostic> diagnostics_;
  std::size_t errors_ = 0;
};

enum class MessageFormat { text };

struct RenderOptions {
  bool color = false;
  std::size_t limit = 100;  // diagnostics printed; all are counted
};

/// All diagnostics with source lines and carets, and a closing line that counts them. Empty when there is nothing to say.
[[nodiscard]] std::string render_text(const Diagnostics& diagnostics, const SourceSet& sources, const RenderOptions& options);

}  // namespace galley
