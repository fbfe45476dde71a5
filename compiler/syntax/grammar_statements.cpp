// Statements of no object's own (comment on, sql, on, set), and the list of all of them.
#include "syntax/recovery.hpp"
#include "syntax/rules.hpp"
#include "syntax/unsupported.hpp"

namespace galley::grammar {

using ast::CommentOn;
using ast::CommentTarget;
using ast::OnDialect;
using ast::RawSql;
using ast::SetTimeout;
using ast::Statement;

namespace {

/// t.c or schema.t.c: the last part is the column.
struct ColumnOfTableReader : Reader<ColumnOfTableReader, CommentOn> {
  bool read(Iterator& first, ParseState& state, CommentOn& value) const {
    if (!table_name.read(first, state, value.object)) return false;
    Name column;
    if (first->kind == TokenKind::dot) {
      ++first;
      if (!column_name.read(first, state, column)) fail_expecting(first, "a column name");
    } else if (value.object.has_schema()) {
      column = std::exchange(value.object.name, std::exchange(value.object.schema, {}));
    } else {
      fail_expecting(first, "\".\" and a column name");
    }
    value.part = std::move(column);
    return true;
  }
  [[nodiscard]] std::string describe() const { return "a column (table.column)"; }
};

}  // namespace

// comment on table t is 'a'; comment on column t.c is null; comment on constraint c on t is 'a'
struct CommentOnRule {};
const x3::rule<CommentOnRule, CommentOn> comment_on = "\"comment on\"";
const auto comment_on_def =
    kw::comment_ > kw::on_ >
    ((set<&CommentOn::target, CommentTarget::table>[kw::table_] > to<&CommentOn::object>[table_name]) |
     (kw::column_ > whole[ColumnOfTableReader{}] >> set<&CommentOn::target, CommentTarget::column>[x3::eps]) |
     (set<&CommentOn::target, CommentTarget::index>[kw::index_] > to<&CommentOn::object>[qualified_name("an index name")]) |
     (set<&CommentOn::target, CommentTarget::constraint>[kw::constraint_] > to<&CommentOn::part>[constraint_name] > kw::on_ >
      to<&CommentOn::object>[table_name]) |
     (set<&CommentOn::target, CommentTarget::enumeration>[kw::enum_] > to<&CommentOn::object>[qualified_name("an enum name")]) |
     Nothing("\"table\", \"column\", \"index\", \"constraint\" or \"enum\"")) > kw::is_
    > (to<&CommentOn::text>[string] | kw::null_);

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

// A statement that begins well and goes on in none of the ways below.
const auto unknown_statement =
    UnsupportedStatement{} | (kw::create_ > Nothing("\"table\", \"index\" or \"enum\"")) |
    (kw::drop_ > Nothing("\"table\", \"index\" or \"enum\"")) | (kw::rename_ > Nothing("\"table\", \"index\" or \"enum\"")) |
    (kw::alter_ > kw::enum_ > qualified_name("an enum name") > Nothing("\"add value\", \"rename value\" or \"drop value\""));

const auto statement_def =
    spanned[to<&Statement::what>[create_table] | to<&Statement::what>[alter_table] | to<&Statement::what>[create_index] |
            to<&Statement::what>[insert] | to<&Statement::what>[update] | to<&Statement::what>[delete_] | to<&Statement::what>[raw_sql] |
            to<&Statement::what>[drop_table] | to<&Statement::what>[drop_index] | to<&Statement::what>[rename_table] |
            to<&Statement::what>[rename_index] | to<&Statement::what>[create_enum] | to<&Statement::what>[drop_enum] |
            to<&Statement::what>[rename_enum] | to<&Statement::what>[add_enum_value] | to<&Statement::what>[rename_enum_value] |
            to<&Statement::what>[drop_enum_value] | to<&Statement::what>[comment_on] | to<&Statement::what>[on_dialect] |
            to<&Statement::what>[set_timeout] | unknown_statement];

BOOST_SPIRIT_DEFINE(comment_on, raw_sql, set_timeout, statement_block, on_dialect, statement)
BOOST_SPIRIT_INSTANTIATE(decltype(statement), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(statement_block), Iterator, Context)

}  // namespace galley::grammar
