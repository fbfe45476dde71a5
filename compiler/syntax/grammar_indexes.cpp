// create, drop and rename index, reindex
#include "syntax/rules.hpp"

namespace galley::grammar {

using ast::CreateIndex;
using ast::DropIndex;
using ast::Reindex;
using ast::RenameIndex;

const auto index_name = name("an index name");

// What follows the keys, in any order: include (a) nulls not distinct with (b = c) tablespace d where e comment 'f'
struct IndexOptionRule {};
const x3::rule<IndexOptionRule, CreateIndex> index_option = "an option of the index";
const auto index_option_def = (kw::include_ > once<&CreateIndex::include>("\"include\"")[column_list]) |
                              flag<&CreateIndex::nulls_not_distinct>[kw::nulls_ >> kw::not_ >> kw::distinct_] |
                              (kw::with_ > once<&CreateIndex::options>("\"with\"")[storage_options]) |
                              (kw::tablespace_ > once<&CreateIndex::tablespace>("\"tablespace\"")[name("a tablespace")]) |
                              (kw::where_ > once<&CreateIndex::where>("\"where\"")[expression]) |
                              (kw::comment_ > once<&CreateIndex::comment>("\"comment\"")[string]);

// create [unique] index [concurrently] [if not exists] [NAME] on t [using m] (key, ...) [options]
const auto create_index_def =
    kw::create_ >> -flag<&CreateIndex::unique>[kw::unique_] >> kw::index_ > -flag<&CreateIndex::concurrently>[kw::concurrently_] >
    -flag<&CreateIndex::if_not_exists>[if_not_exists] > -to<&CreateIndex::name>[index_name] > kw::on_ >
    to<&CreateIndex::table>[table_name] >
    -(kw::using_ > to<&CreateIndex::method>[name("an index method")]) > to<&CreateIndex::keys>[in_parens[comma_list[index_key]]] >
    *whole[index_option];

// drop index [concurrently] [if exists] a [cascade]
const auto drop_index_def = kw::drop_ >> kw::index_ > -flag<&DropIndex::concurrently>[kw::concurrently_] >
                            -flag<&DropIndex::if_exists>[if_exists] > to<&DropIndex::name>[qualified_name("an index name")] >
                            -flag<&DropIndex::cascade>[kw::cascade_];

// rename index a to b
const auto rename_index_def = kw::rename_ >> kw::index_ > to<&RenameIndex::from>[qualified_name("an index name")] > kw::to_ >
                              to<&RenameIndex::to>[name("the new index name")];

// reindex index|table [concurrently] a
const auto reindex_def = kw::reindex_ > (set<&Reindex::target, ast::ReindexTarget::index>[kw::index_] |
                                         set<&Reindex::target, ast::ReindexTarget::table>[kw::table_] | Nothing("\"index\" or \"table\"")) >
                         -flag<&Reindex::concurrently>[kw::concurrently_] > to<&Reindex::name>[qualified_name("a name")];

BOOST_SPIRIT_DEFINE(index_option, create_index, drop_index, rename_index, reindex)
BOOST_SPIRIT_INSTANTIATE(decltype(create_index), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(drop_index), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(rename_index), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(reindex), Iterator, Context)

}  // namespace galley::grammar
