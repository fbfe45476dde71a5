// Statements of the language that this version of the compiler does not know yet: named for what they are, not a riddle.
#pragma once

#include "syntax/grammar.hpp"

namespace galley::grammar {

/// Reports and leaves the statement when one begins here; matches nothing otherwise.
struct UnsupportedStatement : Mark<UnsupportedStatement> {
  bool accepts(Iterator at, ParseState& state) const;
  [[nodiscard]] std::string describe() const { return "a statement"; }
};

/// Reports and leaves the statement where SQL has a form of its own behind the name of a call that the language has not: xmlelement(...),
/// json_object('a': 1), treat(a as t).
void refuse_unsupported_form(Iterator at, ParseState& state);
/// Likewise (a).*, all fields of a value.
struct UnsupportedFields : Mark<UnsupportedFields> {
  bool accepts(Iterator at, ParseState& state) const;
  [[nodiscard]] std::string describe() const { return "a field"; }
};

}  // namespace galley::grammar
