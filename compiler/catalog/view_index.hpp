// Indexes of materialized views: the same statements as for tables, on an object of another kind.
#pragma once

#include "catalog/workspace.hpp"

namespace galley {

/// The materialized view of this name, or nothing.
[[nodiscard]] ObjectPointer indexed_view(const ObjectName& name, const Workspace& workspace);
/// The view that has an index of this name, or nothing.
[[nodiscard]] ObjectPointer view_of_index(const ObjectName& index, const Workspace& workspace);
/// The index as it is; nullptr where there is none.
[[nodiscard]] const Index* index_of_view(const SchemaObject& view, std::string_view name);

bool apply_to_view(const CreateIndex& change, const ObjectPointer& view, const Places& at, Workspace& workspace);
bool apply_to_view(const DropIndex& change, const ObjectPointer& view, const Places& at, Workspace& workspace);
bool apply_to_view(const RenameIndex& change, const ObjectPointer& view, const Places& at, Workspace& workspace);
bool apply_to_view(const SetIndexComment& change, const ObjectPointer& view, const Places& at, Workspace& workspace);
bool apply_to_view(const Reindex& change, const ObjectPointer& view, const Places& at, Workspace& workspace);

}  // namespace galley
