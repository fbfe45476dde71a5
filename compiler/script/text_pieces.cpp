#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <utility>

#include "base/assert.hpp"
#include "base/output_file.hpp"
#include "base/temporary_file.hpp"
#include "galley/script.hpp"

namespace galley {
namespace {

/// So much is kept in memory before anything goes to a file: most scripts are shorter.
constexpr std::size_t most_pieces = 4;

}  // namespace

TextPieces::TextPieces() = default;
TextPieces::TextPieces(TextPieces&&) noexcept = default;
TextPieces& TextPieces::operator=(TextPieces&&) noexcept = default;
TextPieces::~TextPieces() = default;

void TextPieces::append(std::string_view text) {
  while (!text.empty()) {
    const std::size_t used = (size_ - in_file_) % piece_size;
    if (used == 0) make_room();
    const std::size_t taken = std::min(text.size(), piece_size - used);
    std::memcpy(pieces_.back().get() + used, text.data(), taken);
    size_ += taken;
    text.remove_prefix(taken);
  }
}

/// All pieces are full.
void TextPieces::make_room() {
  const bool is_long = in_file_ > 0 || pieces_.size() == most_pieces;
  if (!is_long || !move_to_file()) pieces_.push_back(std::make_unique_for_overwrite<char[]>(piece_size));
}

/// One piece stays, to be filled again. Where there is no file, or no room in it, all that comes stays in memory.
bool TextPieces::move_to_file() {
  if (!file_) file_ = std::make_unique<TemporaryFile>();
  has_room_ = has_room_ && file_->is_open();
  for (const std::unique_ptr<char[]>& piece : pieces_) has_room_ = has_room_ && file_->append({piece.get(), piece_size});
  if (!has_room_) return false;
  pieces_.resize(1);
  in_file_ = size_;
  return true;
}

std::optional<std::string> TextPieces::for_each(const Visit& visit) const {
  if (error_) return error_;
  const auto buffer = std::make_unique_for_overwrite<char[]>(in_file_ > 0 ? piece_size : 0);
  for (std::size_t at = 0; at < in_file_; at += piece_size) {
    if (auto error = file_->read(at, buffer.get(), piece_size)) return error;
    if (auto error = visit({buffer.get(), piece_size})) return error;
  }
  std::size_t left = size_ - in_file_;
  for (auto piece = pieces_.begin(); left > 0; ++piece) {
    const std::size_t taken = std::min(left, piece_size);
    if (auto error = visit({piece->get(), taken})) return error;
    left -= taken;
  }
  return std::nullopt;
}

std::optional<std::string> ScriptText::for_each(const TextPieces::Visit& visit) const {
  if (auto error = visit(head)) return error;
  return body.for_each(visit);
}

std::string ScriptText::whole() const {
  std::string text;
  text.reserve(head.size() + body.size());
  const auto add = [&](std::string_view piece) -> std::optional<std::string> {
    text += piece;
    return std::nullopt;
  };
  if (const auto error = for_each(add)) throw std::runtime_error(*error);
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
  const auto correct = [&](std::string_view piece) -> std::optional<std::string> {
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
    return std::nullopt;
  };
  if (auto error = text_.for_each(correct))
    result.fail(std::move(*error));
  else
    GALLEY_ASSERT(next == totals_.size());
  return result;
}

}  // namespace galley
