#include "syntax/fragment.hpp"

#include "syntax/lexer.hpp"
#include "syntax/operators.hpp"
#include "syntax/rules.hpp"

namespace galley {
namespace {

using syntax::ParseState;

/// Nothing when the whole text is not what `parser` reads. What is wrong with it interests nobody.
template <class Parser, class Value>
std::optional<Value> parse_whole(std::string_view text, Span place, const Parser& parser, Value value) {
  Diagnostics unheard;
  syntax::Tokens tokens = syntax::lex(text, place.source, unheard);
  for (syntax::Token& token : tokens.list) {
    token.begin += place.begin;
    token.end += place.begin;
  }
  ParseState state(text, place.source, unheard, tokens.quiet_from, place.begin);
  const auto context = grammar::x3::make_context<grammar::StateTag>(state);
  syntax::Iterator first = tokens.list.data();
  const syntax::Iterator last = first + tokens.list.size();
  try {
    if (!parser.parse(first, last, context, grammar::x3::unused, value)) return std::nullopt;
  } catch (const grammar::x3::expectation_failure<syntax::Iterator>&) { return std::nullopt; }
  if (first->kind != syntax::TokenKind::end || unheard.has_errors()) return std::nullopt;
  return value;
}

}  // namespace

std::optional<Expression> parse_expression(std::string_view text, Span place) {
  return parse_whole(text, place, grammar::expression, Expression{});
}

std::optional<ast::Statement> parse_statement(std::string_view text, Span place) {
  return parse_whole(text, place, grammar::statement, ast::Statement{});
}

std::optional<TypeName> parse_type(std::string_view text, Span place) { return parse_whole(text, place, grammar::type_name, TypeName{}); }

}  // namespace galley
