// How a table is divided, and which rows a partition takes.
#include "syntax/rules.hpp"

namespace galley::grammar {

using ast::PartitionBound;
using ast::PartitionBy;
using ast::PartitionStrategy;

// range|list|hash (key, ...)
const auto partition_by_def =
    (set<&PartitionBy::strategy, PartitionStrategy::range>[kw::range_] | set<&PartitionBy::strategy, PartitionStrategy::list>[kw::list_] |
     set<&PartitionBy::strategy, PartitionStrategy::hash>[kw::hash_]) > to<&PartitionBy::keys>[in_parens[comma_list[index_key]]];

// minvalue, maxvalue
constexpr Kw end_words[] = {Kw::minvalue_, Kw::maxvalue_};
struct EndValueRule {};
const x3::rule<EndValueRule, KeywordValue> end_value = "a value";
const auto end_value_def = to<&KeywordValue::keyword>[WordReader(end_words, "a value")];
struct BoundValueRule {};
const x3::rule<BoundValueRule, Expression> bound_value = "a value";
const auto bound_value_def = spanned[to<&Expression::node>[end_value] | whole[expression]];

// from (a, ...) to (b, ...)
struct RangeBoundRule {};
const x3::rule<RangeBoundRule, ast::RangeBound> range_bound = "\"from\"";
const auto bound_values = in_parens[comma_list[bound_value]];
const auto range_bound_def = kw::from_ > to<&ast::RangeBound::from>[bound_values] > kw::to_ > to<&ast::RangeBound::to>[bound_values];

// in (a, b)
struct ListBoundRule {};
const x3::rule<ListBoundRule, ast::ListBound> list_bound = "\"in\"";
const auto list_bound_def = kw::in_ > to<&ast::ListBound::values>[in_parens[comma_list[expression]]] > x3::eps;

// with (modulus 4, remainder 0)
struct HashBoundRule {};
const x3::rule<HashBoundRule, ast::HashBound> hash_bound = "\"with\"";
const auto hash_bound_def = kw::with_ > left_paren > kw::modulus_ > to<&ast::HashBound::modulus>[number] > comma > kw::remainder_ >
                            to<&ast::HashBound::remainder>[number] > right_paren;

// for values from ... to ...|in ...|with ...; default
const auto values_of = to<&PartitionBound::what>[range_bound] | to<&PartitionBound::what>[list_bound] |
                       to<&PartitionBound::what>[hash_bound] | Nothing("\"from\", \"in\" or \"with\"");
const auto partition_bound_def =
    spanned[(kw::for_ > kw::values_ > values_of) | to<&PartitionBound::what>[yields<ast::DefaultBound>[kw::default_]]];

BOOST_SPIRIT_DEFINE(partition_by, end_value, bound_value, range_bound, list_bound, hash_bound, partition_bound)
BOOST_SPIRIT_INSTANTIATE(decltype(partition_by), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(partition_bound), Iterator, Context)

}  // namespace galley::grammar
