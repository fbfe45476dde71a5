// Statements of no object's own (sql, on, set), and the list of all of them.
#include "syntax/object_readers.hpp"
#include "syntax/recovery.hpp"
#include "syntax/rules.hpp"
#include "syntax/unsupported.hpp"

namespace galley::grammar {

using ast::OnDialect;
using ast::RawSql;
using ast::SetTimeout;
using ast::Statement;

// sql [on postgresql] [outside transaction] $$...$$ [undo $$...$$], the options also behind the text
struct RawSqlRule {};
const x3::rule<RawSqlRule, RawSql> raw_sql = "\"sql\"";
const auto raw_sql_option = (kw::on_ > once<&RawSql::dialect>("\"on\"")[name("the name of a dialect")]) |
                            (kw::outside_ > flag<&RawSql::outside_transaction>[kw::transaction_]);
const auto raw_sql_undo = kw::undo_ > once<&RawSql::undo>("\"undo\"")[raw_text];
const auto raw_sql_def = kw::sql_ > *raw_sql_option > to<&RawSql::text>[raw_text] > *(raw_sql_option | raw_sql_undo);

// set lock_timeout '5s'; set statement_timeout '5min'
struct SetTimeoutRule {};
const x3::rule<SetTimeoutRule, SetTimeout> set_timeout = "\"set\"";
const auto set_timeout_def = kw::set_ >
                             (set<&SetTimeout::kind, ast::TimeoutKind::lock>[kw::lock_timeout_] |
                              set<&SetTimeout::kind, ast::TimeoutKind::statement>[kw::statement_timeout_]) > to<&SetTimeout::value>[string];

// { statement; ... }
const auto statement_block_def = nested("blocks")[block(statement, begins_clause)];

// on postgresql { statement; ... }
struct OnDialectRule {};
const x3::rule<OnDialectRule, OnDialect> on_dialect = "\"on\"";
const auto on_dialect_def = kw::on_ > to<&OnDialect::dialect>[name("the name of a dialect")] > to<&OnDialect::body>[statement_block];

// declare table t (a int)
struct DeclareRule {};
const x3::rule<DeclareRule, ast::Declare> declare = "\"declare\"";
const auto declare_def = to<&ast::Declare::what>[declared_statement[statement]];

// A statement that begins well and goes on in none of the ways below. What could follow is known from what was tried.
constexpr Nothing kind_of_object("a kind of object");
const auto unknown_statement = UnsupportedStatement{} | (kw::create_ >> kw::or_ > kw::replace_ > kind_of_object) |
                               (kw::alter_ >> kw::enum_ > qualified_name("an enum name") >
                                Nothing("\"add value\", \"rename value\", \"drop value\", \"owner to\" or \"set schema\"")) |
                               ((kw::create_ | kw::drop_ | kw::rename_ | kw::alter_) > kind_of_object);

const auto statement_def =
    spanned[to<&Statement::what>[declare] | to<&Statement::what>[create_table] | to<&Statement::what>[rename_altered_table] |
            to<&Statement::what>[rename_altered_index] | to<&Statement::what>[rename_altered_enum] | to<&Statement::what>[alter_table] |
            to<&Statement::what>[create_index] | to<&Statement::what>[insert] | to<&Statement::what>[update] |
            to<&Statement::what>[delete_] | to<&Statement::what>[truncate] | to<&Statement::what>[require] | to<&Statement::what>[raw_sql] |
            to<&Statement::what>[drop_table] | to<&Statement::what>[drop_index] | to<&Statement::what>[rename_table] |
            to<&Statement::what>[rename_index] | to<&Statement::what>[create_enum] | to<&Statement::what>[drop_enum] |
            to<&Statement::what>[rename_enum] | to<&Statement::what>[add_enum_value] | to<&Statement::what>[rename_enum_value] |
            to<&Statement::what>[drop_enum_value] | to<&Statement::what>[comment_on] | to<&Statement::what>[on_dialect] |
            to<&Statement::what>[set_timeout] | to<&Statement::what>[reindex] | to<&Statement::what>[change_constraint_statement] |
            to<&Statement::what>[create_view] | to<&Statement::what>[create_materialized_view] | to<&Statement::what>[refresh_view] |
            to<&Statement::what>[create_function] | to<&Statement::what>[create_procedure] | to<&Statement::what>[create_trigger] |
            to<&Statement::what>[create_policy] | to<&Statement::what>[set_object_schema] | to<&Statement::what>[set_object_owner] |
            to<&Statement::what>[rename_object] | to<&Statement::what>[alter_policy] | to<&Statement::what>[grant] |
            to<&Statement::what>[revoke] | to<&Statement::what>[create_schema] | to<&Statement::what>[create_extension] |
            to<&Statement::what>[create_sequence] | to<&Statement::what>[create_domain] | to<&Statement::what>[create_composite_type] |
            to<&Statement::what>[create_statistics] | to<&Statement::what>[update_extension] | to<&Statement::what>[alter_sequence] |
            to<&Statement::what>[alter_domain] | to<&Statement::what>[alter_composite_type] | to<&Statement::what>[drop_object] |
            to<&Statement::what>[alter_default_privileges] | to<&Statement::what>[alter_routine] | to<&Statement::what>[alter_view] |
            to<&Statement::what>[create_publication] | to<&Statement::what>[alter_publication] | unknown_statement];

BOOST_SPIRIT_DEFINE(raw_sql, set_timeout, declare, statement_block, on_dialect, statement)
BOOST_SPIRIT_INSTANTIATE(decltype(statement), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(statement_block), Iterator, Context)

}  // namespace galley::grammar
