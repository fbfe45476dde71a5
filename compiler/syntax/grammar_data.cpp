// insert, update, delete, truncate and require
#include "syntax/query.hpp"
#include "syntax/rules.hpp"

namespace galley::grammar {

using ast::Assignment;
using ast::Batches;
using ast::Delete;
using ast::ExpectRows;
using ast::Insert;
using ast::OnConflict;
using ast::Overriding;
using ast::Require;
using ast::TableReference;
using ast::Truncate;
using ast::Update;

// a or default
struct ValueRule {};
const x3::rule<ValueRule, Expression> value = "a value";
struct DefaultValueRule {};
const x3::rule<DefaultValueRule, KeywordValue> default_value = "\"default\"";
constexpr Kw default_words[] = {Kw::default_};
const auto default_value_def = to<&KeywordValue::keyword>[WordReader(default_words, "\"default\"")];
const auto value_def = spanned[to<&Expression::node>[default_value]] | whole[expression];
const auto row = in_parens[comma_list[value]];

namespace {

/// a = b, (c, d) = (e, f)
struct AssignmentsReader : x3::parser<AssignmentsReader> {
  using attribute_type = std::vector<Assignment>;
  static constexpr bool has_attribute = true;
  template <class C, class R>
  bool parse(Iterator& first, const Iterator& last, const C& context, R&, std::vector<Assignment>& list) const {
    do {
      if (!list.empty()) ++first;
      std::vector<Name> columns;
      std::vector<Expression> values(1);
      const bool is_row = column_list.parse(first, last, context, x3::unused, columns);
      if (!is_row && !column_name.read(first, state_of(context), columns.emplace_back())) {
        if (list.empty()) return false;
        fail_expecting(first, "a column name");
      }
      if (!equals.accepts(first, state_of(context))) fail_expecting(first, equals.describe());
      ++first;
      const Iterator begin = first;
      if (is_row)
        read_row(first, last, context, values);
      else if (!value.parse(first, last, context, x3::unused, values.front()))
        fail_expecting(first, "a value");
      if (values.size() != columns.size()) fail_expecting(begin, "as many values as columns");
      for (std::size_t i = 0; i < columns.size(); ++i) list.push_back({std::move(columns[i]), std::move(values[i])});
    } while (first->kind == TokenKind::comma);
    return true;
  }
  [[nodiscard]] std::string describe() const { return "a column name"; }

