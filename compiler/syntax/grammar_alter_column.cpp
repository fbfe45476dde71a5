// The actions of `alter table` on one column.
#include "syntax/operators.hpp"
#include "syntax/rules.hpp"

namespace galley::grammar {

using ast::AlterAction;

// alter column a ...
template <class Action>
constexpr auto alter_column(NameReader column = column_name) {
  return kw::alter_ >> kw::column_ >> to<&Action::column>[column];
}
// ... type bigint [collate c] [using (d)]
struct AlterTypeRule {};
const x3::rule<AlterTypeRule, ast::AlterColumnType> alter_type = "\"type\"";
const auto alter_type_def = alter_column<ast::AlterColumnType>() >> kw::type_ > to<&ast::AlterColumnType::type>[type_name] >
                            -(kw::collate_ > to<&ast::AlterColumnType::collation>[qualified_name("a collation")]) >
                            -(kw::using_ > to<&ast::AlterColumnType::using_>[in_parens[expression]]);
// ... set default b
struct SetDefaultRule {};
const x3::rule<SetDefaultRule, ast::SetDefault> set_default = "\"set default\"";
const auto set_default_def = alter_column<ast::SetDefault>() >> kw::set_ >> kw::default_ > to<&ast::SetDefault::value>[expression];
// ... drop default
struct DropDefaultRule {};
const x3::rule<DropDefaultRule, ast::DropDefault> drop_default = "\"drop default\"";
const auto drop_default_def = alter_column<ast::DropDefault>() >> kw::drop_ >> kw::default_;
// ... set not null
struct SetNotNullRule {};
const x3::rule<SetNotNullRule, ast::SetNotNull> set_not_null = "\"set not null\"";
const auto set_not_null_def = alter_column<ast::SetNotNull>() >> kw::set_ >> kw::not_ > kw::null_;
// ... drop not null
struct DropNotNullRule {};
const x3::rule<DropNotNullRule, ast::DropNotNull> drop_not_null = "\"drop not null\"";
const auto drop_not_null_def = alter_column<ast::DropNotNull>() >> kw::drop_ >> kw::not_ > kw::null_;
// ... comment 'b'|null
struct ColumnCommentRule {};
const x3::rule<ColumnCommentRule, ast::ColumnComment> column_comment = "\"comment\"";
const auto column_comment_def = alter_column<ast::ColumnComment>() >> kw::comment_ > (to<&ast::ColumnComment::text>[string] | kw::null_);

// ... set statistics 500|default · set storage plain|external|extended|main|default · set compression b|default
struct SetColumnSettingRule {};
const x3::rule<SetColumnSettingRule, ast::SetColumnSetting> set_column_setting = "\"set statistics\"";
struct StatisticsTargetReader : Reader<StatisticsTargetReader, Name> {
  bool read(Iterator& first, ParseState& state, Name& value) const {
    const Iterator begin = first;
    if (!number.read(first, state, value.text)) return false;
    value.span = state.span(begin, first);
    return true;
  }
  [[nodiscard]] std::string describe() const { return "a number or \"default\""; }
};
const auto set_column_setting_def =
    alter_column<ast::SetColumnSetting>() >> kw::set_ >>
    ((set<&ast::SetColumnSetting::setting, ast::ColumnSetting::statistics>[kw::statistics_] >
      (kw::default_ | to<&ast::SetColumnSetting::value>[StatisticsTargetReader{}])) |
     (set<&ast::SetColumnSetting::setting, ast::ColumnSetting::storage>[kw::storage_] >
      (kw::default_ | to<&ast::SetColumnSetting::value>[name("\"plain\", \"external\", \"extended\", \"main\" or \"default\"")])) |
     (set<&ast::SetColumnSetting::setting, ast::ColumnSetting::compression>[kw::compression_] >
      (kw::default_ | to<&ast::SetColumnSetting::value>[name("a method of compression or \"default\"")])));

// ... set (n_distinct = 5) · reset (n_distinct)
struct SetColumnOptionsRule {};
const x3::rule<SetColumnOptionsRule, ast::SetColumnOptions> set_column_options = "\"set (...)\"";
const auto set_column_options_def = alter_column<ast::SetColumnOptions>() >>
                                    ((kw::set_ >> to<&ast::SetColumnOptions::set>[storage_options]) |
                                     (kw::reset_ > to<&ast::SetColumnOptions::reset>[option_names]));

// ... add generated always|by default as identity [(...)]
struct AddIdentityRule {};
const x3::rule<AddIdentityRule, ast::AddIdentity> add_identity = "\"add generated\"";
const auto add_identity_def = alter_column<ast::AddIdentity>() >> kw::add_ > to<&ast::AddIdentity::identity>[identity_attribute];
// ... set generated always|by default · set increment by 5 · restart [with 10], one or several
struct SetIdentityRule {};
const x3::rule<SetIdentityRule, ast::SetIdentity> set_identity = "\"set generated\"";
const auto identity_change = (kw::set_ >> kw::generated_ >
                              (set<&ast::SetIdentity::always, true>[kw::always_] |
                               set<&ast::SetIdentity::always, false>[kw::by_ > kw::default_] | Nothing("\"always\" or \"by default\""))) |
                             (kw::set_ >> to<&ast::SetIdentity::options>[sequence_option]) |
                             (flag<&ast::SetIdentity::restarts>[kw::restart_] > -(-kw::with_ >> to<&ast::SetIdentity::restart>[number]));
const auto set_identity_def = alter_column<ast::SetIdentity>() >> identity_change > *identity_change;
// ... drop identity [if exists]
struct DropIdentityRule {};
const x3::rule<DropIdentityRule, ast::DropIdentity> drop_identity = "\"drop identity\"";
const auto drop_identity_def =
    alter_column<ast::DropIdentity>() >> kw::drop_ >> kw::identity_ > -flag<&ast::DropIdentity::if_exists>[if_exists];
// ... set expression as (b)
struct SetExpressionRule {};
const x3::rule<SetExpressionRule, ast::SetExpression> set_expression = "\"set expression\"";
const auto set_expression_def =
    alter_column<ast::SetExpression>() >> kw::set_ >> kw::expression_ > kw::as_ > to<&ast::SetExpression::value>[in_parens[expression]];
// ... drop expression [if exists]
struct DropExpressionRule {};
const x3::rule<DropExpressionRule, ast::DropExpression> drop_expression = "\"drop expression\"";
const auto drop_expression_def =
    alter_column<ast::DropExpression>() >> kw::drop_ >> kw::expression_ > -flag<&ast::DropExpression::if_exists>[if_exists];

// An action that begins well and ends in none of the ways above.
const auto unknown_change =
    kw::alter_ > kw::column_ > column_name >
    ((kw::set_ >
      Nothing("\"default\", \"not null\", \"generated\", \"expression\", \"statistics\", \"storage\", \"compression\" or \"(\"")) |
     (kw::drop_ > Nothing("\"default\", \"not null\", \"identity\" or \"expression\"")) |
     Nothing("\"type\", \"set\", \"drop\", \"add\", \"reset\", \"restart\" or \"comment\""));

const auto alter_column_action_def =
    to<&AlterAction::what>[alter_type] | to<&AlterAction::what>[set_default] | to<&AlterAction::what>[drop_default] |
    to<&AlterAction::what>[set_not_null] | to<&AlterAction::what>[drop_not_null] | to<&AlterAction::what>[column_comment] |
    to<&AlterAction::what>[set_column_setting] | to<&AlterAction::what>[set_column_options] | to<&AlterAction::what>[add_identity] |
    to<&AlterAction::what>[set_identity] | to<&AlterAction::what>[drop_identity] | to<&AlterAction::what>[set_expression] |
    to<&AlterAction::what>[drop_expression] | unknown_change;

BOOST_SPIRIT_DEFINE(alter_type, set_default, drop_default, set_not_null, drop_not_null, column_comment, set_column_setting,
                    set_column_options, add_identity, set_identity, drop_identity, set_expression, drop_expression, alter_column_action)
BOOST_SPIRIT_INSTANTIATE(decltype(alter_column_action), Iterator, Context)

}  // namespace galley::grammar
