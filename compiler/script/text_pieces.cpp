#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/assert.hpp"
#include "galley/script.hpp"

namespace galley {

void TextPieces::append(std::string_view text) {
  while (!text.empty()) {
    const std::size_t used = size_ % piece_size;
    if (used == 0) pieces_.push_back(std::make_unique_for_overwrite<char[]>(piece_size));
    const std::size_t taken = std::min(text.size(), piece_size - used);
    std::memcpy(pieces_.back().get() + used, text.data(), taken);
    size_ += taken;
    text.remove_prefix(taken);
  }
}

std::vector<std::string_view> TextPieces::all() const {
  std::vector<std::string_view> views;
  std::size_t left = size_;
  for (const std::unique_ptr<char[]>& piece : pieces_) {
    views.emplace_back(piece.get(), std::min(left, piece_size));
    left -= views.back().size();
  }
  return views;
}

std::vector<std::string_view> ScriptText::pieces() const {
  std::vector<std::string_view> views = body.all();
  views.insert(views.begin(), head);
  return views;
}

std::string ScriptText::whole() const {
  std::string text;
  text.reserve(head.size() + body.size());
  for (const std::string_view piece : pieces()) text += piece;
  return text;
}

void SectionsText::append(std::string_view text, std::size_t total_at) {
  totals_.push_back(text_.size() + total_at);
  text_.append(text);
}

TextPieces SectionsText::take(std::size_t total) {
  if (total == expected_) return std::move(text_);
  const std::size_t length = fmt::formatted_size("{}", expected_);
  const std::string corrected = fmt::format("{}", total);
  TextPieces result;
  std::size_t at = 0;  // of the next piece
  std::size_t next = 0;
  std::size_t skip = 0;  // of the number that was guessed, where it goes on in the next piece
  for (std::string_view piece : text_.all()) {
    const std::size_t end = at + piece.size();
    std::size_t begin = at + std::exchange(skip, 0);
    for (; next < totals_.size() && totals_[next] < end; ++next) {
      result.append(piece.substr(begin - at, totals_[next] - begin));
      result.append(corrected);
      begin = totals_[next] + length;
    }
    if (begin > end) skip = begin - end;
    if (begin < end) result.append(piece.substr(begin - at));
    at = end;
  }
  GALLEY_ASSERT(next == totals_.size());
  return result;
}

}  // namespace galley
