#include "catalog/alter_object.hpp"

namespace galley {

bool alter(const ChangePolicy& change, AlteredObject& altered) {
  auto& policy = std::get<PolicyDefinition>(altered.after.definition);
  if (change.roles) policy.roles = *change.roles;
  if (change.using_) policy.using_ = change.using_;
  if (change.check) policy.check = change.check;
  return true;
}

}  // namespace galley
