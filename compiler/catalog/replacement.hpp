// create or replace: what a server can do in place, and what has to be dropped and made again.
#pragma once

#include "catalog/workspace.hpp"

namespace galley {

/// Whether PostgreSQL replaces the one by the other without dropping it: a view keeps its columns and may get more at the
/// end, a routine keeps its result and the names of its parameters, a trigger is no constraint trigger.
[[nodiscard]] bool can_replace(const SchemaObject& before, const SchemaObject& after);

/// Why PostgreSQL refuses it, as far as the catalog knows: "its column 2 is "a" and would be "b"". Empty where it does not, and where
/// nobody can tell. Types of columns count as well.
[[nodiscard]] std::string refusal_to_replace(const SchemaObject& before, const SchemaObject& after, Workspace& workspace);

/// What needs the object and goes with it when it is dropped to be replaced, each behind what it needs itself. Nothing, after
/// a report, where not all of that can be made again.
[[nodiscard]] std::optional<std::vector<ObjectPointer>> made_again_with(const SchemaObject& object, const Places& at, Workspace& workspace);

}  // namespace galley