 private:
  template <class C>
  static void read_row(Iterator& first, const Iterator& last, const C& context, std::vector<Expression>& values) {
    values.clear();
    take(first, state_of(context), {Kw::row_});
    QueryText text;
    if (Iterator at = first; query.read(at, state_of(context), text))
      fail_expecting(first, "values in parentheses: a query can fill one column");
    if (!row.parse(first, last, context, x3::unused, values)) fail_expecting(first, "values in parentheses");
  }
};
inline constexpr AssignmentsReader assignments;

/// 12, between 1 and 20
struct RowRangeReader : Reader<RowRangeReader, ExpectRows> {
  bool read(Iterator& first, ParseState& state, ExpectRows& value) const {
    const bool has_two = take(first, state, {Kw::between_});
    if (!number.read(first, state, value.minimum)) {
      if (!has_two) return false;
      fail_expecting(first, number.describe());
    }
    value.maximum = value.minimum;
    if (!has_two) return true;
    if (!take(first, state, {Kw::and_})) fail_expecting(first, "\"and\"");
    if (!number.read(first, state, value.maximum)) fail_expecting(first, number.describe());
    return true;
  }
  [[nodiscard]] std::string describe() const { return "a number or \"between\""; }
};

}  // namespace

// t, t as x, (select ...) as x (a, b)
struct TableReferenceRule {};
const x3::rule<TableReferenceRule, TableReference> table_reference = "a table name";
const auto table_reference_def =
    spanned[(to<&TableReference::name>[table_name] > -(kw::as_ > to<&TableReference::alias>[name("an alias")])) |
            (query_into<&TableReference::query, &TableReference::query_span> > kw::as_ > to<&TableReference::alias>[name("an alias")] >
             -to<&TableReference::columns>[column_list])];
struct TargetRule {};
const x3::rule<TargetRule, TableReference> target = "a table name";
const auto target_def = spanned[to<&TableReference::name>[table_name] > -(kw::as_ > to<&TableReference::alias>[name("an alias")])];

// expect rows 12, expect rows between 1 and 20
struct ExpectRowsRule {};
const x3::rule<ExpectRowsRule, ExpectRows> expect_rows = "\"expect rows\"";
const auto expect_rows_def = spanned[kw::expect_ > kw::rows_ > whole[RowRangeReader{}]];

// in batches of 5000
struct BatchesRule {};
const x3::rule<BatchesRule, Batches> in_batches = "\"in batches of\"";
const auto in_batches_def = spanned[kw::in_ > kw::batches_ > kw::of_ > to<&Batches::size>[number]];

// on conflict [(a, lower(b)) [where c] | on constraint d] do nothing | do update set e = f [where g]
struct OnConflictRule {};
const x3::rule<OnConflictRule, OnConflict> on_conflict = "\"on conflict\"";
const auto conflict_target =
    (to<&OnConflict::keys>[in_parens[comma_list[index_key]]] > -(kw::where_ > to<&OnConflict::keys_where>[expression])) |
    (kw::on_ > kw::constraint_ > to<&OnConflict::constraint>[constraint_name]);
const auto on_conflict_def = spanned[kw::on_ > kw::conflict_ > -conflict_target > kw::do_ >
                                     (kw::nothing_ | (kw::update_ > kw::set_ > to<&OnConflict::assignments>[assignments] >
                                                      -(kw::where_ > to<&OnConflict::where>[expression])))];

// insert into t (a, b) [overriding system value] values (1, 'x'), (2, default) | $$select ...$$ [on conflict ...] [expect rows ...]
const auto overriding = kw::overriding_ > (set<&Insert::overriding, Overriding::system>[kw::system_] |
                                           set<&Insert::overriding, Overriding::user>[kw::user_]) > kw::value_;
const auto insert_def = kw::insert_ > kw::into_ > to<&Insert::table>[table_name] > to<&Insert::columns>[column_list] > -overriding >
                        (to<&Insert::query>[raw_text] | (kw::values_ > to<&Insert::rows>[comma_list[row]]) |
                         Nothing("\"values\" or a query ($$ select ... $$)")) > -to<&Insert::on_conflict>[on_conflict] >
                        -to<&Insert::expect>[expect_rows];

// update t [as x] set a = b, c = d [from u as p] [where e] [in batches of 5000] [expect rows 12]
const auto update_def = kw::update_ > to<&Update::table>[target] > kw::set_ > to<&Update::assignments>[assignments] >
                        -(kw::from_ > to<&Update::from>[comma_list[table_reference]]) > -(kw::where_ > to<&Update::where>[expression]) >
                        -to<&Update::batches>[in_batches] > -to<&Update::expect>[expect_rows];

// delete from t [as x] [using u as p] [where a] [in batches of 5000] [expect rows 12]
const auto delete__def = kw::delete_ > kw::from_ > to<&Delete::table>[target] >
                         -(kw::using_ > to<&Delete::using_>[comma_list[table_reference]]) > -(kw::where_ > to<&Delete::where>[expression]) >
                         -to<&Delete::batches>[in_batches] > -to<&Delete::expect>[expect_rows];

// truncate [table] t, u [restart identity | continue identity] [cascade]
const auto identity_clause = (flag<&Truncate::restart_identity>[kw::restart_] > kw::identity_) | (kw::continue_ > kw::identity_);
const auto truncate_def = kw::truncate_ > -kw::table_ > to<&Truncate::tables>[comma_list[table_name]] > -identity_clause >
                          -flag<&Truncate::cascade>[kw::cascade_];

// require [no] rows $$select ...$$ [else 'message']
const auto require_def = kw::require_ > (set<&Require::no_rows, true>[kw::no_] | set<&Require::no_rows, false>[x3::eps]) > kw::rows_
                         > to<&Require::query>[raw_text] > -(kw::else_ > to<&Require::message>[string]);

BOOST_SPIRIT_DEFINE(table_reference, target, default_value, value, expect_rows, in_batches, on_conflict, insert, update, delete_, truncate,
                    require)
BOOST_SPIRIT_INSTANTIATE(decltype(insert), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(update), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(delete_), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(truncate), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(require), Iterator, Context)

}  // namespace galley::grammar
