// Text that is written once for every statement is put together here rather than by fmt: the same, without a format to read.
#pragma once

#include <charconv>
#include <concepts>
#include <string>
#include <string_view>

namespace galley {

inline void append_one(std::string& out, std::string_view text) { out += text; }
inline void append_one(std::string& out, char c) { out += c; }
template <std::integral Number>
requires(!std::same_as<Number, char> && !std::same_as<Number, bool>) void append_one(std::string& out, Number number) {
  char digits[24];
  const auto [end, error] = std::to_chars(digits, digits + sizeof digits, number);
  out.append(digits, static_cast<std::size_t>(end - digits));
}

/// Appends texts, characters and whole numbers, one after the other.
template <class... Parts>
void append(std::string& out, const Parts&... parts) {
  (append_one(out, parts), ...);
}

inline std::size_t size_of_one(std::string_view text) { return text.size(); }
inline std::size_t size_of_one(char) { return 1; }
template <std::integral Number>
requires(!std::same_as<Number, char> && !std::same_as<Number, bool>) std::size_t size_of_one(Number) {
  return 20;  // at most
}

/// All of them as one text.
template <class... Parts>
[[nodiscard]] std::string concatenated(const Parts&... parts) {
  std::string out;
  out.reserve((size_of_one(parts) + ... + 0));
  append(out, parts...);
  return out;
}

}  // namespace galley
