#include "syntax/keywords.hpp"

#include <algorithm>
#include <array>

#include "base/letter_case.hpp"

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

/// From a few letters: words of one length are told apart by the first two, the middle and the last one, more or less.
constexpr std::size_t slots = 2048;
constexpr std::size_t slot_of(std::string_view word) {
  if (word.empty()) return 0;
  const auto letter = [&](std::size_t at) { return static_cast<std::uint32_t>(static_cast<unsigned char>(lower_case(word[at]))); };
  const std::size_t last = word.size() - 1;
  const std::uint32_t mix = (letter(0) << 24U) ^ (letter(last / 2) << 16U) ^ (letter(last) << 8U) ^ letter(last == 0 ? 0 : 1) ^
                            static_cast<std::uint32_t>(word.size() << 12U);
  return ((mix * 2654435769U) >> 16U) % slots;
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

bool is_spelled(Kw keyword, std::string_view word) {
  const std::string_view known = keywords[static_cast<std::size_t>(keyword)].word;
  return known.size() == word.size() &&
         std::equal(known.begin(), known.end(), word.begin(), [](char a, char b) { return a == lower_case(b); });
}

}  // namespace

Kw find_keyword(std::string_view word) {
  if (word.size() > longest) return Kw::none;
  for (std::size_t slot = slot_of(word); table[slot] != Kw::none; slot = (slot + 1) % slots) {
    const Kw keyword = table[slot];
    if (is_spelled(keyword, word)) return keyword;
  }
  return Kw::none;
}

std::string_view spelling(Kw keyword) { return keywords[static_cast<std::size_t>(keyword)].word; }

bool is_reserved(Kw keyword) { return keywords[static_cast<std::size_t>(keyword)].reserved; }

}  // namespace galley::syntax
