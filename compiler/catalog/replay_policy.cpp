#include "catalog/apply.hpp"
#include "catalog/object_needs.hpp"
#include "catalog/resolve.hpp"
#include "catalog/statements.hpp"
#include "diag/catalogue/views.hpp"

namespace galley {
namespace {

std::vector<std::string> role_names(const std::vector<Name>& written) {
  std::vector<std::string> roles;
  for (const Name& role : written) roles.push_back(role.text);
  return roles;
}

/// Rows that are read have nothing to check, and new ones nothing to be found by.
bool check_command(ast::PolicyCommand command, const std::optional<Expression>& using_condition, const std::optional<Expression>& check,
                   Workspace& workspace) {
  const bool only_reads = command == ast::PolicyCommand::select || command == ast::PolicyCommand::delete_;
  if (check && only_reads)
    workspace.report(check->span, diag::condition_not_taken, command == ast::PolicyCommand::select ? "select" : "delete", "with check");
  const bool only_adds = command == ast::PolicyCommand::insert;
  if (using_condition && only_adds)
    workspace.report(using_condition->span, diag::condition_not_taken, "insert", "using").help("write \"with check\"");
  return !(check && only_reads) && !(using_condition && only_adds);
}

/// Fills in the condition, where one is written; false when it is wrong.
bool resolve_condition(const std::optional<Expression>& written, const Table& table, std::optional<Expression>& resolved,
                       std::vector<ObjectKey>& needs, Workspace& workspace) {
  if (!written) return true;
  resolved = resolve_expression(*written, {.table = &table, .keeper = {}, .sources = {}, .needs = &needs}, workspace);
  return resolved.has_value();
}

}  // namespace

void run(const ast::CreatePolicy& statement, Span span, Workspace& workspace) {
  const TablePointer table = workspace.find_table(workspace.object_name(statement.table), statement.table.span());
  if (!table) return;
  PolicyDefinition policy;
  policy.restrictive = statement.restrictive;
  policy.command = statement.command;
  policy.roles = role_names(statement.roles);
  bool ok = workspace.check_length(statement.name);
  ok = check_command(statement.command, statement.using_, statement.check, workspace) && ok;
  std::vector<ObjectKey> needs;
  ok = resolve_condition(statement.using_, *table, policy.using_, needs, workspace) && ok;
  ok = resolve_condition(statement.check, *table, policy.check, needs, workspace) && ok;
  std::erase_if(needs, [&](const ObjectKey& needed) { return needed.name == table->name; });  // it goes with its table
  auto object = std::make_shared<SchemaObject>();
  object->key = {ObjectKind::policy, table->name, statement.name.text};
  object->span = statement.name.span;
  object->definition = std::move(policy);
  object->needs = needs_of(*object);
  object->needs.insert(object->needs.end(), needs.begin(), needs.end());
  const ObjectKey key = object->key;
  const Places at{span, statement.name.span, statement.name.span};
  if (!ok || !apply(CreateObject{std::move(object), false, false}, at, workspace)) workspace.poison(key);
}

void run(const ast::AlterPolicy& statement, Span span, Workspace& workspace) {
  const TablePointer table = workspace.find_table(workspace.object_name(statement.table), statement.table.span());
  if (!table) return;
  const ObjectPointer policy = workspace.find_object({ObjectKind::policy, table->name, statement.name.text}, statement.name.span);
  if (!policy) return;
  ChangePolicy change;
  if (!statement.roles.empty()) change.roles = role_names(statement.roles);
  bool ok = check_command(std::get<PolicyDefinition>(policy->definition).command, statement.using_, statement.check, workspace);
  std::vector<ObjectKey> needs;
  ok = resolve_condition(statement.using_, *table, change.using_, needs, workspace) && ok;
  ok = resolve_condition(statement.check, *table, change.check, needs, workspace) && ok;
  const Places at{span, statement.name.span, statement.name.span};
  if (ok) apply(AlterObject{policy->key, std::move(change), false}, at, workspace);
}

void run(const ast::SetRowSecurity& action, const AlteredTable& altered, Workspace& workspace) {
  apply(SetRowSecurity{altered.table->name, action.what}, altered.places(altered.action), workspace);
}

}  // namespace galley
