// insert, update and delete
#include "syntax/rules.hpp"

namespace galley::grammar {

using ast::Assignment;
using ast::Delete;
using ast::Insert;
using ast::Update;

// a or default
struct ValueRule {};
const x3::rule<ValueRule, Expression> value = "a value";
struct DefaultValueRule {};
const x3::rule<DefaultValueRule, KeywordValue> default_value = "\"default\"";
constexpr Kw default_words[] = {Kw::default_};
const auto default_value_def = to<&KeywordValue::keyword>[WordReader(default_words, "\"default\"")];
const auto value_def = spanned[to<&Expression::node>[default_value]] | whole[expression];

// insert into t (a, b) values (1, 'x'), (2, default)
const auto insert_def = kw::insert_ > kw::into_ > to<&Insert::table>[table_name] > to<&Insert::columns>[column_list] > kw::values_ >
                        to<&Insert::rows>[comma_list[in_parens[comma_list[value]]]];

// a = b
struct AssignmentRule {};
const x3::rule<AssignmentRule, Assignment> assignment = "a column name";
const auto assignment_def = to<&Assignment::column>[column_name] > equals > to<&Assignment::value>[value];

// update t set a = b, c = d [where e]
const auto update_def = kw::update_ > to<&Update::table>[table_name] > kw::set_ > to<&Update::assignments>[comma_list[assignment]] >
                        -(kw::where_ > to<&Update::where>[expression]);

// delete from t [where a]
const auto delete__def = kw::delete_ > kw::from_ > to<&Delete::table>[table_name] > -(kw::where_ > to<&Delete::where>[expression]);

BOOST_SPIRIT_DEFINE(default_value, value, insert, assignment, update, delete_)
BOOST_SPIRIT_INSTANTIATE(decltype(insert), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(update), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(delete_), Iterator, Context)

}  // namespace galley::grammar
