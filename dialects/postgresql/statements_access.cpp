// Policies and privileges.
#include <fmt/format.h>

#include "base/letter_case.hpp"
#include "clause_text.hpp"
#include "postgresql/expressions.hpp"
#include "postgresql/quoting.hpp"
#include "postgresql/statements.hpp"

namespace galley::postgresql {
namespace {

std::string role_list(const std::vector<std::string>& roles) {
  std::string out;
  for (const std::string& role : roles) out += (out.empty() ? "" : ", ") + role_text(role);
  return out;
}

std::string conditions_text(const std::optional<Expression>& using_condition, const std::optional<Expression>& check,
                            const Printing& printing) {
  std::string out;
  if (using_condition) out += fmt::format("\n    USING ({})", expression_text(*using_condition, printing));
  if (check) out += fmt::format("\n    WITH CHECK ({})", expression_text(*check, printing));
  return out;
}

}  // namespace

// A role that has such a name cannot be made: PostgreSQL keeps "public" for itself, and the others are its keywords.
std::string role_text(std::string_view role) {
  for (const std::string_view word : {"public", "current_user", "current_role", "session_user"})
    if (role == word) return upper_case(role);
  return identifier(role);
}

std::string create_policy(const CreateObject& change, const Printing& printing) {
  const auto& policy = std::get<PolicyDefinition>(change.object->definition);
  return fmt::format("CREATE POLICY {} ON {}{}{}{}{};", identifier(change.object->key.part), qualified(change.object->key.name),
                     policy.restrictive ? " AS RESTRICTIVE" : "", clause_behind(policy.command),
                     policy.roles.empty() ? "" : " TO " + role_list(policy.roles), conditions_text(policy.using_, policy.check, printing));
}

std::string alter_policy(const ObjectKey& policy, const ChangePolicy& change, const Printing& printing) {
  const std::string roles = !change.roles ? "" : change.roles->empty() ? " TO PUBLIC" : " TO " + role_list(*change.roles);
  return fmt::format("ALTER POLICY {} ON {}{}{};", identifier(policy.part), qualified(policy.name), roles,
                     conditions_text(change.using_, change.check, printing));
}

std::string set_row_security(const SetRowSecurity& change) {
  const auto action = [&]() -> std::string {
    switch (change.what) {
      case ast::RowSecurity::enable:
        return "ENABLE";
      case ast::RowSecurity::disable:
        return "DISABLE";
      case ast::RowSecurity::force:
        return "FORCE";
      case ast::RowSecurity::no_force:
        break;
    }
    return "NO FORCE";
  };
  return alter_table(change.table, {action() + " ROW LEVEL SECURITY"});
}

namespace {

template <class Change>
std::string grant_or_revoke(const Change& change, std::string_view target) {
  std::string privileges;
  for (const Privilege& privilege : change.privileges) {
    privileges += (privileges.empty() ? "" : ", ") + upper_case(privilege.name);
    if (!privilege.columns.empty()) privileges += " " + name_list(privilege.columns);
  }
  const std::string what = fmt::format("{} ON {}", privileges, target);
  if (!change.is_revoke)
    return fmt::format("GRANT {} TO {}{};", what, role_list(change.roles), change.grant_option ? " WITH GRANT OPTION" : "");
  return fmt::format("REVOKE {}{} FROM {}{};", change.grant_option ? "GRANT OPTION FOR " : "", what, role_list(change.roles),
                     change.cascade ? " CASCADE" : "");
}

}  // namespace

std::string change_privileges(const ChangePrivileges& change, std::string_view target) { return grant_or_revoke(change, target); }

std::string change_default_privileges(const ObjectKey& defaults, const ChangeDefaultPrivileges& change) {
  const std::string role = defaults.name.name.empty() ? "" : " FOR ROLE " + role_text(defaults.name.name);
  const std::string schema = defaults.name.schema.empty() ? "" : " IN SCHEMA " + identifier(defaults.name.schema);
  return fmt::format("ALTER DEFAULT PRIVILEGES{}{}\n    {}", role, schema, grant_or_revoke(change, upper_case(defaults.part)));
}

}  // namespace galley::postgresql
