// Diagnostics as a terminal shows them: the line, a caret under the exact words, notes, help.
#include <algorithm>

#include "base/utf8.hpp"
#include "galley/diagnostics.hpp"

namespace galley {
namespace {

constexpr std::size_t tab_width = 4;

struct Palette {
  std::string_view error, warning, note, help, frame, reset;
};
constexpr Palette plain{};
constexpr Palette colored{"\x1b[1;31m", "\x1b[1;33m", "\x1b[1;36m", "\x1b[1;32m", "\x1b[1;34m", "\x1b[0m"};

struct Shown {
  std::string text;
  std::size_t width = 0;  // columns of a terminal
};

void append_shown(Shown& shown, char32_t c, std::string_view bytes) {
  if (c == '\t') {
    shown.text.append(tab_width, ' ');
    shown.width += tab_width;
  } else if (is_deceptive(c)) {
    const std::string escaped = fmt::format("<U+{:04X}>", static_cast<std::uint32_t>(c));
    shown.text += escaped;
    shown.width += escaped.size();
  } else {
    shown.text += bytes;
    shown.width += static_cast<std::size_t>(display_width(c));
  }
}

/// Source text as a terminal may show it: tabs widened, what would deceive made visible, bytes that are no UTF-8 escaped.
Shown show(std::string_view text) {
  Shown shown;
  while (!text.empty()) {
    const CodePoint point = first_code_point(text);
    if (point.size == 0) {
      const std::string escaped = fmt::format("<{:02X}>", static_cast<unsigned char>(text.front()));
      shown.text += escaped;
      shown.width += escaped.size();
      text.remove_prefix(1);
      continue;
    }
    append_shown(shown, point.value, text.substr(0, point.size));
    text.remove_prefix(point.size);
  }
  return shown;
}

/// A very long line is cut to a window around the place, so that the caret stays in sight.
struct Window {
  std::string_view before, marked, after;
  bool cut_left = false, cut_right = false;
};
Window window_of(std::string_view line, std::size_t begin, std::size_t end) {
  constexpr std::size_t context = 120;
  const auto at_boundary = [&](std::size_t at) {
    while (at > 0 && at < line.size() && (static_cast<unsigned char>(line[at]) & 0xC0) == 0x80) --at;
    return at;
  };
  begin = std::min(begin, line.size());
  end = std::clamp(end, begin, line.size());
  const std::size_t marked_end = end - begin > context ? at_boundary(begin + context) : end;
  const std::size_t left = begin > context ? at_boundary(begin - context) : 0;
  const std::size_t right = line.size() - marked_end > context ? at_boundary(marked_end + context) : line.size();
  return {line.substr(left, begin - left), line.substr(begin, marked_end - begin), line.substr(marked_end, right - marked_end), left > 0,
          right < line.size() || marked_end < end};
}

class Renderer {
 public:
  Renderer(const SourceSet& sources, const RenderOptions& options) : sources_(sources), colors_(options.color ? colored : plain) {}

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
    const Position position = file.position(span.begin);
    const std::string number = fmt::format("{}", position.line);
    const std::string margin(number.size(), ' ');
    line("{}{}-->{} {}:{}:{}", margin, colors_.frame, colors_.reset, show(file.path()).text, position.line, position.column);
    const std::string_view text = file.line(position.line);
    const auto line_begin = static_cast<std::size_t>(text.data() - file.text().data());
    const std::size_t begin = span.begin >= line_begin ? span.begin - line_begin : 0;
    const Window window = window_of(text, begin, span.end >= line_begin ? span.end - line_begin : 0);
    const Shown before = show(window.before);
    const Shown marked = show(window.marked);
    const std::string_view left = window.cut_left ? "..." : "";
    line("{} {}|{}", margin, colors_.frame, colors_.reset);
    line("{}{} |{} {}{}{}{}{}", colors_.frame, number, colors_.reset, left, before.text, marked.text, show(window.after).text,
         window.cut_right ? "..." : "");
    line("{} {}|{} {}{}{}{}{}", margin, colors_.frame, colors_.reset, std::string(left.size() + before.width, ' '), color,
         std::string(std::max<std::size_t>(1, marked.width), '^'), label.empty() ? "" : " " + show(label).text, colors_.reset);
  }

  const SourceSet& sources_;
  Palette colors_;
  std::string out_;
};

std::string count_of(std::size_t count, std::string_view noun) { return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s"); }

}  // namespace

std::string render_text(const Diagnostics& diagnostics, const SourceSet& sources, const RenderOptions& options) {
  const auto& all = diagnostics.all();
  if (all.empty()) return {};
  Renderer renderer(sources, options);
  for (std::size_t i = 0; i < std::min(all.size(), options.limit); ++i) renderer.diagnostic(all[i]);
  if (all.size() > options.limit) renderer.line("... and {} more", all.size() - options.limit);
  const std::size_t errors = diagnostics.error_count();
  const std::size_t warnings = diagnostics.warning_count();
  renderer.line("{}{}{}", errors > 0 ? count_of(errors, "error") : "", errors > 0 && warnings > 0 ? ", " : "",
                warnings > 0 ? count_of(warnings, "warning") : "");
  return renderer.take();
}

}  // namespace galley
