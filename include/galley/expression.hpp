// Expressions: parsed once, kept as a tree by the syntax tree and the catalog alike, printed by each dialect.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "galley/names.hpp"
#include "galley/variant.hpp"

namespace galley {

struct Expression;
using ExpressionBox = Box<Expression>;

enum class LiteralKind { null, true_, false_, number, string, bits, hex };

struct Literal {  // 1.5e3 'it''s' true null b'101' x'1F'; text of a string is unescaped, of bits and hex the digits
  LiteralKind kind = LiteralKind::null;
  std::string text;
  friend bool operator==(const Literal&, const Literal&) = default;
};
struct TypedLiteral {  // interval '1' day, date '2026-01-01'
  TypeName type;
  std::string text;
  friend bool operator==(const TypedLiteral&, const TypedLiteral&) = default;
};
struct ColumnReference {  // a, t.a, excluded.a
  std::vector<Name> parts;
  friend bool operator==(const ColumnReference&, const ColumnReference&) = default;
};
struct KeywordValue {  // current_timestamp(3), current_date, current_user, localtimestamp, default ...; lower case
  std::string keyword;
  std::string precision;  // empty where left out
  friend bool operator==(const KeywordValue&, const KeywordValue&) = default;
};
/// f(a, b), count(*), count(distinct a), f(a, variadic b). What SQL spells in words is the function behind it:
/// substring(a from b for c) is substring(a, b, c), position(a in b) is position(b, a), trim(leading a from b) is ltrim(b, a).
struct Call {
  QualifiedName function;
  bool distinct = false;
  bool star = false;
  bool variadic = false;  // before the last argument
  std::vector<Expression> arguments;
  friend bool operator==(const Call&, const Call&) = default;
};
struct NamedArgument {  // a => 1, among the arguments of a call
  Name name;
  ExpressionBox value;
  friend bool operator==(const NamedArgument&, const NamedArgument&) = default;
};
struct Extract {  // extract(year from x)
  Name field;
  ExpressionBox operand;
  friend bool operator==(const Extract&, const Extract&) = default;
};
struct Unary {  // "not", "-", "+", "~", "operator(pg_catalog.-)"
  std::string op;
  ExpressionBox operand;
  friend bool operator==(const Unary&, const Unary&) = default;
};
/// a and b and c: one node however many there are, so that the length of a list of conditions is no depth. No operand is
/// of the same kind.
struct Logical {
  std::string op;  // "and", "or"
  std::vector<Expression> operands;
  friend bool operator==(const Logical&, const Logical&) = default;
};
struct Binary {  // "=", "<>", "||", "->>", "@>", "overlaps", "operator(pg_catalog.+)" ...; words in lower case, "!=" is "<>"
  std::string op;
  ExpressionBox left;
  ExpressionBox right;
  friend bool operator==(const Binary&, const Binary&) = default;
};
struct IsTest {  // x is [not] null | true | false | unknown | document | nfc normalized | json object with unique keys
  ExpressionBox operand;
  bool negated = false;
  std::string what;
  friend bool operator==(const IsTest&, const IsTest&) = default;
};
struct IsDistinct {  // x is [not] distinct from y
  ExpressionBox left;
  bool negated = false;
  ExpressionBox right;
  friend bool operator==(const IsDistinct&, const IsDistinct&) = default;
};
struct Between {  // x [not] between [symmetric] low and high
  ExpressionBox operand;
  bool negated = false;
  bool symmetric = false;
  ExpressionBox low;
  ExpressionBox high;
  friend bool operator==(const Between&, const Between&) = default;
};
struct InList {  // x [not] in (a, b)
  ExpressionBox operand;
  bool negated = false;
  std::vector<Expression> items;
  friend bool operator==(const InList&, const InList&) = default;
};
struct PatternMatch {  // x [not] like | ilike | similar to pattern [escape e]
  ExpressionBox operand;
  bool negated = false;
  std::string op;
  ExpressionBox pattern;
  std::optional<ExpressionBox> escape;
  friend bool operator==(const PatternMatch&, const PatternMatch&) = default;
};
struct Quantified {  // x = any (array), x not like all (select ...); "some" is "any"
  ExpressionBox left;
  std::string op;
  bool all = false;
  ExpressionBox right;  // an array, or a scalar Subquery
  friend bool operator==(const Quantified&, const Quantified&) = default;
};
struct WhenBranch;
struct Case {  // case [operand] when .. then .. [else ..] end
  std::optional<ExpressionBox> operand;
  std::vector<WhenBranch> branches;
  std::optional<ExpressionBox> otherwise;
  friend bool operator==(const Case&, const Case&);
};
struct Cast {  // x::type and cast(x as type); `type` is filled by the catalog
  ExpressionBox operand;
  TypeName type_name;
  std::optional<Type> type;
  friend bool operator==(const Cast& a, const Cast& b) { return a.operand == b.operand && a.type_name == b.type_name; }
};
struct Collated {  // x collate "C"
  ExpressionBox operand;
  QualifiedName collation;
  friend bool operator==(const Collated&, const Collated&) = default;
};
struct AtTimeZone {  // x at time zone 'UTC', x at local
  ExpressionBox operand;
  std::optional<ExpressionBox> zone;
  friend bool operator==(const AtTimeZone&, const AtTimeZone&) = default;
};
struct ArrayLiteral {  // array[a, b]; array[[a], [b]] is array[array[a], array[b]]
  std::vector<Expression> items;
  friend bool operator==(const ArrayLiteral&, const ArrayLiteral&) = default;
};
struct Subscript {  // x[i], x[i:j]
  ExpressionBox operand;
  std::optional<ExpressionBox> index;
  bool slice = false;
  std::optional<ExpressionBox> upper;
  friend bool operator==(const Subscript&, const Subscript&) = default;
};
struct FieldOf {  // (x).field
  ExpressionBox operand;
  Name field;
  friend bool operator==(const FieldOf&, const FieldOf&) = default;
};
struct RowValue {  // (a, b), row(a, b)
  std::vector<Expression> items;
  friend bool operator==(const RowValue&, const RowValue&) = default;
};
struct Subquery {  // (select ...), exists (select ...), x [not] in (select ...), array(select ...): text kept raw, without the parentheses
  enum class Form { scalar, exists, in, array };
  Form form = Form::scalar;
  std::optional<ExpressionBox> operand;  // of in
  bool negated = false;                  // of in
  std::string text;
  Span span = {};  // of the text
  friend bool operator==(const Subquery&, const Subquery&) = default;
};

struct Expression {
  using Node = std::variant<Literal, TypedLiteral, ColumnReference, KeywordValue, Call, NamedArgument, Extract, Unary, Logical, Binary,
                            IsTest, IsDistinct, Between, InList, PatternMatch, Quantified, Case, Cast, Collated, AtTimeZone, ArrayLiteral,
                            Subscript, FieldOf, RowValue, Subquery>;
  Node node;
  Span span;

