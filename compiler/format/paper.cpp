#include "format/paper.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace galley::format {
namespace {

constexpr std::size_t gap_before_comment = 2;
/// Lines of very different length keep their own places: a comment far to the right belongs to nothing.
constexpr std::size_t widest_gap = 40;

std::string_view last_line(std::string_view text) {
  const std::size_t end = text.rfind('\n');
  return end == std::string_view::npos ? text : text.substr(end + 1);
}

}  // namespace

std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const CodePoint point = first_code_point(text);
    width += static_cast<std::size_t>(display_width(point.value));
    text.remove_prefix(std::max<std::size_t>(point.size, 1));
  }
  return width;
}

void Paper::put(std::string_view text) {
  if (lines_.empty()) lines_.emplace_back();
  const bool spans_lines = text.find('\n') != std::string_view::npos;
  lines_.back().text += text;
  column_ = (spans_lines ? 0 : column_) + width_of(last_line(text));
}

void Paper::pad_to(std::size_t column) {
  if (column > column_) put(std::string(column - column_, ' '));
}

void Paper::put_behind(std::string_view comment) {
  std::string& text = lines_.back().comment;
  if (!text.empty()) text += ' ';
  text += comment;
}

void Paper::begin_line(std::size_t indent) {
  lines_.push_back({std::string(indent, ' '), {}});
  column_ = indent;
}

void Paper::blank_line() { lines_.emplace_back(); }

/// Of neighbouring lines with a comment.
std::size_t Paper::end_of_run(std::size_t first) const {
  std::size_t end = first;
  while (end < lines_.size() && !lines_[end].comment.empty()) ++end;
  return end;
}

std::string Paper::take() {
  std::string text;
  std::size_t run_end = 0;
  std::size_t column = 0;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    const Line& line = lines_[i];
    text += line.text;
    if (!line.comment.empty()) {
      if (i >= run_end) {
        run_end = end_of_run(i);
        std::size_t narrowest = SIZE_MAX;
        std::size_t widest = 0;
        for (std::size_t j = i; j < run_end; ++j) {
          const std::size_t width = width_of(last_line(lines_[j].text));
          narrowest = std::min(narrowest, width);
          widest = std::max(widest, width);
        }
        column = widest - narrowest > widest_gap ? 0 : widest + gap_before_comment;
      }
      const std::size_t width = width_of(last_line(line.text));
      text += std::string(std::max(column, width + gap_before_comment) - width, ' ') + line.comment;
    }
    text += line_end_;
  }
  return text;
}

}  // namespace galley::format
