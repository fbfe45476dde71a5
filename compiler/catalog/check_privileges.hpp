// What grant, revoke and alter default privileges check alike.
#pragma once

#include "catalog/workspace.hpp"

namespace galley {

/// Reports a privilege that objects of the kind do not have.
bool check_of_kind(const ast::Privilege& privilege, ObjectKind kind, Workspace& workspace);
/// Reports everybody as one who is given the grant option.
bool check_grant_option(const Name& role, bool with_option, Workspace& workspace);

}  // namespace galley
