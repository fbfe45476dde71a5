// create view, create materialized view and refresh
#include "syntax/rules.hpp"

namespace galley::grammar {

using ast::CheckOption;
using ast::CreateView;
using ast::RefreshView;

const auto view_columns = to<&CreateView::columns>[column_list];
const auto view_options = kw::with_ > to<&CreateView::options>[storage_options];
const auto view_query = unless_declared[kw::as_ > to<&CreateView::query>[raw_text]];
// with [local|cascaded] check option
const auto check_option = kw::with_ > (set<&CreateView::check_option, CheckOption::local>[kw::local_] |
                                       set<&CreateView::check_option, CheckOption::cascaded>[kw::cascaded_ | x3::eps]) > kw::check_
                          > kw::option_;

// create [or replace] view v [(a, b)] [with (security_barrier)] as $$...$$ [with check option]
const auto create_view_def = kw::create_ >> -flag<&CreateView::or_replace>[or_replace] >> kw::view_ > to<&CreateView::name>[view_name] >
                             -view_columns > -view_options > view_query > -check_option;

// create materialized view [if not exists] m [(a, b)] [with (fillfactor = 70)] [tablespace s] as $$...$$ [with [no] data]
const auto create_materialized_view_def = kw::create_ >> flag<&CreateView::materialized>[kw::materialized_] > kw::view_ >
                                          -flag<&CreateView::if_not_exists>[if_not_exists] > to<&CreateView::name>[view_name] >
                                          -view_columns > -view_options >
                                          -(kw::tablespace_ > to<&CreateView::tablespace>[name("a tablespace")]) > view_query >
                                          -(kw::with_ > -set<&CreateView::with_data, false>[kw::no_] > kw::data_);

// refresh materialized view [concurrently] m [with [no] data]
const auto refresh_view_def = kw::refresh_ > kw::materialized_ > kw::view_ > -flag<&RefreshView::concurrently>[kw::concurrently_] >
                              to<&RefreshView::name>[view_name] > -(kw::with_ > -set<&RefreshView::with_data, false>[kw::no_] > kw::data_);

BOOST_SPIRIT_DEFINE(create_view, create_materialized_view, refresh_view)
BOOST_SPIRIT_INSTANTIATE(decltype(create_view), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(create_materialized_view), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(refresh_view), Iterator, Context)

}  // namespace galley::grammar
