// The operands of expressions: literals, names, calls, case, cast and what stands in parentheses.
#include <array>

#include "syntax/folding.hpp"
#include "syntax/operators.hpp"
#include "syntax/query.hpp"
#include "syntax/rules.hpp"

namespace galley::grammar {
namespace {

/// 1.5, 'text', true, false, null
struct LiteralReader : Reader<LiteralReader, Literal> {
  bool read(Iterator& first, ParseState& state, Literal& value) const {
    const std::string_view text = state.text(*first);
    if (first->kind == TokenKind::number) {
      value = {LiteralKind::number, std::string(text)};
    } else if (first->kind == TokenKind::string) {
      value = {LiteralKind::string, syntax::unquoted(text)};
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

/// f( or schema.f(; the parenthesis is left for what follows.
struct FunctionNameReader : Reader<FunctionNameReader, QualifiedName> {
  bool read(Iterator& first, ParseState& state, QualifiedName& value) const {
    Iterator last = first;
    if (!is_name(*last)) return false;
    if ((last + 1)->kind == TokenKind::dot && is_name(last[2])) last += 2;
    if ((last + 1)->kind != TokenKind::left_paren) return false;
    return qualified_name("a function").read(first, state, value);
  }
};

/// a, t.a, schema.t.a
struct ColumnReferenceReader : Reader<ColumnReferenceReader, ColumnReference> {
  bool read(Iterator& first, ParseState& state, ColumnReference& value) const {
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

/// Matches, without taking anything, where a type and then a string stands: date '...', timestamp(3) with time zone '...'
struct TypedLiteralAhead : Mark<TypedLiteralAhead> {
  template <class C, class R, class A>
  bool parse(Iterator& first, const Iterator&, const C&, R&, A&) const {
    return is_ahead(first);
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

constexpr Kw value_words[] = {Kw::current_timestamp_, Kw::current_date_, Kw::current_time_,   Kw::current_user_, Kw::current_role_,
                              Kw::current_catalog_,   Kw::session_user_, Kw::localtimestamp_, Kw::localtime_};

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

// current_timestamp
struct KeywordValueRule {};
const x3::rule<KeywordValueRule, KeywordValue> keyword_value = "a value";
const auto keyword_value_def = to<&KeywordValue::keyword>[WordReader(value_words, "a value")];

// date '2026-01-01'
struct TypedLiteralRule {};
const x3::rule<TypedLiteralRule, TypedLiteral> typed_literal = "a literal";
const auto typed_literal_def = TypedLiteralAhead{} >> to<&TypedLiteral::type>[type_name] > to<&TypedLiteral::text>[string_value];

// f(a, b), count(*), count(distinct a)
struct CallRule {};
const x3::rule<CallRule, Call> call = "a call";
const auto call_arguments = to<&Call::arguments>[comma_list[expression]];
const auto call_def = to<&Call::function>[FunctionNameReader{}] >> left_paren >>
                      (flag<&Call::star>[star] | (flag<&Call::distinct>[kw::distinct_] > call_arguments) | -call_arguments) > close_list;

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

// array[a, b]
struct ArrayRule {};
const x3::rule<ArrayRule, ArrayLiteral> array = "\"array\"";
const auto array_def = kw::array_ >> left_bracket >> -to<&ArrayLiteral::items>[comma_list[expression]] > right_bracket;

// row(a, b)
struct RowRule {};
const x3::rule<RowRule, RowValue> row = "\"row\"";
const auto row_def = kw::row_ >> left_paren >> -to<&RowValue::items>[comma_list[expression]] > close_list;

// (select ...), exists (select ...), array(select ...)
struct SubqueryRule {};
const x3::rule<SubqueryRule, Subquery> subquery = "\"(select ...)\"";
const auto query_text = to<&Subquery::text>[query];
const auto subquery_def = query_text | (set<&Subquery::form, Subquery::Form::exists>[kw::exists_] >> query_text) |
                          (set<&Subquery::form, Subquery::Form::array>[kw::array_] > query_text);

const auto operand_def =
    spanned[to<&Expression::node>[LiteralReader{}] | to<&Expression::node>[keyword_value] | to<&Expression::node>[typed_literal] |
            to<&Expression::node>[case_] | to<&Expression::node>[cast] | to<&Expression::node>[extract] | to<&Expression::node>[array] |
            to<&Expression::node>[subquery] | to<&Expression::node>[row] | to<&Expression::node>[call] |
            to<&Expression::node>[ColumnReferenceReader{}] | whole[ParenthesesReader{}]];

const auto key_operand_def =
    spanned[to<&Expression::node>[call] | to<&Expression::node>[ColumnReferenceReader{}] | whole[in_parens[expression]]];

BOOST_SPIRIT_DEFINE(keyword_value, typed_literal, call, cast, extract, when, case_, array, row, subquery, operand, key_operand)
BOOST_SPIRIT_INSTANTIATE(decltype(operand), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(key_operand), Iterator, Context)

}  // namespace galley::grammar
