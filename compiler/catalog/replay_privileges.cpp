#include <fmt/format.h>

#include <algorithm>

#include "catalog/apply.hpp"
#include "catalog/check_privileges.hpp"
#include "catalog/privileges.hpp"
#include "catalog/resolve.hpp"
#include "catalog/statements.hpp"
#include "diag/catalogue/views.hpp"

namespace galley {
namespace {

class GrantResolver {
 public:
  GrantResolver(const ast::Grant& statement, Workspace& workspace) : statement_(statement), workspace_(workspace) {}

  /// Nothing when something was wrong.
  std::optional<ChangePrivileges> run() {
    change_.is_revoke = statement_.is_revoke;
    change_.all_in_schema = statement_.all_in_schema;
    change_.grant_option = statement_.grant_option;
    change_.cascade = statement_.cascade;
    for (const Name& role : statement_.roles) add_role(role);
    for (const ast::ObjectReference& object : statement_.objects) add(object);
    for (const ast::Privilege& privilege : statement_.privileges) add(privilege);
    if (!ok_) return std::nullopt;
    return std::move(change_);
  }

 private:
  void add_role(const Name& role) {
    change_.roles.push_back(role.text);
    ok_ = check_grant_option(role, !statement_.is_revoke && statement_.grant_option, workspace_) && ok_;
  }

  void add(const ast::ObjectReference& written) {
    std::optional<ObjectKey> key = statement_.all_in_schema ? ObjectKey{written.kind, {written.name.name.text, {}}, {}} : resolve(written);
    if (key) change_.objects.push_back(std::move(*key));
    ok_ = key.has_value() && ok_;
  }

  /// The column whose identity counts with a sequence of this name, which the server has made: t_c_seq.
  std::optional<ObjectKey> find_identity(const ObjectName& sequence) {
    constexpr std::string_view ending = "_seq";
    if (!sequence.name.ends_with(ending)) return std::nullopt;
    const std::string_view stem = std::string_view(sequence.name).substr(0, sequence.name.size() - ending.size());
    for (std::size_t end = stem.find('_'); end != std::string_view::npos; end = stem.find('_', end + 1)) {
      const ObjectName name{sequence.schema, std::string(stem.substr(0, end))};
      const TablePointer table = workspace_.peek_table(name);
      const Column* column = table ? workspace_.peek_column(*table, stem.substr(end + 1)) : nullptr;
      if (column && column->identity) return ObjectKey{ObjectKind::column, name, column->name};
    }
    return std::nullopt;
  }

  /// A view needs no word of its own, as in SQL.
  std::optional<ObjectKey> resolve(const ast::ObjectReference& written) {
    if (written.kind == ObjectKind::sequence) {
      const ObjectName name = workspace_.object_name(written.name);
      if (!workspace_.peek_relation(name))
        if (std::optional<ObjectKey> identity = find_identity(name)) return identity;
    }
    std::optional<ObjectKey> key = resolve_reference(written, workspace_);
    const Relation* relation = key && key->kind == ObjectKind::table ? workspace_.peek_relation(key->name) : nullptr;
    if (relation && has_row_type(relation->kind)) key->kind = relation->kind;
    return key;
  }

  void add(const ast::Privilege& written) {
    const ObjectKind kind = statement_.objects.front().kind;
    const bool of_kind = check_of_kind(written, kind, workspace_);
    ok_ = of_kind && ok_;
    Privilege privilege{written.name, {}};
    for (const Name& column : written.columns) privilege.columns.push_back(column.text);
    if (!written.columns.empty() && of_kind) check_columns(written, kind);
    change_.privileges.push_back(std::move(privilege));
  }

  void check_columns(const ast::Privilege& written, ObjectKind kind) {
    const bool takes = written.name == "all" ? privileges_of(kind).front() == "select" : takes_columns(written.name);
    if (!takes || statement_.all_in_schema) {
      workspace_.report(written.span, diag::no_such_columns, written.name, object_kind_name(kind));
      ok_ = false;
      return;
    }
    for (const ObjectKey& object : change_.objects) {
      const TablePointer table = workspace_.peek_table(object.name);
      if (!table) continue;
      for (const Name& column : written.columns) ok_ = workspace_.find_column(*table, column.text, column.span) && ok_;
    }
  }

  const ast::Grant& statement_;
  Workspace& workspace_;
  ChangePrivileges change_;
  bool ok_ = true;
};

}  // namespace

bool check_of_kind(const ast::Privilege& privilege, ObjectKind kind, Workspace& workspace) {
  const auto& known = privileges_of(kind);
  const bool is_maintain = privilege.name == "maintain" && privileges_of(ObjectKind::table) == known;
  if (privilege.name == "all" || is_maintain || std::find(known.begin(), known.end(), privilege.name) != known.end()) return true;
  workspace.report(privilege.span, diag::privilege_not_of_kind, privilege.name, object_kind_name(kind))
      .help("a {} has: {}", object_kind_name(kind), fmt::format("{}", fmt::join(known, ", ")));
  return false;
}

bool check_grant_option(const Name& role, bool with_option, Workspace& workspace) {
  if (role.text != "public" || !with_option) return true;
  workspace.report(role.span, diag::option_for_public).help("grant it to roles, or leave out \"with grant option\"");
  return false;
}

void run(const ast::Grant& statement, Span span, Workspace& workspace) {
  if (std::optional<ChangePrivileges> change = GrantResolver(statement, workspace).run())
    apply(*change, {span, statement.objects.front().span, span}, workspace);
}

}  // namespace galley
