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
  for (const ast::Privilege& privilege : grant.privileges)
    out.node(privilege.name, privilege.span, [&] { out.names("column", privilege.columns); });
  for (const ast::ObjectReference& object : grant.objects) dump(out, object);
  out.names(grant.is_revoke ? "from" : "to", grant.roles);
  out.flag("grant option", grant.grant_option);
  out.flag("cascade", grant.cascade);
}

}  // namespace galley::syntax
