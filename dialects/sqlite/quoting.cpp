#include "sqlite/quoting.hpp"

#include <algorithm>
#include <array>

#include "base/letter_case.hpp"
#include "raw_tokens.hpp"

namespace galley::sqlite {
namespace {

#define GALLEY_SQLITE_WORD(word) std::string_view(word),
constexpr auto reserved_words = std::to_array<std::string_view>({
#include "sqlite/reserved_words.def"
});
#undef GALLEY_SQLITE_WORD
static_assert(std::is_sorted(reserved_words.begin(), reserved_words.end()));

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool needs_quotes(std::string_view name) {
  if (name.empty() || !is_letter(name.front())) return true;
  if (!std::all_of(name.begin(), name.end(), [](char c) { return is_letter(c) || is_digit(c); })) return true;
  return std::binary_search(reserved_words.begin(), reserved_words.end(), upper_case(name));
}

std::string with_doubled(std::string_view text, char quote) {
  std::string out(1, quote);
  for (const char c : text) {
    if (c == quote) out += quote;
    out += c;
  }
  return out + quote;
}

}  // namespace

std::string identifier(std::string_view name) { return needs_quotes(name) ? quoted_identifier(name) : std::string(name); }

std::string quoted_identifier(std::string_view name) { return with_doubled(name, '"'); }

std::string identifier_list(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ", ") + identifier(name);
  return list;
}

bool is_plain_literal(std::string_view text) { return text.find('\r') == std::string_view::npos; }

std::string string_literal(std::string_view text) {
  std::string out;
  for (;;) {
    const std::size_t end = text.find('\r');
    if (end != 0) out += (out.empty() ? "" : " || ") + with_doubled(text.substr(0, end), '\'');
    if (end == std::string_view::npos) break;
    out += (out.empty() ? "" : " || ") + std::string("char(13)");
    text.remove_prefix(end + 1);
    if (text.empty()) break;
  }
  return out;
}

}  // namespace galley::sqlite
