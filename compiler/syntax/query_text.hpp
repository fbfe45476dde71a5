// Queries in parentheses are kept as text. Where one begins, for all who have to keep their hands off it.
#pragma once

#include "syntax/token.hpp"

namespace galley::syntax {

/// At the token behind a left parenthesis.
[[nodiscard]] inline bool begins_query(const Token* at) {
  if (at->keyword == Kw::values_) return at[1].kind == TokenKind::left_paren;
  return at->keyword == Kw::select_ || at->keyword == Kw::with_;
}

}  // namespace galley::syntax
