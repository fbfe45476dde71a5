// Diagnostics as a terminal shows them: the line, a caret under the exact words, notes, help.
#include <algorithm>

#include "diag/render.hpp"
#include "diag/shown.hpp"

namespace galley {
namespace {

constexpr std::size_t usual_width = 200;  // where nobody knows how wide the terminal is
constexpr std::size_t least_width = 40;
constexpr std::string_view ellipsis = "...";

struct Palette {
  std::string_view error, warning, note, help, frame, reset;
};
constexpr Palette plain{};
constexpr Palette colored{"\x1b[1;31m", "\x1b[1;33m", "\x1b[1;36m", "\x1b[1;32m", "\x1b[1;34m", "\x1b[0m"};

/// A line that is wider than the terminal is cut to a window around the place, so that the caret stays in sight.
struct Window {
  std::string_view before, marked, after;
  bool cut_left = false, cut_right = false;
};
Window window_of(std::string_view line, std::size_t begin, std::size_t end, std::size_t width) {
  begin = std::min(begin, line.size());
  end = std::clamp(end, begin, line.size());
  const std::string_view before = line.substr(0, begin);
  const std::string_view marked = beginning_within(line.substr(begin, end - begin), width - 2 * ellipsis.size());
  const std::string_view after = line.substr(begin + marked.size());
  const std::size_t rest = width - std::min(width, show(marked).width);
  if (line.size() <= width && show(before).width + show(after).width <= rest) return {before, marked, after};
  const std::size_t context = rest - std::min(rest, 2 * ellipsis.size());
  std::string_view left = end_within(before, context / 2);
  const std::string_view right = beginning_within(after, context - show(left).width);
  if (right.size() == after.size()) left = end_within(before, context - show(right).width);
  return {left, marked, right, left.size() < before.size(), right.size() < after.size()};
}

class Renderer {
 public:
  Renderer(const SourceSet& sources, const RenderOptions& options, std::size_t width)
      : sources_(sources), colors_(options.color ? colored : plain), width_(width == 0 ? usual_width : std::max(width, least_width)) {}

  void diagnostic(const Diagnostic& d) {
    const bool is_error = d.severity == Severity::error;
    const std::string_view color = is_error ? colors_.error : colors_.warning;
    line("{}{}[{}]{}: {}", color, is_error ? "error" : "warning", d.code, colors_.reset, show(d.text).text);
    excerpt(d.span, color, d.label);
    for (const DiagnosticNote& note : d.notes) {
      line("{}note{}: {}", colors_.note, colors_.reset, show(note.text).text);
      excerpt(note.span, colors_.note, {});
    }
    for (const std::string& help : d.help) line("{}help{}: {}", colors_.help, colors_.reset, help_text(help));
    out_ += '\n';
  }

  template <class... Args>
  void line(fmt::format_string<Args...> text, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), text, std::forward<Args>(args)...);
    out_ += '\n';
  }

  std::string take() { return std::move(out_); }

 private:
  /// Help may hold several lines of text to write; each is shown by itself.
  static std::string help_text(std::string_view help) {
    std::string text;
    for (;;) {
      const std::size_t end = help.find('\n');
      text += show(help.substr(0, end)).text;
      if (end == std::string_view::npos) return text;
      text += "\n      ";
      help.remove_prefix(end + 1);
    }
  }

  void excerpt(Span span, std::string_view color, std::string_view label) {
    if (!span.exists()) {
      if (!label.empty()) line("  {}", show(label).text);
      return;
    }
    const SourceFile& file = sources_[span.source];
    const Position first = file.position(span.begin);
    const std::uint32_t last = span.end > span.begin + 1 ? file.position(span.end - 1).line : first.line;
    const std::string margin(std::to_string(last).size(), ' ');
    line("{}{}-->{} {}:{}:{}", margin, colors_.frame, colors_.reset, show(file.path()).text, first.line, first.column);
    line("{} {}|{}", margin, colors_.frame, colors_.reset);
    const bool is_block = last > first.line;
    marked_line(file, first.line, span, margin, color, is_block ? "" : label);
    if (last > first.line + 1) line("{}{}{}", colors_.frame, ellipsis, colors_.reset);
    if (is_block) marked_line(file, last, span, margin, color, label);
  }

  /// The line with carets under what of it belongs to the span; the blanks it begins with are never marked.
  void marked_line(const SourceFile& file, std::uint32_t number, Span span, std::string_view margin, std::string_view color,
                   std::string_view label) {
    const std::string_view text = file.line(number);
    const auto offset = static_cast<std::size_t>(text.data() - file.text().data());
    std::size_t begin = span.begin >= offset ? span.begin - offset : 0;
    if (span.begin < offset) begin = std::min(text.size(), text.find_first_not_of(" \t"));
    const std::size_t end = span.end >= offset ? span.end - offset : 0;
    const Window window = window_of(text, begin, end, width_ - margin.size() - frame_width);
    const Shown before = show(window.before);
    const Shown marked = show(window.marked);
    const std::string_view left = window.cut_left ? ellipsis : "";
    line("{}{:>{}} |{} {}{}{}{}{}", colors_.frame, number, margin.size(), colors_.reset, left, before.text, marked.text,
         show(window.after).text, window.cut_right ? ellipsis : "");
    line("{} {}|{} {}{}{}{}{}", margin, colors_.frame, colors_.reset, std::string(left.size() + before.width, ' '), color,
         std::string(std::max<std::size_t>(1, marked.width), '^'), label.empty() ? "" : " " + show(label).text, colors_.reset);
  }

  static constexpr std::size_t frame_width = 3;  // " | "

  const SourceSet& sources_;
  Palette colors_;
  std::size_t width_;
  std::string out_;
};

std::string count_of(std::size_t count, std::string_view noun) { return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s"); }

}  // namespace

std::string render_text(const Diagnostics& diagnostics, const SourceSet& sources, const RenderOptions& options) {
  return render_text(diagnostics, sources, options, 0);
}

std::string render_text(const Diagnostics& diagnostics, const SourceSet& sources, const RenderOptions& options, std::size_t width) {
  const auto& all = diagnostics.all();
  if (all.empty()) return {};
  Renderer renderer(sources, options, width);
  for (std::size_t i = 0; i < std::min(all.size(), options.limit); ++i) renderer.diagnostic(all[i]);
  if (all.size() > options.limit) renderer.line("... and {} more", all.size() - options.limit);
  const std::size_t errors = diagnostics.error_count();
  const std::size_t warnings = diagnostics.warning_count();
  renderer.line("{}{}{}", errors > 0 ? count_of(errors, "error") : "", errors > 0 && warnings > 0 ? ", " : "",
                warnings > 0 ? count_of(warnings, "warning") : "");
  return renderer.take();
}

}  // namespace galley
