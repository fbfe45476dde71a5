// Policies and privileges: who may do what.
#include "syntax/clause_words.hpp"
#include "syntax/dump.hpp"
#include "syntax/spelling.hpp"

namespace galley::syntax {
namespace {

/// What create and alter policy have in common.
template <class Policy>
void conditions(TreeWriter& out, const Policy& policy) {
  out.names("to", policy.roles);
  out.expression("using", policy.using_);
  out.expression("with check", policy.check);
}

void dump_privileges(TreeWriter& out, const std::vector<ast::Privilege>& privileges) {
  for (const ast::Privilege& privilege : privileges)
    out.node(privilege.name, privilege.span, [&] { out.names("column", privilege.columns); });
}

}  // namespace

void dump(TreeWriter& out, const ast::CreatePolicy& policy) {
  out.name("name", policy.name);
  out.name("on", policy.table);
  out.flag("restrictive", policy.restrictive);
  out.line(policy.command == ast::PolicyCommand::all ? "for all" : words_of(policy.command));
  conditions(out, policy);
}

void dump(TreeWriter& out, const ast::AlterPolicy& policy) {
  out.name("name", policy.name);
  out.name("on", policy.table);
  conditions(out, policy);
}

void dump(TreeWriter& out, const ast::Grant& grant) {
  out.flag("all in schema", grant.all_in_schema);
  dump_privileges(out, grant.privileges);
  for (const ast::ObjectReference& object : grant.objects) dump(out, object);
  out.names(grant.is_revoke ? "from" : "to", grant.roles);
  out.flag("grant option", grant.grant_option);
  out.flag("cascade", grant.cascade);
}

void dump(TreeWriter& out, const ast::AlterDefaultPrivileges& alter) {
  out.names("for role", alter.creators);
  out.names("in schema", alter.schemas);
  out.flag("revoke", alter.is_revoke);
  dump_privileges(out, alter.privileges);
  out.node("on " + std::string(words_of_new(alter.kind)), alter.kind_span, [] {});
  out.names(alter.is_revoke ? "from" : "to", alter.roles);
  out.flag("grant option", alter.grant_option);
  out.flag("cascade", alter.cascade);
}

}  // namespace galley::syntax
