#include "galley/source.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/assert.hpp"
#include "base/utf8.hpp"

namespace galley {

SourceFile::SourceFile(std::string path, std::string text) : path_(std::move(path)), text_(std::move(text)) {}

const std::vector<std::uint32_t>& SourceFile::line_starts() const {
  if (line_starts_.empty()) {
    line_starts_.push_back(0);
    for (std::uint32_t at = 0; at < text_.size(); ++at) {
      if (text_[at] == '\n') line_starts_.push_back(at + 1);
    }
  }
  return line_starts_;
}

Position SourceFile::position(std::uint32_t offset) const {
  const auto& starts = line_starts();
  const auto after = std::upper_bound(starts.begin(), starts.end(), offset);
  const std::uint32_t line_start = *std::prev(after);
  std::uint32_t column = 1;
  for (std::uint32_t at = line_start; at < offset && at < text_.size(); ++column) {
    at += static_cast<std::uint32_t>(std::max<std::size_t>(1, first_code_point(std::string_view(text_).substr(at)).size));
  }
  return {static_cast<std::uint32_t>(after - starts.begin()), column};
}

std::string_view SourceFile::line(std::uint32_t number) const {
  const auto& starts = line_starts();
  if (number == 0 || number > starts.size()) return {};
  const std::uint32_t begin = starts[number - 1];
  std::uint32_t end = number < starts.size() ? starts[number] - 1 : static_cast<std::uint32_t>(text_.size());
  if (end > begin && text_[end - 1] == '\r') --end;
  return std::string_view(text_).substr(begin, end - begin);
}

SourceId SourceSet::add(std::string path, std::string text) {
  files_.emplace_back(std::move(path), std::move(text));
  return {size() - 1};
}

std::string_view SourceSet::text(Span span) const {
  if (!span.exists()) return {};
  return files_[span.source.value].text().substr(span.begin, span.end - span.begin);
}

std::string SourceSet::place(Span span) const {
  if (!span.exists()) return {};
  const SourceFile& file = (*this)[span.source];
  return fmt::format("{}:{}", file.path(), file.position(span.begin).line);
}

void assertion_failed(const char* condition, const char* file, int line) {
  fmt::print(stderr, "galley: a bug: {} at {}:{}\n", condition, file, line);
  std::abort();
}

}  // namespace galley
