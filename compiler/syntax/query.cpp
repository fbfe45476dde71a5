#include "syntax/query.hpp"

namespace galley::grammar {
bool QueryReader::read(Iterator& first, ParseState& state, std::string& value) const {
  if (first->kind != TokenKind::left_paren) return false;
  const Kw start = (first + 1)->keyword;
  if (start != Kw::select_ && start != Kw::with_) return false;
  Iterator at = first + 1;
  for (int depth = 1;; ++at) {
    if (at->kind == TokenKind::left_paren) ++depth;
    if (at->kind == TokenKind::right_paren && --depth == 0) break;
    if (at->kind == TokenKind::end || at->kind == TokenKind::semicolon || at->kind == TokenKind::broken) fail_expecting(at, "\")\"");
  }
  // From the first token to the last: a comment behind the query would swallow the parenthesis when it is printed.
  value = state.text(first[1].begin, (at - 1)->end);
  first = at + 1;
  return true;
}

}  // namespace galley::grammar
