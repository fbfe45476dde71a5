// create and alter domain, create statistics
#include "syntax/operators.hpp"
#include "syntax/rules.hpp"

namespace galley::grammar {

using ast::AlterDomain;
using ast::CreateDomain;
using ast::CreateStatistics;
using ast::DomainCheck;

const auto domain_name = qualified_name("a domain name");

// [constraint a] check (value > 0)
struct DomainCheckRule {};
const x3::rule<DomainCheckRule, DomainCheck> domain_check = "a check";
const auto domain_check_def = spanned[-(kw::constraint_ > to<&DomainCheck::name>[constraint_name]) >> kw::check_ >
                                      to<&DomainCheck::condition>[in_parens[expression]]];

// create domain d as text [collate c] [default e] [not null] [constraint a] check (value <> '') ..., in any order
const auto domain_clause = (kw::collate_ > once<&CreateDomain::collation>("\"collate\"")[qualified_name("a collation")]) |
                           (kw::default_ > once<&CreateDomain::default_value>("\"default\"")[restricted_expression]) |
                           (kw::not_ > flag<&CreateDomain::not_null>[kw::null_]) | to<&CreateDomain::checks>[domain_check];
const auto create_domain_def =
    kw::create_ >> kw::domain_ > to<&CreateDomain::name>[domain_name] > kw::as_ > to<&CreateDomain::type>[type_name] > *domain_clause;

// set default e · drop default
struct SetDomainDefaultRule {};
const x3::rule<SetDomainDefaultRule, ast::SetDomainDefault> set_domain_default = "\"set default\"";
const auto set_domain_default_def =
    (kw::set_ >> kw::default_ > to<&ast::SetDomainDefault::value>[expression]) | (kw::drop_ >> kw::default_);
// set not null · drop not null
struct SetDomainNotNullRule {};
const x3::rule<SetDomainNotNullRule, ast::SetDomainNotNull> set_domain_not_null = "\"set not null\"";
const auto set_domain_not_null_def =
    (kw::set_ >> kw::not_ > kw::null_) | (kw::drop_ >> set<&ast::SetDomainNotNull::not_null, false>[kw::not_] > kw::null_);
// add [constraint a] check (value > 0) [not valid]
struct AddDomainCheckRule {};
const x3::rule<AddDomainCheckRule, DomainCheck> add_domain_check = "\"add\"";
const auto add_domain_check_def = kw::add_ > whole[domain_check] > -flag<&DomainCheck::not_valid>[kw::not_ >> kw::valid_];
// drop constraint [if exists] a [cascade]
struct DropDomainCheckRule {};
const x3::rule<DropDomainCheckRule, ast::DropConstraint> drop_domain_check = "\"drop constraint\"";
const auto drop_domain_check_def = kw::drop_ >> kw::constraint_ > -flag<&ast::DropConstraint::if_exists>[if_exists] >
                                   to<&ast::DropConstraint::name>[constraint_name] > -flag<&ast::DropConstraint::cascade>[kw::cascade_];
// rename constraint a to b
struct RenameDomainCheckRule {};
const x3::rule<RenameDomainCheckRule, ast::RenameConstraint> rename_domain_check = "\"rename constraint\"";
const auto rename_domain_check_def = kw::rename_ > kw::constraint_ > to<&ast::RenameConstraint::from>[constraint_name] > kw::to_ >
                                     to<&ast::RenameConstraint::to>[name("the new constraint name")];
// validate constraint a
struct ValidateDomainCheckRule {};
const x3::rule<ValidateDomainCheckRule, ast::ValidateConstraint> validate_domain_check = "\"validate constraint\"";
const auto validate_domain_check_def = kw::validate_ > kw::constraint_ > to<&ast::ValidateConstraint::name>[constraint_name];

// alter domain d ...
const auto alter_domain_def =
    kw::alter_ >> kw::domain_ > to<&AlterDomain::name>[domain_name] >
    (to<&AlterDomain::what>[set_domain_default] | to<&AlterDomain::what>[set_domain_not_null] | to<&AlterDomain::what>[drop_domain_check] |
     to<&AlterDomain::what>[add_domain_check] | to<&AlterDomain::what>[rename_domain_check] |
     to<&AlterDomain::what>[validate_domain_check] |
     Nothing("\"set\", \"drop\", \"add\", \"rename constraint\", \"validate constraint\", \"owner to\" or \"set schema\""));

// create statistics [if not exists] s [(dependencies, mcv)] on a, (lower(b)) from t
const auto create_statistics_def = kw::create_ >> kw::statistics_ > -flag<&CreateStatistics::if_not_exists>[if_not_exists] >
                                   to<&CreateStatistics::name>[qualified_name("a statistics name")] >
                                   -to<&CreateStatistics::kinds>[in_parens[comma_list[name("a kind of statistics")]]] > kw::on_ >
                                   to<&CreateStatistics::keys>[comma_list[key_operand]] > kw::from_ >
                                   to<&CreateStatistics::table>[table_name];

BOOST_SPIRIT_DEFINE(domain_check, create_domain, set_domain_default, set_domain_not_null, add_domain_check, drop_domain_check,
                    rename_domain_check, validate_domain_check, alter_domain, create_statistics)
BOOST_SPIRIT_INSTANTIATE(decltype(create_domain), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(alter_domain), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(create_statistics), Iterator, Context)

}  // namespace galley::grammar
