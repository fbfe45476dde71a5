// The words of the language: one table, keywords.def.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace galley::syntax {

/// An enumerator for each word, with an underscore behind it, as many of them are words of C++ too.
enum class Kw : std::uint16_t {
  none,  // a word that is a name and nothing else
#define KEYWORD(word, reserved) word##_,
#include "syntax/keywords.def"
#undef KEYWORD
  count
};
inline constexpr std::size_t keyword_count = static_cast<std::size_t>(Kw::count);

/// Letters of either case; Kw::none for any other word.
[[nodiscard]] Kw find_keyword(std::string_view word);
/// In lower case.
[[nodiscard]] std::string_view spelling(Kw keyword);
/// A reserved word is a name only in double quotes.
[[nodiscard]] bool is_reserved(Kw keyword);

}  // namespace galley::syntax
