// Going on after an error: where the next statement begins, and the parsers that jump there.
#pragma once

#include "syntax/grammar.hpp"

namespace galley::grammar {

/// `revision 1975ea83b712 'message'` at the beginning of a line: text that belongs to no statement before it.
[[nodiscard]] bool begins_revision(Iterator at);
/// `upgrade {`, `downgrade auto` or a revision at the beginning of a line.
[[nodiscard]] bool begins_clause(Iterator at);
/// Reports the error and returns where to go on: behind the semicolon or the block that ends the statement, or before the
/// brace that ends the block around it.
[[nodiscard]] Iterator recover(Iterator start, const x3::expectation_failure<Iterator>& error, ParseState& state);

/// Behind a statement: its semicolon, which may be left out behind a block.
struct EndOfStatement : Mark<EndOfStatement> {
  template <class C, class R, class A>
  bool parse(Iterator& first, const Iterator&, const C& context, R&, A&) const {
    if (first->kind == TokenKind::semicolon) {
      ++first;
      return true;
    }
    return (first - 1)->kind == TokenKind::right_brace || state_of(context).is_unclosed_block_end(first);
  }
  [[nodiscard]] std::string describe() const { return "\";\""; }
};
inline constexpr EndOfStatement end_of_statement;

/// What stands in a list for a statement that did not parse. An action of `alter table` is left out.
inline void add_error(std::vector<ast::Statement>& list, Span span) {
  ast::Statement& error = list.emplace_back();
  error.what = ast::Error{};
  error.span = span;
}
inline void add_error(std::vector<ast::AlterAction>&, Span) {}

/// { a; b; }, each item by itself, so that one that does not parse does not hide the next.
template <class Subject>
struct Block : x3::unary_parser<Subject, Block<Subject>> {
  using base = x3::unary_parser<Subject, Block<Subject>>;
  using attribute_type = std::vector<typename Subject::attribute_type>;
  static constexpr bool has_attribute = true;
  bool (*ends)(Iterator);  // where an item cannot begin, beyond the end of the block
  constexpr Block(const Subject& s, bool (*e)(Iterator)) : base(s), ends(e) {}

  template <class C, class R>
  bool parse(Iterator& first, const Iterator& last, const C& context, R&, attribute_type& list) const {
    if (first->kind != TokenKind::left_brace) return false;
    const Iterator opening = first++;
    while (first->kind != TokenKind::right_brace && first->kind != TokenKind::end && !ends(first)) {
      if (first->kind == TokenKind::semicolon) {
        ++first;
      } else {
        item(first, last, context, list);
      }
    }
    if (first->kind == TokenKind::right_brace) {
      ++first;
    } else {
      state_of(context).report_unclosed_block(opening, first);
    }
    return true;
  }
  [[nodiscard]] std::string describe() const { return "\"{\""; }

 private:
  template <class C>
  void item(Iterator& first, const Iterator& last, const C& context, attribute_type& list) const {
    const Iterator start = first;
    try {
      typename Subject::attribute_type value{};
      (x3::expect[this->subject]).parse(first, last, context, x3::unused, value);
      (x3::expect[end_of_statement]).parse(first, last, context, x3::unused, x3::unused);
      list.push_back(std::move(value));
    } catch (const x3::expectation_failure<Iterator>& error) {
      first = recover(start, error, state_of(context));
      add_error(list, state_of(context).span(start, first));
    }
  }
};
template <class Subject>
constexpr auto block(const Subject& subject, bool (*ends)(Iterator)) {
  return Block<Subject>(subject, ends);
}

}  // namespace galley::grammar
