#include "postgresql/statement_text.hpp"

#include <algorithm>

#include "base/letter_case.hpp"
#include "postgresql/raw_sql.hpp"

namespace galley::postgresql {

StatementText::StatementText(std::string_view text, Span place) : text_(text), place_(place), tokens_(scan_raw(text, raw_rules()).tokens) {
  std::erase_if(tokens_, [](const RawToken& token) { return token.kind == RawTokenKind::comment; });
}

std::string_view StatementText::text_of(std::size_t token) const {
  return text_.substr(tokens_[token].begin, tokens_[token].end - tokens_[token].begin);
}

int StatementText::step(std::size_t token) const {
  const RawToken& at = tokens_[token];
  if (at.kind == RawTokenKind::open || text_[at.begin] == '[') return 1;
  return at.kind == RawTokenKind::close || text_[at.begin] == ']' ? -1 : 0;
}

bool StatementText::is_word(std::size_t token, std::string_view word) const {
  return tokens_[token].kind == RawTokenKind::word && upper_case(text_of(token)) == word;
}

Words StatementText::from(std::size_t offset) const {
  const auto found =
      std::lower_bound(tokens_.begin(), tokens_.end(), offset, [](const RawToken& token, std::size_t at) { return token.begin < at; });
  return {static_cast<std::size_t>(found - tokens_.begin()), tokens_.size()};
}

Words StatementText::after_word(Words words, std::string_view word) const {
  int depth = 0;
  for (std::size_t i = words.first; i < words.last; ++i) {
    if (depth == 0 && is_word(i, word)) return {i + 1, words.last};
    depth += step(i);
  }
  return {words.last, words.last};
}

Words StatementText::after_last_word(Words words, std::string_view word) const {
  Words found{words.last, words.last};
  for (Words rest = after_word(words, word); !rest.empty(); rest = after_word(rest, word)) found = rest;
  return found;
}

Words StatementText::before_word(Words words, std::string_view word) const {
  const Words after = after_word(words, word);
  return after.empty() ? words : Words{words.first, after.first - 1};
}

Words StatementText::in_parentheses(Words words) const {
  std::size_t begin = words.first;
  while (begin < words.last && !is_open(begin)) ++begin;
  int depth = 0;
  for (std::size_t i = begin; i < words.last; ++i) {
    depth += step(i);
    if (depth == 0) return {begin + 1, i};
  }
  return {words.last, words.last};
}

Words StatementText::item(Words words, const std::vector<std::size_t>& stops) const {
  int depth = 0;
  for (std::size_t i = words.first; i < words.last; ++i) {
    const bool stopped = i > words.first && std::find(stops.begin(), stops.end(), tokens_[i].begin) != stops.end();
    if (depth == 0 && (stopped || step(i) < 0 || text_of(i) == "," || text_of(i) == ";")) return {words.first, i};
    depth += step(i);
  }
  return words;
}

std::vector<Words> StatementText::items(Words words) const {
  std::vector<Words> list;
  while (!words.empty()) {
    list.push_back(item(words));
    words.first = list.back().last + 1;
  }
  return list;
}

std::string_view StatementText::text(Words words) const {
  if (words.empty()) return {};
  return text_.substr(tokens_[words.first].begin, tokens_[words.last - 1].end - tokens_[words.first].begin);
}

Span StatementText::span(Words words) const {
  if (words.empty()) return place_;
  const auto offset = [&](std::size_t bytes) { return place_.begin + static_cast<std::uint32_t>(bytes); };
  return {place_.source, offset(tokens_[words.first].begin), offset(tokens_[words.last - 1].end)};
}

Name StatementText::name(std::string name, std::size_t offset) const {
  const Words words = from(offset);
  return {std::move(name), words.empty() ? place_ : span({words.first, words.first + 1})};
}

bool StatementText::is_name(std::size_t token, std::string_view name) const {
  const std::string_view written = text_of(token);
  if (tokens_[token].kind == RawTokenKind::word) return upper_case(written) == upper_case(name);
  return tokens_[token].kind == RawTokenKind::quoted_name && written.substr(1, written.size() - 2) == name;
}

Name StatementText::name(std::string name, Words words) const {
  for (std::size_t i = words.first; i < words.last; ++i)
    if (is_name(i, name)) return {std::move(name), span({i, i + 1})};
  return {std::move(name), span(words)};
}

QualifiedName StatementText::name(const std::string& schema, const std::string& name, Words words) const {
  QualifiedName result;
  if (!schema.empty()) {
    result.schema = this->name(schema, words);
    for (std::size_t i = words.first; i + 2 < words.last; ++i)
      if (is_name(i, schema) && is_name(i + 2, name)) words.first = i + 2;
  }
  result.name = this->name(name, words);
  return result;
}

}  // namespace galley::postgresql
