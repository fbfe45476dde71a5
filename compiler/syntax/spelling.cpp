#include "syntax/spelling.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "syntax/keywords.hpp"

namespace galley::syntax {
namespace {

std::string quoted(std::string_view text, char mark) {
  std::string result(1, mark);
  for (const char c : text) {
    result += c;
    if (c == mark) result += mark;
  }
  return result + mark;
}

/// A word beyond ASCII, which no fold changes: in quotes it would be another type, never a built-in one.
bool is_foreign_word(std::string_view name) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || c == '_' || static_cast<unsigned char>(c) >= 0x80; };
  const auto is_letter_or_digit = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); };
  const auto is_beyond_ascii = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
  return !name.empty() && is_letter(name.front()) && std::ranges::all_of(name, is_letter_or_digit) &&
         std::ranges::any_of(name, is_beyond_ascii);
}

}  // namespace

std::string spell_name(std::string_view name) {
  const auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
  const auto is_plain_or_digit = [&](char c) { return is_plain(c) || (c >= '0' && c <= '9'); };
  const bool reads_as_itself =
      !name.empty() && is_plain(name.front()) && std::ranges::all_of(name, is_plain_or_digit) && !is_reserved(find_keyword(name));
  return reads_as_itself ? std::string(name) : quoted(name, '"');
}

std::string spell_qualified(const QualifiedName& name) {
  return (name.has_schema() ? spell_name(name.schema.text) + "." : "") + spell_name(name.name.text);
}

std::string spell_quoted(std::string_view name) { return quoted(name, '"'); }

std::string spell_string(std::string_view text) { return quoted(text, '\''); }

std::string spell_literal(const Literal& literal) {
  switch (literal.kind) {
    case LiteralKind::string:
      return spell_string(literal.text);
    case LiteralKind::bits:
      return fmt::format("b'{}'", literal.text);
    case LiteralKind::hex:
      return fmt::format("x'{}'", literal.text);
    case LiteralKind::null:
    case LiteralKind::true_:
    case LiteralKind::false_:
    case LiteralKind::number:
      break;
  }
  return literal.text;
}

std::string spell_type(const TypeName& type) {
  // Names of several words (double precision) are the built-in ones and stand as they are.
  const bool several_words = !type.quoted && type.schema.empty() && type.name.find(' ') != std::string::npos;
  const std::size_t zone = several_words
                               ? std::min({type.name.find(" with time zone"), type.name.find(" without time zone"), type.name.size()})
                               : std::string::npos;
  std::string text = type.schema.empty() ? "" : spell_name(type.schema) + ".";
  text += several_words                ? type.name.substr(0, zone)
          : type.quoted                ? quoted(type.name, '"')
          : is_foreign_word(type.name) ? type.name
                                       : spell_name(type.name);
  if (!type.arguments.empty()) text += fmt::format("({})", fmt::join(type.arguments, ","));
  if (several_words) text += type.name.substr(zone);
  for (int i = 0; i < type.array_dimensions; ++i) text += "[]";
  return text;
}

std::string spell_typed_literal(const TypeName& type, std::string_view text) {
  constexpr std::string_view interval = "interval";
  const std::string spelled = spell_type(type);
  const bool has_fields = !type.quoted && type.schema.empty() && type.name.starts_with(interval) && type.name.size() > interval.size();
  if (!has_fields) return fmt::format("{} {}", spelled, spell_string(text));
  return fmt::format("{} {}{}", interval, spell_string(text), spelled.substr(interval.size()));
}

}  // namespace galley::syntax
