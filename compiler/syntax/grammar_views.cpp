// create view, create materialized view, alter view and refresh
#include "syntax/object_readers.hpp"
#include "syntax/rules.hpp"

namespace galley::grammar {
namespace {

/// view v, materialized view m
struct AlteredViewReader : Reader<AlteredViewReader, ast::ObjectReference> {
  bool read(Iterator& first, ParseState& state, ast::ObjectReference& value) const {
    const bool is_materialized = take(first, state, {Kw::materialized_, Kw::view_});
    if (!is_materialized && !take(first, state, {Kw::view_})) return false;
    const auto kind = is_materialized ? ast::ObjectKind::materialized_view : ast::ObjectKind::view;
    if (!read_reference(first, state, kind, value)) fail_expecting(first, view_name.describe());
    return true;
  }
  [[nodiscard]] std::string describe() const { return "\"view\""; }
};

}  // namespace

using ast::AlterView;
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

// rename [column] a to b
struct RenameViewColumnRule {};
const x3::rule<RenameViewColumnRule, ast::RenameColumn> rename_view_column = "\"rename column\"";
const auto rename_view_column_def = kw::rename_ > -kw::column_ > to<&ast::RenameColumn::from>[column_name] > kw::to_ >
                                    to<&ast::RenameColumn::to>[name("the new column name")];

// Forms that are not there yet, for whoever comes last to name: alter column, cluster on, set tablespace, depends on extension
const auto unknown_view_form =
    kw::alter_ | kw::cluster_ | (kw::set_ >> (kw::tablespace_ | kw::without_)) | kw::depends_ | (kw::no_ >> kw::depends_);
// alter [materialized] view v set (a = b) | reset (a) | rename column a to b
const auto alter_view_def = kw::alter_ >> to<&AlterView::view>[AlteredViewReader{}] >> !unknown_view_form >>
                            (to<&AlterView::what>[set_options] | to<&AlterView::what>[reset_options] |
                             to<&AlterView::what>[rename_view_column] |
                             (x3::eps >
                              Nothing("\"set (...)\", \"reset (...)\", \"rename column\", \"rename to\", \"owner to\" or \"set schema\"")));

BOOST_SPIRIT_DEFINE(create_view, create_materialized_view, refresh_view, rename_view_column, alter_view)
BOOST_SPIRIT_INSTANTIATE(decltype(create_view), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(create_materialized_view), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(refresh_view), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(alter_view), Iterator, Context)

}  // namespace galley::grammar
