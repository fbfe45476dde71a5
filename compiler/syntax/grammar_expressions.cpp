// Expressions: a row of operands and operators, folded into a tree afterwards. A rule for each level of precedence would be
// ten times slower and take five times the stack.
#include "syntax/fold_precedence.hpp"
#include "syntax/operators.hpp"
#include "syntax/query.hpp"
#include "syntax/rules.hpp"
#include "syntax/unsupported.hpp"

namespace galley::grammar {
namespace {

using syntax::FlatExpression;
using syntax::Operand;
using syntax::Tail;

/// Makes an item of the row and notes how deep the expressions in it are.
template <class Item, class Subject>
struct Measured : x3::unary_parser<Subject, Measured<Item, Subject>> {
  using base = x3::unary_parser<Subject, Measured<Item, Subject>>;
  using attribute_type = Item;
  static constexpr bool has_attribute = true;
  constexpr explicit Measured(const Subject& s) : base(s) {}

  template <class C, class R>
  bool parse(Iterator& first, const Iterator& last, const C& context, R&, Item& item) const {
    ParseState& state = state_of(context);
    const Iterator begin = first;
    if (++state.row_length > syntax::row_limit) state.fail_too_deep(begin, "operators", syntax::expression_depth_limit);
    const int outer = std::exchange(state.deepest, 0);
    const bool matches = this->subject.parse(first, last, context, x3::unused, value_of(item));
    item.depth = state.deepest + 1;
    state.deepest = outer;
    if constexpr (std::is_same_v<Item, Tail>) item.at = begin;
    return matches;
  }
  [[nodiscard]] std::string describe() const { return x3::what(this->subject); }

 private:
  static Expression& value_of(Operand& item) { return item.value; }
  static Tail& value_of(Tail& item) { return item; }
};
template <class Item, class Subject>
constexpr auto measured(const Subject& subject) {
  return Measured<Item, Subject>(subject);
}

template <class Subject>
struct Folded : x3::unary_parser<Subject, Folded<Subject>> {
  using base = x3::unary_parser<Subject, Folded<Subject>>;
  using attribute_type = Expression;
  static constexpr bool has_attribute = true;
  constexpr explicit Folded(const Subject& s) : base(s) {}

