// An expression as the grammar reads it: operands and operators in a row, not yet a tree.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "galley/expression.hpp"
#include "syntax/parse_state.hpp"

namespace galley::syntax {

/// not, -, ~ before an operand
struct PrefixOperator {
  std::string op;
  Iterator at = nullptr;
};
/// An operator between two operands: symbols as written, words in lower case with single blanks ("is distinct from").
/// `and` also divides the bounds of `between`; `escape` belongs to the pattern before it.
struct InfixOperator {
  std::string op;
  bool negated = false;
  Iterator at = nullptr;
};
/// An operator with any or all behind it.
struct Quantifier {
  std::string op;
  bool all = false;
};
struct Operand {
  Expression value;
  int depth = 1;
};
/// What stands behind an operand and needs no other one: `is null`, `in (...)`, `= any (...)`, `::type`. The operand itself is still to be
/// put in.
struct Tail {
  using Node = std::variant<IsTest, InList, Subquery, Quantified, Cast, Collated, AtTimeZone, Subscript, FieldOf>;
  Node node;
  Span span;
  Iterator at = nullptr;
  int depth = 1;
};

struct FlatExpression {
  std::vector<std::variant<Operand, PrefixOperator, InfixOperator, Tail>> items;
  Iterator end = nullptr;  // the token behind it
};

}  // namespace galley::syntax
