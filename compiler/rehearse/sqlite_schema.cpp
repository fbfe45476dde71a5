#include "rehearse/sqlite_schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/letter_case.hpp"
#include "raw_tokens.hpp"
#include "sqlite/raw_rules.hpp"

namespace galley {
namespace {

/// Words in lower case and names without quotes: SQLite keeps the text of whoever made an object, and quotes what it edits.
std::vector<std::string> words_of(std::string_view sql) {
  std::vector<std::string> words;
  for (const RawToken& token : scan_raw(sql, sqlite::raw_rules).tokens) {
    const std::string_view text = sql.substr(token.begin, token.end - token.begin);
    if (token.kind == RawTokenKind::string)
      words.emplace_back(text);
    else if (token.kind == RawTokenKind::quoted_name)
      words.push_back(lower_case(text.substr(1, text.size() - 2)));
    else if (token.kind != RawTokenKind::comment)
      words.push_back(lower_case(text));
  }
  return words;
}

/// What a trigger says beside its body without words that mean nothing.
void drop_optional_words(std::vector<std::string>& words) {
  const auto body = std::find(words.begin(), words.end(), "begin");
  constexpr std::array<std::string_view, 5> optional{"for", "each", "row", "(", ")"};
  words.erase(std::remove_if(words.begin(), body,
                             [&](const std::string& word) { return std::find(optional.begin(), optional.end(), word) != optional.end(); }),
              body);
}

/// NOT NULL behind everything else that is said of its column: ALTER TABLE puts it there.
void move_not_null(std::vector<std::string>& words) {
  std::vector<std::string> moved;
  bool is_not_null = false;
  int depth = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == ")") --depth;
    if (depth == 1 && words[i] == "not" && i + 1 < words.size() && words[i + 1] == "null") {
      is_not_null = true;
      ++i;
      continue;
    }
    const bool ends_part = (depth == 1 && words[i] == ",") || (depth == 0 && words[i] == ")");
    if (ends_part && is_not_null) moved.insert(moved.end(), {"not", "null"});
    if (ends_part) is_not_null = false;
    if (words[i] == "(") ++depth;
    moved.push_back(words[i]);
  }
  words = std::move(moved);
}

/// The check of an enumeration keeps the name of a column that has another one since, until the table is rebuilt.
void rename_enumeration_checks(std::vector<std::string>& words) {
  constexpr std::string_view end = "_values";
  for (std::size_t i = 1; i + 1 < words.size(); ++i)
    if (words[i - 1] == "constraint" && words[i].ends_with(end) && words[i + 1] == "check") words[i] = end;
}

/// The conditions of all checks, sorted.
std::vector<std::string> checks_of(const std::vector<std::string>& words) {
  std::vector<std::string> checks;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i] != "check" || words[i + 1] != "(") continue;
    std::string text;
    int depth = 0;
    for (++i; i < words.size(); ++i) {
      depth += words[i] == "(" ? 1 : words[i] == ")" ? -1 : 0;
      text += words[i] + " ";
      if (depth == 0) break;
    }
    checks.push_back(std::move(text));
  }
  std::sort(checks.begin(), checks.end());
  return checks;
}

/// With the parts between the outermost parentheses sorted.
std::string unordered(const std::vector<std::string>& words) {
  std::vector<std::string> parts(1);
  std::string around;
  int depth = 0;
  for (const std::string& word : words) {
    if (word == ")") --depth;
    if (depth == 0)
      around += word + " ";
    else if (depth == 1 && word == ",")
      parts.emplace_back();
    else
      parts.back() += word + " ";
    if (word == "(") ++depth;
  }
  std::sort(parts.begin(), parts.end());
  return fmt::format("{}{}", around, fmt::join(parts, ", "));
}

bool has_unnamed_constraint(const std::vector<std::string>& words) {
  constexpr std::array<std::string_view, 4> kinds{"primary", "unique", "check", "references"};
  std::ptrdiff_t constraints = 0;
  for (const std::string_view kind : kinds) constraints += std::count(words.begin(), words.end(), kind);
  return constraints > std::count(words.begin(), words.end(), "constraint");
}

}  // namespace

std::string sqlite_object_name(std::string_view type, std::string_view name) { return fmt::format("{} {}", type, lower_case(name)); }

ListedObject listed_sqlite(std::string_view type, std::string_view sql) {
  std::vector<std::string> words = words_of(sql);
  if (type == "table") move_not_null(words);
  rename_enumeration_checks(words);
  if (type == "trigger") drop_optional_words(words);
  if (type == "index") std::erase(words, "asc");
  ListedObject object{fmt::format("{}", fmt::join(words, " "))};
  if (type != "table") return object;
  object.unordered = unordered(words);
  object.meaning = fmt::format("{}", fmt::join(checks_of(words), "\n"));
  object.leaves_names_to_us = has_unnamed_constraint(words);
  return object;
}

}  // namespace galley
