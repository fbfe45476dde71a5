#include "property/shrink.hpp"

#include <algorithm>
#include <string_view>

namespace galley::testing {
namespace {

/// The first two lines, the property and what was said, without names and numbers.
std::string kind_of(const std::string& failure) {
  std::string kind;
  bool in_quotes = false;
  int lines = 0;
  for (const char c : failure) {
    lines += c == '\n' ? 1 : 0;
    if (lines == 2) break;
    if (c == '"') in_quotes = !in_quotes;
    const bool is_digit = c >= '0' && c <= '9';
    if (!in_quotes && !(is_digit && lines == 0)) kind += c;
  }
  return kind.starts_with("sqlite: the schema") ? kind.substr(0, kind.find('\n')) : kind;
}

/// The same without the last revisions, as many as can go.
bool drop_last_revision(RandomHistory& history, const std::string& kind, const std::function<std::string(const RandomHistory&)>& failure) {
  if (history.revisions.size() < 2) return false;
  RandomHistory smaller = history;
  smaller.revisions.pop_back();
  if (kind_of(failure(smaller)) != kind) return false;
  history = std::move(smaller);
  return true;
}

bool drop_one_statement(RandomHistory& history, const std::string& kind, const std::function<std::string(const RandomHistory&)>& failure) {
  bool dropped = false;
  for (std::size_t i = history.revisions.size(); i-- > 0;) {
    for (std::size_t j = history.revisions[i].statements.size(); j-- > 0;) {
      RandomHistory smaller = history;
      auto& statements = smaller.revisions[i].statements;
      statements.erase(statements.begin() + static_cast<std::ptrdiff_t>(j));
      if (kind_of(failure(smaller)) != kind) continue;
      history = std::move(smaller);
      dropped = true;
    }
  }
  return dropped;
}

}  // namespace

RandomHistory shrink(RandomHistory history, const std::function<std::string(const RandomHistory&)>& failure) {
  const std::string kind = kind_of(failure(history));
  while (drop_last_revision(history, kind, failure)) {}
  while (drop_one_statement(history, kind, failure)) {}
  return history;
}

}  // namespace galley::testing
