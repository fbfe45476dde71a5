#include <algorithm>

#include "base/edit_distance.hpp"
#include "catalog/alter_object.hpp"
#include "diag/catalogue/objects.hpp"

namespace galley {
namespace {

using DomainCheck = DomainDefinition::Check;

DomainDefinition& domain_of(AlteredObject& altered) { return std::get<DomainDefinition>(altered.after.definition); }

std::vector<DomainCheck>::iterator find_check(const std::string& name, AlteredObject& altered) {
  std::vector<DomainCheck>& checks = domain_of(altered).checks;
  const auto found = std::find_if(checks.begin(), checks.end(), [&](const DomainCheck& check) { return check.name == name; });
  if (found != checks.end()) return found;
  std::vector<std::string_view> names;
  for (const DomainCheck& check : checks) names.push_back(check.name);
  altered.workspace.report(altered.at.part, diag::unknown_domain_check, name, altered.workspace.shown(altered.before.key))
      .suggest(nearest(name, names))
      .note(altered.before.span, "domain \"{}\" is created here", altered.workspace.shown(altered.before.key));
  return found;
}

bool check_free(const std::string& name, AlteredObject& altered) {
  const std::vector<DomainCheck>& checks = domain_of(altered).checks;
  const bool taken = std::any_of(checks.begin(), checks.end(), [&](const DomainCheck& check) { return check.name == name; });
  if (taken) altered.workspace.report(altered.at.part, diag::domain_check_exists, name, altered.workspace.shown(altered.before.key));
  return !taken;
}

}  // namespace

bool alter(const SetDomainDefault& change, AlteredObject& altered) {
  domain_of(altered).default_value = change.value;
  return true;
}

bool alter(const SetDomainNotNull& change, AlteredObject& altered) {
  domain_of(altered).not_null = change.not_null;
  return true;
}

bool alter(const AddDomainCheck& change, AlteredObject& altered) {
  if (!check_free(change.check.name, altered)) return false;
  domain_of(altered).checks.push_back(change.check);
  return true;
}

bool alter(const DropDomainCheck& change, AlteredObject& altered) {
  const auto found = find_check(change.name, altered);
  if (found == domain_of(altered).checks.end()) return false;
  domain_of(altered).checks.erase(found);
  return true;
}

bool alter(const RenameDomainCheck& change, AlteredObject& altered) {
  const auto found = find_check(change.from, altered);
  if (found == domain_of(altered).checks.end() || !check_free(change.to, altered)) return false;
  found->name = change.to;
  return true;
}

bool alter(const ValidateDomainCheck& change, AlteredObject& altered) {
  const auto found = find_check(change.name, altered);
  if (found == domain_of(altered).checks.end()) return false;
  found->valid = true;
  return true;
}

}  // namespace galley
