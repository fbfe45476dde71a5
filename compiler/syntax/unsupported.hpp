// Statements of the language that this version of the compiler does not know yet: named for what they are, not a riddle.
#pragma once

#include "syntax/grammar.hpp"

namespace galley::grammar {

/// Reports and leaves the statement when one begins here; matches nothing otherwise.
struct UnsupportedStatement : Mark<UnsupportedStatement> {
  bool accepts(Iterator at, ParseState& state) const;
  [[nodiscard]] std::string describe() const { return "a statement"; }
};

}  // namespace galley::grammar
