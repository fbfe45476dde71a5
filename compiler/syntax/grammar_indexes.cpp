// create, drop and rename index
#include "syntax/rules.hpp"

namespace galley::grammar {

using ast::CreateIndex;
using ast::DropIndex;
using ast::RenameIndex;

const auto index_name = name("an index name");

// create [unique] index [concurrently] [if not exists] [NAME] on t [using m] (key, ...) [include (a)] [nulls not distinct] [where b]
// [comment 'c']
const auto create_index_def =
    kw::create_ >> -flag<&CreateIndex::unique>[kw::unique_] >> kw::index_ > -flag<&CreateIndex::concurrently>[kw::concurrently_] >
    -flag<&CreateIndex::if_not_exists>[if_not_exists] > -to<&CreateIndex::name>[index_name] > kw::on_ >
    to<&CreateIndex::table>[table_name] >
    -(kw::using_ > to<&CreateIndex::method>[name("an index method")]) > to<&CreateIndex::keys>[in_parens[comma_list[index_key]]] >
    -(kw::include_ > to<&CreateIndex::include>[column_list]) >
    -flag<&CreateIndex::nulls_not_distinct>[kw::nulls_ >> kw::not_ >> kw::distinct_] > -(kw::where_ > to<&CreateIndex::where>[expression]) >
    -(kw::comment_ > to<&CreateIndex::comment>[string]);

// drop index [concurrently] [if exists] a [cascade]
const auto drop_index_def = kw::drop_ >> kw::index_ > -flag<&DropIndex::concurrently>[kw::concurrently_] >
                            -flag<&DropIndex::if_exists>[if_exists] > to<&DropIndex::name>[qualified_name("an index name")] >
                            -flag<&DropIndex::cascade>[kw::cascade_];

// rename index a to b
const auto rename_index_def = kw::rename_ >> kw::index_ > to<&RenameIndex::from>[qualified_name("an index name")] > kw::to_ >
                              to<&RenameIndex::to>[name("the new index name")];

BOOST_SPIRIT_DEFINE(create_index, drop_index, rename_index)
BOOST_SPIRIT_INSTANTIATE(decltype(create_index), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(drop_index), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(rename_index), Iterator, Context)

}  // namespace galley::grammar
