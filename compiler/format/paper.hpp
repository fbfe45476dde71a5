// The lines of a text in the making.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace galley::format {

/// Columns of a terminal that the text takes.
[[nodiscard]] std::size_t width_of(std::string_view text);

class Paper {
 public:
  explicit Paper(std::string_view line_end) : line_end_(line_end) {}

  /// Appends to the present line. What spans lines is taken as it is.
  void put(std::string_view text);
  void pad_to(std::size_t column);
  /// A comment that ends its line.
  void put_behind(std::string_view comment);
  /// Begins a line; at the top of the page only its indentation is noted.
  void begin_line(std::size_t indent);
  void blank_line();
  [[nodiscard]] std::size_t column() const { return column_; }
  [[nodiscard]] bool is_empty() const { return lines_.empty(); }

  /// Comments behind neighbouring lines stand below one another.
  [[nodiscard]] std::string take();

 private:
  struct Line {
    std::string text;
    std::string comment;
  };
  [[nodiscard]] std::size_t end_of_run(std::size_t first) const;

  std::string_view line_end_;
  std::vector<Line> lines_;
  std::size_t column_ = 0;
};

}  // namespace galley::format
