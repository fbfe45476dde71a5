// alter table t { action; ... } and alter table t action, ...;
#include <algorithm>
#include <array>

#include "syntax/operators.hpp"
#include "syntax/recovery.hpp"
#include "syntax/rules.hpp"

namespace galley::grammar {
namespace {

/// Words that begin a statement and never an action: the brace before them is missing.
bool ends_actions(Iterator at) {
  constexpr std::array words{Kw::create_, Kw::insert_, Kw::update_, Kw::delete_, Kw::comment_, Kw::sql_, Kw::on_};
  if (begins_clause(at)) return true;
  return at->first_on_line && std::ranges::find(words, at->keyword) != words.end();
}

}  // namespace

using ast::AlterAction;
using ast::AlterTable;

// add column [if not exists] a int not null
struct AddColumnRule {};
const x3::rule<AddColumnRule, ast::AddColumn> add_column = "\"add column\"";
const auto add_column_def =
    kw::add_ >> kw::column_ > -flag<&ast::AddColumn::if_not_exists>[if_not_exists] > to<&ast::AddColumn::column>[column_definition];

// add [constraint a] check (b)
struct AddConstraintRule {};
const x3::rule<AddConstraintRule, ast::AddConstraint> add_constraint = "\"add constraint\"";
const auto add_constraint_def = kw::add_ >> to<&ast::AddConstraint::constraint>[table_constraint];

// drop column [if exists] a [cascade]
struct DropColumnRule {};
const x3::rule<DropColumnRule, ast::DropColumn> drop_column = "\"drop column\"";
const auto drop_column_def = kw::drop_ >> kw::column_ > -flag<&ast::DropColumn::if_exists>[if_exists] >
                             to<&ast::DropColumn::column>[column_name] > -flag<&ast::DropColumn::cascade>[kw::cascade_];

// drop constraint [if exists] a [cascade]
struct DropConstraintRule {};
const x3::rule<DropConstraintRule, ast::DropConstraint> drop_constraint = "\"drop constraint\"";
const auto drop_constraint_def = kw::drop_ >> kw::constraint_ > -flag<&ast::DropConstraint::if_exists>[if_exists] >
                                 to<&ast::DropConstraint::name>[constraint_name] > -flag<&ast::DropConstraint::cascade>[kw::cascade_];

// rename column a to b
struct RenameColumnRule {};
const x3::rule<RenameColumnRule, ast::RenameColumn> rename_column = "\"rename column\"";
const auto rename_column_def = kw::rename_ >> kw::column_ > to<&ast::RenameColumn::from>[column_name] > kw::to_ >
                               to<&ast::RenameColumn::to>[name("the new column name")];

// rename constraint a to b
struct RenameConstraintRule {};
const x3::rule<RenameConstraintRule, ast::RenameConstraint> rename_constraint = "\"rename constraint\"";
const auto rename_constraint_def = kw::rename_ >> kw::constraint_ > to<&ast::RenameConstraint::from>[constraint_name] > kw::to_ >
                                   to<&ast::RenameConstraint::to>[name("the new constraint name")];

// validate constraint a
struct ValidateConstraintRule {};
const x3::rule<ValidateConstraintRule, ast::ValidateConstraint> validate_constraint = "\"validate constraint\"";
const auto validate_constraint_def = kw::validate_ > kw::constraint_ > to<&ast::ValidateConstraint::name>[constraint_name];

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

// An action that begins well and ends in none of the ways above.
const auto unknown_action = (kw::add_ > Nothing("\"column\" or a constraint")) |
                            ((kw::drop_ | kw::rename_) > Nothing("\"column\" or \"constraint\"")) |
                            (kw::alter_ > kw::column_ > column_name >
                             ((kw::set_ > Nothing("\"default\" or \"not null\"")) | (kw::drop_ > Nothing("\"default\" or \"not null\"")) |
                              Nothing("\"type\", \"set\", \"drop\" or \"comment\"")));

struct AlterActionRule {};
const x3::rule<AlterActionRule, AlterAction> alter_action = "an action (add, drop, rename, alter, validate)";
const auto alter_action_def =
    spanned[to<&AlterAction::what>[add_column] | to<&AlterAction::what>[add_constraint] | to<&AlterAction::what>[drop_column] |
            to<&AlterAction::what>[drop_constraint] | to<&AlterAction::what>[rename_column] | to<&AlterAction::what>[rename_constraint] |
            to<&AlterAction::what>[validate_constraint] | to<&AlterAction::what>[alter_type] | to<&AlterAction::what>[set_default] |
            to<&AlterAction::what>[drop_default] | to<&AlterAction::what>[set_not_null] | to<&AlterAction::what>[drop_not_null] |
            to<&AlterAction::what>[column_comment] | unknown_action];

const auto alter_table_def = kw::alter_ >> kw::table_ > to<&AlterTable::name>[table_name] >
                             (to<&AlterTable::actions>[block(alter_action, ends_actions)] |
                              to<&AlterTable::actions>[comma_list[alter_action]]);

BOOST_SPIRIT_DEFINE(add_column, add_constraint, drop_column, drop_constraint, rename_column, rename_constraint, validate_constraint,
                    alter_type, set_default, drop_default, set_not_null, drop_not_null, column_comment, alter_action, alter_table)
BOOST_SPIRIT_INSTANTIATE(decltype(alter_table), Iterator, Context)

}  // namespace galley::grammar
