// Columns and their attributes.
#include "syntax/clauses.hpp"
#include "syntax/object_readers.hpp"
#include "syntax/operators.hpp"
#include "syntax/rules.hpp"

namespace galley::grammar {

using ast::ColumnAttribute;
using ast::References;

// match full|simple, on delete cascade, on delete set null (a, b), on update restrict
const auto match_option = kw::match_ > (set<&References::match, ast::MatchType::full>[kw::full_] |
                                        set<&References::match, ast::MatchType::simple>[kw::simple_]);
const auto delete_option =
    kw::on_ >> kw::delete_ > to<&References::on_delete>[referential_action] > -to<&References::on_delete_columns>[column_list];
const auto update_option = kw::on_ >> kw::update_ > to<&References::on_update>[referential_action];

// references t [(a, b)] [options]
const auto references_def = kw::references_ > to<&References::table>[table_name] > -to<&References::columns>[column_list] >
                            *(match_option | delete_option | update_option);

// default a
struct DefaultRule {};
const x3::rule<DefaultRule, ast::DefaultAttribute> default_attribute = "\"default\"";
const auto default_attribute_def = kw::default_ > to<&ast::DefaultAttribute::value>[restricted_expression];

// unique [nulls not distinct]
struct UniqueRule {};
const x3::rule<UniqueRule, ast::UniqueAttribute> unique_attribute = "\"unique\"";
const auto unique_attribute_def = kw::unique_ >> -flag<&ast::UniqueAttribute::nulls_not_distinct>[kw::nulls_ >> kw::not_ >> kw::distinct_];

struct ReferencesAttributeRule {};
const x3::rule<ReferencesAttributeRule, ast::ReferencesAttribute> references_attribute = "\"references\"";
const auto references_attribute_def = to<&ast::ReferencesAttribute::references>[references];

// check (a) [no inherit]
struct CheckRule {};
const x3::rule<CheckRule, ast::CheckAttribute> check_attribute = "\"check\"";
const auto check_attribute_def = kw::check_ > to<&ast::CheckAttribute::condition>[in_parens[expression]] >
                                 -flag<&ast::CheckAttribute::no_inherit>[kw::no_ >> kw::inherit_];

// generated always as (a) [stored|virtual]
struct GeneratedRule {};
const x3::rule<GeneratedRule, ast::GeneratedAttribute> generated_attribute = "\"generated\"";
const auto generated_attribute_def = kw::generated_ > kw::always_ > kw::as_ > to<&ast::GeneratedAttribute::value>[in_parens[expression]] >
                                     -(kw::stored_ | set<&ast::GeneratedAttribute::stored, false>[kw::virtual_]);

// collate "C"
struct CollateRule {};
const x3::rule<CollateRule, ast::CollateAttribute> collate_attribute = "\"collate\"";
const auto collate_attribute_def = kw::collate_ > to<&ast::CollateAttribute::collation>[qualified_name("a collation")];

// comment 'a'
struct CommentRule {};
const x3::rule<CommentRule, ast::CommentAttribute> comment_attribute = "\"comment\"";
const auto comment_attribute_def = kw::comment_ > to<&ast::CommentAttribute::text>[string];

// What may follow `constraint NAME`.
struct AttributeBodyRule {};
const x3::rule<AttributeBodyRule, ColumnAttribute> attribute_body = "a column attribute";
const auto primary_key = kw::primary_ > kw::key_;
const auto key_attribute = to<&ColumnAttribute::what>[yields<ast::PrimaryKeyAttribute>[primary_key]] |
                           to<&ColumnAttribute::what>[unique_attribute] | to<&ColumnAttribute::what>[references_attribute];
const auto attribute_body_def = to<&ColumnAttribute::what>[yields<ast::NotNullAttribute>[kw::not_ > kw::null_]] |
                                to<&ColumnAttribute::what>[yields<ast::NullAttribute>[kw::null_]] |
                                to<&ColumnAttribute::what>[default_attribute] |
                                (key_attribute >> -to<&ColumnAttribute::deferral>[deferral]) | to<&ColumnAttribute::what>[check_attribute] |
                                to<&ColumnAttribute::what>[identity_attribute] | to<&ColumnAttribute::what>[generated_attribute] |
                                to<&ColumnAttribute::what>[collate_attribute] | to<&ColumnAttribute::what>[comment_attribute];

// [constraint NAME] attribute
struct ColumnAttributeRule {};
const x3::rule<ColumnAttributeRule, ColumnAttribute> column_attribute = "a column attribute";
const auto column_attribute_def =
    spanned[(kw::constraint_ > to<&ColumnAttribute::constraint_name>[constraint_name] > whole[attribute_body]) | whole[attribute_body]];

// NAME TYPE attributes
const auto column_definition_def = spanned[to<&ast::ColumnDefinition::name>[column_name] > to<&ast::ColumnDefinition::type>[type_name] >
                                           *to<&ast::ColumnDefinition::attributes>[column_attribute]];

BOOST_SPIRIT_DEFINE(references, default_attribute, unique_attribute, references_attribute, check_attribute, generated_attribute,
                    collate_attribute, comment_attribute, attribute_body, column_attribute, column_definition)
BOOST_SPIRIT_INSTANTIATE(decltype(column_definition), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(references), Iterator, Context)

}  // namespace galley::grammar
