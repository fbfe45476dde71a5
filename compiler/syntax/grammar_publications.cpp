// create and alter publication
#include "syntax/rules.hpp"

namespace galley::grammar {

using ast::AlterPublication;
using ast::CreatePublication;
using ast::PublicationAction;
using ast::PublishedTable;

// t [(a, b)] [where (c > 0)]
struct PublishedTableRule {};
const x3::rule<PublishedTableRule, PublishedTable> published_table = "a table name";
const auto published_table_def = spanned[to<&PublishedTable::table>[table_name] > -to<&PublishedTable::columns>[column_list] >
                                         -(kw::where_ > to<&PublishedTable::where>[in_parens[expression]])];
// What is dropped is named alone.
struct NamedTableRule {};
const x3::rule<NamedTableRule, PublishedTable> named_table = "a table name";
const auto named_table_def = spanned[to<&PublishedTable::table>[table_name]];

const auto publication_name = name("a publication name");
const auto in_schema = kw::tables_ >> kw::in_;
const auto begins_group = kw::table_ | in_schema;

/// table t, u, tables in schema r, s: a name belongs to the last words before it.
template <class Publication, class Table>
auto published(const Table& table) {
  const auto one_table = to<&Publication::tables>[table];
  const auto one_schema = to<&Publication::schemas>[name("a schema name")];
  const auto tables = kw::table_ > one_table > *(comma >> !begins_group > one_table);
  const auto schemas = in_schema > kw::schema_ > one_schema > *(comma >> !begins_group > one_schema);
  return (tables | schemas) > *(comma > (tables | schemas));
}
constexpr Nothing groups("\"table\" or \"tables in schema\"");

// create publication p [for all tables | for table t (a), u, tables in schema s] [with (publish = 'insert')]
const auto create_publication_def = kw::create_ >> kw::publication_ > to<&CreatePublication::name>[publication_name] >
                                    -(kw::for_ > ((kw::all_ > flag<&CreatePublication::all_tables>[kw::tables_]) |
                                                  published<CreatePublication>(published_table) |
                                                  Nothing("\"all tables\", \"table\" or \"tables in schema\""))) >
                                    -(kw::with_ > to<&CreatePublication::options>[storage_options]);

// add|drop|set table t, u, tables in schema s · set (publish = 'insert')
const auto publication_action =
    (set<&AlterPublication::action, PublicationAction::add>[kw::add_] > (published<AlterPublication>(published_table) | groups)) |
    (set<&AlterPublication::action, PublicationAction::drop>[kw::drop_] > (published<AlterPublication>(named_table) | groups)) |
    (set<&AlterPublication::action, PublicationAction::set_options>[kw::set_] >> to<&AlterPublication::options>[storage_options]) |
    (set<&AlterPublication::action, PublicationAction::set>[kw::set_] >
     (published<AlterPublication>(published_table) | Nothing("\"(\", \"table\" or \"tables in schema\""))) |
    Nothing("\"add\", \"drop\", \"set\", \"rename to\" or \"owner to\"");

// alter publication p ...
const auto alter_publication_def = kw::alter_ >> kw::publication_ > to<&AlterPublication::name>[publication_name] > publication_action;

BOOST_SPIRIT_DEFINE(published_table, named_table, create_publication, alter_publication)
BOOST_SPIRIT_INSTANTIATE(decltype(create_publication), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(alter_publication), Iterator, Context)

}  // namespace galley::grammar
