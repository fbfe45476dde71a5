// Policies, privileges and statistics.
#include "postgresql/meaning.hpp"

namespace galley::postgresql {
namespace {

std::vector<Name> role_names(const ParseNode& roles, const MeaningReader& reader) {
  std::vector<Name> names;
  for (const ParseNode& role : roles.children) names.push_back(role_name(role, reader));
  return names;
}

/// Of a policy, whom it is for: nobody in particular is everybody.
std::vector<Name> policy_roles(const ParseNode& roles, const MeaningReader& reader) {
  std::vector<Name> names = role_names(roles, reader);
  if (names.size() == 1 && roles.children.front().text("roletype") == "ROLESPEC_PUBLIC") names.clear();
  return names;
}

template <class Policy>
void read_policy(const ParseNode& tree, Policy& policy, MeaningReader& reader) {
  const StatementText& words = reader.words;
  const Words behind_table = words.from(tree["table"].location());
  reader.changes(tree["table"]);
  policy.name = reader.named(tree.text("policy_name"));
  policy.table = reader.relation(tree["table"]);
  policy.roles = policy_roles(tree["roles"], reader);
  policy.using_ = reader.optional_expression(words.in_parentheses(words.after_word(behind_table, "USING")), tree["qual"]);
  policy.check = reader.optional_expression(words.in_parentheses(words.after_word(behind_table, "CHECK")), tree["with_check"]);
}

ast::PolicyCommand policy_command(const std::string& name) {
  if (name == "select") return ast::PolicyCommand::select;
  if (name == "insert") return ast::PolicyCommand::insert;
  if (name == "update") return ast::PolicyCommand::update;
  return name == "delete" ? ast::PolicyCommand::delete_ : ast::PolicyCommand::all;
}

void read_create_policy(const ParseNode& tree, MeaningReader& reader) {
  ast::CreatePolicy create;
  read_policy(tree, create, reader);
  create.restrictive = !tree.flag("permissive");
  create.command = policy_command(tree.text("cmd_name"));
  reader.add(std::move(create));
}

/// What a grant or a revoke and one of default privileges have in common. No name of a privilege stands for all of them.
template <class Grant>
void read_privileges(const ParseNode& tree, Grant& grant, const MeaningReader& reader) {
  grant.is_revoke = !tree.flag("is_grant");
  grant.grant_option = tree.flag("grant_option");
  grant.cascade = tree.text("behavior") == "DROP_CASCADE";
  for (const ParseNode& privilege : tree["privileges"].children) {
    const std::string& name = privilege.text("priv_name");
    grant.privileges.push_back({name.empty() ? "all" : name, reader.names(privilege["cols"], reader.words.all()), reader.words.whole()});
  }
  if (grant.privileges.empty()) grant.privileges.push_back({"all", {}, reader.words.whole()});
  grant.roles = role_names(tree["grantees"], reader);
}

void read_grant(const ParseNode& tree, MeaningReader& reader) {
  const std::optional<ObjectKind> kind = object_kind(tree.text("objtype"));
  if (!kind) return;  // databases, languages and such are no part of the schema
  ast::Grant grant;
  read_privileges(tree, grant, reader);
  grant.all_in_schema = tree.text("targtype") == "ACL_TARGET_ALL_IN_SCHEMA";
  for (const ParseNode& object : tree["objects"].children) grant.objects.push_back(read_object(*kind, object, reader));
  reader.add(std::move(grant));
}

void read_default_privileges(const ParseNode& tree, MeaningReader& reader) {
  const ParseNode& action = tree["action"];
  const std::optional<ObjectKind> kind = object_kind(action.text("objtype"));
  if (!kind) return;  // large objects are no part of the schema
  ast::AlterDefaultPrivileges alter;
  read_privileges(action, alter, reader);
  alter.kind = *kind == ObjectKind::composite_type ? ObjectKind::enumeration : *kind;
  alter.kind_span = reader.words.whole();
  for (const ParseNode& option : tree["options"].children) {
    if (option.text("defname") == "roles") alter.creators = role_names(option["arg"]["items"], reader);
    if (option.text("defname") == "schemas") alter.schemas = reader.names(option["arg"]["items"], reader.words.all());
  }
  reader.add(std::move(alter));
}

void read_statistics(const ParseNode& tree, MeaningReader& reader) {
  const StatementText& words = reader.words;
  ast::CreateStatistics create;
  create.if_not_exists = tree.flag("if_not_exists");
  create.name = reader.qualified(tree["defnames"]);
  create.kinds = reader.names(tree["stat_types"], words.all());
  create.table = reader.relation(tree["relations"].children.front());
  reader.changes(tree["relations"].children.front());
  const std::vector<Words> keys = words.items(words.before_word(words.after_word(words.all(), "ON"), "FROM"));
  const std::vector<ParseNode>& written = tree["exprs"].children;
  if (keys.size() != written.size()) return reader.not_understood();
  for (std::size_t i = 0; i < keys.size(); ++i) create.keys.push_back(read_index_key(written[i], keys[i], reader).key);
  reader.add(std::move(create));
}

}  // namespace

Name role_name(const ParseNode& role, const MeaningReader& reader) {
  const std::string& kind = role.text("roletype");
  std::string name = role.text("rolename");
  if (kind == "ROLESPEC_PUBLIC") name = "public";
  if (kind == "ROLESPEC_CURRENT_USER" || kind == "ROLESPEC_CURRENT_ROLE") name = "current_user";
  if (kind == "ROLESPEC_SESSION_USER") name = "session_user";
  return reader.words.name(std::move(name), role.location());
}

bool read_policy_statement(const ParseNode& tree, MeaningReader& reader) {
  if (tree.is("CreatePolicyStmt")) {
    read_create_policy(tree, reader);
  } else if (tree.is("AlterPolicyStmt")) {
    ast::AlterPolicy alter;
    read_policy(tree, alter, reader);
    reader.add(std::move(alter));
  } else if (tree.is("GrantStmt")) {
    read_grant(tree, reader);
  } else if (tree.is("AlterDefaultPrivilegesStmt")) {
    read_default_privileges(tree, reader);
  } else if (tree.is("CreateStatsStmt")) {
    read_statistics(tree, reader);
  } else {
    return false;
  }
  return true;
}

}  // namespace galley::postgresql
