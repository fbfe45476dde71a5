#include <algorithm>

#include "catalog/apply.hpp"
#include "catalog/check_privileges.hpp"
#include "catalog/default_privileges.hpp"
#include "catalog/privileges.hpp"
#include "catalog/statements.hpp"
#include "diag/catalogue/views.hpp"

namespace galley {
namespace {

/// The words for whoever runs the script, to whom the statement applies without them.
bool is_runner(const Name& role) { return role.text == current_owner || role.text == "current_role"; }

class DefaultsResolver {
 public:
  DefaultsResolver(const ast::AlterDefaultPrivileges& statement, Workspace& workspace) : statement_(statement), workspace_(workspace) {}

  /// Nothing when something was wrong.
  std::optional<ChangeDefaultPrivileges> run() {
    change_.is_revoke = statement_.is_revoke;
    change_.grant_option = statement_.grant_option;
    change_.cascade = statement_.cascade;
    for (const Name& role : statement_.roles) add_role(role);
    for (const ast::Privilege& privilege : statement_.privileges) add(privilege);
    add_keys();
    if (ok_ && statement_.is_revoke) check_taken_away();
    if (!ok_) return std::nullopt;
    return std::move(change_);
  }

 private:
  void add_role(const Name& role) {
    change_.roles.push_back(role.text);
    ok_ = check_grant_option(role, !statement_.is_revoke && statement_.grant_option, workspace_) && ok_;
  }

  void add(const ast::Privilege& written) {
    // An enumeration stands for every type here.
    const ObjectKind kind = statement_.kind == ObjectKind::enumeration ? ObjectKind::composite_type : statement_.kind;
    ok_ = check_of_kind(written, kind, workspace_) && ok_;
    change_.privileges.push_back({written.name, {}});
    if (written.columns.empty()) return;
    workspace_.report(written.columns.front().span, diag::default_privileges, "are of whole objects, not of columns")
        .help("grant on columns when the table is there");
    ok_ = false;
  }

  void add_keys() {
    const bool of_schemas = statement_.kind == ObjectKind::schema && !statement_.schemas.empty();
    if (of_schemas)
      workspace_.report(statement_.schemas.front().span, diag::default_privileges, "on schemas are of no schema")
          .help("leave out \"in schema\"");
    std::vector<std::string> schemas;
    for (const Name& schema : statement_.schemas) {
      const ObjectPointer known = of_schemas ? nullptr : workspace_.find_object({ObjectKind::schema, {{}, schema.text}, {}}, schema.span);
      ok_ = known && ok_;
      if (known) schemas.push_back(known->key.name.name);
    }
    if (statement_.schemas.empty()) schemas.emplace_back();
    std::vector<std::string> creators;
    for (const Name& creator : statement_.creators) {
      if (creator.text == "public") {
        workspace_.report(creator.span, diag::default_privileges, "are of a role that makes objects: \"public\" is none")
            .help("leave out \"for role\" for whoever runs the script");
        ok_ = false;
      }
      creators.push_back(is_runner(creator) ? std::string() : creator.text);
    }
    if (creators.empty()) creators.emplace_back();
    for (const std::string& creator : creators)
      for (const std::string& schema : schemas) add_key(default_privileges_key(statement_.kind, schema, creator));
  }

  void add_key(ObjectKey key) {
    if (std::find(change_.defaults.begin(), change_.defaults.end(), key) == change_.defaults.end())
      change_.defaults.push_back(std::move(key));
  }

  /// What all schemas give, the server goes on giving in this one.
  void check_taken_away() {
    for (const ObjectKey& key : change_.defaults) {
      if (key.name.schema.empty()) continue;
      const std::vector<Grant> own = present_defaults(key, workspace_.catalog());
      const std::vector<Grant> all = present_defaults(default_privileges_key(statement_.kind, {}, key.name.name), workspace_.catalog());
      for (const Name& role : statement_.roles) {
        if (has_any(own, role.text) || !has_any(all, role.text)) continue;
        workspace_.report(role.span, diag::default_privileges, "of a schema take away nothing that is given in all schemas")
            .help("leave out \"in schema\", and grant it in the schemas that are to have it");
        ok_ = false;
        return;
      }
    }
  }

  /// Whether the role is given anything that the statement names.
  [[nodiscard]] bool has_any(const std::vector<Grant>& grants, const std::string& role) const {
    return std::any_of(grants.begin(), grants.end(), [&](const Grant& given) {
      return given.role == role && std::any_of(change_.privileges.begin(), change_.privileges.end(), [&](const Privilege& named) {
               return named.name == "all" || named.name == given.privilege;
             });
    });
  }

  const ast::AlterDefaultPrivileges& statement_;
  Workspace& workspace_;
  ChangeDefaultPrivileges change_;
  bool ok_ = true;
};

}  // namespace

void run(const ast::AlterDefaultPrivileges& statement, Span span, Workspace& workspace) {
  if (std::optional<ChangeDefaultPrivileges> change = DefaultsResolver(statement, workspace).run())
    apply(*change, {span, statement.kind_span, span}, workspace);
}

}  // namespace galley