  // Defined in one place: every file that holds an expression would otherwise compile the copies of all its kinds.
  Expression();
  Expression(Node written, Span at);
  Expression(const Expression&);
  Expression(Expression&&) noexcept;
  Expression& operator=(const Expression&);
  Expression& operator=(Expression&&) noexcept;
  ~Expression();
  friend bool operator==(const Expression& a, const Expression& b);
};
struct WhenBranch {
  Expression condition;
  Expression result;
  friend bool operator==(const WhenBranch&, const WhenBranch&) = default;
};
inline bool operator==(const Case& a, const Case& b) {
  return a.operand == b.operand && a.branches == b.branches && a.otherwise == b.otherwise;
}

/// How tightly an operator binds, as in PostgreSQL's manual ("Operator Precedence"); a higher number binds tighter.
/// `or` 1, `and` 2, `not` 3, `is` 4, comparison 5, `between in like` 6, any other operator 7, `+ -` 8, `* / %` 9, `^` 10,
/// `at time zone` 11, `collate` 12, unary minus 13, subscript 14, `::` 15. Anything that is no operator: 16.
[[nodiscard]] int binary_precedence(std::string_view op);
[[nodiscard]] int precedence(const Expression& expression);

/// Calls `visit` for the expression and every expression below it, parents first.
void for_each_expression(const Expression& root, const std::function<void(const Expression&)>& visit);
void for_each_expression(Expression& root, const std::function<void(Expression&)>& visit);

}  // namespace galley
