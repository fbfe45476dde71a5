#include "postgresql/quoting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>

#include "base/append.hpp"
#include "base/utf8.hpp"

namespace galley::postgresql {
namespace {

enum class Category { R, C, T };
struct ReservedWord {
  std::string_view word;
  Category category;
};
constexpr auto reserved_words = std::to_array<ReservedWord>({
#define GALLEY_RESERVED_WORD(word, category) {word, Category::category},
#include "postgresql/reserved_words.def"
#undef GALLEY_RESERVED_WORD
});
static_assert(std::is_sorted(reserved_words.begin(), reserved_words.end(), [](auto a, auto b) { return a.word < b.word; }));

struct Letter {
  std::size_t begin = 0;      // in the list
  std::uint32_t lengths = 0;  // of its words, a bit each: most names have another one
};
constexpr std::array<Letter, 27> make_letters() {
  std::array<Letter, 27> letters{};
  for (std::size_t letter = 0; letter < letters.size(); ++letter)
    for (const ReservedWord& entry : reserved_words) {
      const auto first = static_cast<std::size_t>(entry.word.front() - 'a');
      if (first < letter) ++letters[letter].begin;
      if (first == letter) letters[letter].lengths |= 1U << entry.word.size();
    }
  return letters;
}
constexpr auto letters = make_letters();
static_assert(std::all_of(reserved_words.begin(), reserved_words.end(), [](auto entry) { return entry.word.size() < 32; }));

const ReservedWord* find_reserved(std::string_view word) {
  if (word.empty() || word.size() >= 32 || word.front() < 'a' || word.front() > 'z') return nullptr;
  const auto letter = static_cast<std::size_t>(word.front() - 'a');
  if ((letters[letter].lengths >> word.size() & 1U) == 0) return nullptr;
  for (std::size_t i = letters[letter].begin; i < letters[letter + 1].begin; ++i)
    if (reserved_words[i].word == word) return &reserved_words[i];
  return nullptr;
}

bool is_plain(std::string_view name) {
  const auto starts = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
  const auto continues = [&](char c) { return starts(c) || (c >= '0' && c <= '9') || c == '$'; };
  return !name.empty() && starts(name.front()) && std::all_of(name.begin(), name.end(), continues);
}

std::string quoted(std::string_view text, char quote) {
  std::string out;
  out.reserve(text.size() + 2);
  out += quote;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(quote, begin), text.size() - 1) + 1;
    out += text.substr(begin, end - begin);
    if (text[end - 1] == quote) out += quote;
    begin = end;
  }
  out += quote;
  return out;
}

bool needs_escape(char32_t c) { return c != '\n' && c != '\t' && is_deceptive(c); }

bool has_code_point(std::string_view text, bool (*wanted)(char32_t)) {
  if (std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; })) return false;
  while (!text.empty()) {
    const CodePoint point = first_code_point(text);
    if (point.size == 0 || wanted(point.value)) return true;
    text.remove_prefix(point.size);
  }
  return false;
}

void append_escaped(std::string& out, CodePoint point, std::string_view bytes) {
  if (point.value == '\'')
    out += "''";
  else if (point.value == '\\')
    out += "\\\\";
  else if (point.value == '\r')
    out += "\\r";
  else if (needs_escape(point.value))
    fmt::format_to(std::back_inserter(out), "\\U{:08X}", static_cast<std::uint32_t>(point.value));
  else
    out += bytes;
}

}  // namespace

std::string identifier(std::string_view name) {
  return is_plain(name) && find_reserved(name) == nullptr ? std::string(name) : quoted(name, '"');
}

std::string function_identifier(std::string_view name) {
  // Category C, yet made for calls: the grammar has a production of its own for each of them.
  constexpr auto callable =
      std::to_array<std::string_view>({"coalesce", "greatest", "grouping", "json_array", "json_object", "json_scalar", "json_serialize",
                                       "least", "normalize", "nullif", "overlay", "row", "substring", "trim", "xmlconcat"});
  const ReservedWord* reserved = find_reserved(name);
  const bool is_callable =
      reserved != nullptr && (reserved->category == Category::T || std::find(callable.begin(), callable.end(), name) != callable.end());
  return is_callable ? std::string(name) : identifier(name);
}

std::string qualified(const ObjectName& name) {
  return name.schema.empty() ? identifier(name.name) : concatenated(identifier(name.schema), '.', identifier(name.name));
}

std::string string_literal(std::string_view text) {
  if (!has_code_point(text, needs_escape)) return quoted(text, '\'');
  std::string out = "E'";
  while (!text.empty()) {
    const CodePoint point = first_code_point(text);
    const std::size_t size = std::max<std::size_t>(point.size, 1);
    append_escaped(out, point, text.substr(0, size));
    text.remove_prefix(size);
  }
  return out + "'";
}

std::string dollar_quoted(std::string_view text, std::string_view tag) {
  std::string delimiter = concatenated('$', tag, '$');
  // A text that ends in "$tag" would close early together with the delimiter's own dollar sign.
  const auto clashes = [&] { return text.find(std::string_view(delimiter).substr(0, delimiter.size() - 1)) != std::string_view::npos; };
  for (int i = 1; clashes(); ++i) delimiter = concatenated('$', tag, i, '$');
  return concatenated(delimiter, text, delimiter);
}

}  // namespace galley::postgresql
