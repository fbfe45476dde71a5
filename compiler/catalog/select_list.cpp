#include "catalog/select_list.hpp"

#include <algorithm>
#include <array>

#include "syntax/folding.hpp"
#include "syntax/fragment.hpp"
#include "syntax/lexer.hpp"

namespace galley {
namespace {

using syntax::Iterator;
using syntax::TokenKind;
using Words = std::initializer_list<std::string_view>;

constexpr auto after_from =
    std::to_array<std::string_view>({"where", "group", "having", "window", "order", "limit", "offset", "fetch", "for"});

class SelectReader {
 public:
  SelectReader(std::string_view text, Span place, const syntax::Tokens& tokens)
      : text_(text), place_(place), at_(tokens.list.data()), end_(at_ + tokens.list.size() - 1) {}

  std::optional<SelectList> read() {
    if (!take("select") || has_several_queries()) return std::nullopt;
    skip_distinct();
    const Iterator list_end = find(at_, {"from"}, true);
    read_items(list_end);
    at_ = list_end;
    if (at_ != end_ && take("from") && !read_sources()) return std::nullopt;
    return std::move(result_);
  }

 private:
  [[nodiscard]] bool is(Iterator at, std::string_view word) const {
    return at->kind == TokenKind::word && syntax::folded(text_.substr(at->begin, at->end - at->begin), at->kind) == word;
  }
  [[nodiscard]] bool is_one_of(Iterator at, Words words) const {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return is(at, word); });
  }
  bool take(std::string_view word) {
    if (at_ == end_ || !is(at_, word)) return false;
    ++at_;
    return true;
  }
  [[nodiscard]] static bool is_name(Iterator at) { return at->kind == TokenKind::word || at->kind == TokenKind::quoted; }
  [[nodiscard]] std::string name(Iterator at) const { return syntax::folded(text_.substr(at->begin, at->end - at->begin), at->kind); }

  /// Behind the parenthesis that closes the one here.
  [[nodiscard]] Iterator behind_parentheses(Iterator at) const {
    int depth = 0;
    for (; at != end_; ++at) {
      if (at->kind == TokenKind::left_paren || at->kind == TokenKind::left_bracket) ++depth;
      if (at->kind == TokenKind::right_paren || at->kind == TokenKind::right_bracket) --depth;
      if (depth == 0) return at + 1;
    }
    return end_;
  }
  /// The first of these words, or a clause that follows FROM, outside of parentheses; a comma where asked for.
  [[nodiscard]] Iterator find(Iterator at, Words words, bool ends_with_clause, bool or_comma = false) const {
    while (at != end_) {
      if (at->kind == TokenKind::left_paren || at->kind == TokenKind::left_bracket) {
        at = behind_parentheses(at);
        continue;
      }
      const bool is_comparison = is(at, "from") && is(at - 1, "distinct");
      if ((is_one_of(at, words) && !is_comparison) || (or_comma && at->kind == TokenKind::comma)) return at;
      if (ends_with_clause && std::any_of(after_from.begin(), after_from.end(), [&](std::string_view word) { return is(at, word); }))
        return at;
      ++at;
    }
    return end_;
  }
  [[nodiscard]] bool has_several_queries() const { return find(at_, {"union", "intersect", "except", "into"}, false) != end_; }

  void skip_distinct() {
    if (take("all") || !take("distinct") || !take("on")) return;
    at_ = behind_parentheses(at_);
  }

  void read_items(Iterator end) {
    while (at_ < end) {
      const Iterator comma = std::min(find(at_, {}, false, true), end);
      result_.items.push_back(read_item(at_, comma));
      at_ = comma == end ? end : comma + 1;
    }
  }
  [[nodiscard]] SelectItem read_item(Iterator first, Iterator last) const {
    SelectItem item;
    const auto is_star = [&](Iterator at) { return at->kind == TokenKind::op && text_[at->begin] == '*' && at->end - at->begin == 1; };
    if (last - first >= 1 && is_star(last - 1) && (last - first == 1 || (last - 2)->kind == TokenKind::dot)) {
      item.star = true;
      if (last - first > 2) item.qualifier = name(last - 3);
      return item;
    }
    if (last - first >= 3 && is(last - 2, "as")) last -= 2;
    item.value = parse(first, last);
    if (!item.value && last - first >= 2 && is_name(last - 1)) item.value = parse(first, last - 1);  // a name without AS
    return item;
  }
  [[nodiscard]] std::optional<Expression> parse(Iterator first, Iterator last) const {
    if (first >= last) return std::nullopt;
    const std::uint32_t begin = first->begin;
    return parse_expression(text_.substr(begin, (last - 1)->end - begin),
                            {place_.source, place_.begin + begin, place_.begin + (last - 1)->end});
  }

  bool read_sources() {
    const Iterator end = find(at_, {}, true);
    while (at_ < end) {
      if (!read_source(end)) return false;
      const Iterator next = std::min(find(at_, {"join"}, false, true), end);
      if (next < end)
        at_ = next + 1;
      else
        at_ = end;
    }
    return true;
  }
  bool read_source(Iterator end) {
    if (!is_name(at_) || is_one_of(at_, {"only", "lateral", "rows"})) return false;
    SelectSource source;
    source.relation.name.text = name(at_++);
    if (at_ < end && at_->kind == TokenKind::dot && is_name(at_ + 1)) {
      source.relation.schema = Name{source.relation.name.text, {}};
      source.relation.name.text = name(at_ + 1);
      at_ += 2;
    }
    source.name = source.relation.name.text;
    const bool has_as = at_ < end && take("as");
    if (at_ < end && is_name(at_) &&
        (has_as || !is_one_of(at_, {"join", "inner", "left", "right", "full", "cross", "natural", "on", "using", "tablesample"})))
      source.name = name(at_++);
    if (at_ < end && at_->kind == TokenKind::left_paren) return false;  // a function, or names for its columns
    result_.sources.push_back(std::move(source));
    return true;
  }

  std::string_view text_;
  Span place_;
  Iterator at_;
  Iterator end_;
  SelectList result_;
};

}  // namespace

std::optional<SelectList> read_select_list(std::string_view query, Span place) {
  Diagnostics unheard;
  const syntax::Tokens tokens = syntax::lex(query, place.source, unheard);
  if (unheard.has_errors()) return std::nullopt;
  return SelectReader(query, place, tokens).read();
}

}  // namespace galley
