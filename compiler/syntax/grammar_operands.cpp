// The operands of expressions: literals, names, calls, case, cast and what stands in parentheses.
#include <array>

#include "diag/catalogue/syntax.hpp"
#include "syntax/folding.hpp"
#include "syntax/operators.hpp"
#include "syntax/query.hpp"
#include "syntax/rules.hpp"

namespace galley::grammar {
namespace {

/// 1.5, 'text', $$text$$, b'101', x'1F', true, false, null
struct LiteralReader : Reader<LiteralReader, Literal> {
  bool read(Iterator& first, ParseState& state, Literal& value) const {
    const std::string_view text = state.text(*first);
    if (first->kind == TokenKind::number) {
      value = {LiteralKind::number, std::string(text)};
    } else if (first->kind == TokenKind::string) {
      value = {LiteralKind::string, syntax::unquoted(text)};
    } else if (first->kind == TokenKind::bits) {
      value = {text.front() == 'b' || text.front() == 'B' ? LiteralKind::bits : LiteralKind::hex, syntax::unquoted(text)};
    } else if (ast::RawText raw; raw_text.read(first, state, raw)) {
      value = {LiteralKind::string, std::move(raw.text)};
      return true;
    } else if (first->keyword == Kw::true_) {
      value = {LiteralKind::true_, "true"};
    } else if (first->keyword == Kw::false_) {
      value = {LiteralKind::false_, "false"};
    } else if (first->keyword == Kw::null_) {
      value = {LiteralKind::null, "null"};
    } else {
      return false;
    }
    ++first;
    return true;
  }
};

bool is_name(const Token& token) {
  return token.kind == TokenKind::quoted || (token.kind == TokenKind::word && !is_reserved(token.keyword));
}

/// operator(schema.+) before an operand: no call, and no column.
bool is_named_operator(Iterator at) { return at->keyword == Kw::operator_ && at[1].kind == TokenKind::left_paren; }

/// f( or schema.f(; the parenthesis is left for what follows.
struct FunctionNameReader : Reader<FunctionNameReader, QualifiedName> {
  bool read(Iterator& first, ParseState& state, QualifiedName& value) const {
    Iterator last = first;
    if (!is_name(*last) || is_named_operator(last)) return false;
    if ((last + 1)->kind == TokenKind::dot && is_name(last[2])) last += 2;
    if ((last + 1)->kind != TokenKind::left_paren) return false;
    return qualified_name("a function").read(first, state, value);
  }
};

/// a, t.a, schema.t.a
struct ColumnReferenceReader : Reader<ColumnReferenceReader, ColumnReference> {
  bool read(Iterator& first, ParseState& state, ColumnReference& value) const {
    if (is_named_operator(first)) return false;
    do {
      if (!value.parts.empty()) ++first;
      Name part;
      if (!column_name.read(first, state, part)) {
        if (value.parts.empty()) return false;
        fail_expecting(first, "a column name");
      }
      value.parts.push_back(std::move(part));
    } while (first->kind == TokenKind::dot && value.parts.size() < 3);
    return true;
  }
};

/// date '...', timestamp(3) with time zone '...', interval '...' day to second
struct TypedLiteralReader : Reader<TypedLiteralReader, TypedLiteral> {
  bool read(Iterator& first, ParseState& state, TypedLiteral& value) const {
    if (!is_ahead(first)) return false;
    if (!type_name.read(first, state, value.type) || !string_value.read(first, state, value.text)) return false;
    const bool is_interval = value.type.name == "interval" && value.type.schema.empty() && !value.type.quoted;
    if (is_interval && value.type.arguments.empty()) read_interval_fields(first, state, value.type);
    return true;
  }