  template <class C, class R>
  bool parse(Iterator& first, const Iterator& last, const C& context, R&, Expression& value) const {
    ParseState& state = state_of(context);
    FlatExpression flat;
    const int outer = std::exchange(state.row_length, 0);
    if (!this->subject.parse(first, last, context, x3::unused, flat)) return false;
    state.row_length = outer;
    flat.end = first;
    value = fold_precedence(std::move(flat), state);
    return true;
  }
};
inline constexpr DirectiveGen<Folded> folded;

/// = any (array), <> all (select ...)
struct QuantifiedReader : x3::parser<QuantifiedReader> {
  using attribute_type = Quantified;
  static constexpr bool has_attribute = true;
  template <class C, class R>
  bool parse(Iterator& first, const Iterator& last, const C& context, R&, Quantified& value) const {
    syntax::Quantifier quantifier;
    if (!QuantifierReader{}.read(first, state_of(context), quantifier)) return false;
    value.op = std::move(quantifier.op);
    value.all = quantifier.all;
    const Iterator begin = first;
    if (QueryText text; query.read(first, state_of(context), text)) {
      Subquery subquery;
      subquery.text = std::move(text.text);
      subquery.span = text.span;
      value.right = Expression{std::move(subquery), state_of(context).span(begin, first)};
      return true;
    }
    Expression array;
    if (!in_parens[expression].parse(first, last, context, x3::unused, array)) fail_expecting(first, "an array or a query in parentheses");
    value.right = std::move(array);
    return true;
  }
  [[nodiscard]] std::string describe() const { return "an operator"; }
};

}  // namespace

// [not] in (select ...)
struct InQueryRule {};
const x3::rule<InQueryRule, Subquery> in_query = "\"in\"";
const auto in_query_def = -flag<&Subquery::negated>[kw::not_] >> set<&Subquery::form, Subquery::Form::in>[kw::in_] >>
                          query_into<&Subquery::text, &Subquery::span>;

// [not] in (a, b); without the parenthesis `in` belongs to what follows: where a is null in batches of 5
struct InListRule {};
const x3::rule<InListRule, InList> in_list = "\"in\"";
const auto in_list_def = -flag<&InList::negated>[kw::not_] >> kw::in_ >> to<&InList::items>[in_parens[comma_list[expression]]];

// ::type
struct CastTailRule {};
const x3::rule<CastTailRule, Cast> cast_tail = "\"::\"";
const auto cast_tail_def = cast_sign > to<&Cast::type_name>[type_name];

// collate "C"
struct CollateTailRule {};
const x3::rule<CollateTailRule, Collated> collate_tail = "\"collate\"";
const auto collate_tail_def = kw::collate_ > to<&Collated::collation>[qualified_name("a collation")];

// [i], [i:j], [:j], [i:]
struct SubscriptRule {};
const x3::rule<SubscriptRule, Subscript> subscript = "\"[\"";
const auto slice_end = flag<&Subscript::slice>[colon] >> -to<&Subscript::upper>[expression];
const auto subscript_def = left_bracket > (slice_end | (to<&Subscript::index>[expression] >> -slice_end)) > right_bracket;

// .field
struct FieldRule {};
const x3::rule<FieldRule, FieldOf> field = "\".\"";
const auto field_def = -UnsupportedFields{} >> dot > to<&FieldOf::field>[name("a field")];

// at local
struct AtLocalRule {};
const x3::rule<AtLocalRule, AtTimeZone> at_local = "\"at local\"";
const auto at_local_def = kw::at_ >> kw::local_;

struct TailRule {};
const x3::rule<TailRule, Tail> tail = "an operator";
const auto tail_def =
    spanned[to<&Tail::node>[cast_tail] | to<&Tail::node>[subscript] | to<&Tail::node>[IsTestReader{}] | to<&Tail::node>[in_query] |
            to<&Tail::node>[in_list] | to<&Tail::node>[collate_tail] | to<&Tail::node>[field] | to<&Tail::node>[at_local]];

struct RestrictedTailRule {};
const x3::rule<RestrictedTailRule, Tail> restricted_tail = "an operator";
const auto restricted_tail_def = spanned[to<&Tail::node>[cast_tail] | to<&Tail::node>[subscript] | to<&Tail::node>[field]];

struct QuantifiedTailRule {};
const x3::rule<QuantifiedTailRule, Tail> quantified_tail = "an operator";
const auto quantified_tail_def = spanned[to<&Tail::node>[QuantifiedReader{}]];

// - a, not not a
struct FlatTermRule {};
const auto operand_item = to<&FlatExpression::items>[measured<Operand>(operand)];
constexpr auto term(bool restricted) {
  const auto prefix = to<&FlatExpression::items>[PrefixOperatorReader(restricted)];
  return operand_item | (prefix >> *prefix > operand_item);
}
// a + b is null and not c
struct FlatRule {};
const x3::rule<FlatRule, FlatExpression> flat_expression = "an expression";
const auto flat_expression_def = term(false) >> *(to<&FlatExpression::items>[measured<Tail>(quantified_tail)] |
                                                  (to<&FlatExpression::items>[InfixOperatorReader(false)] > term(false)) |
                                                  to<&FlatExpression::items>[measured<Tail>(tail)]);
struct RestrictedFlatRule {};
const x3::rule<RestrictedFlatRule, FlatExpression> restricted_flat_expression = "an expression";
const auto restricted_flat_expression_def = term(true) >> *((to<&FlatExpression::items>[InfixOperatorReader(true)] > term(true)) |
                                                            to<&FlatExpression::items>[measured<Tail>(restricted_tail)]);

const auto expression_def = nested("expressions")[folded[flat_expression]];
const auto restricted_expression_def = nested("expressions")[folded[restricted_flat_expression]];

BOOST_SPIRIT_DEFINE(in_query, in_list, cast_tail, collate_tail, subscript, field, at_local, tail, restricted_tail, quantified_tail,
                    flat_expression, restricted_flat_expression, expression, restricted_expression)
BOOST_SPIRIT_INSTANTIATE(decltype(expression), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(restricted_expression), Iterator, Context)

}  // namespace galley::grammar
