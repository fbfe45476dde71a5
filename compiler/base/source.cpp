#include "galley/source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "base/append.hpp"
#include "base/assert.hpp"
#include "base/output_file.hpp"
#include "base/utf8.hpp"

namespace galley {

SourceFile::SourceFile(std::string path, std::string text) : path_(std::move(path)), own_text_(std::move(text)) {}
SourceFile::SourceFile(std::string path, std::string_view text, std::uint32_t block)
    : path_(std::move(path)), shared_text_(text), block_(block), is_in_file_(true) {}

std::string_view SourceFile::text() const {
  if (block_ != no_block) return shared_text_;
  if (std::exchange(is_released_, false)) {
    std::string error;
    own_text_ = read_whole_file(path_, error).value_or("");
  }
  return own_text_;
}

namespace {

/// Behind the beginning of the last line, once that is known.
constexpr std::uint32_t no_more_lines = UINT32_MAX;

/// Adds the beginnings of lines up to the first one behind `offset`. A revision of a few statements asks for places near the
/// beginning of its file: the lines below are never counted.
void find_lines(std::string_view text, std::uint32_t offset, std::vector<std::uint32_t>& starts) {
  if (starts.empty()) starts.push_back(0);
  while (starts.back() <= offset) {
    const std::size_t end = text.find('\n', starts.back());
    starts.push_back(end == std::string_view::npos ? no_more_lines : static_cast<std::uint32_t>(end + 1));
  }
}

}  // namespace

const std::vector<std::uint32_t>& SourceFile::line_starts() const {
  if (line_starts_.empty() || line_starts_.back() != no_more_lines) find_lines(text(), no_more_lines - 1, line_starts_);
  return line_starts_;
}

std::uint32_t SourceFile::line_number(std::uint32_t offset) const {
  if (line_starts_.empty() || line_starts_.back() <= offset) find_lines(text(), offset, line_starts_);
  return static_cast<std::uint32_t>(std::upper_bound(line_starts_.begin(), line_starts_.end(), offset) - line_starts_.begin());
}

Position SourceFile::position(std::uint32_t offset) const {
  const std::uint32_t number = line_number(offset);
  const std::string_view all = text();
  std::uint32_t column = 1;
  for (std::uint32_t at = line_starts()[number - 1]; at < offset && at < all.size(); ++column) {
    at += static_cast<std::uint32_t>(std::max<std::size_t>(1, first_code_point(all.substr(at)).size));
  }
  return {number, column};
}

std::string_view SourceFile::line(std::uint32_t number) const {
  const auto& starts = line_starts();
  if (number == 0 || number >= starts.size()) return {};
  const std::string_view all = text();
  const std::uint32_t begin = starts[number - 1];
  std::uint32_t end = starts[number] == no_more_lines ? static_cast<std::uint32_t>(all.size()) : starts[number] - 1;
  if (end > begin && all[end - 1] == '\r') --end;
  return all.substr(begin, end - begin);
}

SourceId SourceSet::add(std::string path, std::string text) {
  files_.emplace_back(std::move(path), std::move(text));
  return {size() - 1};
}

/// The block that is being filled is never given back, as the next file goes there.
void SourceSet::end_block() {
  if (!blocks_.empty() && blocks_.back().texts == 0) blocks_.back().bytes.reset();
  blocks_.push_back({std::make_unique_for_overwrite<char[]>(block_size), 0, 0});
}

bool SourceSet::read(std::string path, SourceId& id, std::string& error) {
  constexpr std::size_t room_wanted = std::size_t{4} * 1024;
  InputFile file(path, error);
  if (!file.is_open()) return false;
  if (blocks_.empty() || block_size - blocks_.back().used < room_wanted) end_block();
  Block& block = blocks_.back();
  char* const begin = block.bytes.get() + block.used;
  const std::size_t room = block_size - block.used;
  std::size_t size = 0;
  if (!file.read(begin, room, size, error)) return false;
  if (size < room) {
    block.used += size;
    ++block.texts;
    files_.push_back(SourceFile(std::move(path), std::string_view(begin, size), static_cast<std::uint32_t>(blocks_.size() - 1)));
  } else {
    std::optional<std::string> text = read_whole_file(path, error);
    if (!text) return false;
    files_.emplace_back(std::move(path), std::move(*text)).is_in_file_ = true;
  }
  id = {this->size() - 1};
  return true;
}

void SourceSet::append(SourceSet others) {
  const auto known = static_cast<std::uint32_t>(blocks_.size());
  for (SourceFile& file : others.files_) {
    if (file.block_ != SourceFile::no_block) file.block_ += known;
    files_.push_back(std::move(file));
  }
  std::ranges::move(others.blocks_, std::back_inserter(blocks_));
}

void SourceSet::release(SourceId id, bool keep_line_numbers) {
  SourceFile& file = files_[id.value];
  if (!file.is_in_file_) return;
  if (keep_line_numbers) {
    std::ignore = file.line_starts();
    file.line_starts_.shrink_to_fit();
  } else {
    file.line_starts_ = {};
  }
  file.is_released_ = true;
  file.own_text_ = {};
  if (file.block_ == SourceFile::no_block) return;
  Block& block = blocks_[std::exchange(file.block_, SourceFile::no_block)];
  file.shared_text_ = {};
  if (--block.texts == 0 && &block != &blocks_.back()) block.bytes.reset();
}

std::string_view SourceSet::text(Span span) const {
  if (!span.exists()) return {};
  return files_[span.source.value].text().substr(span.begin, span.end - span.begin);
}

std::string SourceSet::place(Span span) const {
  if (!span.exists()) return {};
  const SourceFile& file = (*this)[span.source];
  return concatenated(file.path(), ':', file.line_number(span.begin));
}

void assertion_failed(const char* condition, const char* file, int line) {
  fmt::print(stderr, "galley: a bug: {} at {}:{}\n", condition, file, line);
  std::abort();
}

}  // namespace galley
