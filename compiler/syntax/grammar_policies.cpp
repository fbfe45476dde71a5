// create and alter policy
#include "syntax/clauses.hpp"
#include "syntax/rules.hpp"

namespace galley::grammar {

using ast::AlterPolicy;
using ast::CreatePolicy;
using ast::PolicyCommand;

const auto policy_name = name("a policy name");
template <class Policy>
constexpr auto policy_roles(const RoleReader& role = role_name) {
  return kw::to_ > to<&Policy::roles>[comma_list[role]];
}

// as permissive|restrictive
const auto kind = kw::as_ > (set<&CreatePolicy::restrictive, false>[kw::permissive_] | flag<&CreatePolicy::restrictive>[kw::restrictive_]);
// for all|select|insert|update|delete
const auto command = kw::for_ > (set<&CreatePolicy::command, PolicyCommand::all>[kw::all_] |
                                 set<&CreatePolicy::command, PolicyCommand::select>[kw::select_] |
                                 set<&CreatePolicy::command, PolicyCommand::insert>[kw::insert_] |
                                 set<&CreatePolicy::command, PolicyCommand::update>[kw::update_] |
                                 set<&CreatePolicy::command, PolicyCommand::delete_>[kw::delete_]);

// create policy p on t [as restrictive] [for select] [to a, b] [using (c)] [with check (d)]
const auto create_policy_def = kw::create_ >> kw::policy_ > to<&CreatePolicy::name>[policy_name] > kw::on_ >
                               to<&CreatePolicy::table>[table_name] > -kind > -command > -policy_roles<CreatePolicy>() >
                               -(kw::using_ > to<&CreatePolicy::using_>[in_parens[expression]]) >
                               -(kw::with_ > kw::check_ > to<&CreatePolicy::check>[in_parens[expression]]);

// alter policy p on t [to a, b] [using (c)] [with check (d)]
const auto alter_policy_def = kw::alter_ >> kw::policy_ > to<&AlterPolicy::name>[policy_name] > kw::on_ >
                              to<&AlterPolicy::table>[table_name] > -policy_roles<AlterPolicy>() >
                              -(kw::using_ > to<&AlterPolicy::using_>[in_parens[expression]]) >
                              -(kw::with_ > kw::check_ > to<&AlterPolicy::check>[in_parens[expression]]);

BOOST_SPIRIT_DEFINE(create_policy, alter_policy)
BOOST_SPIRIT_INSTANTIATE(decltype(create_policy), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(alter_policy), Iterator, Context)

}  // namespace galley::grammar
