// What holds for every text: nothing is lost, nothing changes its meaning, and the second time nothing changes at all.
#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <random>

#include "syntax/comments.hpp"
#include "syntax/lexer.hpp"
#include "syntax/query_text.hpp"
#include "texts.hpp"

using namespace galley;
using namespace galley::testing;

namespace {

std::string text_of(const std::string& text, const syntax::Token& token) { return text.substr(token.begin, token.end - token.begin); }

syntax::Tokens tokens_of(const std::string& text) {
  Diagnostics ignored;
  return syntax::lex(text, SourceId{0}, ignored);
}

/// The text with other bytes between its tokens. A query in parentheses is kept as it is, so its inside is not for changing.
template <class Between>
std::string with_gaps(const std::string& text, const Between& between) {
  std::string result;
  std::uint32_t end = 0;
  int query_depth = 0;
  int depth = 0;
  const syntax::Token* previous = nullptr;
  const syntax::Tokens tokens = tokens_of(text);
  for (const syntax::Token& token : tokens.list) {
    const bool begins_query = previous && previous->kind == syntax::TokenKind::left_paren && syntax::begins_query(&token);
    if (token.kind == syntax::TokenKind::right_paren && depth-- == query_depth) query_depth = 0;
    const std::string gap = text.substr(end, token.begin - end);
    result += query_depth > 0 ? gap : between(gap, token);
    if (begins_query && query_depth == 0) query_depth = depth;
    if (token.kind == syntax::TokenKind::left_paren) ++depth;
    result += text_of(text, token);
    end = token.end;
    previous = &token;
  }
  return result;
}

std::string without_blank_lines(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c != '\n' || (!result.empty() && result.back() != '\n')) result += c;
  }
  return result;
}

bool has_comment(const std::string& gap) { return gap.find("--") != std::string::npos || gap.find("/*") != std::string::npos; }

/// Without blanks: the lines of a long one move with it.
std::vector<std::string> comments_of(const std::string& text) {
  std::vector<std::string> comments;
  std::uint32_t end = 0;
  for (const syntax::Token& token : tokens_of(text).list) {
    for (const syntax::Comment& comment : syntax::comments_between(text, end, token.begin)) {
      comments.push_back(text.substr(comment.begin, comment.end - comment.begin));
      std::erase_if(comments.back(), [](char c) { return c == ' ' || c == '\t' || c == '\r'; });
    }
    end = token.end;
  }
  std::ranges::sort(comments);
  return comments;
}

/// Formats, and formats again.
std::string stable(const std::string& text) {
  const FormatResult first = format_result(text);
  INFO(text);
  INFO(first.said);
  CHECK(first.text);
  if (!first.text) return {};
  const FormatResult second = format_result(*first.text);
  INFO(second.said);
  CHECK(second.text == first.text);
  return *first.text;
}

}  // namespace

TEST_CASE("there are texts to try") { CHECK(good_texts().size() > 100); }

TEST_CASE("the page about the layout shows it") {
  int shown = 0;
  for (const auto& [name, text] : good_texts()) {
    if (!name.starts_with("docs/fmt.md")) continue;
    CHECK(stable(text) == text);
    ++shown;
  }
  CHECK(shown == 2);
}

TEST_CASE("a formatted text stays as it is, and keeps its comments") {
  for (const auto& [name, text] : good_texts()) {
    INFO(name);
    CHECK(comments_of(stable(text)) == comments_of(text));
  }
}

TEST_CASE("the layout does not depend on how the text was laid out") {
  std::mt19937 random(11);
  constexpr std::array<std::string_view, 5> blanks{" ", "\n", "\t", "  \n    ", "\r\n\t"};
  for (const auto& [name, text] : good_texts()) {
    const std::string expected = stable(text);
    if (!comments_of(text).empty()) continue;  // where a comment belongs is told by its line
    const std::string other = with_gaps(text, [&](const std::string& gap, const syntax::Token&) {
      return gap.empty() ? gap : std::string(blanks[random() % blanks.size()]);
    });
    INFO(name);
    INFO(other);
    std::string result = stable(other);
    std::erase(result, '\r');
    std::string wanted = expected;
    std::erase(wanted, '\r');
    CHECK(without_blank_lines(result) == without_blank_lines(wanted));
  }
}

TEST_CASE("a comment may stand anywhere") {
  std::mt19937 random(13);
  for (const std::string_view comment : {" /* c */ ", "\n-- c\n", " -- c\n", "\n/* c\n   d */\n", "\n\n/* c */ -- d\n", " /* c\n d */ "}) {
    for (const auto& [name, text] : good_texts()) {
      const auto some = random() % 9 + 1;
      const std::string other = with_gaps(text, [&](const std::string& gap, const syntax::Token& token) {
        return token.begin > 0 && random() % some == 0 && !has_comment(gap) ? std::string(comment) : gap;
      });
      INFO(name);
      CHECK(comments_of(stable(other)) == comments_of(other));
    }
  }
}

TEST_CASE("words may be written in any case") {
  std::mt19937 random(17);
  int changed = 0;
  for (const auto& [name, text] : good_texts()) {
    std::string other = text;
    for (const syntax::Token& token : tokens_of(text).list) {
      if (token.kind != syntax::TokenKind::word || random() % 2 == 0) continue;
      std::transform(other.begin() + token.begin, other.begin() + token.end, other.begin() + token.begin,
                     [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    }
    if (!parsed(other)) continue;
    INFO(name);
    stable(other);
    ++changed;
  }
  CHECK(changed > 100);
}

TEST_CASE("a text cut anywhere is formatted or refused") {
  std::mt19937 random(19);
  for (const auto& [name, text] : good_texts()) {
    const std::string cut = text.substr(0, random() % text.size());
    INFO(name);
    if (parsed(cut)) {
      stable(cut);
    } else {
      CHECK_FALSE(formatted(cut));
    }
  }
}

TEST_CASE("a soup of tokens is formatted or refused") {
  std::vector<std::string> words;
  for (const auto& [name, text] : good_texts()) {
    for (const syntax::Token& token : tokens_of(text).list) words.push_back(text_of(text, token));
  }
  std::mt19937 random(23);
  int good = 0;
  for (int round = 0; round < 3000; ++round) {
    // A good text with one token put in the place of another.
    std::string text = good_texts()[random() % good_texts().size()].second;
    const syntax::Tokens tokens = tokens_of(text);
    const syntax::Token& token = tokens.list[random() % tokens.list.size()];
    text.replace(token.begin, token.end - token.begin, words[random() % words.size()]);
    if (!parsed(text)) {
      CHECK_FALSE(formatted(text));
      continue;
    }
    stable(text);
    ++good;
  }
  CHECK(good > 100);
}