 private:
  static bool is_ahead(Iterator at) {
    if (!is_name(*at)) return false;
    if ((++at)->kind == TokenKind::dot && is_name(at[1])) at += 2;
    if (at->keyword == Kw::precision_ || at->keyword == Kw::varying_) ++at;
    if (at->kind == TokenKind::left_paren && at[1].kind == TokenKind::number && at[2].kind == TokenKind::right_paren) at += 3;
    const bool has_zone =
        (at->keyword == Kw::with_ || at->keyword == Kw::without_) && at[1].keyword == Kw::time_ && at[2].keyword == Kw::zone_;
    return at[has_zone ? 3 : 0].kind == TokenKind::string;
  }
};

/// current_date, current_timestamp(3)
struct KeywordValueReader : Reader<KeywordValueReader, KeywordValue> {
  bool read(Iterator& first, ParseState& state, KeywordValue& value) const {
    static constexpr Kw moments[] = {Kw::current_timestamp_, Kw::current_time_, Kw::localtimestamp_, Kw::localtime_};
    static constexpr Kw others[] = {Kw::current_date_,   Kw::current_user_,    Kw::current_role_,
                                    Kw::current_schema_, Kw::current_catalog_, Kw::session_user_};
    if (first->kind != TokenKind::word) return false;
    if (WordReader(others, "a value").read(first, state, value.keyword)) return true;
    if (!WordReader(moments, "a value").read(first, state, value.keyword)) return false;
    if (first->kind != TokenKind::left_paren) return true;
    if (first[1].kind != TokenKind::number) fail_expecting(first + 1, "a number of digits");
    if (first[2].kind != TokenKind::right_paren) fail_expecting(first + 2, "\")\"");
    value.precision = state.text(first[1]);
    first += 3;
    return true;
  }
};

/// Refuses what only aggregates and window functions have: no expression of the language may hold either.
struct AggregateClause : Mark<AggregateClause> {
  bool accepts(Iterator at, ParseState& state) const {
    const bool in_call = at->keyword == Kw::order_ && at[1].keyword == Kw::by_;
    const bool behind_call = (at - 1)->kind == TokenKind::right_paren &&
                             ((at->keyword == Kw::filter_ && at[1].kind == TokenKind::left_paren) ||
                              (at->keyword == Kw::over_ && (at[1].kind == TokenKind::left_paren || at[1].kind == TokenKind::word)) ||
                              (at->keyword == Kw::within_ && at[1].keyword == Kw::group_));
    if (!in_call && !behind_call) return false;
    if (state.may_report(at))
      state.diagnostics()
          .report(state.span(*at), diag::clause_of_aggregate, spelling(at->keyword))
          .help("put it into a sub-select: (select ...)");
    fail_reported(at);
  }
};

inline constexpr Symbol arrow{"=>"};
/// Matches, without taking anything, where an argument has its name before it.
struct NamedArgumentAhead : Mark<NamedArgumentAhead> {
  template <class C, class R, class A>
  bool parse(Iterator& first, const Iterator&, const C& context, R&, A&) const {
    if (!is_name(*first)) return false;
    Iterator behind = first + 1;
    return arrow.accepts(behind, state_of(context)) || (behind->kind == TokenKind::colon && equals.accepts(behind + 1, state_of(context)));
  }
};

/// (a) is a; (a, b) is a row.
struct ParenthesesReader : x3::parser<ParenthesesReader> {
  using attribute_type = Expression;
  static constexpr bool has_attribute = true;
  template <class C, class R>
  bool parse(Iterator& first, const Iterator& last, const C& context, R&, Expression& value) const {
    std::vector<Expression> items;
    if (!in_parens[comma_list[expression]].parse(first, last, context, x3::unused, items)) return false;
    if (items.size() == 1) {
      value = std::move(items.front());
    } else {
      value.node = RowValue{std::move(items)};
    }
    return true;
  }
};

}  // namespace

// a => 1, a := 1
struct NamedArgumentRule {};
const x3::rule<NamedArgumentRule, NamedArgument> named_argument = "an argument";
const auto named_argument_def = to<&NamedArgument::name>[name("a name")] >>
                                (arrow | (colon >> equals)) > to<&NamedArgument::value>[expression];
struct ArgumentRule {};
const x3::rule<ArgumentRule, Expression> argument = "an expression";
const auto argument_def = spanned[NamedArgumentAhead{} > to<&Expression::node>[named_argument]] | whole[expression];

// f(a, b), f(a, b => 1), f(a, variadic b), count(*), count(distinct a)
struct CallRule {};
const x3::rule<CallRule, Call> call = "a call";
const auto call_arguments = to<&Call::arguments>[argument] >
                            *(comma > -flag<&Call::variadic>[kw::variadic_] > to<&Call::arguments>[argument]);
const auto call_def = to<&Call::function>[FunctionNameReader{}] >> left_paren >>
                      (flag<&Call::star>[star] | (flag<&Call::distinct>[kw::distinct_] > call_arguments) |
                       (flag<&Call::variadic>[kw::variadic_] > call_arguments) | -call_arguments) >>
                      -AggregateClause{} > close_list >> -AggregateClause{};

// cast(a as type)
struct CastRule {};
const x3::rule<CastRule, Cast> cast = "\"cast\"";
const auto cast_def = kw::cast_ > left_paren > to<&Cast::operand>[expression] > kw::as_ > to<&Cast::type_name>[type_name] > right_paren;

// extract(year from a)
struct ExtractRule {};
const x3::rule<ExtractRule, Extract> extract = "\"extract\"";
const auto extract_def = kw::extract_ >> left_paren > to<&Extract::field>[name("a field such as \"year\"")] > kw::from_ >
                         to<&Extract::operand>[expression] > right_paren;

// when a then b
struct WhenRule {};
const x3::rule<WhenRule, WhenBranch> when = "\"when\"";
const auto when_def = kw::when_ > to<&WhenBranch::condition>[expression] > kw::then_ > to<&WhenBranch::result>[expression];

// case [a] when b then c [else d] end
struct CaseRule {};
const x3::rule<CaseRule, Case> case_ = "\"case\"";
const auto case__def = kw::case_ > -to<&Case::operand>[expression] > to<&Case::branches>[when] > *to<&Case::branches>[when] >
                       -(kw::else_ > to<&Case::otherwise>[expression]) > kw::end_;

// array[a, b], array[[a], [b]]
struct ArrayItemsRule {};
const x3::rule<ArrayItemsRule, ArrayLiteral> array_items = "\"[\"";
struct InnerArrayRule {};
const x3::rule<InnerArrayRule, Expression> inner_array = "\"[\"";
const auto inner_array_def = spanned[to<&Expression::node>[nested("arrays")[array_items]]];
const auto array_items_def = left_bracket >> -(to<&ArrayLiteral::items>[comma_list[inner_array]] |
                                               to<&ArrayLiteral::items>[comma_list[expression]]) > right_bracket;
struct ArrayRule {};
const x3::rule<ArrayRule, ArrayLiteral> array = "\"array\"";
const auto array_def = kw::array_ >> whole[array_items];

// row(a, b)
struct RowRule {};
const x3::rule<RowRule, RowValue> row = "\"row\"";
const auto row_def = kw::row_ >> left_paren >> -to<&RowValue::items>[comma_list[expression]] > close_list;

// (select ...), exists (select ...), array(select ...)
struct SubqueryRule {};
const x3::rule<SubqueryRule, Subquery> subquery = "\"(select ...)\"";
const auto query_text = query_into<&Subquery::text, &Subquery::span>;
const auto subquery_def = query_text | (set<&Subquery::form, Subquery::Form::exists>[kw::exists_] >> query_text) |
                          (set<&Subquery::form, Subquery::Form::array>[kw::array_] > query_text);

const auto operand_def = spanned[to<&Expression::node>[LiteralReader{}] | to<&Expression::node>[KeywordValueReader{}] |
                                 to<&Expression::node>[TypedLiteralReader{}] | to<&Expression::node>[case_] | to<&Expression::node>[cast] |
                                 to<&Expression::node>[extract] | to<&Expression::node>[array] | to<&Expression::node>[subquery] |
                                 to<&Expression::node>[row] | to<&Expression::node>[worded_call] | to<&Expression::node>[call] |
                                 to<&Expression::node>[ColumnReferenceReader{}] | whole[ParenthesesReader{}]];

const auto key_operand_def = spanned[to<&Expression::node>[worded_call] | to<&Expression::node>[call] |
                                     to<&Expression::node>[ColumnReferenceReader{}] | whole[in_parens[expression]]];

BOOST_SPIRIT_DEFINE(named_argument, argument, call, array_items, inner_array, cast, extract, when, case_, array, row, subquery, operand,
                    key_operand)
BOOST_SPIRIT_INSTANTIATE(decltype(operand), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(key_operand), Iterator, Context)

}  // namespace galley::grammar
