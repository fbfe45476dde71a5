// create or replace, and types that are made anew: what a server can do in place, and what has to be dropped and made again.
#pragma once

#include "catalog/workspace.hpp"

namespace galley {

/// Whether PostgreSQL replaces the one by the other without dropping it: a view keeps its columns and may get more at the
/// end, a routine keeps its result and the names of its parameters, a trigger is no constraint trigger.
[[nodiscard]] bool can_replace(const SchemaObject& before, const SchemaObject& after);

/// Why PostgreSQL refuses it, as far as the catalog knows: "its column 2 is "a" and would be "b"". Empty where it does not, and where
/// nobody can tell. Types of columns count as well.
[[nodiscard]] std::string refusal_to_replace(const SchemaObject& before, const SchemaObject& after, Workspace& workspace);

/// Whether the query of a view that is made again gives the columns that the view has: what "*" stands for may be more by now. Reports it.
bool check_reads_as_before(const SchemaObject& object, const Places& at, Workspace& workspace);

/// What needs the object and goes with it when it is dropped to be replaced, each behind what it needs itself. Nothing, after
/// a report, where not all of that can be made again.
[[nodiscard]] std::optional<std::vector<ObjectPointer>> made_again_with(const SchemaObject& object, const Places& at, Workspace& workspace);

/// What names the enumeration, or a column of its type, and what needs that, in the same order.
[[nodiscard]] std::vector<ObjectPointer> objects_showing(const EnumType& enumeration, const Catalog& catalog);

/// Those of them that are dropped and made again with the type when it is made anew without a value; as above.
[[nodiscard]] std::optional<std::vector<ObjectPointer>> made_again_with(const EnumType& enumeration, const Places& at,
                                                                        Workspace& workspace);

/// Whether there is nothing that would have to stay as it is.
[[nodiscard]] bool can_be_made_anew(const EnumType& enumeration, const Catalog& catalog);

}  // namespace galley
