// The parsers of single values: names, strings, numbers, raw text.
#include "diag/catalogue/syntax.hpp"
#include "syntax/folding.hpp"
#include "syntax/grammar.hpp"

namespace galley::syntax {

void fail_expecting(Iterator at, std::string expected) { throw boost::spirit::x3::expectation_failure<Iterator>(at, expected); }
void fail_reported(Iterator at) { throw boost::spirit::x3::expectation_failure<Iterator>(at, {}); }

}  // namespace galley::syntax

namespace galley::grammar {

void report_given_twice(ParseState& state, Iterator at, std::string_view what) {
  if (state.may_report(at)) state.diagnostics().report(state.span(*at), diag::given_twice, what);
}

bool NameReader::read(Iterator& first, ParseState& state, Name& value) const {
  const bool is_name = first->kind == TokenKind::quoted || (first->kind == TokenKind::word && !is_reserved(first->keyword));
  if (!is_name) {
    state.missed_name(first);
    return false;
  }
  value = {syntax::folded(state.text(*first), first->kind), state.span(*first)};
  ++first;
  return true;
}

bool QualifiedNameReader::read(Iterator& first, ParseState& state, QualifiedName& value) const {
  const NameReader part(what);
  if (!part.read(first, state, value.name)) return false;
  if (first->kind != TokenKind::dot) return true;
  ++first;
  value.schema = std::move(value.name);
  if (!part.read(first, state, value.name)) fail_expecting(first, describe());
  return true;
}

bool StringReader::read(Iterator& first, ParseState& state, ast::StringLiteral& value) const {
  if (first->kind != TokenKind::string) return false;
  value = {syntax::unquoted(state.text(*first)), state.span(*first)};
  ++first;
  return true;
}

bool StringValueReader::read(Iterator& first, ParseState& state, std::string& value) const {
  ast::StringLiteral literal;
  if (!string.read(first, state, literal)) return false;
  value = std::move(literal.value);
  return true;
}

bool RawTextReader::read(Iterator& first, ParseState& state, ast::RawText& value) const {
  if (first->kind != TokenKind::raw) return false;
  const std::string_view whole_text = state.text(*first);
  const std::size_t mark = whole_text.find('$', 1) + 1;
  Span inside = state.span(*first);
  inside.begin += static_cast<std::uint32_t>(mark);
  inside.end -= static_cast<std::uint32_t>(mark);
  value = {std::string(whole_text.substr(mark, whole_text.size() - 2 * mark)), inside};
  ++first;
  return true;
}

bool WordReader::read(Iterator& first, ParseState& state, std::string& value) const {
  for (const Kw* word = begin; word != end; ++word) {
    if (!take(first, state, {*word})) continue;
    value = spelling(*word);
    return true;
  }
  return false;
}

bool NumberReader::read(Iterator& first, ParseState& state, std::string& value) const {
  const bool negative = first->kind == TokenKind::op && state.text(*first) == "-";
  const Iterator digits = first + (negative ? 1 : 0);
  if (digits->kind != TokenKind::number) return false;
  value = (negative ? "-" : "") + std::string(state.text(*digits));
  first = digits + 1;
  return true;
}

}  // namespace galley::grammar
