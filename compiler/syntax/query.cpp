#include "syntax/query.hpp"

#include "syntax/query_text.hpp"

namespace galley::grammar {
bool QueryReader::read(Iterator& first, ParseState& state, QueryText& value) const {
  if (first->kind != TokenKind::left_paren) return false;
  if (!syntax::begins_query(first + 1)) return false;
  Iterator at = first + 1;
  for (int depth = 1;; ++at) {
    if (at->kind == TokenKind::left_paren) ++depth;
    if (at->kind == TokenKind::right_paren && --depth == 0) break;
    if (at->kind == TokenKind::end || at->kind == TokenKind::semicolon || at->kind == TokenKind::broken) fail_expecting(at, "\")\"");
  }
  // From the first token to the last: a comment behind the query would swallow the parenthesis when it is printed.
  value = {std::string(state.text(first[1].begin, (at - 1)->end)), state.span(first + 1, at)};
  first = at + 1;
  return true;
}

}  // namespace galley::grammar
