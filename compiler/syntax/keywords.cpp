#include "syntax/keywords.hpp"

#include <algorithm>
#include <array>

namespace galley::syntax {
namespace {

struct KeywordEntry {
  std::string_view word;
  bool reserved;
};
constexpr std::array<KeywordEntry, keyword_count> keywords{{
    {"", false},
#define KEYWORD(word, reserved) {#word, reserved},
#include "syntax/keywords.def"
#undef KEYWORD
}};

constexpr std::size_t longest = std::ranges::max(keywords, {}, [](const KeywordEntry& entry) { return entry.word.size(); }).word.size();

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

constexpr std::size_t slots = 1024;
constexpr std::size_t slot_of(std::string_view word) {
  std::uint32_t hash = 2166136261U;  // FNV-1a
  for (const char c : word) hash = (hash ^ static_cast<unsigned char>(lower(c))) * 16777619U;
  return (hash ^ (hash >> 16U)) % slots;
}

/// Open addressing, filled at compile time.
constexpr std::array<Kw, slots> make_table() {
  std::array<Kw, slots> table{};
  for (std::size_t i = 1; i < keyword_count; ++i) {
    std::size_t slot = slot_of(keywords[i].word);
    while (table[slot] != Kw::none) slot = (slot + 1) % slots;
    table[slot] = static_cast<Kw>(i);
  }
  return table;
}
constexpr std::array<Kw, slots> table = make_table();

}  // namespace

Kw find_keyword(std::string_view word) {
  if (word.size() > longest) return Kw::none;
  for (std::size_t slot = slot_of(word); table[slot] != Kw::none; slot = (slot + 1) % slots) {
    const Kw keyword = table[slot];
    if (std::ranges::equal(spelling(keyword), word, {}, {}, lower)) return keyword;
  }
  return Kw::none;
}

std::string_view spelling(Kw keyword) { return keywords[static_cast<std::size_t>(keyword)].word; }

bool is_reserved(Kw keyword) { return keywords[static_cast<std::size_t>(keyword)].reserved; }

}  // namespace galley::syntax
