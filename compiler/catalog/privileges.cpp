#include "catalog/privileges.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "catalog/name_index.hpp"

namespace galley {
namespace {

using Names = std::vector<std::string_view>;

void sort_grants(std::vector<Grant>& grants) {
  std::sort(grants.begin(), grants.end());
  grants.erase(std::unique(grants.begin(), grants.end()), grants.end());
}

/// Every single privilege of a change, once a role and a column.
template <class Visit>
void for_each_privilege(const ChangePrivileges& change, ObjectKind kind, const Visit& visit) {
  for (const Privilege& privilege : change.privileges) {
    const Names names = privilege.name == "all" ? privileges_of(kind) : Names{privilege.name};
    for (const std::string_view name : names) {
      if (!privilege.columns.empty() && !takes_columns(name)) continue;  // all (a, b) means those that do
      for (const std::string& role : change.roles) {
        if (privilege.columns.empty()) visit(role, name, std::string());
        for (const std::string& column : privilege.columns) visit(role, name, column);
      }
    }
  }
}

void grant(std::vector<Grant>& grants, const Grant& granted) {
  const auto same = std::find_if(grants.begin(), grants.end(), [&](const Grant& known) {
    return known.role == granted.role && known.privilege == granted.privilege && known.column == granted.column;
  });
  if (same == grants.end())
    grants.push_back(granted);
  else
    same->grantable = same->grantable || granted.grantable;
}

/// A revoke of the whole goes for its columns, too.
bool is_meant(const Grant& known, std::string_view role, std::string_view privilege, std::string_view column) {
  return known.role == role && known.privilege == privilege && (column.empty() || known.column == column);
}

/// One change for all privileges that one role gets or loses in one way.
std::vector<ChangePrivileges> grouped(const std::vector<Grant>& grants, const ObjectKey& object, bool is_revoke, bool option_only) {
  std::map<std::pair<std::string, bool>, std::map<std::string, std::vector<std::string>>> groups;
  for (const Grant& item : grants) {
    std::vector<std::string>& columns =
        groups[{item.role, item.grantable && !is_revoke}][(item.column.empty() ? "a" : "b") + item.privilege];
    if (!item.column.empty()) columns.push_back(item.column);
  }
  std::vector<ChangePrivileges> changes;
  for (const auto& [group, privileges] : groups) {
    ChangePrivileges& change = changes.emplace_back();
    change.is_revoke = is_revoke;
    change.objects = {object};
    change.roles = {group.first};
    change.grant_option = option_only || group.second;
    for (const auto& [name, columns] : privileges) change.privileges.push_back({name.substr(1), columns});
    const Names& all = privileges_of(object.kind);
    const bool has_all = all.size() > 1 && privileges.size() == all.size() && privileges.rbegin()->first.front() == 'a';
    if (has_all) change.privileges = {{"all", {}}};
  }
  return changes;
}

void append(std::vector<ChangePrivileges>& changes, std::vector<ChangePrivileges> more) {
  changes.insert(changes.end(), more.begin(), more.end());
}

}  // namespace

const Names& privileges_of(ObjectKind kind) {
  static const Names of_tables{"select", "insert", "update", "delete", "truncate", "references", "trigger"};
  static const Names of_sequences{"usage", "select", "update"};
  static const Names of_schemas{"create", "usage"};
  static const Names of_routines{"execute"};
  static const Names of_types{"usage"};
  static const Names none;
  using enum ObjectKind;
  switch (kind) {
    case table:
    case view:
    case materialized_view:
      return of_tables;
    case sequence:
    case column:  // the sequence of its identity
      return of_sequences;
    case schema:
      return of_schemas;
    case function:
    case procedure:
      return of_routines;
    case domain:
    case composite_type:
    case enumeration:
      return of_types;
    case extension:
    case trigger:
    case policy:
    case statistics:
    case publication:
    case default_privileges:
    case index:
    case constraint:
      break;
  }
  return none;
}

bool takes_columns(std::string_view privilege) {
  return privilege == "select" || privilege == "insert" || privilege == "update" || privilege == "references";
}

std::vector<Grant> initial_grants(ObjectKind kind) {
  const bool is_routine = kind == ObjectKind::function || kind == ObjectKind::procedure;
  if (!is_routine && !is_type(kind)) return {};
  return {{.role = "public", .privilege = is_routine ? "execute" : "usage", .column = {}, .grantable = false}};
}

// Until 14 everybody may also create there: that is the server's affair, and nothing that a history has granted.
std::vector<Grant> grants_of_default_schema(std::string_view schema) {
  if (schema != "public") return {};
  return {{.role = "public", .privilege = "usage", .column = {}, .grantable = false}};
}

std::vector<Grant> changed_grants(const std::vector<Grant>& before, const ChangePrivileges& change, ObjectKind kind) {
  std::vector<Grant> after = before;
  for_each_privilege(change, kind, [&](const std::string& role, std::string_view privilege, const std::string& column) {
    if (!change.is_revoke) {
      grant(after, {.role = role, .privilege = std::string(privilege), .column = column, .grantable = change.grant_option});
    } else if (change.grant_option) {
      for (Grant& known : after)
        if (is_meant(known, role, privilege, column)) known.grantable = false;
    } else {
      std::erase_if(after, [&](const Grant& known) { return is_meant(known, role, privilege, column); });
    }
  });
  sort_grants(after);
  return after;
}

std::vector<Grant> merged_grants(std::vector<Grant> grants, const std::vector<Grant>& more) {
  for (const Grant& added : more) grant(grants, added);
  sort_grants(grants);
  return grants;
}

std::vector<ChangePrivileges> changes_between(const std::vector<Grant>& from, const std::vector<Grant>& to, const ObjectKey& object) {
  const auto find = [](const std::vector<Grant>& grants, const Grant& wanted) {
    return std::find_if(grants.begin(), grants.end(), [&](const Grant& known) {
      return known.role == wanted.role && known.privilege == wanted.privilege && known.column == wanted.column;
    });
  };
  std::vector<Grant> gone;
  std::vector<Grant> option_gone;
  std::vector<Grant> added;
  for (const Grant& known : from) {
    const auto kept = find(to, known);
    if (kept == to.end())
      gone.push_back(known);
    else if (known.grantable && !kept->grantable)
      option_gone.push_back(known);
  }
  for (const Grant& wanted : to) {
    const auto known = find(from, wanted);
    const bool is_whole_gone = std::any_of(gone.begin(), gone.end(), [&](const Grant& lost) {
      return lost.role == wanted.role && lost.privilege == wanted.privilege && lost.column.empty();
    });
    if (known == from.end() || (wanted.grantable && !known->grantable) || (is_whole_gone && !wanted.column.empty()))
      added.push_back(wanted);
  }
  std::vector<ChangePrivileges> changes = grouped(gone, object, true, false);
  append(changes, grouped(option_gone, object, true, true));
  append(changes, grouped(added, object, false, false));
  return changes;
}

}  // namespace galley
