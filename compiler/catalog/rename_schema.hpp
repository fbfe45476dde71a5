// Another name for a schema: everything in it has that name in its own from then on.
#pragma once

#include "catalog/apply.hpp"

namespace galley {

/// `schema` is the object that `change` names.
bool rename_schema(const RenameObject& change, const ObjectPointer& schema, const Places& at, Workspace& workspace);

}  // namespace galley
