#include "syntax/string_text.hpp"

#include <algorithm>
#include <utility>

#include "base/utf8.hpp"

namespace galley::syntax {
namespace {

enum class Escapes { none, backslash, unicode };

constexpr char32_t highest_code_point = 0x10FFFF;
bool is_high_surrogate(char32_t c) { return c >= 0xD800 && c <= 0xDBFF; }
bool is_low_surrogate(char32_t c) { return c >= 0xDC00 && c <= 0xDFFF; }

std::optional<unsigned> digit(char c, unsigned base) {
  unsigned value = base;
  if (c >= '0' && c <= '9') value = static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') value = static_cast<unsigned>(c - 'a') + 10;
  if (c >= 'A' && c <= 'F') value = static_cast<unsigned>(c - 'A') + 10;
  return value < base ? std::optional(value) : std::nullopt;
}

void append_utf8(std::string& out, char32_t c) {
  const auto put = [&](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
  const auto tail = [&](unsigned shift) { put(0x80U | ((c >> shift) & 0x3FU)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0U | (c >> 6U)), tail(0);
  } else if (c < 0x10000) {
    put(0xE0U | (c >> 12U)), tail(6), tail(0);
  } else {
    put(0xF0U | (c >> 18U)), tail(12), tail(6), tail(0);
  }
}

/// Blanks and comments between two pieces.
std::size_t skip_to_quote(std::string_view text, std::size_t at, char mark) {
  while (at < text.size() && text[at] != mark) {
    if (text.substr(at).starts_with("--"))
      at = std::min(text.find('\n', at), text.size());
    else
      ++at;
  }
  return at;
}

class Reader {
 public:
  explicit Reader(std::string_view token) : token_(token) {
    begin_ = std::min(token.find_first_of("'\""), token.size());
    const std::string_view prefix = token.substr(0, begin_);
    mark_ = begin_ < token.size() ? token[begin_] : '\'';
    if (prefix == "e" || prefix == "E") escapes_ = Escapes::backslash;
    if (prefix == "u&" || prefix == "U&") escapes_ = Escapes::unicode, read_uescape();
  }

  StringValue run() {
    while (begin_ < token_.size()) {
      const std::size_t close = closing_quote(token_, begin_ + 1, mark_, escapes_ == Escapes::backslash);
      end_ = std::min(close, token_.size());
      for (at_ = begin_ + 1; at_ < end_;) read_one();
      begin_ = skip_to_quote(token_, end_ + 1, mark_);
    }
    if (high_surrogate_ != 0) fault(token_.size() - 1, token_.size());
    return std::move(value_);
  }

 private:
  /// uescape '!' behind the string; cut off.
  void read_uescape() {
    const std::size_t close = closing_quote(token_, begin_ + 1, mark_, false);
    if (close == std::string_view::npos || close + 1 >= token_.size()) return;
    const std::string_view behind = token_.substr(close + 1);
    const std::size_t quote = behind.find('\'');
    if (quote == std::string_view::npos || quote == 0) return;
    if (quote + 1 < behind.size()) escape_ = behind[quote + 1];
    token_ = token_.substr(0, close + 1);
  }

  void fault(std::size_t begin, std::size_t end) {
    if (!value_.fault) value_.fault = StringFault{begin, std::min(end, token_.size())};
  }

  void read_one() {
    const char c = token_[at_];
    if (c == mark_) {
      put_plain(c, 2);
    } else if (escapes_ == Escapes::backslash && c == '\\') {
      backslash();
    } else if (escapes_ == Escapes::unicode && c == escape_) {
      unicode_escape();
    } else {
      put_plain(c, 1);
    }
  }
  void put_plain(char c, std::size_t size) {
    if (high_surrogate_ != 0) fault(at_, at_ + size), high_surrogate_ = 0;
    value_.text += c;
    at_ += size;
  }

  /// Digits of a code, at most `most` of them, at least `least`.
  std::optional<char32_t> number(std::size_t begin, std::size_t least, std::size_t most, unsigned base, std::size_t& end) const {
    char32_t value = 0;
    for (end = begin; end < end_ && end - begin < most; ++end) {
      const std::optional<unsigned> next = digit(token_[end], base);
      if (!next) break;
      value = value * base + *next;
    }
    return end - begin >= least ? std::optional(value) : std::nullopt;
  }

  void backslash() {
    const char kind = at_ + 1 < end_ ? token_[at_ + 1] : '\0';
    constexpr std::string_view letters = "bfnrt";
    constexpr std::string_view meanings = "\b\f\n\r\t";
    if (const std::size_t known = letters.find(kind); kind != '\0' && known != std::string_view::npos) return put_plain(meanings[known], 2);
    if (kind == 'u' || kind == 'U') return code_point(at_ + 2, kind == 'u' ? 4 : 8);
    if (kind == 'x' || digit(kind, 8)) return byte(kind);
    put_plain(kind, 2);
  }

  /// \x41, \101: a byte of the text, which has to be UTF-8 in the end; only ASCII is one by itself.
  void byte(char kind) {
    std::size_t end = 0;
    const auto value = kind == 'x' ? number(at_ + 2, 1, 2, 16, end) : number(at_ + 1, 1, 3, 8, end);
    if (!value || *value == 0 || *value > 0x7F) {
      fault(at_, std::max(end, at_ + 2));
      at_ = std::max(end, at_ + 2);
      return;
    }
    put_plain(static_cast<char>(*value), end - at_);
  }

  void unicode_escape() {
    if (at_ + 1 < end_ && token_[at_ + 1] == escape_) return put_plain(escape_, 2);
    const bool is_long = at_ + 1 < end_ && token_[at_ + 1] == '+';
    code_point(at_ + (is_long ? 2 : 1), is_long ? 6 : 4);
  }

  void code_point(std::size_t digits, std::size_t count) {
    std::size_t end = 0;
    const std::optional<char32_t> code = number(digits, count, count, 16, end);
    const std::size_t begin = std::exchange(at_, end);
    const char32_t high = std::exchange(high_surrogate_, 0);
    if (!code || *code == 0 || *code > highest_code_point || is_low_surrogate(*code) != (high != 0)) return fault(begin, end);
    if (is_high_surrogate(*code)) {
      high_surrogate_ = *code;
    } else {
      append_utf8(value_.text, high == 0 ? *code : 0x10000 + ((high - 0xD800) << 10U) + (*code - 0xDC00));
    }
  }

  std::string_view token_;
  std::size_t begin_ = 0;  // of the present piece: its quote
  std::size_t end_ = 0;
  std::size_t at_ = 0;
  char mark_ = '\'';
  Escapes escapes_ = Escapes::none;
  char escape_ = '\\';
  char32_t high_surrogate_ = 0;
  StringValue value_;
};

}  // namespace

std::size_t closing_quote(std::string_view text, std::size_t begin, char mark, bool has_backslashes) {
  if (!has_backslashes) {
    std::size_t at = text.find(mark, begin);
    while (at != std::string_view::npos && at + 1 < text.size() && text[at + 1] == mark) at = text.find(mark, at + 2);
    return at;
  }
  for (std::size_t at = begin; at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == mark) {
      if (at + 1 >= text.size() || text[at + 1] != mark) return at;
      ++at;
    }
  }
  return std::string_view::npos;
}

StringValue string_value(std::string_view token) {
  // Mostly there is nothing inside that stands for something else.
  const char mark = token.empty() ? '\0' : token.front();
  if ((mark == '\'' || mark == '"') && token.size() >= 2 && token.find(mark, 1) == token.size() - 1)
    return {std::string(token.substr(1, token.size() - 2)), std::nullopt};
  return Reader(token).run();
}

}  // namespace galley::syntax
